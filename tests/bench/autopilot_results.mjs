function eventTimeMs(sale, name) {
    const found = sale.timeline.find(({event}) => event === name);
    if (found === undefined) {
        throw new Error(`${sale.reference}: the timeline has no ${name}.`);
    }
    return found.t_ms;
}

/**
 * What the autopilot's results.json says of our two ways, in milliseconds per sale: `pressToReady`, from Charge to the
 * Payment Element's ready as the kiosk hears it, and `finalToReceipt`, from the moment Clive's transaction was final
 * to the paper's first painting on the screen.
 */
export function waysOf(results) {
    const failed = results.find(({passed}) => !passed);
    if (failed !== undefined) {
        throw new Error(`${failed.reference} did not go as expected: ${failed.problems.join('; ')}`);
    }
    return {
        pressToReady: results.map(
            (sale) => eventTimeMs(sale, 'page:elementReady') - eventTimeMs(sale, 'press:charge'),
        ),
        finalToReceipt: results.map((sale) => {
            const startedAtMs = Date.parse(sale.started_at);
            if (!Number.isFinite(startedAtMs) || !Number.isFinite(sale.final_at_ms)) {
                throw new Error(`${sale.reference}: it is not known when it began, or when Clive knew.`);
            }
            return startedAtMs + eventTimeMs(sale, 'screen:receipt') - sale.final_at_ms;
        }),
    };
}
