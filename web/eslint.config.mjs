import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Rooms of the page and what each may not reach: the same habit as the C++ folders have, in the same words. */
function room(files, forbidden) {
    return {
        files,
        rules: {
            'no-restricted-imports': [
                'error',
                {patterns: forbidden.map(({group, message}) => ({regex: group, message}))},
            ],
        },
    };
}

const toHost = {
    group: '(^|/)host(/|$)',
    message: 'Only main.tsx knows the host; the rest talks to the Kiosk port.',
};
const toUi = {group: '(^|/)ui(/|$)', message: 'Only main.tsx knows the components.'};
const toCheckout = {
    group: '(^|/)checkout(/|$)',
    message: 'Bridge and hosts carry messages; they do not know the flow.',
};
const toBridge = {
    group: '(^|/)bridge(/|$)',
    message: 'Components show a state and tell events; messages are none of their business.',
};
const toSimulator = {
    group: 'stripe-simulator',
    message: 'The page must not know that there is a Stripe other than the real one.',
};
const toPayment = {
    group: 'payment/|@tillwright/payment',
    message: 'The simulator knows Stripe, not our page.',
};
const toReact = {
    group: '^(react|react-dom|@stripe/react-stripe-js)(/|$)',
    message: 'No components outside ui/.',
};

export default tseslint.config(
    {ignores: ['**/node_modules/', '**/dist/']},
    {
        files: ['**/*.{ts,tsx}'],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: {
            parserOptions: {
                project: [
                    'payment',
                    'payment/test',
                    'stripe-simulator',
                    'stripe-simulator/test',
                    'tests',
                ].map((folder) => `${folder}/tsconfig.json`),
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
            '@typescript-eslint/dot-notation': 'off',
            '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
            '@typescript-eslint/switch-exhaustiveness-check': [
                'error',
                {considerDefaultExhaustiveForUnions: true},
            ],
            eqeqeq: 'error',
        },
    },
    {
        files: ['payment/src/**/*.{ts,tsx}'],
        plugins: {'react-hooks': hooks},
        rules: {'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error'},
    },
    room(['payment/src/bridge/**'], [toHost, toUi, toCheckout, toReact, toSimulator]),
    room(['payment/src/checkout/**'], [toHost, toUi, toReact, toSimulator]),
    room(['payment/src/ui/**'], [toHost, toBridge, toSimulator]),
    room(['payment/src/host/**'], [toUi, toCheckout, toReact, toSimulator]),
    room(['payment/src/*.tsx', 'payment/test/**'], [toSimulator]),
    room(['stripe-simulator/**'], [toPayment, toReact]),
);
