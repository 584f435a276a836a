import {PaymentElement, useElements} from '@stripe/react-stripe-js';
import type {StripeElements} from '@stripe/stripe-js';
import {useEffect, useLayoutEffect, useState, type SyntheticEvent} from 'react';
import type {PageEvent, ShownPhase} from '../checkout/state';
import {paymentElementOptions, type Surface} from './appearance';
import {LockIcon} from './icons';
import {wordsFor, type Words} from './messages';
import {Notice} from './notice';

/** A wait longer than this says what it waits for. */
const slowAfterMs = 8000;

function useIsSlow(waiting: boolean): boolean {
    const [isSlow, setIsSlow] = useState(false);
    useEffect(() => {
        if (!waiting) {
            return undefined;
        }
        const timer = setTimeout(() => {
            setIsSlow(true);
        }, slowAfterMs);
        return () => {
            clearTimeout(timer);
            setIsSlow(false);
        };
    }, [waiting]);
    return waiting && isSlow;
}

export function Skeleton({words}: {words: Words}) {
    const isSlow = useIsSlow(true);
    return (
        <div className="skeleton" aria-busy="true">
            <p className={isSlow ? 'hint' : 'visually-hidden'} role="status">
                {isSlow ? words.preparingSlow : words.preparing}
            </p>
            <div className="skeleton-grid" aria-hidden="true">
                <i className="wide" />
                <i />
                <i />
                <i />
                <i />
            </div>
        </div>
    );
}

interface PaymentFormProps {
    surface: Surface;
    phase: ShownPhase;
    amount: string;
    handle: (event: PageEvent) => void;
    attachElements: (elements: StripeElements | null) => void;
}

export function PaymentForm({surface, phase, amount, handle, attachElements}: PaymentFormProps) {
    const elements = useElements();
    const words = wordsFor(phase.checkout.locale);
    const {mount} = phase;
    const busy = busyWords(phase, words);
    const elementReady = phase.kind !== 'preparing' || phase.elementReady;
    // The card is on its way; what is typed now would not be what is paid with.
    const dimmed = phase.kind === 'announcing' || phase.kind === 'confirming';
    // There is nothing to type until the kiosk says so. Not while confirming: a decline gives the fields back at once,
    // but the engine lifts inertness from a frame of another origin a moment later, and the first digits would be lost.
    const locked = phase.kind === 'confirmed' || phase.kind === 'uncertain';
    const elementClass = !elementReady ? 'element-hidden' : dimmed || locked ? 'element-dimmed' : undefined;

    useLayoutEffect(() => {
        attachElements(elements);
        return () => {
            attachElements(null);
        };
    }, [elements, attachElements]);

    // Another card is what comes now: its number can be typed at once. Pay had the keyboard, and lost it while it rested.
    const isRefused = phase.kind === 'editing' && phase.problem?.kind === 'stripe';
    useEffect(() => {
        if (isRefused && surface === 'counter') {
            elements?.getElement('payment')?.focus();
        }
    }, [isRefused, surface, elements]);

    function onSubmit(event: SyntheticEvent) {
        event.preventDefault();
        // Pressed twice, or by Enter in the middle of a payment: the state machine takes it in editing only.
        handle({type: 'payPressed'});
    }

    return (
        <form className="form" onSubmit={onSubmit} aria-busy={phase.kind !== 'editing'} noValidate>
            {elementReady ? null : <Skeleton words={words} />}
            <div className={elementClass} inert={locked}>
                <PaymentElement
                    options={paymentElementOptions[surface]}
                    onReady={(element) => {
                        handle({type: 'elementReady', mount});
                        // Keyboard first: a cashier types the number without reaching for anything. On a phone it would
                        // bring up a keyboard over what is to be read first.
                        if (surface === 'counter') {
                            element.focus();
                        }
                    }}
                    onChange={(event) => {
                        handle({type: 'elementChanged', mount, complete: event.complete});
                    }}
                    onLoadError={({error}) => {
                        handle({type: 'elementFailed', mount, message: error.message ?? error.type});
                    }}
                />
            </div>
            <FormNotice phase={phase} words={words} />
            <PayButton phase={phase} busyWords={busy} words={words} amount={amount} />
            {/* A button's text is not read out when it changes under the finger; this is. */}
            <p className="visually-hidden" aria-live="polite">
                {busy}
            </p>
            <p className="hint secure">
                <LockIcon />
                <span>{words.secure}</span>
            </p>
        </form>
    );
}

function FormNotice({phase, words}: {phase: ShownPhase; words: Words}) {
    if (phase.kind === 'editing' && phase.problem !== null) {
        const {problem} = phase;
        const message = problem.kind === 'stripe' ? problem.message || words.generic : words.notStarted;
        return <Notice tone="danger">{message}</Notice>;
    }
    if (phase.kind === 'uncertain') {
        return (
            <Notice tone="waiting" title={words.uncertainTitle}>
                {words.uncertain}
            </Notice>
        );
    }
    if (phase.kind === 'confirmed') {
        return <Notice tone="waiting">{words.confirmed}</Notice>;
    }
    return null;
}

function busyWords(phase: ShownPhase, words: Words): string | null {
    switch (phase.kind) {
        case 'submitting':
            return words.submitting;
        case 'announcing':
        case 'confirming':
            return words.confirming;
        default:
            return null;
    }
}

interface PayButtonProps {
    phase: ShownPhase;
    /** What is being done right now, instead of the invitation to pay. */
    busyWords: string | null;
    words: Words;
    amount: string;
}

function PayButton({phase, busyWords, words, amount}: PayButtonProps) {
    if (phase.kind === 'confirmed' || phase.kind === 'uncertain') {
        return null;
    }
    const [before, after] = words.pay.split('{amount}');
    return (
        <button type="submit" className="primary" disabled={phase.kind !== 'editing'}>
            {busyWords === null ? (
                <>
                    {before}
                    <bdi dir="ltr">{amount}</bdi>
                    {after}
                </>
            ) : (
                <>
                    <span className="spinner" aria-hidden="true" />
                    {busyWords}
                </>
            )}
        </button>
    );
}
