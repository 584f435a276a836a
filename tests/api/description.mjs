// An OpenAPI description, asked as a test asks it: which operation is this request, which response is this status.
import {readFileSync} from 'node:fs';
import {yaml} from './packages.mjs';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const escapePointer = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** A place in the document: its value, and the JSON pointer that leads there. */
class Place {
    constructor(document, value, pointer) {
        this.document = document;
        this.value = value;
        this.pointer = pointer;
    }

    /** Below this one, followed at every step; undefined where there is nothing. */
    at(...parts) {
        return parts.reduce((place, part) => place?.child(part)?.followed(), this);
    }

    child(key) {
        const value = this.value?.[key];
        return value === undefined
            ? undefined
            : new Place(this.document, value, `${this.pointer}/${escapePointer(String(key))}`);
    }

    /** Not followed: the place where a schema is used says more than the schema it refers to. */
    get schema() {
        return this.child('schema');
    }

    /** Where a reference leads. One with siblings is a schema and stays, because the siblings count. */
    followed() {
        const keys = Object.keys(this.value ?? {});
        if (typeof this.value?.$ref !== 'string' || keys.length > 1) {
            return this;
        }
        if (!this.value.$ref.startsWith('#/')) {
            throw new Error(`${this.pointer}: ${this.value.$ref} does not lead into the same document`);
        }
        const parts = this.value.$ref
            .slice(2)
            .split('/')
            .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
        const target = new Place(this.document, this.document, '').at(...parts);
        if (target === undefined) {
            throw new Error(`${this.pointer}: ${this.value.$ref} leads nowhere`);
        }
        return target;
    }

    /** All places right below, by their key. */
    entries() {
        return Object.keys(this.value ?? {}).map((key) => [key, this.at(key)]);
    }
}

/** What may be asked at one path by one method; or, with responses only, what is no operation. */
class Operation {
    constructor(id, {place, pathItem, security} = {}) {
        this.id = id;
        this.requestBody = place?.at('requestBody');
        this.responses = place?.at('responses');
        this.security = place?.value.security ?? security ?? [];
        const parameters = new Map();
        for (const owner of [pathItem, place]) {
            for (const [, parameter] of owner?.at('parameters')?.entries() ?? []) {
                parameters.set(`${parameter.value.in} ${parameter.value.name}`, parameter);
            }
        }
        this.parameters = [...parameters.values()];
    }

    get allResponses() {
        return (this.responses?.entries() ?? []).map(([, response]) => response);
    }

    /** The documented response to this status: itself, its class, or the default. */
    response(status) {
        return (
            this.responses?.at(String(status)) ??
            this.responses?.at(`${String(status)[0]}XX`) ??
            this.responses?.at('default')
        );
    }
}

export class Description {
    static read(file) {
        return new Description(yaml.load(readFileSync(file, 'utf8')));
    }

    constructor(document) {
        this.document = document;
        this.root = new Place(document, document, '');
        this.operations = [];
        this.paths = [];
        for (const [template, pathItem] of this.root.at('paths').entries()) {
            const byMethod = new Map();
            for (const method of methods.filter((name) => pathItem.value[name] !== undefined)) {
                const place = pathItem.at(method);
                const operation = new Operation(place.value.operationId, {
                    place,
                    pathItem,
                    security: document.security,
                });
                byMethod.set(method.toUpperCase(), operation);
                this.operations.push(operation);
            }
            this.paths.push({segments: template.split('/').slice(1), byMethod});
        }
        // OpenAPI has no place for answers to what is no operation.
        const outside = (name) => {
            const operation = new Operation(name);
            operation.responses = this.root.at('x-outside-of-operations', name);
            return operation;
        };
        this.unknownPath = outside('unknown-path');
        this.unknownMethod = outside('unknown-method');
    }

    get allOperations() {
        return [...this.operations, this.unknownPath, this.unknownMethod];
    }

    /** The operation, and what the path's parameters are; a path without parameters goes before one with them. */
    find(method, path) {
        const asked = path.split('/').slice(1);
        const isParameter = (segment) => segment.startsWith('{') && segment.endsWith('}');
        const matches = this.paths
            .filter(
                ({segments}) =>
                    segments.length === asked.length &&
                    segments.every((segment, i) =>
                        isParameter(segment) ? asked[i] !== '' : segment === asked[i],
                    ),
            )
            .sort((a, b) => a.segments.filter(isParameter).length - b.segments.filter(isParameter).length);
        if (matches.length === 0) {
            return {operation: this.unknownPath, pathValues: new Map()};
        }
        const [{segments, byMethod}] = matches;
        const pathValues = new Map();
        segments.forEach((segment, i) => {
            if (isParameter(segment)) {
                pathValues.set(segment.slice(1, -1), asked[i]);
            }
        });
        return {operation: byMethod.get(method) ?? this.unknownMethod, pathValues};
    }
}
