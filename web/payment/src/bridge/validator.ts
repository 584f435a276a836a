import schema from '../../../../resources/bridge.schema.json';

// A checker for the part of JSON Schema that the bridge's schema uses. The schema itself is the only description of a
// message; a test compares this checker with Ajv on good and damaged messages, and fails on a keyword it does not know.

export interface SchemaPart {
    $ref?: string;
    oneOf?: readonly SchemaPart[];
    const?: unknown;
    enum?: readonly unknown[];
    type?: string;
    pattern?: string;
    minLength?: number;
    maxLength?: number;
    minimum?: number;
    maximum?: number;
    required?: readonly string[];
    properties?: Readonly<Record<string, SchemaPart>>;
    additionalProperties?: boolean;
}

export type Definition = keyof typeof schema.$defs;

const definitions: Readonly<Record<string, SchemaPart>> = schema.$defs;

function resolve(reference: string): SchemaPart {
    const found = definitions[reference.replace('#/$defs/', '')];
    if (found === undefined) {
        throw new Error(`The bridge schema has no ${reference}.`);
    }
    return found;
}

function stringMatches(part: SchemaPart, value: string): boolean {
    // JSON Schema counts characters, not UTF-16 units.
    const length = Array.from(value).length;
    return (
        length >= (part.minLength ?? 0) &&
        length <= (part.maxLength ?? Number.POSITIVE_INFINITY) &&
        (part.pattern === undefined || new RegExp(part.pattern, 'u').test(value))
    );
}

function objectMatches(part: SchemaPart, value: object): boolean {
    const properties = part.properties ?? {};
    const names = Object.keys(value);
    return (
        (part.required ?? []).every((name) => Object.hasOwn(value, name)) &&
        names.every((name) => {
            const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
            return property === undefined
                ? part.additionalProperties !== false
                : matches(property, (value as Record<string, unknown>)[name]);
        })
    );
}

function typeMatches(part: SchemaPart, value: unknown): boolean {
    switch (part.type) {
        case undefined:
            return true;
        case 'string':
            return typeof value === 'string' && stringMatches(part, value);
        case 'integer':
            return (
                Number.isInteger(value) &&
                (value as number) >= (part.minimum ?? Number.NEGATIVE_INFINITY) &&
                (value as number) <= (part.maximum ?? Number.POSITIVE_INFINITY)
            );
        case 'boolean':
            return typeof value === 'boolean';
        case 'object':
            return (
                typeof value === 'object' &&
                value !== null &&
                !Array.isArray(value) &&
                objectMatches(part, value)
            );
        default:
            throw new Error(`The bridge schema has an unknown type ${part.type}.`);
    }
}

function matches(part: SchemaPart, value: unknown): boolean {
    return (
        (part.$ref === undefined || matches(resolve(part.$ref), value)) &&
        (part.oneOf === undefined || part.oneOf.filter((option) => matches(option, value)).length === 1) &&
        (part.const === undefined || part.const === value) &&
        (part.enum === undefined || part.enum.includes(value)) &&
        typeMatches(part, value)
    );
}

/** Whether the value is what the schema's definition describes. */
export function isValid(definition: Definition, value: unknown): boolean {
    return matches(resolve(`#/$defs/${definition}`), value);
}
