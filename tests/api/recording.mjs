// What tests/backend/exchanges.cpp does, for the tests that are written in JavaScript.
import {appendFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';

const folder = process.env.TILLWRIGHT_EXCHANGES;
const proofHeaders = new Set(['authorization', 'x-clive-signature']);

/** Node's flat list of names and values, as pairs. */
function headersJson(rawHeaders) {
    const pairs = [];
    for (let i = 0; i < rawHeaders.length; i += 2) {
        const isProof = proofHeaders.has(rawHeaders[i].toLowerCase());
        pairs.push([rawHeaders[i], isProof ? 'present' : rawHeaders[i + 1]]);
    }
    return pairs;
}

function bodyJson(bytes) {
    try {
        return {body: new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)};
    } catch {
        return {body_base64: bytes.toString('base64')};
    }
}

/** Both messages as node:http gives them: `rawHeaders`, and the body as a Buffer. */
export function recordExchange(request, response) {
    if (!folder) {
        return;
    }
    mkdirSync(folder, {recursive: true});
    const line = {
        request: {
            method: request.method,
            target: request.target,
            headers: headersJson(request.rawHeaders),
            ...bodyJson(request.body),
        },
        response: {
            status: response.status,
            headers: headersJson(response.rawHeaders),
            ...bodyJson(response.body),
        },
    };
    appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}
