// Which sale is played, what happens at which of its steps, and to whom. Everything that is chosen comes from the seed.
import {cuts} from './link.mjs';

const visa = '4242424242424242';
const declined = '4000000000009995';
const threeDSecure = '4000002500003155';

/** Long enough for the page's word to come before the backend's. */
const slowWebhookMs = 1_500;
const slowConfirmationMs = 800;
const cutLongestMs = 1_500;
/** Longer than the kiosk waits for an answer. */
const longCutMs = 24_000;
const longCutShare = 0.05;
const randomDelayMaxMs = 2_500;
const shortDelayMaxMs = 60;

/** Kinds of sales. `pays`: whether it ends with a charge when it is repeated often enough. */
export const sales = {
    plain: {cards: [visa], faults: [], pays: true},
    'late webhook': {
        cards: [visa],
        faults: [{at: 'clive.webhook', do: 'delay', ms: slowWebhookMs}],
        pays: true,
    },
    'slow confirmation': {
        cards: [visa],
        faults: [{at: 'stripe.confirm.response', do: 'delay', ms: slowConfirmationMs}],
        pays: true,
    },
    'lost confirmation': {
        cards: [visa],
        faults: [{at: 'stripe.confirm.response', do: 'drop', times: 1}],
        pays: true,
    },
    declined: {cards: [declined, visa], faults: [], pays: true},
    '3-D Secure': {cards: [threeDSecure], faults: [], pays: true},
    'walked away': {cards: [declined], faults: [], pays: false},
};

/** Events of the kiosk's own timeline, with the kind of sale in which each comes for certain. */
const kioskEvents = {
    'press:charge': 'plain',
    'state:Creating': 'plain',
    'backend:create': 'plain',
    'state:AwaitingPayment': 'plain',
    'page:elementReady': 'plain',
    'page:intentSeen': 'plain',
    'page:changed': 'plain',
    'press:pay': 'plain',
    'state:Confirming': 'plain',
    'page:confirming': 'plain',
    'page:confirmed': 'late webhook',
    'state:Verifying': 'late webhook',
    'clive:paid': 'plain',
    'state:Paid': 'plain',
    'receipt:': 'plain',
    'screen:receipt': 'plain',
    'press:challenge': '3-D Secure',
    'page:failed': 'declined',
    'state:Abandoning': 'walked away',
    'backend:abandon': 'walked away',
    'state:NotPaid': 'walked away',
};

/** Messages on our lines. Each is held while the action happens, so that it happens before the message arrives. */
const messages = {
    'checkout asked for': {link: 'kiosk', direction: 'request', method: 'POST', path: '/v1/checkouts'},
    'key claimed': {
        link: 'clive',
        direction: 'request',
        method: 'POST',
        path: '/transactions/checkout-intent',
    },
    'Clive asked': {
        link: 'clive',
        direction: 'response',
        method: 'POST',
        path: '/transactions/checkout-intent',
    },
    'order stored': {link: 'kiosk', direction: 'response', method: 'POST', path: '/v1/checkouts'},
    'webhook sent': {link: 'webhook', direction: 'request', method: 'POST', path: '/webhooks/clive'},
    'webhook accepted': {link: 'webhook', direction: 'response', method: 'POST', path: '/webhooks/clive'},
    'status asked for': {link: 'clive', direction: 'request', method: 'GET', path: '/transactions/'},
    'status known': {link: 'clive', direction: 'response', method: 'GET', path: '/transactions/'},
    'word on its way': {link: 'kiosk', direction: 'response', method: 'GET', path: '/v1/checkouts/'},
};

/** Steps of the way back: the sale is taken up after a first kill, and killed again. */
const recoverySteps = ['state:Verifying', 'backend:resume', 'state:AwaitingPayment', 'page:elementReady'];

const saleOf = (step) => kioskEvents[step] ?? (step.startsWith('status') ? 'late webhook' : 'plain');

const atKiosk = (step, action, more = {}) => ({step, sale: saleOf(step), action, ...more});

