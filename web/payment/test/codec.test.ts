import {describe, expect, it} from 'vitest';
import {fitted, isPageToKiosk, parseKioskToPage} from '../src/bridge/codec';

describe('parseKioskToPage', () => {
    it.each([
        ['not a string', {type: 'reset'}],
        ['no JSON', '{'],
        ['another message', '{"type":"pageReady"}'],
        ['an unknown field', '{"type":"reset","now":true}'],
        ['a text beyond any message', `{"type":"reset"}${' '.repeat(20_000)}`],
    ])('takes nothing from %s', (_, text) => {
        expect(parseKioskToPage(text)).toBeNull();
    });

    it('reads a message', () => {
        expect(parseKioskToPage('{"type":"reset"}')).toEqual({type: 'reset'});
    });
});

describe('fitted', () => {
    it('cuts Stripe’s words to the schema’s lengths, by characters', () => {
        const message = fitted({
            type: 'failed',
            cliveTxId: 'clv_1',
            errorType: 'e'.repeat(500),
            code: '\u{1f4b3}'.repeat(500),
            declineCode: '',
            message: 'm'.repeat(5000),
        });
        expect(isPageToKiosk(message)).toBe(true);
        expect(message).toMatchObject({code: '\u{1f4b3}'.repeat(128), message: 'm'.repeat(1000)});
    });
});
