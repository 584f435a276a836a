// @vitest-environment node
import {fileURLToPath} from 'node:url';
import {ESLint} from 'eslint';
import {expect, it} from 'vitest';

// The borders between the rooms are lint rules. This shows each of them failing.

const web = fileURLToPath(new URL('..', import.meta.url));
const eslint = new ESLint({cwd: web, overrideConfig: {languageOptions: {parserOptions: {project: null}}}});

async function importProblems(file: string, source: string): Promise<string[]> {
    const rules = (await eslint.calculateConfigForFile(`${web}${file}`)) as {
        rules: Record<string, unknown>;
    };
    const bare = new ESLint({
        cwd: web,
        overrideConfigFile: true,
        overrideConfig: {rules: {'no-restricted-imports': rules.rules['no-restricted-imports'] as never}},
    });
    const [result] = await bare.lintText(`import '${source}';`, {filePath: `${web}rooms-test.js`});
    return (result?.messages ?? []).map(({ruleId}) => ruleId ?? '');
}

it.each([
    ['payment/src/checkout/session.ts', '../host/qt'],
    ['payment/src/checkout/session.ts', '../ui/app'],
    ['payment/src/checkout/session.ts', 'react'],
    ['payment/src/ui/app.tsx', '../bridge/codec'],
    ['payment/src/ui/app.tsx', '../host/qt'],
    ['payment/src/bridge/codec.ts', '../checkout/state'],
    ['payment/src/bridge/codec.ts', '../host/qt'],
    ['payment/src/host/qt.ts', '../checkout/state'],
    ['payment/src/host/qt.ts', '../ui/app'],
    ['payment/src/main.tsx', '../../stripe-simulator/src/stripe'],
    ['payment/src/ui/app.tsx', '@tillwright/stripe-simulator'],
    ['payment/test/page.test.tsx', '../../stripe-simulator/src/stripe'],
    ['stripe-simulator/src/stripe.ts', '../../payment/src/bridge/codec'],
    ['stripe-simulator/test/stripe.test.ts', '@tillwright/payment'],
])('%s may not import %s', async (file, source) => {
    expect(await importProblems(file, source)).toEqual(['no-restricted-imports']);
});

it.each([
    ['payment/src/checkout/session.ts', '../bridge/port'],
    ['payment/src/ui/app.tsx', '../checkout/state'],
    ['payment/src/host/qt.ts', '../bridge/codec'],
    ['payment/src/main.tsx', './host/qt'],
    ['stripe-simulator/src/stripe.ts', './elements'],
])('%s may import %s', async (file, source) => {
    expect(await importProblems(file, source)).toEqual([]);
});
