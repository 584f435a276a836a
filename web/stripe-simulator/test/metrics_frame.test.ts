import {expect, it} from 'vitest';
import {addMetricsFrame} from '../src/metrics_frame';

it('is a frame of Stripe’s that nobody sees, reaches or hears of', () => {
    addMetricsFrame();
    const frame = document.querySelector('iframe');
    expect(frame?.src).toBe('https://js.stripe.com/endive/m-outer.html');
    expect(frame?.getAttribute('aria-hidden')).toBe('true');
    expect(frame?.tabIndex).toBe(-1);
    expect(frame?.style.visibility).toBe('hidden');
    expect(frame?.style.position).toBe('fixed');
});
