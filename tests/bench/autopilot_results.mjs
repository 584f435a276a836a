function eventTimeMs(sale, name) {
    const found = sale.timeline.find(({event}) => event === name);
    if (found === undefined) {
        throw new Error(`${sale.reference}: the timeline has no ${name}.`);
    }
    return found.t_ms;
}

function startedAtMs(sale) {
    const at = Date.parse(sale.started_at);
    if (!Number.isFinite(at)) {
        throw new Error(`${sale.reference}: it is not known when it began.`);
    }
    return at;
}

/** From each paid sale to the next warm page, which may come when the next sale has begun already. */
function warmingTimesMs(results) {
    const events = results.flatMap((sale) =>
        sale.timeline.map(({t_ms, event}) => ({atMs: startedAtMs(sale) + t_ms, event})),
    );
    return events.flatMap(({atMs, event}, index) => {
        const warm = events.slice(index).find((later) => later.event.startsWith('page:pageReady'));
        return event === 'state:Paid' && warm !== undefined ? [warm.atMs - atMs] : [];
    });
}

/**
 * What the autopilot's results.json says of our ways, in milliseconds: `pressToReady`, from Charge to the Payment
 * Element's ready as the kiosk hears it; `finalToReceipt`, from the moment Clive's transaction was final to the paper's
 * first painting on the screen; `paidToWarm`, until the next customer's page is up.
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
            if (!Number.isFinite(sale.final_at_ms)) {
                throw new Error(`${sale.reference}: it is not known when Clive knew.`);
            }
            return startedAtMs(sale) + eventTimeMs(sale, 'screen:receipt') - sale.final_at_ms;
        }),
        paidToWarm: warmingTimesMs(results),
    };
}
