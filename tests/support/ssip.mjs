// A speech-dispatcher that notes what it is to say instead of saying it: as much of its protocol, SSIP, as the kiosk speaks.
import {once} from 'node:events';
import {createServer} from 'node:net';

const voices = ['en', 'fr', 'es', 'ar'];
const answers = [
    [/^SET SELF CLIENT_NAME /, '208 OK CLIENT NAME SET'],
    [/^SET SELF NOTIFICATION /, '220 OK NOTIFICATION SET'],
    [/^SET SELF LANGUAGE /, '201 OK LANGUAGE SET'],
    [/^SET SELF VOLUME /, '218 OK VOLUME SET'],
    [/^CANCEL SELF$/, '210 OK CANCELED'],
    [/^LIST SYNTHESIS_VOICES$/, [...voices.map((voice) => `249-Voice\t${voice}\tnone`), '249 OK VOICE LIST SENT'].join('\r\n')],
];

export class Speech {
    /** `{language, volume, text}` in the order in which they came; volume from -100 to 100. */
    said = [];
    /** What was said that is no part of the protocol. */
    problems = [];
    #server;
    #lastMessage = 0;

    async listen(path) {
        this.#server = createServer((socket) => this.#serve(socket));
        this.#server.listen(path);
        await once(this.#server, 'listening');
    }

    close() {
        this.#server?.close();
    }

    #serve(socket) {
        const state = {language: '', volume: 0};
        let unread = '';
        let data = null;
        socket.on('error', () => {});
        socket.setEncoding('utf8').on('data', (chunk) => {
            unread += chunk;
            for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
                const line = unread.slice(0, end);
                unread = unread.slice(end + 2);
                if (data === null && line === 'SPEAK') {
                    data = [];
                    socket.write('230 OK RECEIVING DATA\r\n');
                } else if (data === null) {
                    this.#obey(line, state, socket);
                } else if (line === '.') {
                    this.#speak(data.join('\n'), state, socket);
                    data = null;
                } else {
                    data.push(line.startsWith('.') ? line.slice(1) : line);
                }
            }
        });
    }

    #obey(line, state, socket) {
        const [, name, value] = /^SET SELF (LANGUAGE|VOLUME) (.*)$/.exec(line) ?? [];
        if (name !== undefined) {
            state[name.toLowerCase()] = name === 'VOLUME' ? Number(value) : value;
        }
        const answer = answers.find(([command]) => command.test(line))?.[1];
        if (answer === undefined) {
            this.problems.push(line);
        }
        socket.write(`${answer ?? '500 ERR INVALID COMMAND'}\r\n`);
    }

    #speak(text, state, socket) {
        this.said.push({...state, text});
        const id = String(++this.#lastMessage);
        socket.write(`225-${id}\r\n225 OK MESSAGE QUEUED\r\n`);
        for (const [code, event] of [[701, 'BEGIN'], [702, 'END']]) {
            socket.write(`${code}-${id}\r\n${code}-1\r\n${code} ${event}\r\n`);
        }
    }
}
