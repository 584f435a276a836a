// One run: a sale, something that happens to it, what is started again, and the laws afterwards.
import {setTimeout as pause} from 'node:timers/promises';
import {chargesOf, examine} from './laws.mjs';
import {messageOf, sales} from './plan.mjs';
import {until} from './waiting.mjs';

const playLimitMs = 180_000;
const settleLimitMs = 180_000;
/** A cashier who sees no receipt tries again. Far fewer are needed; more would hide a sale that cannot be made. */
const triesMax = 6;

function scenarioOf(reference, kind, extraFaults) {
    const {cards, faults} = sales[kind];
    return {
        name: reference,
        sale: {amount: '750.00', currency: 'USD', email: 'buyer@example.com', reference},
        pay: cards.map((card) => ({card})),
        faults: [...faults, ...extraFaults],
    };
}

const isExact = ({step, delayMs}) =>
    messageOf(step) === undefined && step !== 'random' && delayMs === undefined;

/** Faults that the kiosk carries out itself, in the middle of the event. */
function exactFaults(run) {
    if (run.action === 'kill kiosk' && isExact(run)) {
        return [{at: 'kiosk.process', do: 'crash', event: run.step}];
    }
    if (run.action.endsWith('page')) {
        return [{at: 'page.renderer', do: run.action === 'stop page' ? 'never' : 'crash', event: run.step}];
    }
    return [];
}

async function act(world, run, state) {
    state.reached.add(run.step);
    if (run.delayMs !== undefined) {
        await pause(run.delayMs);
    }
    if (run.action === 'kill kiosk' || run.action === 'kill both') {
        await world.kiosk.kill();
    }
    if (run.action === 'kill backend' || run.action === 'kill both') {
        await world.killBackend();
    }
    if (run.action === 'cut') {
        await world.links[run.line ?? 'kiosk'].cut(run.how);
    }
    Object.values(world.links).forEach((link) => link.release());
    if (run.action === 'cut') {
        await pause(run.cutMs);
        await world.links[run.line ?? 'kiosk'].heal();
    }
    // A backend comes back at once (its service manager sees to that), whatever the kiosk does meanwhile.
    if (run.action === 'kill backend') {
        await world.startBackend();
    }
}

/** Lets the action happen at its step; the promise is there once it has begun. */
function lieInWait(world, run, state) {
    const strike = () => {
        state.acting ??= act(world, run, state);
    };
    const message = messageOf(run.step);
    if (message !== undefined) {
        world.links[message.link].trap(message, strike);
        return () => {};
    }
    const kiosk = world.kiosk;
    const isDue = (event) =>
        run.step === 'random'
            ? event === 'press:charge'
            : run.step.endsWith(':')
              ? event.startsWith(run.step)
              : event === run.step;
    const hear = (event) => {
        if (!isDue(event)) {
            return;
        }
        if (exactFaults(run).length > 0) {
            state.reached.add(run.step);
        } else {
            strike();
        }
    };
    kiosk.on('event', hear);
    return () => kiosk.off('event', hear);
}

async function limited(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(
            () => reject(new Error(`waited ${playLimitMs / 1000} s in vain: ${what}`)),
            playLimitMs,
        );
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Waits until nothing moves any more and returns the books. Throws when a law is broken. */
async function settle(world) {
    let books;
    await until('everything is settled', settleLimitMs, async () => {
        try {
            books = await world.books.read();
        } catch (error) {
            return {notYet: `the books cannot be read: ${error.message}`};
        }
        const {open} = examine(books);
        return open.length === 0 ? true : {notYet: open.slice(0, 3).join('; ')};
    });
    // Read again when something seems broken: the parts are not read at the same instant.
    if (examine(books).broken.length > 0) {
        books = await world.books.read();
    }
    const {broken} = examine(books);
    if (broken.length > 0) {
        throw new Error(`a law is broken: ${broken.join('; ')}`);
    }
    return books;
}

/** Plays one run of the plan to its end. Returns what is worth telling. */
export async function playRun(world, run, reference) {
    const state = {reached: new Set(), acting: null};
    const outcomes = [];
    let books;
    for (let tries = 1; ; ++tries) {
        if (tries > triesMax) {
            throw new Error(`${reference} is not paid after ${triesMax} tries: ${outcomes.join(', ')}`);
        }
        const isFirst = tries === 1;
        const letGo = isFirst ? lieInWait(world, run, state) : () => {};
        const result = await limited(
            world.kiosk.play(scenarioOf(reference, run.sale, isFirst ? exactFaults(run) : [])),
            `the kiosk's result after ${world.kiosk.lastEvent}`,
        );
        letGo();
        await limited(Promise.resolve(state.acting), `the end of what happened at ${run.step}`);
        Object.values(world.links).forEach((link) => link.release());
        outcomes.push(result.died ?? result.outcome);
        if (result.died !== undefined) {
            checkDeath(result, isFirst && ['kill kiosk', 'kill both'].includes(run.action), world.kiosk);
        }
        const isNew = await restart(world, run, state, isFirst);
        if (!world.isSandboxRunning) {
            throw new Error('the sandbox has ended by itself');
        }
        // The cashier goes on with the sale that the kiosk took up, or enters it again.
        if (isNew || result.outcome === 'stuck') {
            continue;
        }
        books = await settle(world);
        if (!sales[run.sale].pays || chargesOf(books, reference) > 0) {
            break;
        }
    }
    await until('no stopped process of a page is left', settleLimitMs, async () => {
        const stopped = await world.kiosk.stoppedProcesses();
        return stopped.length === 0 ? true : {notYet: JSON.stringify(stopped)};
    });
    const makers = await world.kiosk.coreFileMakers();
    if (makers.length > 0) {
        throw new Error(`processes of the kiosk may leave core files: ${makers.join(', ')}`);
    }
    const charges = chargesOf(books, reference);
    if (charges !== (sales[run.sale].pays ? 1 : 0)) {
        throw new Error(`${reference} has ${charges} charges`);
    }
    return {reached: [...state.reached], outcomes, charges};
}

function checkDeath({died}, isOurs, kiosk) {
    if (died !== 'SIGKILL' || !(isOurs || kiosk.isStruck)) {
        throw new Error(`the kiosk ended by itself: ${died}`);
    }
}

/** Starts what was killed; after the first kill it may be killed once more on its way back. */
async function restart(world, run, state, isFirst) {
    noteStrike(world, run, state);
    const isNew = await world.restart(isFirst ? run.again : undefined);
    if (noteStrike(world, run, state)) {
        await world.restart();
    }
    return isNew;
}

function noteStrike(world, run, state) {
    if (world.kiosk.isStruck) {
        state.reached.add(run.again);
    }
    return world.kiosk.isStruck;
}
