// @vitest-environment node
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bundle, served, singleFile} from '../build_html.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let folder = '';
beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillwright-'));
});
afterAll(() => rm(folder, {recursive: true}));

async function page(script: string): Promise<string> {
    const template = join(folder, 'template.html');
    await writeFile(template, '<head><!-- CSP --><!-- STYLE --></head><!-- SCRIPT -->');
    return singleFile({template, style: 'a{}', script, policy: {'script-src': ['https://js.stripe.com']}});
}

describe('singleFile', () => {
    it('admits exactly the script and the style it holds', async () => {
        const html = await page('let a = "$&";');
        const hash = createHash('sha256').update('let a = "$&";').digest('base64');
        expect(html).toContain('<script>let a = "$&";</script>');
        expect(html).toContain(`script-src 'sha256-${hash}' https://js.stripe.com`);
        expect(html).toContain("default-src 'none'");
        expect(html).not.toContain('unsafe');
    });

    it.each(['"</script>"', '"<!--"', '"</STYLE"'])('refuses a script with %s in it', async (script) => {
        await expect(page(script)).rejects.toThrow('tag');
    });
});

it('served() tells the policy apart, for the header that can forbid frames', async () => {
    const template = join(folder, 'served.html');
    await writeFile(template, '<head><!-- STYLE --></head><!-- SCRIPT -->');
    const script = 'let b = 1;';
    const {html, policy} = await served({
        template,
        style: 'b{}',
        script,
        policy: {'frame-ancestors': ["'none'"]},
    });
    const hash = createHash('sha256').update(script).digest('base64');
    expect(html).toBe('<head><style>b{}</style></head><script>let b = 1;</script>');
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('"');
});

it('the bundles keep to what Chromium 102 understands', async () => {
    const entry = join(folder, 'entry.ts');
    await writeFile(entry, 'export class A { static { console.log([1].toSorted ?? 1); } accessor b = 1; }');
    const text = await bundle(entry);
    expect(text).not.toContain('accessor b');
});

it('the page’s template holds no style attribute and no handler, which its policy would block', async () => {
    for (const template of [
        '../payment/src/payment.html',
        '../payment/src/pay.html',
        '../stripe-simulator/src/card/card.html',
        '../stripe-simulator/src/challenge_page/challenge.html',
    ]) {
        expect(await readFile(at(template), 'utf8')).not.toMatch(/\s(style|on\w+)=/);
    }
});