/** Every named step once, and what the issue asks for besides. The order is the seed's. */
function namedRuns(random) {
    const cutMs = () => 200 + Math.floor(random() * (cutLongestMs - 200));
    return [
        ...Object.keys(kioskEvents).map((step) => atKiosk(step, 'kill kiosk')),
        ...Object.keys(messages).map((step) => atKiosk(step, 'kill backend')),
        atKiosk('page:elementReady', 'kill kiosk', {again: 'backend:resume'}),
        atKiosk('webhook sent', 'kill kiosk', {sale: 'slow confirmation'}),
        atKiosk('webhook accepted', 'kill kiosk', {sale: 'slow confirmation'}),
        atKiosk('Clive asked', 'kill both'),
        atKiosk('order stored', 'kill both'),
        atKiosk('webhook accepted', 'kill both'),
        atKiosk('backend:create', 'cut', {how: 'refuse', cutMs: cutMs()}),
        atKiosk('checkout asked for', 'cut', {how: 'reset', cutMs: cutMs()}),
        atKiosk('order stored', 'cut', {how: 'black-hole', cutMs: cutMs()}),
        atKiosk('page:confirming', 'cut', {how: 'reset', cutMs: cutMs()}),
        atKiosk('webhook sent', 'cut', {how: 'refuse', cutMs: cutMs()}),
        atKiosk('word on its way', 'cut', {how: 'black-hole', cutMs: cutMs()}),
        atKiosk('page:elementReady', 'kill page'),
        atKiosk('page:confirming', 'kill page', {sale: 'slow confirmation'}),
        atKiosk('page:elementReady', 'stop page'),
        ...['kill kiosk', 'kill backend', 'kill both'].map((action) =>
            atKiosk('random', action, {delayMs: Math.floor(random() * randomDelayMaxMs)}),
        ),
        atKiosk('random', 'cut', {
            how: pick(random, cuts),
            cutMs: cutMs(),
            delayMs: Math.floor(random() * randomDelayMaxMs),
        }),
    ];
}

function pick(random, list) {
    return list[Math.floor(random() * list.length)];
}

function shuffle(random, list) {
    for (let last = list.length - 1; last > 0; --last) {
        const other = Math.floor(random() * (last + 1));
        [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
}

function randomRun(random) {
    const action = pick(random, [
        ...Array(8).fill('kill kiosk'),
        ...Array(5).fill('kill backend'),
        ...Array(3).fill('kill both'),
        ...Array(4).fill('cut'),
        ...Array(2).fill('kill page'),
        'stop page',
    ]);
    const isOfPage = action.endsWith('page');
    const pageSteps = ['page:elementReady', 'page:changed', 'press:pay', 'page:confirming'];
    const step = isOfPage
        ? pick(random, pageSteps)
        : pick(random, [...Object.keys(kioskEvents), ...Object.keys(messages), 'random', 'random', 'random']);
    const run = {step, action, sale: random() < 0.5 ? saleOf(step) : pick(random, Object.keys(sales))};
    if (step === 'random') {
        run.delayMs = Math.floor(random() * randomDelayMaxMs);
    } else if (!isOfPage && random() < 0.5) {
        run.delayMs = Math.floor(random() * shortDelayMaxMs);
    }
    if (action === 'cut') {
        run.how = pick(random, cuts);
        run.line = pick(random, ['kiosk', 'kiosk', 'clive', 'webhook']);
        run.cutMs = random() < longCutShare ? longCutMs : Math.floor(random() * cutLongestMs);
    }
    if (action === 'kill kiosk' && random() < 0.2) {
        run.again = pick(random, recoverySteps);
    }
    return run;
}

/** `count` runs: the named ones first, and random ones after them. */
export function makePlan(random, count) {
    const named = shuffle(random, namedRuns(random));
    const more = Array.from({length: Math.max(0, count - named.length)}, () => randomRun(random));
    return [...named, ...more].slice(0, count);
}

/** The message of a step, or nothing when it is an event of the kiosk's timeline. */
export function messageOf(step) {
    return messages[step];
}

/** Every step that a whole plan has to reach. */
export function namedSteps() {
    return [...Object.keys(kioskEvents), ...Object.keys(messages), 'backend:resume', 'random'];
}

/** In words, for the reader of the log. */
export function wordsOf({step, action, sale, delayMs, how, line, cutMs, again}) {
    return [
        action === 'cut' ? `cut (${line ?? 'kiosk'}, ${how}, ${cutMs} ms)` : action,
        `at ${step}`,
        ...(delayMs === undefined ? [] : [`+ ${delayMs} ms`]),
        ...(sale === 'plain' ? [] : [`(${sale})`]),
        ...(again === undefined ? [] : [`and again at ${again}`]),
    ].join(' ');
}
