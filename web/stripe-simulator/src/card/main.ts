import {sendConfirm, type CardDetails} from '../api';
import {
    connectMessage,
    helloMessage,
    type CardFrameSettings,
    type FromCardFrame,
    type ToCardFrame,
} from '../protocol';
import {applyAppearance} from './appearance';
import {brandMark} from './brand_marks';
import {countryCodes, postalLabels} from './countries';
import {
    brandOf,
    digitsOf,
    formatCvc,
    formatExpiry,
    formatNumber,
    parseExpiry,
    problemsOf,
    type CardBrand,
    type CardField,
} from './validation';

// The card form inside its own frame. Card data stays in this document: the page learns whether the input is complete
// and what Stripe answered, never a digit.

function byId(id: string): HTMLElement {
    const element = document.getElementById(id);
    if (element === null) {
        throw new Error(`The card form has no ${id}.`);
    }
    return element;
}

const form = byId('form') as HTMLFormElement;
const inputs: Record<CardField, HTMLInputElement> = {
    number: byId('number') as HTMLInputElement,
    expiry: byId('expiry') as HTMLInputElement,
    cvc: byId('cvc') as HTMLInputElement,
};
const country = byId('country') as HTMLSelectElement;
const postalCode = byId('postalCode') as HTMLInputElement;
const fields: readonly CardField[] = ['number', 'expiry', 'cvc'];

let port: MessagePort | null = null;
let lastChange = '';
let shownBrand: CardBrand | null = null;

function tell(message: FromCardFrame): void {
    port?.postMessage(message);
}

function problems() {
    return problemsOf(
        {number: inputs.number.value, expiry: inputs.expiry.value, cvc: inputs.cvc.value},
        new Date(),
    );
}

function showProblem(field: CardField, message: string): void {
    const error = byId(`${field}-error`);
    if (error.textContent !== message) {
        error.textContent = message;
    }
    inputs[field].classList.toggle('Input--invalid', message !== '');
    inputs[field].setAttribute('aria-invalid', String(message !== ''));
}

function tellChange(): void {
    const complete = problems().length === 0;
    const empty = fields.every((field) => inputs[field].value === '');
    const change = `${String(complete)} ${String(empty)}`;
    if (change !== lastChange) {
        lastChange = change;
        tell({kind: 'change', complete, empty});
    }
}

function showBrand(): void {
    const brand = brandOf(inputs.number.value);
    if (brand !== shownBrand) {
        shownBrand = brand;
        byId('brand').replaceChildren(brandMark(brand));
    }
}

const formatters: Record<CardField, (typed: string) => string> = {
    number: formatNumber,
    expiry: formatExpiry,
    cvc: (typed) => formatCvc(typed, inputs.number.value),
};

function reformat(field: CardField): void {
    const input = inputs[field];
    const formatted = formatters[field](input.value);
    if (formatted !== input.value) {
        // The caret keeps its place among the digits while the spaces move.
        const digitsBefore = digitsOf(
            input.value.slice(0, input.selectionStart ?? input.value.length),
        ).length;
        const atEnd = input.selectionStart === input.value.length;
        input.value = formatted;
        if (!atEnd) {
            let caret = 0;
            for (let seen = 0; caret < formatted.length && seen < digitsBefore; ++caret) {
                seen += /\d/.test(formatted.charAt(caret)) ? 1 : 0;
            }
            input.setSelectionRange(caret, caret);
        }
    }
}

for (const field of fields) {
    const input = inputs[field];
    input.addEventListener('input', (event) => {
        // Deleting over " / " must not put it right back.
        if (!(event instanceof InputEvent && event.inputType.startsWith('delete'))) {
            reformat(field);
        }
        showProblem(field, '');
        if (field === 'number') {
            showBrand();
        }
        tellChange();
    });
    input.addEventListener('blur', () => {
        if (input.value !== '') {
            showProblem(field, problems().find((problem) => problem.field === field)?.error.message ?? '');
        }
    });
}

