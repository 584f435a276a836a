import {once} from 'node:events';
import {createServer} from 'node:http';

/** The web server of P1's peers: the sample page, and the checkout it asks for. */
export async function servePage(html, shop) {
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
        } else {
            response.statusCode = 404;
            response.end();
        }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `http://127.0.0.1:${server.address().port}/`,
        stop: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}
