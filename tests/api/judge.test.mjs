// Planted departures: what the judge has to find, and what it must not.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Coverage} from './coverage.mjs';
import {Description} from './description.mjs';
import {Judge} from './judge.mjs';

const problem = 'application/problem+json';
const problemSchema = {
    $ref: '#/components/schemas/Problem',
    properties: {type: {enum: ['urn:x:wrong', 'urn:x:other']}},
};

const document = {
    openapi: '3.1.0',
    info: {title: 'Things', version: '1'},
    security: [{device: []}],
    paths: {
        '/things/{id}': {
            parameters: [{name: 'id', in: 'path', required: true, schema: {type: 'integer', minimum: 1}}],
            put: {
                operationId: 'putThing',
                parameters: [
                    {name: 'Key', in: 'header', required: true, schema: {type: 'string', maxLength: 4}},
                    {
                        name: 'wait',
                        in: 'query',
                        allowEmptyValue: true,
                        schema: {type: 'integer', maximum: 25},
                    },
                ],
                requestBody: {
                    required: true,
                    content: {
                        'application/json': {
                            schema: {
                                type: 'object',
                                required: ['name'],
                                properties: {name: {type: 'string'}},
                            },
                        },
                    },
                },
                responses: {
                    200: {$ref: '#/components/responses/Thing'},
                    422: {content: {[problem]: {schema: problemSchema}}},
                    '5XX': {content: {[problem]: {schema: {$ref: '#/components/schemas/Problem'}}}},
                },
            },
        },
        '/things/all': {get: {operationId: 'allThings', security: [], responses: {200: {}}}},
    },
    'x-outside-of-operations': {
        'unknown-path': {404: {content: {[problem]: {schema: {$ref: '#/components/schemas/Problem'}}}}},
        'unknown-method': {405: {headers: {Allow: {required: true, schema: {type: 'string'}}}}},
    },
    components: {
        securitySchemes: {device: {type: 'http', scheme: 'bearer'}},
        responses: {
            Thing: {
                headers: {
                    'X-Id': {required: true, schema: {type: 'string'}},
                    'X-Age': {schema: {type: 'integer', minimum: 1}},
                },
                content: {'application/json': {schema: {$ref: '#/components/schemas/Thing'}}},
            },
        },
        schemas: {
            Named: {type: 'object', required: ['name'], properties: {name: {type: 'string'}}},
            Thing: {
                allOf: [
                    {$ref: '#/components/schemas/Named'},
                    {
                        type: 'object',
                        properties: {
                            parts: {type: 'array', items: {$ref: '#/components/schemas/Named'}},
                            meta: {type: 'object', additionalProperties: {type: 'string'}},
                        },
                    },
                ],
            },
            Problem: {
                type: 'object',
                required: ['type', 'status'],
                properties: {type: {type: 'string'}, status: {type: 'integer'}},
            },
        },
    },
};

const good = {
    request: {
        method: 'PUT',
        target: '/things/7?wait=5&unknown=1',
        headers: [
            ['Authorization', 'present'],
            ['key', 'k1'],
            ['Content-Type', 'application/json; charset=utf-8'],
        ],
        body: '{"name":"a","unknown":1}',
    },
    response: {
        status: 200,
        headers: [
            ['X-Id', '1'],
            ['Content-Type', 'application/json'],
            ['Content-Length', '1'],
        ],
        body: '{"name":"a","parts":[{"name":"b"}],"meta":{"any":"text"}}',
    },
};

const judge = new Judge(new Description(document));

/** The good exchange with changes; `headers` replace those of their name, or leave them out when undefined. */
function exchange({request = {}, response = {}}) {
    const merged = (base, {headers = {}, ...rest}) => {
        const changed = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
        const kept = base.headers.filter(([name]) => !changed.has(name.toLowerCase()));
        const added = Object.entries(headers).filter(([, value]) => value !== undefined);
        return {...base, ...rest, headers: [...kept, ...added]};
    };
    return {request: merged(good.request, request), response: merged(good.response, response)};
}

const refusal = {status: 422, headers: {'Content-Type': problem, 'X-Id': undefined}};
const departuresOf = (changes) => judge.judge(exchange(changes)).departures;

function departs(name, changes, expected) {
    test(name, () => {
        const departures = departuresOf(changes);
        assert.equal(departures.length, 1, departures.join('\n'));
        assert.match(departures[0], expected);
    });
}

function agrees(name, changes) {
    test(name, () => assert.deepEqual(departuresOf(changes), []));
}

agrees('a good exchange', {});
agrees('an empty value that is allowed', {request: {target: '/things/7?wait='}});
agrees('a documented header that may be left out', {response: {headers: {'X-Age': '3'}}});
agrees('a refusal of what is wrong', {
    request: {body: '{}'},
    response: {...refusal, body: '{"type":"urn:x:wrong","status":422}'},
});
agrees('a class of statuses', {
    response: {...refusal, status: 503, body: '{"type":"urn:x:away","status":503}'},
});
agrees('an unknown path', {
    request: {target: '/nowhere'},
    response: {...refusal, status: 404, body: '{"type":"urn:x:nowhere","status":404}'},
});
agrees('another method', {
    request: {method: 'HEAD'},
    response: {status: 405, headers: {Allow: 'PUT', 'X-Id': undefined, 'Content-Type': undefined}, body: ''},
});

