// The virtual printer as a process, and the papers that came out of it.
import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {start} from '../support/servers.mjs';
import {until} from '../kills/waiting.mjs';

const paperLimitMs = 30_000;

export class Printer {
    #child;
    #folder;

    constructor(child, folder, address) {
        this.#child = child;
        this.#folder = folder;
        this.address = address;
    }

    static async open(program, folder, logFile) {
        const child = start(program, ['--port', 0, '--out', folder], {
            stdin: 'pipe',
            logFile,
            environment: {QT_QPA_PLATFORM: 'offscreen'},
        });
        const [line] = await once(createInterface({input: child.stdout}), 'line');
        return new Printer(child, folder, JSON.parse(line).listen);
    }

    /** What a person does to it: `paper`, `paper 0`, `cover open`, ... */
    tell(command) {
        this.#child.stdin.write(`${command}\n`);
    }

    close() {
        this.#child.kill('SIGTERM');
    }

    /** The texts of the papers that have `word` in them. */
    async papersWith(word) {
        const names = await readdir(this.#folder).catch(() => []);
        const texts = await Promise.all(
            names.filter((name) => name.endsWith('.txt')).map((name) => readFile(join(this.#folder, name), 'utf8')),
        );
        return texts.filter((text) => text.includes(word));
    }

    /** Once there are so many of them. */
    async papers(word, count) {
        let found = [];
        await until(`${count} papers with ${word}`, paperLimitMs, async () => {
            found = await this.papersWith(word);
            return found.length === count ? true : {notYet: `${found.length} papers`};
        });
        return found;
    }
}
