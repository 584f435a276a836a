// machine.mjs IMAGE FOLDER KERNEL INITRD: boots the image in qemu and is the hands and eyes of what runs in it.
//
// The checks run inside and speak line by line over a virtio port:
//   pass WORDS | fail WORDS | note WORDS     shown, and counted
//   ask keys CHORD...                        each as qemu spells it: ctrl-alt-f2
//   ask type TEXT                            on the keyboard; `<` is Enter
//   ask picture NAME                         FOLDER/NAME.png, and whether there is anything on it
//   ask same NAME OTHER                      how many of a hundred pixels of two pictures are the same
//   done                                     everything was tried; the machine goes off by itself
// An `ask` is answered with one line: `ok ...` or `error ...`. Exit code 0: done, and nothing failed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, createWriteStream, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { comparePictures, describePicture, readPicture } from './picture.mjs';

const [image, folder, kernel, initrd] = process.argv.slice(2);
const kvmProbeMs = 20_000;
const hasKvm = canUseKvm();
// In software the machine has one processor that works one instruction a nanosecond by the machine's own clock, and takes a few times as
// long by ours. So the limits of time in it are those of a slow real machine. While it waits, both clocks go alike.
const accelerator = hasKvm
    ? ['-machine', 'q35,accel=kvm', '-cpu', 'host', '-smp', '2']
    : // With few vector instructions, because here they are slow.
      ['-machine', 'q35', '-accel', 'tcg,thread=single', '-cpu', 'Westmere', '-icount', 'shift=0,sleep=on', '-smp', '1'];
const slowness = hasKvm ? 1 : 6;
const limitMin = 15 * slowness;
const keyMs = 40;

// Not every machine that has the device can run a kernel with it. One without a disk panics, and ends, within seconds.
function canUseKvm() {
    if (process.env.TILLWRIGHT_BOOT_KVM === 'no') return false;
    try {
        accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    } catch {
        return false;
    }
    const options = ['-machine', 'q35,accel=kvm', '-cpu', 'host', '-m', '512', '-nodefaults', '-display', 'none', '-no-reboot'];
    const tried = spawnSync('qemu-system-x86_64', [...options, '-kernel', kernel, '-append', 'panic=-1'], {
        stdio: 'ignore',
        timeout: kvmProbeMs,
        killSignal: 'SIGKILL',
    });
    return tried.status === 0;
}

const sockets = { monitor: join(folder, 'qmp.sock'), port: join(folder, 'port.sock') };
for (const path of Object.values(sockets)) rmSync(path, { force: true });
const serial = join(folder, 'serial.log');
const log = createWriteStream(join(folder, 'machine.log'));
const tell = (line) => {
    console.error(line);
    log.write(`${line}\n`);
};

const qemu = spawn(
    'qemu-system-x86_64',
    [
        ...accelerator,
        ...['-m', '2560', '-nodefaults', '-display', 'none', '-no-user-config'],
        ...['-kernel', kernel, '-initrd', initrd],
        // The kernel speaks to the serial line as well; its screen is the kiosk's, as on a real machine, and no login is made of the line.
        ...['-append', `root=/dev/vda rw console=ttyS0 console=tty0 systemd.getty_auto=0 quiet${hasKvm ? '' : ' mitigations=off'}`],
        ...['-drive', `file=${image},format=raw,if=virtio,cache=unsafe`],
        ...['-device', 'virtio-vga,xres=1280,yres=800', '-device', 'virtio-keyboard-pci', '-device', 'virtio-tablet-pci'],
        ...['-device', 'virtio-rng-pci', '-nic', 'user,model=virtio,restrict=on'],
        ...['-serial', `file:${serial}`, '-device', 'virtio-serial-pci'],
        ...['-chardev', `socket,id=port,path=${sockets.port},server=on,wait=off`],
        ...['-device', 'virtserialport,chardev=port,name=tillwright.boot'],
        ...['-qmp', `unix:${sockets.monitor},server=on,wait=off`],
    ],
    { stdio: ['ignore', 'inherit', openSync(join(folder, 'qemu.log'), 'w')] },
);
const ended = new Promise((resolve) => {
    qemu.on('error', (error) => resolve(`qemu-system-x86_64 cannot be run: ${error.message}`));
    qemu.on('exit', (code, signal) => resolve(code === 0 ? '' : `qemu ended with ${signal ?? code}`));
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
        qemu.kill();
        process.exitCode = 1;
    });

// ---------------------------------------------------------------- qemu's monitor

