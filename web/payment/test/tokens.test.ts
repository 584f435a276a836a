import {describe, expect, it} from 'vitest';
import tokens from '../../../resources/tokens.json';

type Palette = (typeof tokens.color)['light'];

function luminance(hex: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
        .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.1 contrast ratio of two opaque colours. */
function contrast(a: string, b: string): number {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
}

const grounds = ['background', 'surface', 'surfaceRaised', 'surfaceSunken'] as const;
const texts = ['text', 'textMuted', 'accent', 'success', 'warning', 'danger'] as const;
const pairs: (readonly [keyof Palette, keyof Palette])[] = [
    ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
    ['onAccent', 'accent'],
    ['onAccent', 'accentHover'],
    ['onAccent', 'accentPressed'],
    ['onDanger', 'danger'],
    ['onDanger', 'dangerHover'],
    ['onSandbox', 'sandbox'],
    ['text', 'accentSoft'],
    ['accent', 'accentSoft'],
    ['text', 'dangerSoft'],
    ['danger', 'dangerSoft'],
    ['success', 'successSoft'],
    ['warning', 'warningSoft'],
    ['textMuted', 'disabledFill'],
];

describe.each(['light', 'dark'] as const)('%s colours', (theme) => {
    const palette = tokens.color[theme];

    it.each(pairs)('%s can be read on %s', (text, ground) => {
        expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
    });

    it.each(['background', 'surface', 'surfaceRaised'] as const)('controls stand out from %s', (ground) => {
        expect(contrast(palette.borderControl, palette[ground])).toBeGreaterThanOrEqual(3);
        expect(contrast(palette.focusRing, palette[ground])).toBeGreaterThanOrEqual(3);
    });
});

it('both themes have the same colours', () => {
    expect(Object.keys(tokens.color.dark)).toEqual(Object.keys(tokens.color.light));
});
