import {spawn, type ChildProcess} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';

const readyPatienceMs = 20_000;

export interface Started {
    child: ChildProcess;
    /** What its ready line says. */
    ready: unknown;
    /** What it has written to standard error so far. */
    log: string[];
}

/** Starts one of our servers, which the environment names, and waits until it is ready. */
export async function startProgram(variable: string, configFile: string, config: string): Promise<Started> {
    const program = process.env[variable];
    if (program === undefined || program === '') {
        throw new Error(`${variable} must name the program; ctest sets it.`);
    }
    await writeFile(configFile, config, {mode: 0o600});
    // Its standard input is a pipe of ours, so that it ends with this process however that ends.
    const child = spawn(program, ['serve', '--config', configFile, '--exit-with-parent'], {
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    const ready = await new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => {
            reject(new Error(`${program} did not become ready.\n${log.join('')}`));
        }, readyPatienceMs);
        createInterface({input: child.stdout}).once('line', (line) => {
            clearTimeout(timer);
            resolve(JSON.parse(line));
        });
        child.once('error', reject);
        child.once('exit', (code) => {
            reject(new Error(`${program} ended with ${String(code)}.\n${log.join('')}`));
        });
    });
    return {child, ready, log};
}

export async function stopProgram(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
    }
}
