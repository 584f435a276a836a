// Usage: lint.mjs FILE... Fails when a description of an API is not valid, or not as docs/api/redocly.yaml wants it.
import {fileURLToPath} from 'node:url';
import {redocly} from './packages.mjs';

const {formatProblems, getTotals, lint, loadConfig} = redocly();
const files = process.argv.slice(2);
if (files.length === 0) {
    console.error('lint.mjs: name the files to be read');
    process.exit(2);
}
const configPath = fileURLToPath(new URL('../../docs/api/redocly.yaml', import.meta.url));
const config = await loadConfig({configPath});
for (const file of files) {
    const problems = await lint({ref: file, config});
    if (problems.length > 0) {
        formatProblems(problems, {format: 'codeframe', totals: getTotals(problems), version: '1'});
        process.exitCode = 1;
    }
}
