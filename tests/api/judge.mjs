// Holds one exchange against the description and tells every departure from it.
import {Description} from './description.mjs';
import {Schemas} from './schemas.mjs';

/** What belongs to HTTP itself and is not described per operation. */
const ownToHttp = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);

function headerMap(pairs) {
    const headers = new Map();
    for (const [name, value] of pairs) {
        const key = name.toLowerCase();
        headers.set(key, headers.has(key) ? `${headers.get(key)}, ${value}` : value);
    }
    return headers;
}

const mediaTypeOf = (contentType) => contentType.split(';')[0].trim().toLowerCase();
const isJson = (mediaType) => /^application\/([^/]+\+)?json$/.test(mediaType);

/** The documented media type that a Content-Type is of: with its parameters, if these are documented, or a range. */
function mediaFor(content, contentType) {
    const mediaType = mediaTypeOf(contentType);
    const named = [contentType, mediaType, `${mediaType.split('/')[0]}/*`, '*/*'];
    return named.map((name) => content.at(name)).find((media) => media !== undefined);
}

/** As the backend reads it: the first value of a name counts. Undefined when the coding is broken. */
function queryOf(text) {
    const values = new Map();
    try {
        for (const pair of text.split('&').filter(Boolean)) {
            const [name, value = ''] = pair
                .replaceAll('+', ' ')
                .split(/=(.*)/s)
                .map((part) => decodeURIComponent(part));
            if (!values.has(name)) {
                values.set(name, value);
            }
        }
    } catch {
        return undefined;
    }
    return values;
}

/** A parsed text, or the reason why it is none. */
function parsed(text) {
    try {
        return {value: JSON.parse(text)};
    } catch (error) {
        return {reason: error.message};
    }
}

export class Judge {
    constructor(description) {
        this.description = description;
        this.schemas = new Schemas(description.document);
        // Here already, because a schema that is not one should not wait for its first exchange.
        for (const operation of description.allOperations) {
            const bodies = [operation.requestBody, ...operation.allResponses].map((one) =>
                one?.at('content'),
            );
            const headers = operation.allResponses.map((one) => one.at('headers'));
            const used = [...bodies, ...headers].flatMap((one) => one?.entries() ?? []);
            [...operation.parameters, ...used.map(([, place]) => place)]
                .filter((place) => place.schema !== undefined)
                .forEach((place) => this.schemas.compile(place.schema));
        }
    }

    static read(file) {
        return new Judge(Description.read(file));
    }

    /** The operation's name, and the departures in plain words. */
    judge({request, response}) {
        const [path, query = ''] = request.target.split(/\?(.*)/s);
        const {operation, pathValues} = this.description.find(request.method, path);
        const wrongInRequest = this.#requestProblems(operation, request, pathValues, query);
        const departures = this.#responseProblems(operation, request, response);
        // An answer of another kind would say that the request was taken up, or that it is our fault.
        const isRefused = response.status >= 400 && response.status < 500;
        if (wrongInRequest.length > 0 && !isRefused) {
            departures.push(...wrongInRequest.map((problem) => `answered although ${problem}`));
        }
        return {operation: operation.id, departures};
    }

    // ------------------------------------------------------------ requests