async function dial(path) {
    for (let tries = 0; tries < 100; ++tries) {
        const socket = connect(path);
        const isThere = await new Promise((resolve) => {
            socket.once('connect', () => resolve(true));
            socket.once('error', () => resolve(false));
        });
        if (isThere) return socket;
        await sleep(100);
    }
    throw new Error(`qemu does not listen at ${path}`);
}

// Calls `take` with every line.
function readLines(socket, take) {
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
        const lines = (rest + data).split('\n');
        rest = lines.pop();
        for (const line of lines) take(line.trimEnd());
    });
    socket.on('error', () => {});
}

const waiting = [];
let monitor;
async function openMonitor() {
    monitor = await dial(sockets.monitor);
    readLines(monitor, (line) => {
        const answer = JSON.parse(line);
        if ('return' in answer || 'error' in answer) waiting.shift()?.(answer);
    });
    await order('qmp_capabilities');
}

async function order(execute, parameters = {}) {
    const answer = await new Promise((resolve) => {
        waiting.push(resolve);
        monitor.write(`${JSON.stringify({ execute, arguments: parameters })}\n`);
    });
    if (answer.error) throw new Error(`qemu: ${execute}: ${answer.error.desc}`);
    return answer.return;
}

const names = { ' ': 'spc', '.': 'dot', '-': 'minus', '<': 'ret', ',': 'comma', '/': 'slash', '@': 'shift-2' };

async function press(chord) {
    const keys = chord.split('-').map((data) => ({ type: 'qcode', data }));
    await order('send-key', { keys, 'hold-time': keyMs });
    await sleep(3 * keyMs * slowness);
}

const hands = {
    async keys(...chords) {
        for (const chord of chords) await press(chord);
        return 'pressed';
    },
    async type(...words) {
        for (const letter of words.join(' ')) {
            const isBig = letter !== letter.toLowerCase();
            await press((isBig ? 'shift-' : '') + (names[letter] ?? letter.toLowerCase()));
        }
        return 'typed';
    },
    async picture(name) {
        await order('screendump', { filename: join(folder, `${name}.png`), format: 'png' });
        await order('screendump', { filename: join(folder, `${name}.ppm`) });
        return describePicture(readPicture(readFileSync(join(folder, `${name}.ppm`))));
    },
    async same(name, other) {
        const [first, second] = [name, other].map((each) => readPicture(readFileSync(join(folder, `${each}.ppm`))));
        return String(comparePictures(first, second));
    },
};

// ---------------------------------------------------------------- what the checks say

const counts = { pass: 0, fail: 0 };
let isDone = false;
let chain = Promise.resolve();

async function answer(port, [what, ...words]) {
    let said;
    try {
        if (!Object.hasOwn(hands, what)) throw new Error(`nobody knows how to ${what}`);
        said = `ok ${await hands[what](...words)}`;
    } catch (error) {
        said = `error ${error.message}`;
    }
    log.write(`ask ${what} ${words.join(' ')}: ${said}\n`);
    port.write(`${said}\n`);
}

function hear(port, line) {
    const [kind, ...words] = line.split(' ');
    if (kind === 'pass' || kind === 'fail') {
        ++counts[kind];
        tell(`${kind === 'pass' ? '    pass ' : '    FAIL '} ${words.join(' ')}`);
    } else if (kind === 'note') tell(`==> ${words.join(' ')}`);
    else if (kind === 'done') isDone = true;
    else if (kind === 'ask') chain = chain.then(() => answer(port, words));
    else if (line !== '') log.write(`? ${line}\n`);
}

const limit = setTimeout(() => {
    tell(`the machine was not done after ${limitMin} min and is switched off`);
    qemu.kill();
}, limitMin * 60_000);

tell(`==> Booting with ${hasKvm ? 'KVM' : 'software emulation, which takes several times as long'}`);
try {
    await openMonitor();
    const port = await dial(sockets.port);
    readLines(port, (line) => hear(port, line));
} catch (error) {
    tell(error.message);
    qemu.kill();
}
const trouble = await ended;
clearTimeout(limit);
for (const path of Object.values(sockets)) rmSync(path, { force: true });
if (trouble) tell(trouble);
if (!isDone) tell(`the checks did not come to their end; what the machine said is in ${serial}`);
tell(`${counts.pass} passed, ${counts.fail} failed`);
process.exitCode = isDone && counts.fail === 0 && counts.pass > 0 && !trouble ? 0 : 1;
log.end();
