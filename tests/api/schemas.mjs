// The description's schemas, compiled. Answers are held against closed ones: the description does not say that an answer
// has no other properties, because receivers have to ignore what they do not know; our own backend has to send none.
import {addFormats, Ajv} from './packages.mjs';

const asSent = 'urn:tillwright:as-sent';
const closedAnswers = 'urn:tillwright:closed';

const each = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Closes every object below this schema, but not the schema's own: another one may speak of the same object. */
function closedInside(schema) {
    if (typeof schema !== 'object') {
        return schema;
    }
    const copy = {...schema};
    for (const key of ['properties', 'patternProperties'].filter((name) => name in copy)) {
        copy[key] = each(copy[key], closed);
    }
    for (const key of ['items', 'contains', 'additionalProperties'].filter((name) => name in copy)) {
        copy[key] = closed(copy[key]);
    }
    if (copy.prefixItems) {
        copy.prefixItems = copy.prefixItems.map(closed);
    }
    for (const key of ['allOf', 'anyOf', 'oneOf'].filter((name) => name in copy)) {
        copy[key] = copy[key].map(closedInside);
    }
    for (const key of ['if', 'then', 'else'].filter((name) => name in copy)) {
        copy[key] = closedInside(copy[key]);
    }
    return copy;
}

/** An object whose schema says what becomes of further properties is as open as it says: they count as evaluated. */
function closed(schema) {
    return typeof schema === 'object' ? {unevaluatedProperties: false, ...closedInside(schema)} : schema;
}

function withClosedAnswers(document) {
    const response = (one) => ({
        ...one,
        ...(one.content && {
            content: each(one.content, (media) => ({
                ...media,
                ...(media.schema && {schema: closed(media.schema)}),
            })),
        }),
    });
    const operation = (one) => (one?.responses ? {...one, responses: each(one.responses, response)} : one);
    const {components = {}} = document;
    return {
        ...document,
        paths: each(document.paths, (pathItem) => each(pathItem, operation)),
        'x-outside-of-operations': each(document['x-outside-of-operations'] ?? {}, (responses) =>
            each(responses, response),
        ),
        components: {
            ...components,
            schemas: each(components.schemas ?? {}, closedInside),
            responses: each(components.responses ?? {}, response),
        },
    };
}

/** Text as a header or a query has it, in the type that the schema wants. */
function typed(text, type) {
    if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) {
        return Number(text);
    }
    return type === 'boolean' && /^(true|false)$/.test(text) ? text === 'true' : text;
}

function typeOf(schema) {
    const one = schema?.followed();
    return one?.value.type ?? (one?.at('allOf', 0) && typeOf(one.at('allOf', 0)));
}

const problemText = ({instancePath, message, params}) => {
    const what = params.unevaluatedProperty ?? params.additionalProperty ?? params.missingProperty;
    const allowed = params.allowedValue ?? params.allowedValues?.join(', ');
    // The same of each item is one finding.
    const where = instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    return [where || '(all)', message, what ?? allowed].filter(Boolean).join(' ');
};

export class Schemas {
    constructor(document) {
        // A union is said by `anyOf` here, and types stand where they are needed, not beside every keyword.
        this.ajv = new Ajv({allErrors: true, strict: true, strictTypes: false, strictRequired: false});
        addFormats(this.ajv);
        // The schemas are reached through the document, which is not one itself.
        this.ajv.addVocabulary(Object.keys(document));
        this.ajv.addSchema(document, asSent);
        this.ajv.addSchema(withClosedAnswers(document), closedAnswers);
        this.compiled = new Map();
    }

    #validator(document, place) {
        const reference = `${document}#${place.pointer.split('/').map(encodeURIComponent).join('/')}`;
        if (!this.compiled.has(reference)) {
            this.compiled.set(reference, this.ajv.compile({$ref: reference}));
        }
        return this.compiled.get(reference);
    }

    #check(document, place, value) {
        const validate = this.#validator(document, place);
        if (validate(value)) {
            return [];
        }
        // A part that does not fit evaluates nothing, and then all properties look like too many.
        const reasons = validate.errors.filter(({keyword}) => keyword !== 'unevaluatedProperties');
        return (reasons.length > 0 ? reasons : validate.errors).map(problemText);
    }

    /** Throws when it is no schema. */
    compile(schema) {
        this.#validator(asSent, schema);
        this.#validator(closedAnswers, schema);
    }

    /** What is wrong with a value that was sent to us. */
    checkSent(schema, value) {
        return this.#check(asSent, schema, value);
    }

    /** What is wrong with a value of an answer. */
    checkAnswered(schema, value) {
        return this.#check(closedAnswers, schema, value);
    }

    /** What is wrong with a header's, a query's or a path's text. */
    checkText(schema, text) {
        return schema === undefined ? [] : this.#check(asSent, schema, typed(text, typeOf(schema)));
    }
}
