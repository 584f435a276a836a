function kebab(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function declarations(prefix, values, unit = '') {
    return Object.entries(values)
        .map(([name, value]) => `--${prefix}-${kebab(name)}:${value}${unit};`)
        .join('');
}

/**
 * The design tokens as custom properties. Until a checkout names its theme, the page follows the system's, so that the
 * warm, empty page does not flash in the wrong colour.
 */
export function tokensCss(tokens) {
    const {color, font, spacePx, radiusPx, sizePx, motion} = tokens;
    const light = declarations('color', color.light);
    const dark = declarations('color', color.dark);
    const shared = [
        declarations('font-size', font.sizePx, 'px'),
        declarations('font-weight', font.weight),
        declarations('font-line-height', font.lineHeight),
        declarations('space', spacePx, 'px'),
        declarations('radius', radiusPx, 'px'),
        declarations('size', sizePx, 'px'),
        `--font-family:${font.family.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(',')};`,
        `--motion-fast:${motion.fastMs}ms;`,
        `--motion-easing:cubic-bezier(${motion.easing.join(',')});`,
    ].join('');
    return (
        `:root{${shared}${light}}` +
        `@media (prefers-color-scheme:dark){:root:not([data-theme]){${dark}}}` +
        `:root[data-theme=dark]{${dark}}`
    );
}
