// Stripe's list of currencies without minor units; it is Stripe's view that the amount is counted in, not ISO's.
const zeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'.split(' ');
const threeDecimal = 'BHD JOD KWD OMR TND'.split(' ');

export function fractionDigits(currency: string): number {
    if (zeroDecimal.includes(currency)) {
        return 0;
    }
    return threeDecimal.includes(currency) ? 3 : 2;
}

/** For example $750.00. Digits are 0–9 in every language, as on the receipt and on the card reader's slip. */
export function formatAmount(amountMinor: number, currency: string, locale: string): string {
    const digits = fractionDigits(currency);
    const text = new Intl.NumberFormat(`${locale.split('-u-')[0] ?? locale}-u-nu-latn`, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
    }).format(amountMinor / 10 ** digits);
    // Amounts read from left to right everywhere; Intl marks the Arabic ones otherwise.
    return text.replace(/[\u200e\u200f\u061c]/g, '');
}
