// Law 6: no client secret, card number or signing secret in anything that is left on disk, core files included.
import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';

const patterns = [
    ['a client secret', /pi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/],
    ['a signing secret', /whsec_[0-9a-f]{16}/],
    ['a secret key', /sk_test_[0-9a-f]{16}/],
    [
        'a card number',
        /(?<!\d)(?:4242 ?4242 ?4242 ?4242|4000 ?0000 ?0000 ?9995|4000 ?0025 ?0000 ?3155)(?!\d)/,
    ],
];

/** What was found where, in words; the secret itself is not repeated. */
export async function secretsLeftIn(folder) {
    const found = [];
    for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
        if (!entry.isFile()) {
            continue;
        }
        const file = join(entry.path ?? entry.parentPath, entry.name);
        const bytes = await readFile(file);
        // Chromium and Qt keep text as UTF-16 as well; without its zeros it reads like the rest.
        for (const text of [bytes.toString('latin1'), bytes.toString('latin1').replaceAll('\0', '')]) {
            for (const [what, pattern] of patterns) {
                if (pattern.test(text)) {
                    found.push(`${what} in ${relative(folder, file)}`);
                }
            }
        }
    }
    return [...new Set(found)];
}