    #requestProblems(operation, request, pathValues, query) {
        const headers = headerMap(request.headers);
        return [
            ...operation.parameters.flatMap((parameter) =>
                this.#parameterProblems(parameter, {headers, pathValues, query: queryOf(query)}),
            ),
            ...this.#securityProblems(operation, headers),
            ...this.#requestBodyProblems(operation, request, headers),
        ];
    }

    #parameterProblems(parameter, {headers, pathValues, query}) {
        const {name, required, allowEmptyValue} = parameter.value;
        const where = `${parameter.value.in} parameter ${name}`;
        let text;
        if (parameter.value.in === 'header') {
            text = headers.get(name.toLowerCase());
        } else if (parameter.value.in === 'query') {
            if (query === undefined) {
                return ['the query is not percent-encoded'];
            }
            text = query.get(name);
        } else if (parameter.value.in === 'path') {
            try {
                text = decodeURIComponent(pathValues.get(name));
            } catch {
                return [`${where} is not percent-encoded`];
            }
        }
        if (text === undefined) {
            return required ? [`${where} is missing`] : [];
        }
        if (text === '' && allowEmptyValue) {
            return [];
        }
        return this.schemas
            .checkText(parameter.schema, text)
            .map((problem) => `${where} is wrong: ${problem}`);
    }

    /** Whether what proves the sender is there at all; whether it is good is for the backend to know. */
    #securityProblems(operation, headers) {
        const carries = (name) => {
            const scheme = this.description.root.at('components', 'securitySchemes', name).value;
            return Boolean(
                headers.get(scheme.type === 'apiKey' ? scheme.name.toLowerCase() : 'authorization'),
            );
        };
        const {security} = operation;
        const isGiven =
            security.length === 0 || security.some((schemes) => Object.keys(schemes).every(carries));
        return isGiven ? [] : [`no ${security.flatMap(Object.keys).join(' or ')} proves the sender`];
    }

    #requestBodyProblems({requestBody}, request, headers) {
        if (requestBody === undefined) {
            return [];
        }
        if (request.body === '') {
            return requestBody.value.required ? ['the body is missing'] : [];
        }
        const contentType = headers.get('content-type') ?? '';
        const media = mediaFor(requestBody.at('content'), contentType);
        if (media === undefined) {
            return [`Content-Type '${contentType}' is not documented`];
        }
        const schema = media.schema;
        if (schema === undefined || !isJson(mediaTypeOf(contentType))) {
            return [];
        }
        const {value, reason} = request.body === undefined ? {reason: 'not UTF-8'} : parsed(request.body);
        return reason !== undefined
            ? [`the body is not JSON: ${reason}`]
            : this.schemas.checkSent(schema, value).map((problem) => `the body is wrong: ${problem}`);
    }

    // ------------------------------------------------------------ responses

    #responseProblems(operation, request, response) {
        const documented = operation.response(response.status);
        if (documented === undefined) {
            return [`status ${response.status} is not documented`];
        }
        const headers = headerMap(response.headers);
        return [
            ...this.#responseHeaderProblems(documented, headers),
            ...(request.method === 'HEAD'
                ? response.body === ''
                    ? []
                    : ['HEAD is answered with a body']
                : this.#responseBodyProblems(documented, response, headers)),
        ];
    }

    #responseHeaderProblems(documented, headers) {
        const problems = [];
        const declared = new Set(ownToHttp);
        for (const [name, header] of documented.at('headers')?.entries() ?? []) {
            const text = headers.get(name.toLowerCase());
            declared.add(name.toLowerCase());
            if (text !== undefined) {
                problems.push(
                    ...this.schemas
                        .checkText(header.schema, text)
                        .map((problem) => `header ${name} is wrong: ${problem}`),
                );
            } else if (header.value.required) {
                problems.push(`header ${name} is missing`);
            }
        }
        const others = [...headers.keys()].filter((name) => !declared.has(name));
        return [...problems, ...others.map((name) => `header ${name} is not documented`)];
    }

    #responseBodyProblems(documented, response, headers) {
        const content = documented.at('content');
        if (content === undefined) {
            return response.body === '' ? [] : ['a body is not documented'];
        }
        const contentType = headers.get('content-type') ?? '';
        const media = mediaFor(content, contentType);
        if (media === undefined) {
            return [`Content-Type '${contentType}' is not documented`];
        }
        if (response.body === undefined) {
            return ['the body is not UTF-8'];
        }
        const mediaType = mediaTypeOf(contentType);
        const {value, reason} = isJson(mediaType) ? parsed(response.body) : {value: response.body};
        if (reason !== undefined) {
            return [`the body is not JSON: ${reason}`];
        }
        const problems = this.schemas
            .checkAnswered(media.schema, value)
            .map((problem) => `the body is wrong: ${problem}`);
        // RFC 9457, 3.1.2.
        if (mediaType === 'application/problem+json' && value.status !== response.status) {
            problems.push(`the body speaks of status ${value.status}`);
        }
        return problems;
    }
}
