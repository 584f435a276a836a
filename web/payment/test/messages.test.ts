// @vitest-environment node
import {readFileSync} from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import {describe, expect, it} from 'vitest';
import schema from '../../../resources/bridge.schema.json';
import {generateMessages} from '../generate_messages.mjs';
import type {KioskToPage, PageToKiosk} from '../src/bridge/messages';
import {isValid, type Definition} from '../src/bridge/validator';

const ajv = new Ajv2020({strict: true, strictTypes: false});
ajv.addSchema(schema);

function ajvSays(definition: Definition, value: unknown): boolean {
    return ajv.validate(`${schema.$id}#/$defs/${definition}`, value);
}

const checkoutReady = {
    type: 'checkoutReady',
    clientSecret: 'pi_3N_secret_abc',
    publishableKey: 'pk_test_tillwright',
    cliveTxId: 'clv_tx-1',
    amountMinor: 75000,
    currency: 'USD',
    locale: 'en',
    returnUrl: 'https://checkout.tillwright.example/return',
    theme: 'light',
} satisfies KioskToPage;

// One of each message, as the types have it: a field that schema and types disagree on fails to compile or to validate.
const toPage: KioskToPage[] = [checkoutReady, {type: 'reset'}, {type: 'ping', count: 1}];
const toKiosk: PageToKiosk[] = [
    {type: 'pageReady'},
    {type: 'elementReady', cliveTxId: 'clv_1'},
    {
        type: 'intentSeen',
        cliveTxId: 'clv_1',
        amountMinor: 1,
        currency: 'USD',
        status: 'requires_payment_method',
    },
    {type: 'changed', cliveTxId: 'clv_1', complete: false},
    {type: 'confirming', cliveTxId: 'clv_1'},
    {type: 'confirmed', cliveTxId: 'clv_1', status: 'succeeded'},
    {
        type: 'failed',
        cliveTxId: 'clv_1',
        errorType: 'card_error',
        code: 'card_declined',
        declineCode: 'generic_decline',
        message: 'Your card has been declined.',
    },
    {type: 'loadFailed', cliveTxId: 'clv_1', message: ''},
    {type: 'pong', count: 1},
];

/** Values that stand in for a field in turn: wrong types, edges of every limit, and strings at their worst. */
const damages: readonly unknown[] = [
    null,
    undefined,
    true,
    0,
    1,
    1.5,
    -1,
    99_999_999,
    100_000_000,
    Number.MAX_SAFE_INTEGER + 1,
    '',
    ' ',
    'usd',
    'USDX',
    'light',
    'blue',
    'en-',
    'fr-CA',
    'pk_live_1',
    'sk_test_1',
    'http://plain.example/',
    'https://with space.example/',
    'pi_1_secret_2\n',
    '\u{1f4b3}'.repeat(128),
    '\u{1f4b3}'.repeat(129),
    'x'.repeat(1000),
    'x'.repeat(1001),
    [],
    {},
    {type: 'reset'},
];

function* damaged(message: object): Generator {
    for (const name of Object.keys(message)) {
        yield Object.fromEntries(Object.entries(message).filter(([other]) => other !== name));
        for (const damage of damages) {
            yield {...message, [name]: damage};
        }
    }
    yield {...message, surplus: 1};
    yield {...message, constructor: 1};
    yield [message];
}

describe('bridge schema', () => {
    it('is what the committed types were made from', () => {
        const committed = readFileSync(new URL('../src/bridge/messages.ts', import.meta.url), 'utf8');
        const flat = (text: string) => text.replace(/[\s|]+/g, ' ');
        expect(flat(committed)).toBe(flat(generateMessages(schema)));
    });

    it('is itself a valid schema of the 2020-12 draft', () => {
        expect(ajv.validateSchema(schema)).toBe(true);
    });

    it.each(toPage)('describes the kiosk’s $type', (message) => {
        expect(ajvSays('kioskToPage', message)).toBe(true);
        expect(isValid('kioskToPage', message)).toBe(true);
        expect(isValid('pageToKiosk', message)).toBe(false);
    });

    it.each(toKiosk)('describes the page’s $type', (message) => {
        expect(ajvSays('pageToKiosk', message)).toBe(true);
        expect(isValid('pageToKiosk', message)).toBe(true);
        expect(isValid('kioskToPage', message)).toBe(false);
    });

    it('has a sample of every message in this test', () => {
        const named = (definition: 'kioskToPage' | 'pageToKiosk') =>
            schema.$defs[definition].oneOf.map((member) => member.$ref.replace('#/$defs/', ''));
        expect(toPage.map(({type}) => type)).toEqual(named('kioskToPage'));
        expect(toKiosk.map(({type}) => type)).toEqual(named('pageToKiosk'));
    });

    it.each([
        ['kioskToPage', toPage],
        ['pageToKiosk', toKiosk],
    ] as const)('gives the same verdict here as in Ajv on damaged messages of %s', (definition, messages) => {
        let rejected = 0;
        for (const message of messages) {
            for (const candidate of damaged(message)) {
                const verdict = ajvSays(definition, candidate);
                rejected += verdict ? 0 : 1;
                expect(isValid(definition, candidate), JSON.stringify(candidate)).toBe(verdict);
            }
        }
        expect(rejected).toBeGreaterThan(20);
    });

    it.each(['toKioskEnvelope', 'ackEnvelope'] as const)('agrees with Ajv on damaged %s', (definition) => {
        const good =
            definition === 'ackEnvelope' ? {id: 1, accepted: true} : {id: 1, message: {type: 'pageReady'}};
        expect(isValid(definition, good)).toBe(true);
        for (const candidate of damaged(good)) {
            expect(isValid(definition, candidate)).toBe(ajvSays(definition, candidate));
        }
    });
});