departs('an undocumented status', {response: {status: 202}}, /^status 202 is not documented/);
departs('an undocumented field', {response: {body: '{"name":"a","more":1}'}}, /unevaluated properties more/);
departs(
    'an undocumented field further down',
    {response: {body: '{"name":"a","parts":[{"name":"b","more":1}]}'}},
    /\/parts\/\* .* more/,
);
departs('a wrong type', {response: {body: '{"name":7}'}}, /\/name must be string/);
departs(
    'an open object with a wrong type',
    {response: {body: '{"name":"a","meta":{"x":1}}'}},
    /\/meta\/x must/,
);
departs('a missing field', {response: {body: '{}'}}, /must have required property 'name'/);
departs('a body that is no JSON', {response: {body: '{'}}, /not JSON/);
departs('a body that is no text', {response: {body: undefined}}, /not UTF-8/);
departs('a missing header', {response: {headers: {'X-Id': undefined}}}, /header X-Id is missing/);
departs('a wrong header', {response: {headers: {'X-Age': '0'}}}, /header X-Age is wrong.*>= 1/);
departs(
    'a header that is no number',
    {response: {headers: {'X-Age': 'old'}}},
    /header X-Age is wrong.*integer/,
);
departs('an undocumented header', {response: {headers: {'X-More': '1'}}}, /header x-more is not documented/);
departs('another content type', {response: {headers: {'Content-Type': 'text/html'}}}, /'text\/html' is not/);
departs(
    'another word for a problem',
    {response: {...refusal, body: '{"type":"urn:x:third","status":422}'}},
    /\/type must be equal to one of the allowed values/,
);
departs(
    'a problem that speaks of another status',
    {response: {...refusal, body: '{"type":"urn:x:wrong","status":400}'}},
    /speaks of status 400/,
);
departs('an answer at an unknown path', {request: {target: '/nowhere'}}, /status 200 is not documented/);
departs(
    'another method without Allow',
    {
        request: {method: 'POST'},
        response: {status: 405, headers: {'X-Id': undefined, 'Content-Type': undefined}, body: ''},
    },
    /header Allow is missing/,
);
departs(
    'a body to HEAD',
    {request: {method: 'HEAD'}, response: {status: 405, headers: {Allow: 'PUT', 'X-Id': undefined}}},
    /HEAD is answered with a body/,
);

const taken = /^answered although /;
departs(
    'a wrong body taken',
    {request: {body: '{"name":7}'}},
    /^answered although the body is wrong: \/name/,
);
departs('a missing body taken', {request: {body: ''}}, /^answered although the body is missing/);
departs(
    'a missing header taken',
    {request: {headers: {Key: undefined}}},
    /^answered .* parameter Key is missing/,
);
departs('a long header taken', {request: {headers: {Key: 'too long'}}}, /^answered .* Key is wrong/);
departs('a wrong query taken', {request: {target: '/things/7?wait=26'}}, /^answered .* wait is wrong.*<= 25/);
departs('a broken query taken', {request: {target: '/things/7?a=%zz'}}, /^answered .* not percent-encoded/);
departs('a wrong path taken', {request: {target: '/things/0'}}, /^answered .* path parameter id is wrong/);
departs('nobody served', {request: {headers: {Authorization: undefined}}}, /^answered .* no device proves/);
departs(
    'text taken for JSON',
    {request: {headers: {'Content-Type': 'text/plain'}}},
    /^answered .*'text\/plain'/,
);
departs(
    'a wrong request that is called our fault',
    {
        request: {body: '{}'},
        response: {...refusal, status: 500, body: '{"type":"urn:x:wrong","status":500}'},
    },
    taken,
);

test('a path without parameters goes before one with them', () => {
    const {description} = judge;
    assert.equal(description.find('GET', '/things/all').operation.id, 'allThings');
    assert.equal(description.find('PUT', '/things/8').operation.id, 'putThing');
    assert.equal(description.find('PUT', '/things/').operation.id, 'unknown-path');
});

test('what nobody has seen is told, and so is an exception for nothing', () => {
    const coverage = new Coverage(judge.description, {
        'putThing 5XX': 'a class is no status',
        'putThing 200': 'seen after all',
        'putThing 201': 'not documented',
    });
    const seen = (name, status, body = '') => coverage.note(name, {status, body});
    seen('putThing', 200);
    seen('unknown-path', 404);
    seen('unknown-method', 405);
    seen('putThing', 422, '{"type":"urn:x:wrong"}');
    assert.deepEqual(
        coverage.problems().map((text) => text.split(' is ')[0]),
        ['urn:x:other', 'allThings 200', 'putThing 200', 'putThing 201'],
    );
});

test('the description of the backend is understood', () => {
    const file = fileURLToPath(new URL('../../docs/api/backend.yaml', import.meta.url));
    const backend = Judge.read(file);
    const live = {
        request: {method: 'GET', target: '/livez', headers: [], body: ''},
        response: {
            status: 200,
            headers: [
                ['Content-Type', 'application/json'],
                ['Cache-Control', 'no-store'],
                ['X-Request-Id', 'req-1'],
            ],
            body: '{"status":"live"}',
        },
    };
    assert.deepEqual(backend.judge(live).departures, []);
    live.response.body = '{"status":"live","since":1}';
    assert.equal(backend.judge(live).departures.length, 1);
});