form.addEventListener('submit', (event) => {
    event.preventDefault();
});
form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
        event.preventDefault();
        tell({kind: 'enter'});
    } else if (event.key === 'Escape') {
        tell({kind: 'escape'});
    }
});
form.addEventListener('focusin', () => {
    tell({kind: 'focus'});
});
form.addEventListener('focusout', (event) => {
    if (event.relatedTarget === null) {
        tell({kind: 'blur'});
    }
});

const countryNames = new Intl.DisplayNames('en', {type: 'region'});
for (const {code, name} of countryCodes
    .map((known) => ({code: known, name: countryNames.of(known) ?? known}))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))) {
    country.add(new Option(name, code, code === 'US', code === 'US'));
}

function showPostalCode(): void {
    const words = postalLabels[country.value];
    document.body.classList.toggle('no-postal', words === undefined);
    byId('postal-label').textContent = words?.label ?? '';
    postalCode.placeholder = words?.placeholder ?? '';
}
country.addEventListener('change', showPostalCode);

let asksForAddress = true;

function applySettings(settings: CardFrameSettings): void {
    applyAppearance(settings.appearance);
    asksForAddress = settings.billingAddress;
    document.body.classList.toggle('no-address', !settings.billingAddress);
    document.documentElement.dir = /^(ar|he|fa|ur)\b/.test(settings.locale) ? 'rtl' : 'ltr';
    for (const control of [...Object.values(inputs), country, postalCode]) {
        control.disabled = settings.readOnly;
    }
}

function cardDetails(): CardDetails {
    const expiry = parseExpiry(inputs.expiry.value);
    const postal = postalCode.value.trim();
    return {
        number: digitsOf(inputs.number.value),
        expMonth: expiry?.month ?? 0,
        expYear: expiry?.year ?? 0,
        cvc: digitsOf(inputs.cvc.value),
        country: asksForAddress ? country.value : null,
        postalCode:
            asksForAddress && postalLabels[country.value] !== undefined && postal !== '' ? postal : null,
    };
}

async function receive(message: ToCardFrame): Promise<void> {
    switch (message.kind) {
        case 'settings':
            applySettings(message.settings);
            if (shownBrand === null) {
                showBrand();
                // Not after an animation frame: a page that is warm but not yet shown has none.
                tell({kind: 'ready'});
            }
            break;
        case 'submit': {
            const found = problems();
            for (const field of fields) {
                showProblem(field, found.find((problem) => problem.field === field)?.error.message ?? '');
            }
            const first = found[0];
            if (first !== undefined) {
                inputs[first.field].focus();
            }
            tell({kind: 'submitted', id: message.id, error: first?.error ?? null});
            break;
        }
        case 'confirm':
            tell({
                kind: 'confirmed',
                id: message.id,
                answer: await sendConfirm(message.request, cardDetails()),
            });
            break;
        case 'focus':
            inputs.number.focus();
            break;
        case 'blur':
            (document.activeElement as HTMLElement | null)?.blur();
            break;
        case 'clear':
            form.reset();
            for (const field of fields) {
                showProblem(field, '');
            }
            showBrand();
            showPostalCode();
            tellChange();
            break;
    }
}

new ResizeObserver(() => {
    tell({kind: 'resize', heightPx: Math.ceil(document.body.getBoundingClientRect().height)});
}).observe(document.body);

showPostalCode();
window.addEventListener('message', (event) => {
    const given = event.ports[0];
    if (
        event.source === window.parent &&
        event.data === connectMessage &&
        given !== undefined &&
        port === null
    ) {
        port = given;
        port.onmessage = (message: MessageEvent<ToCardFrame>) => void receive(message.data);
        tell({kind: 'resize', heightPx: Math.ceil(document.body.getBoundingClientRect().height)});
    }
});
// Any page may embed Stripe's form, so the greeting goes to whoever the parent is; it says nothing.
window.parent.postMessage(helloMessage, '*');
