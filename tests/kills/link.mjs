// A TCP proxy of ours between two programs: it tells which message passes, can hold it, and can cut the line.
import {createConnection, createServer} from 'node:net';
import {once} from 'node:events';

/** How a line is cut: nobody listens, every connection is reset, or bytes are taken and never come out. */
export const cuts = ['refuse', 'reset', 'black-hole'];

const bindTriesMax = 50;
const messageStart = /^(?:(GET|POST|PUT) (\S+) HTTP\/1\.1|HTTP\/1\.1 (\d{3}))/;

/** A socket that is saying goodbye already cannot be reset: Node would keep its handle for ever. */
function reset(socket) {
    if (socket.writableEnded) {
        socket.destroy();
    } else if (!socket.destroyed) {
        socket.resetAndDestroy();
    }
}

/** One direction of one connection. */
class Pipe {
    queue = [];
    isHeld = false;
    hasEnded = false;

    constructor(from, to) {
        this.from = from;
        this.to = to;
    }

    flush(isBlackHole) {
        if (this.isHeld || isBlackHole) {
            return;
        }
        for (const chunk of this.queue.splice(0)) {
            this.to.write(chunk);
        }
        if (this.hasEnded) {
            this.to.destroySoon();
        }
    }
}

export class Link {
    #server;
    #target;
    #cut = null;
    #traps = [];
    #connections = new Set();
    #heldPipes = new Set();
    #port;

    constructor(name) {
        this.name = name;
    }

    /** Listens on a port below those that the system hands out, so that it is still free after a cut. */
    async open(random) {
        for (let tries = 0; tries < bindTriesMax; ++tries) {
            this.#port = 20_000 + Math.floor(random() * 10_000);
            try {
                await this.#listen();
                return;
            } catch (error) {
                if (error.code !== 'EADDRINUSE') {
                    throw error;
                }
            }
        }
        throw new Error(`${this.name}: no free port in ${bindTriesMax} tries`);
    }

    get url() {
        return `http://127.0.0.1:${this.#port}`;
    }

    /** Where it leads: a URL of this machine. */
    setTarget(url) {
        this.#target = {host: '127.0.0.1', port: Number(new URL(url).port)};
    }

    /**
     * The next message of this kind is held until release(), and `whenHeld` is called once. `what`: `{direction:
     * 'request'|'response', method, path}`; a response is told by its request. The path is the beginning of one.
     */
    trap(what, whenHeld) {
        this.#traps.push({what, whenHeld});
    }

    release() {
        this.#traps = [];
        for (const pipe of this.#heldPipes) {
            pipe.isHeld = false;
            pipe.flush(this.#cut === 'black-hole');
        }
        this.#heldPipes.clear();
    }

    async cut(how) {
        this.#cut = how;
        if (how === 'black-hole') {
            return;
        }
        if (how === 'refuse') {
            await this.#stopListening();
        } else {
            this.#resetAll();
        }
    }

    async heal() {
        const how = this.#cut;
        this.#cut = null;
        if (how === 'refuse') {
            await this.#listen();
        }
        for (const {pipes} of this.#connections) {
            pipes.forEach((pipe) => pipe.flush(false));
        }
    }

    async close() {
        if (this.#cut !== 'refuse') {
            await this.#stopListening();
        }
    }

    async #listen() {
        this.#server = createServer((client) => this.#accept(client));
        const listening = once(this.#server, 'listening');
        this.#server.listen(this.#port, '127.0.0.1');
        await listening;
    }

    async #stopListening() {
        const closed = once(this.#server, 'close');
        this.#server.close();
        this.#resetAll();
        await closed;
    }

    #resetAll() {
        for (const {client, server} of this.#connections) {
            reset(client);
            reset(server);
        }
    }

    #accept(client) {
        if (this.#cut === 'reset') {
            client.on('error', () => {});
            reset(client);
            return;
        }
        const server = createConnection(this.#target);
        const requests = [];
        const out = new Pipe(client, server);
        const back = new Pipe(server, client);
        const connection = {client, server, pipes: [out, back]};
        this.#connections.add(connection);
        for (const pipe of connection.pipes) {
            pipe.from.on('data', (chunk) =>
                this.#pass(pipe, chunk, pipe === out ? 'request' : 'response', requests),
            );
            // An error is followed by close, and the other end then hears of it in the same way.
            pipe.from.on('error', () => {});
            pipe.from.on('close', (failed) => {
                pipe.hasEnded = true;
                if (failed) {
                    // A dead peer says nothing more: what was on its way is lost with it.
                    pipe.queue.length = 0;
                    pipe.isHeld = false;
                }
                pipe.flush(this.#cut === 'black-hole');
                if (client.destroyed && server.destroyed) {
                    this.#connections.delete(connection);
                }
            });
        }
    }

    #pass(pipe, chunk, direction, requests) {
        const start = messageStart.exec(chunk.toString('latin1', 0, 300));
        if (start !== null) {
            const message =
                direction === 'request' ? {method: start[1], path: start[2]} : {...(requests.shift() ?? {})};
            if (direction === 'request') {
                requests.push(message);
            }
            this.#spring(pipe, {direction, ...message});
        }
        pipe.queue.push(chunk);
        pipe.flush(this.#cut === 'black-hole');
    }

    #spring(pipe, message) {
        const index = this.#traps.findIndex(
            ({what}) =>
                what.direction === message.direction &&
                what.method === message.method &&
                message.path?.startsWith(what.path),
        );
        if (index < 0) {
            return;
        }
        const [{whenHeld}] = this.#traps.splice(index, 1);
        pipe.isHeld = true;
        this.#heldPipes.add(pipe);
        whenHeld();
    }
}
