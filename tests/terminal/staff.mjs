// Staff close a terminal; it is killed, and is closed when it comes back. They open it again, and leave the program: by keys, with the
// real programs.
// Usage: staff.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {resolve} from 'node:path';
import {World} from '../kills/world.mjs';

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
/** The sandbox's supervisor (app/kiosk/staff_composition.cpp). */
const pin = '5093';
/** app/kiosk/program_end.h */
const leftByStaff = 10;
const closed = 'out of service';

const world = new World(bin, artifacts, {kioskOptions: ['--mode', 'terminal', '--size', '720x1280']});

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

/** From whatever is shown to the staff's menu. */
function comesIn() {
    const digits = [...pin].map((digit) => ({key: digit}));
    return hands(
        {key: 'Ctrl+Shift+F12'},
        {see: 'pinPad'},
        ...digits,
        {picture: 'pin'},
        {key: 'Return'},
        {see: 'staff_restart'},
    );
}

try {
    await world.open(Math.random);
    await hands({see: 'language_en'});
    await comesIn();
    await hands(
        {picture: 'menu'},
        {press: 'staff_close'},
        {see: 'staff_open'},
        {picture: 'menu-closed'},
        {press: 'staffBack'},
        {see: 'screenTitle', text: closed},
    );
    await world.kiosk.kill();
    await world.restart();
    await hands({see: 'screenTitle', text: closed}, {picture: 'closed'});
    await comesIn();
    await hands({press: 'staff_open'}, {see: 'staff_close'}, {press: 'staffBack'}, {see: 'language_en'});
    await comesIn();
    await hands(
        {press: 'staff_diagnostics'},
        {see: 'staff_selfTest'},
        {press: 'staff_selfTest'},
        {picture: 'diagnostics'},
        {press: 'staffBack'},
        {see: 'staff_restart'},
    );
    // It ends and begins anew, which it says as at its first start.
    await hands({press: 'staff_restart'}, {see: 'staffBack', text: 'Back'});
    const begun = await world.kiosk.hands({press: 'staff_restart'}, {see: 'nothing'});
    assert.equal(begun.ready, true, JSON.stringify(begun));
    await hands({see: 'language_en'});
    await comesIn();
    await hands({press: 'staff_leave'}, {see: 'staffBack', text: 'Back'});
    const end = await world.kiosk.hands({press: 'staff_leave'}, {see: 'nothing'});
    assert.equal(end.died, `exit code ${leftByStaff}`, JSON.stringify(end));
} catch (error) {
    console.error(error);
    process.exitCode = 1;
} finally {
    world.abort();
}
// What still runs must not hold a failure back.
process.exit();
