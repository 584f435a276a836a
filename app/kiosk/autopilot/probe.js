// Tells the autopilot where things are, in every frame of the page, nested and cross-origin ones included. It runs
// in a world of its own, only while a scenario is played, and touches nothing: the autopilot then clicks and types there
// like a person. What lies out of sight, as the button does while an on-screen keyboard is there, is scrolled to first where
// that is asked for.
(() => {
    const channel = "tillwright-autopilot";
    const locateHere = (selector, scrolls) => {
        for (const element of document.querySelectorAll(selector)) {
            let box = element.getBoundingClientRect();
            if (scrolls && box.height > 0 && (box.top < 0 || box.bottom > window.innerHeight)) {
                element.scrollIntoView({block: "center", behavior: "instant"});
                box = element.getBoundingClientRect();
            }
            if (box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden") {
                return {
                    x: box.x, y: box.y, width: box.width, height: box.height,
                    disabled: Boolean(element.disabled) || element.getAttribute("aria-disabled") === "true",
                    focused: document.activeElement === element && document.hasFocus(),
                    text: (element.value ?? element.textContent ?? "").slice(0, 500),
                };
            }
        }
        return null;
    };
    // A frame does not know whether it lies in sight itself.
    const bringIntoSight = found => {
        if (found.y >= 0 && found.y + found.height <= window.innerHeight)
            return found;
        const before = window.scrollY;
        window.scrollBy({top: found.y + (found.height - window.innerHeight) / 2, behavior: "instant"});
        return {...found, y: found.y - (window.scrollY - before)};
    };
    const answerUp = (id, found, scrolls) => window.parent.postMessage({channel, kind: "found", id, found, scrolls}, "*");
    const askDown = (id, selector, scrolls) => {
        for (let i = 0; i < window.frames.length; ++i)
            window.frames[i].postMessage({channel, kind: "where", id, selector, scrolls}, "*");
    };
    window.addEventListener("message", event => {
        const data = event.data;
        if (!data || data.channel !== channel)
            return;
        if (data.kind === "where") {
            const found = locateHere(data.selector, data.scrolls);
            if (found)
                answerUp(data.id, found, data.scrolls);
            else
                askDown(data.id, data.selector, data.scrolls);
        } else if (data.kind === "found") {
            const frame = [...document.querySelectorAll("iframe")].find(f => f.contentWindow === event.source);
            if (!frame)
                return;
            const box = frame.getBoundingClientRect();
            if (box.width === 0 || box.height === 0)
                return;
            const found = {...data.found, x: data.found.x + box.x + frame.clientLeft,
                           y: data.found.y + box.y + frame.clientTop};
            if (window === window.top)
                window.tillwrightFound[data.id] = data.scrolls ? bringIntoSight(found) : found;
            else
                answerUp(data.id, found, data.scrolls);
        }
    }, true);
    if (window !== window.top)
        return;
    window.tillwrightFound = {};
    // Asks for an element. The answer is in tillwrightFound[id] at once when it is in this document, soon when it is
    // in a frame, never when it is nowhere.
    window.tillwrightLocate = (id, selector, scrolls) => {
        const found = locateHere(selector, scrolls);
        if (found)
            window.tillwrightFound[id] = found;
        else
            askDown(id, selector, scrolls);
        return null;
    };
})();
