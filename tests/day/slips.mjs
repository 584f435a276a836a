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
    #program;
    #folder;
    #logFile;
    #folders = [];
    address;

    constructor(program, folder, logFile) {
        this.#program = program;
        this.#folder = folder;
        this.#logFile = logFile;
    }

    static async open(program, folder, logFile) {
        const printer = new Printer(program, folder, logFile);
        await printer.#start(0);
        return printer;
    }

    async #start(port, options = []) {
        const folder = join(this.#folder, String(this.#folders.length + 1));
        this.#folders.push(folder);
        this.#child = start(this.#program, ['--port', port, '--out', folder, ...options], {
            stdin: 'pipe',
            logFile: this.#logFile,
            environment: {QT_QPA_PLATFORM: 'offscreen'},
        });
        const [line] = await once(createInterface({input: this.#child.stdout}), 'line');
        this.address = JSON.parse(line).listen;
    }

    /** Another one at the same address, with these options of its command line. */
    async replace(...options) {
        const closed = once(this.#child, 'close');
        this.#child.kill('SIGTERM');
        await closed;
        await this.#start(this.address.split(':').at(-1), options);
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
        const files = [];
        for (const folder of this.#folders) {
            const names = await readdir(folder).catch(() => []);
            files.push(...names.filter((name) => name.endsWith('.txt')).map((name) => join(folder, name)));
        }
        const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
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
