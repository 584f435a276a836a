import {challengeMessage, hooksOrigin} from '../protocol';

// The bank's page of the sandbox: tells the API how the customer's authentication ended, then the page that it ended.

const query = new URLSearchParams(window.location.search);
const buttons = [...document.querySelectorAll('button')];
const problem = document.getElementById('problem');

async function end(outcome: 'complete' | 'fail'): Promise<void> {
    for (const button of buttons) {
        button.disabled = true;
    }
    try {
        const response = await fetch(`${hooksOrigin}/3d_secure/result`, {
            method: 'POST',
            body: new URLSearchParams({
                payment_intent: query.get('payment_intent') ?? '',
                token: query.get('token') ?? '',
                outcome,
            }),
        });
        if (!response.ok) {
            throw new Error(`HTTP ${String(response.status)}`);
        }
    } catch {
        if (problem !== null) {
            problem.textContent = 'The bank did not hear that. Please try again.';
        }
        for (const button of buttons) {
            button.disabled = false;
        }
        return;
    }
    // The page that opened this one compares origin and frame; the message itself says nothing.
    window.parent.postMessage(challengeMessage, '*');
}

for (const [id, outcome] of [
    ['test-source-authorize-3ds', 'complete'],
    ['test-source-fail-3ds', 'fail'],
    // A customer who closes the bank's page has not been authenticated.
    ['test-source-close-3ds', 'fail'],
] as const) {
    document.getElementById(id)?.addEventListener('click', () => void end(outcome));
}
document.getElementById('test-source-authorize-3ds')?.focus();
