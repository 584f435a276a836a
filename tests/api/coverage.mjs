// What of the description the exchanges have shown to be alive: each operation's statuses, and each word of a problem.

/** Every string that a schema allows for the property `type`, wherever it is said. */
function problemWords(schema) {
    const {enum: several, const: one} = schema?.at('properties', 'type')?.value ?? {};
    const words = several ?? (one === undefined ? [] : [one]);
    const others = ['allOf', 'anyOf', 'oneOf'].flatMap((key) =>
        (schema?.at(key)?.entries() ?? []).flatMap(([, part]) => problemWords(part)),
    );
    return [...words, ...others];
}

function wordOf(body) {
    try {
        return JSON.parse(body).type;
    } catch {
        return undefined;
    }
}

export class Coverage {
    #seen = new Set();

    /** `exceptions` gives, by name, the reason why the tests cannot see it. */
    constructor(description, exceptions) {
        this.exceptions = new Map(Object.entries(exceptions));
        this.documented = new Set();
        for (const operation of description.allOperations) {
            for (const [status, response] of operation.responses?.entries() ?? []) {
                // The default is the same for all; its words are looked for below.
                if (status !== 'default') {
                    this.documented.add(`${operation.id} ${status}`);
                }
                const schema = response.at('content', 'application/problem+json', 'schema');
                problemWords(schema).forEach((word) => this.documented.add(word));
            }
        }
    }

    note(operation, response) {
        this.#seen.add(`${operation} ${response.status}`);
        this.#seen.add(wordOf(response.body));
    }

    problems() {
        const unseen = [...this.documented].filter(
            (name) => !this.#seen.has(name) && !this.exceptions.has(name),
        );
        const idle = [...this.exceptions.keys()].filter(
            (name) => this.#seen.has(name) || !this.documented.has(name),
        );
        return [
            ...unseen.map((name) => `${name} is documented, but no test has seen it`),
            ...idle.map((name) => `${name} is an exception for nothing: ${this.exceptions.get(name)}`),
        ];
    }
}
