/** Smaller ones are Stripe's own, which measure and prepare. */
const challengeMinPx = 100;

/**
 * Whether a frame that is none of the card form's lies over the page to be seen: the bank's, or the question whether
 * somebody is a robot. Stripe.js puts them there and tells nobody.
 */
export function isBankFrameShown(target: Document): boolean {
    return [...target.querySelectorAll('iframe')].some((frame) => {
        if (frame.closest('form') !== null) {
            return false;
        }
        const {width, height} = frame.getBoundingClientRect();
        const style = target.defaultView?.getComputedStyle(frame);
        return (
            width >= challengeMinPx &&
            height >= challengeMinPx &&
            style?.visibility !== 'hidden' &&
            style?.opacity !== '0'
        );
    });
}
