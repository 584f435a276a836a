import {EventEmitter, once} from 'node:events';
import {createServer} from 'node:http';

const tellingPatienceMs = 30_000;

/** The web server of the kiosk's peers: the sample page, the checkout it asks for, and what it tells (POST /told/WORD). */
export async function servePage(html, shop) {
    const tellings = new EventEmitter();
    const server = createServer((request, response) => {
        if (request.method === 'GET' && request.url === '/') {
            response.setHeader('content-type', 'text/html; charset=utf-8');
            response.setHeader('cache-control', 'no-store');
            response.end(html);
        } else if (request.method === 'POST' && request.url === '/checkout') {
            shop.createAtClive().then(
                (answer) => {
                    response.setHeader('content-type', 'application/json');
                    response.end(
                        JSON.stringify({
                            clientSecret: answer.client_secret,
                            cliveTxId: answer.clive_tx_id,
                            publishableKey: shop.publishableKey,
                        }),
                    );
                },
                (error) => {
                    console.error(error.message);
                    response.statusCode = 502;
                    response.end();
                },
            );
        } else if (request.method === 'POST' && request.url.startsWith('/told/')) {
            tellings.emit(request.url.slice('/told/'.length));
            response.statusCode = 204;
            response.end();
        } else {
            response.statusCode = 404;
            response.end();
        }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `http://127.0.0.1:${server.address().port}/`,
        /** When the page has told this word the next time. */
        told: (word) => once(tellings, word, {signal: AbortSignal.timeout(tellingPatienceMs)}),
        stop: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}
