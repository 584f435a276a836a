// Names of the DOM events between the page (main world) and the relay (isolated world). Their detail is a string:
// objects do not cross from one world to the other.

export const toPageEvent = 'tillwright:to-page';
export const toKioskEvent = 'tillwright:to-kiosk';
export const ackEvent = 'tillwright:ack';
