import {metricsFrameUrl} from './protocol';

/**
 * Stripe.js puts an unseen frame of its origin into every page that loads it, long before anything is mounted. With it
 * come what frames of Stripe mean to a page: a process of their own, and something in the document that nobody sees.
 */
export function addMetricsFrame(): void {
    const iframe = document.createElement('iframe');
    iframe.name = '__privateStripeMetricsController0';
    iframe.title = '';
    iframe.tabIndex = -1;
    iframe.setAttribute('aria-hidden', 'true');
    // Through the CSSOM: a style attribute would need a hole in the page's content security policy.
    for (const [property, value] of [
        ['border', '0'],
        ['position', 'fixed'],
        ['visibility', 'hidden'],
        ['height', '1px'],
        ['width', '1px'],
    ] as const) {
        iframe.style.setProperty(property, value, 'important');
    }
    iframe.src = metricsFrameUrl;
    document.body.appendChild(iframe);
}
