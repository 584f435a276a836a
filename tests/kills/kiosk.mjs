// The kiosk as a process that is fed sales, watched, and killed.
import {spawn} from 'node:child_process';
import {EventEmitter, once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {processesOf, resourcesOf} from '../support/process_group.mjs';
import {until} from './waiting.mjs';

const startLimitMs = 60_000;
const groupEndLimitMs = 20_000;
const coreLimitMaxBytes = 1;
const logLine = /^tillwright\.(?:kiosk|autopilot|manager): (.*)$/;

/** Emits `event` for every line of its timeline, and `exit`. */
export class Kiosk extends EventEmitter {
    #child;
    #waiting = null;
    #exit;
    lastEvent = '';
    isStruck = false;
    /** The kiosk itself, where a service manager has started it. */
    mainProcess;

    constructor({
        command: [program, ...before],
        options = [],
        endpointsFile,
        artifacts,
        logFile,
        environment,
        workFolder,
    }) {
        super();
        // Every test that waits for an event is one listener.
        this.setMaxListeners(0);
        this.#child = spawn(
            program,
            [
                ...before,
                '--sandbox',
                '--endpoints',
                endpointsFile,
                '--autopilot',
                '--scenario',
                '-',
                '--artifacts',
                artifacts,
                ...options,
            ],
            {
                cwd: workFolder,
                // A group of its own, so that the engine's processes can be told from everybody else's.
                detached: true,
                env: environment,
                stdio: ['pipe', 'pipe', 'pipe'],
            },
        );
        this.mainProcess = this.#child.pid;
        this.#child.stdin.on('error', () => {});
        const log = createWriteStream(logFile, {flags: 'a'});
        this.#child.stderr.pipe(log);
        createInterface({input: this.#child.stderr}).on('line', (line) => {
            const event = logLine.exec(line)?.[1];
            if (event !== undefined) {
                this.lastEvent = event;
                this.mainProcess = Number(/^started (\d+)$/.exec(event)?.[1] ?? this.mainProcess);
                this.emit('event', event);
            }
        });
        createInterface({input: this.#child.stdout}).on('line', (line) => this.#hear(line));
        this.#exit = once(this.#child, 'close').then(([code, signal]) => {
            this.#waiting?.({died: signal ?? `exit code ${code}`});
            this.#waiting = null;
            return signal ?? code;
        });
    }

    get isRunning() {
        return this.#child.exitCode === null && this.#child.signalCode === null;
    }

    #hear(line) {
        if (line.startsWith('{')) {
            this.#waiting?.(JSON.parse(line));
            this.#waiting = null;
        }
    }

    #nextLine() {
        return new Promise((resolve) => {
            this.#waiting = resolve;
        });
    }

    /** At the first such event it is killed from outside, once. */
    killAt(event) {
        this.on('event', (heard) => {
            if (heard === event && !this.isStruck) {
                this.isStruck = true;
                this.#child.kill('SIGKILL');
            }
        });
    }

    /** Once it takes sales, or was struck on the way there. */
    async ready() {
        const line = this.#nextLine();
        let timer;
        const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error('the kiosk did not start in time')), startLimitMs);
        });
        const first = await Promise.race([line, late]).finally(() => clearTimeout(timer));
        if (!first.ready && !this.isStruck) {
            throw new Error(`the kiosk did not start: ${JSON.stringify(first)}`);
        }
    }

    /** Plays one scenario and gives its result, or `{died}`. */
    play(scenario) {
        const line = this.#nextLine();
        this.#child.stdin.write(`${JSON.stringify(scenario)}\n`);
        return line;
    }

    /** What hands do beside the sales (app/kiosk/autopilot/hands.h). */
    hands(...steps) {
        return this.play({hands: steps});
    }

    /** The same by a person's own input: nobody signs in for them. */
    byHand(...steps) {
        return this.play({hands: steps, signsIn: false});
    }

    async kill() {
        this.#child.kill('SIGKILL');
        await this.#exit;
    }

    async stop() {
        if (this.isRunning) {
            this.#child.kill('SIGTERM');
        }
        return this.#exit;
    }

    /** Law 6: which of its processes could leave their memory in a core file. */
    async coreFileMakers() {
        const makers = [];
        for (const {pid} of await processesOf(this.#child.pid)) {
            const limits = await readFile(`/proc/${pid}/limits`, 'latin1').catch(() => '');
            const hardLimit = /Max core file size +\S+ +(\S+)/.exec(limits)?.[1] ?? '0';
            if (!(Number(hardLimit) <= coreLimitMaxBytes)) {
                makers.push(pid);
            }
        }
        return makers;
    }

    /** What all its processes hold (resourcesOf). */
    resources() {
        return resourcesOf(this.#child.pid);
    }

    /** Its processes that are stopped: a page that was given up must not stay in memory with what was typed. */
    async stoppedProcesses() {
        return (await processesOf(this.#child.pid)).filter(({state}) => state === 'T');
    }

    /** The engine's processes end by themselves when the kiosk is gone. */
    async groupEnded() {
        await this.#exit;
        await until('the ended kiosk has no process left', groupEndLimitMs, async () => {
            const left = await processesOf(this.#child.pid);
            return left.length === 0 ? true : {notYet: JSON.stringify(left)};
        });
    }

    /** For the end, when anything may be left. Only the group that this object started. */
    killGroup() {
        try {
            process.kill(-this.#child.pid, 'SIGKILL');
        } catch {
            // Nothing of it is left.
        }
    }
}
