import {connectRelay, type ChannelBridge} from './relay_core';

// Entry of relay.js. The kiosk runs it in an isolated world of its page, after Qt's qwebchannel.js, so that only this
// script, and nothing that Stripe.js brings along, can reach the web channel.

declare const QWebChannel: new (
    transport: unknown,
    ready: (channel: {objects: {bridge: ChannelBridge}}) => void,
) => unknown;
declare const qt: {webChannelTransport: unknown};

const relay = connectRelay(document);
new QWebChannel(qt.webChannelTransport, (channel) => {
    relay.open(channel.objects.bridge);
});
