import type {Appearance} from '@stripe/stripe-js';

// Stripe's Appearance on our own form: variables become custom properties, rules become rules, both through the CSSOM,
// which the frame's content security policy leaves alone. Anything that is not a plain value is dropped, so that a
// variable cannot smuggle in a second declaration or a request to another host.

const nightDefaults: Readonly<Record<string, string>> = {
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c6c7d0',
    colorTextPlaceholder: '#a3a4b0',
    colorDanger: '#ff9d93',
    inputColorBorder: '#8d8e96',
    iconColor: '#c6c7d0',
};

const selectorPattern = /^\.(Input|Label|Error)(--invalid)?(:focus|:hover|::placeholder)?$/;
const propertyPattern = /^[a-zA-Z]+$/;
const valuePattern = /^[^;{}\\<>]*$/;

function isPlain(value: string): boolean {
    return valuePattern.test(value) && !/url\(|expression|@/i.test(value);
}

function kebab(property: string): string {
    return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

let appliedVariables: string[] = [];
let sheet: CSSStyleSheet | null = null;

export function applyAppearance(appearance: Appearance): void {
    const root = document.documentElement.style;
    for (const name of appliedVariables) {
        root.removeProperty(name);
    }
    const variables: Record<string, string | undefined> = {
        ...(appearance.theme === 'night' ? nightDefaults : {}),
        ...appearance.variables,
    };
    appliedVariables = [];
    for (const [name, value] of Object.entries(variables)) {
        if (propertyPattern.test(name.replace(/\d/g, '')) && value !== undefined && isPlain(value)) {
            root.setProperty(`--${name}`, value);
            appliedVariables.push(`--${name}`);
        }
    }
    const rules = Object.entries(appearance.rules ?? {}).flatMap(([selector, declarations]) => {
        if (!selectorPattern.test(selector)) {
            return [];
        }
        const body = Object.entries(declarations)
            .filter(([property, value]) => propertyPattern.test(property) && isPlain(value))
            .map(([property, value]) => `${kebab(property)}: ${value};`)
            .join(' ');
        return [`${selector} { ${body} }`];
    });
    if (sheet === null) {
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
    sheet.replaceSync(rules.join('\n'));
}
