// Bookings that a terminal can find.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';

/** Each is open and comes to $45.00. `config`: of the backend that is to know them. */
export async function importBookings(bin, config, ...references) {
    const child = spawn(join(bin, 'tillwright-backend'), ['bookings', 'import', '-', '--config', config], {
        stdio: ['pipe', 'ignore', 'inherit'],
    });
    const lines = references.map((reference) => `${reference},45.00,USD,Adaeze Okonkwo,,,Lagos - London`);
    child.stdin.end(['reference,amount,currency,passenger_name,email,pay_by,description', ...lines, ''].join('\n'));
    const [code] = await once(child, 'exit');
    assert.equal(code, 0, 'the bookings cannot be imported');
}
