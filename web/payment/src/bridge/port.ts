import type {KioskToPage, PageToKiosk} from './messages';

/**
 * What the kiosk said to a message. `silent`: nothing within the patience of the host; whether the message arrived is
 * not known.
 */
export type Answer = 'accepted' | 'refused' | 'silent';

/** The page's way to whoever runs the sale: the kiosk, or the browser that shows the page by itself. */
export interface Kiosk {
    send(message: PageToKiosk): Promise<Answer>;
    /** One listener; messages that came earlier are handed over at once. */
    listen(listener: (message: KioskToPage) => void): void;
}
