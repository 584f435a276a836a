import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

// Writes src/bridge/messages.ts, the TypeScript types of the bridge, from the one schema that the kiosk is checked
// against too. The result is committed; a test fails when it is not what this program makes of the schema.

const schemaPath = fileURLToPath(new URL('../../resources/bridge.schema.json', import.meta.url));
const messagesPath = fileURLToPath(new URL('src/bridge/messages.ts', import.meta.url));

const primitiveTypes = {string: 'string', integer: 'number', boolean: 'boolean'};

function typeName(definition) {
    return definition.charAt(0).toUpperCase() + definition.slice(1);
}

function refName(schema) {
    return schema.$ref.slice('#/$defs/'.length);
}

export function generateMessages(schema) {
    const definitions = schema.$defs;

    function typeOf(part) {
        if (part.$ref !== undefined) {
            const target = definitions[refName(part)];
            return target.type === 'object' || target.oneOf !== undefined
                ? typeName(refName(part))
                : typeOf(target);
        }
        if (part.const !== undefined) {
            return `'${part.const}'`;
        }
        if (part.enum !== undefined) {
            return part.enum.map((value) => `'${value}'`).join(' | ');
        }
        const primitive = primitiveTypes[part.type];
        if (primitive === undefined) {
            throw new Error(`The generator does not know ${JSON.stringify(part)}.`);
        }
        return primitive;
    }

    const blocks = [];
    for (const [name, definition] of Object.entries(definitions)) {
        const comment = definition.description === undefined ? '' : `/** ${definition.description} */\n`;
        if (definition.oneOf !== undefined) {
            const members = definition.oneOf.map((member) => typeOf(member)).join(' | ');
            blocks.push(`${comment}export type ${typeName(name)} = ${members};`);
        } else if (definition.type === 'object') {
            const lines = Object.entries(definition.properties).map(([property, part]) => {
                const optional = definition.required.includes(property) ? '' : '?';
                return `    ${property}${optional}: ${typeOf(part)};`;
            });
            blocks.push(`${comment}export interface ${typeName(name)} {\n${lines.join('\n')}\n}`);
        }
    }
    return (
        '// Made from resources/bridge.schema.json by `npm run generate`; edit the schema, not this file.\n\n' +
        `${blocks.join('\n\n')}\n`
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const schema = JSON.parse(await readFile(schemaPath, 'utf8'));
    await writeFile(messagesPath, generateMessages(schema));
}
