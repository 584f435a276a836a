import {challengeMessage, hooksOrigin} from './protocol';

/** Shows the bank's page over everything and resolves when it says it is done, whatever the outcome. */
export function runChallenge(url: string): Promise<void> {
    return new Promise((resolve) => {
        const iframe = document.createElement('iframe');
        const previousFocus = document.activeElement;
        iframe.title = '3-D Secure authentication';
        iframe.name = '__stripeJSChallengeFrame';
        for (const [property, value] of [
            ['position', 'fixed'],
            ['inset', '0'],
            ['width', '100%'],
            ['height', '100%'],
            ['border', '0'],
            ['z-index', '2147483647'],
            ['background', 'transparent'],
            ['color-scheme', 'light only'],
        ] as const) {
            iframe.style.setProperty(property, value);
        }
        const onMessage = (event: MessageEvent) => {
            if (
                event.origin === hooksOrigin &&
                event.source === iframe.contentWindow &&
                event.data === challengeMessage
            ) {
                window.removeEventListener('message', onMessage);
                iframe.remove();
                if (previousFocus instanceof HTMLElement) {
                    previousFocus.focus();
                }
                resolve();
            }
        };
        window.addEventListener('message', onMessage);
        iframe.src = url;
        document.body.appendChild(iframe);
        iframe.focus();
    });
}
