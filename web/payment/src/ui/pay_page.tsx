import type {Stripe, StripeElements} from '@stripe/stripe-js';
import {useEffect, useLayoutEffect, useRef, useState, type ReactNode} from 'react';
import type {PageEvent, PageState, ShownPhase} from '../checkout/state';
import {formatAmount} from './amount';
import {CheckoutBody} from './app';
import type {Theme} from './appearance';
import {CheckIcon, CrossIcon, HourglassIcon} from './icons';
import {directionOf, languageOf, wordsFor} from './messages';
import {Notice} from './notice';
import {payWordsFor, type PayWords} from './pay_messages';
import {Skeleton} from './payment_form';

/** Where the payment stands, as the backend says; null until it has answered. */
type Standing =
    'open' | 'checking' | 'paid' | 'failed' | 'cancelled' | 'abandoned' | 'expired' | 'unknown' | null;

export interface PayStatus {
    state: Standing;
    bill: {merchant: string; reference: string; amountMinor: number; currency: string} | null;
    isOffline: boolean;
    wasOpen: boolean;
    wasCancelledHere: boolean;
    isCancelling: boolean;
    notice: 'cancel_failed' | null;
}

export interface PayPageProps {
    locale: string;
    theme: Theme;
    status: PayStatus;
    cancel: () => void;
    state: PageState;
    stripe: Stripe | null;
    handle: (event: PageEvent) => void;
    attachElements: (elements: StripeElements | null) => void;
}

/** Before Pay has been pressed, and after a decline: only then may the customer still walk away. */
function mayCancel(phase: ShownPhase | null): boolean {
    return (
        phase === null ||
        phase.kind === 'preparing' ||
        phase.kind === 'editing' ||
        phase.kind === 'stopped' ||
        phase.kind === 'loadFailed'
    );
}

export function PayPage(props: PayPageProps) {
    const {locale, theme, status, state} = props;
    const words = payWordsFor(locale);

    useLayoutEffect(() => {
        const root = document.documentElement;
        root.lang = languageOf(locale);
        root.dir = directionOf(locale);
        root.dataset['theme'] = theme;
        document.title = wordsFor(locale).title;
    }, [locale, theme]);

    const isOpen = status.state === 'open' || status.state === null;
    const phase = state.phase.kind === 'empty' ? null : state.phase;
    return (
        <main className="page pay-page">
            <Heading locale={locale} bill={status.bill} words={words} />
            {isOpen ? (
                <OpenCheckout {...props} phase={phase} words={words} />
            ) : (
                <Outcome status={status} words={words} />
            )}
            {status.isOffline ? (
                <p className="hint offline" role="status">
                    {words.offline}
                </p>
            ) : null}
            {isOpen && status.state !== null && mayCancel(phase) ? (
                <Cancel status={status} words={words} cancel={props.cancel} />
            ) : null}
        </main>
    );
}

interface HeadingProps {
    locale: string;
    bill: PayStatus['bill'];
    words: PayWords;
}

function Heading({locale, bill, words}: HeadingProps) {
    if (bill === null) {
        return <h1 className="visually-hidden">{wordsFor(locale).title}</h1>;
    }
    const [before, after] = words.reference.split('{reference}');
    return (
        <header className="bill">
            <h1>
                <span className="hint">{words.payTo}</span>
                <span>
                    <bdi>{bill.merchant}</bdi>
                </span>
            </h1>
            <p className="amount">
                <bdi dir="ltr">{formatAmount(bill.amountMinor, bill.currency, locale)}</bdi>
            </p>
            <p className="hint">
                {before}
                <bdi dir="ltr">{bill.reference}</bdi>
                {after}
            </p>
        </header>
    );
}

interface OpenCheckoutProps extends PayPageProps {
    phase: ShownPhase | null;
    words: PayWords;
}

function OpenCheckout({phase, words, locale, status, stripe, handle, attachElements}: OpenCheckoutProps) {
    const {bill} = status;
    if (phase === null || bill === null) {
        return <Skeleton words={{...wordsFor(locale), preparing: words.loading}} />;
    }
    return (
        <CheckoutBody
            surface="phone"
            phase={phase}
            stripe={stripe}
            amount={formatAmount(bill.amountMinor, bill.currency, locale)}
            handle={handle}
            attachElements={attachElements}
        />
    );
}

interface OutcomeProps {
    status: PayStatus;
    words: PayWords;
}

function Outcome({status, words}: OutcomeProps) {
    switch (status.state) {
        case 'paid':
            return status.wasOpen ? (
                <Told tone="success" icon={<CheckIcon />} title={words.paidTitle}>
                    {words.paid}
                </Told>
            ) : (
                <Told tone="success" icon={<CheckIcon />} title={words.alreadyPaidTitle}>
                    {words.alreadyPaid}
                </Told>
            );
        case 'failed':
        case 'cancelled':
            return (
                <Told tone="danger" icon={<CrossIcon />} title={words.failedTitle}>
                    {words.failed}
                </Told>
            );
        case 'abandoned':
            return (
                <Told
                    tone="plain"
                    icon={<CrossIcon />}
                    title={status.wasCancelledHere ? words.cancelledHereTitle : words.abandonedTitle}
                >
                    {words.abandoned}
                </Told>
            );
        case 'expired':
            return (
                <Told tone="plain" icon={<HourglassIcon />} title={words.expiredTitle}>
                    {words.expired}
                </Told>
            );
        case 'unknown':
            return (
                <Told tone="plain" icon={<CrossIcon />} title={words.unknownTitle}>
                    {words.unknown}
                </Told>
            );
        default:
            return (
                <Told tone="plain" icon={<HourglassIcon />} title={words.checkingTitle}>
                    {words.checking}
                </Told>
            );
    }
}

interface ToldProps {
    tone: 'success' | 'danger' | 'plain';
    icon: ReactNode;
    title: string;
    children: ReactNode;
}

/** The one thing there is to say. Read out at once, because it takes the place of what was there. */
function Told({tone, icon, title, children}: ToldProps) {
    return (
        <section className={`told told-${tone}`} role="status">
            {icon}
            <h2>{title}</h2>
            <p>{children}</p>
        </section>
    );
}

interface CancelProps {
    status: PayStatus;
    words: PayWords;
    cancel: () => void;
}

function Cancel({status, words, cancel}: CancelProps) {
    const [isAsking, setIsAsking] = useState(false);
    const keep = useRef<HTMLButtonElement>(null);
    useEffect(() => {
        if (isAsking) {
            keep.current?.focus();
        }
    }, [isAsking]);
    return (
        <section className="cancel">
            {status.notice === 'cancel_failed' ? <Notice tone="danger">{words.cancelFailed}</Notice> : null}
            {isAsking ? (
                <>
                    <p role="alert">{words.cancelQuestion}</p>
                    <div className="choices">
                        <button
                            type="button"
                            className="secondary danger"
                            onClick={() => {
                                setIsAsking(false);
                                cancel();
                            }}
                        >
                            {words.cancelYes}
                        </button>
                        <button
                            ref={keep}
                            type="button"
                            className="secondary"
                            onClick={() => {
                                setIsAsking(false);
                            }}
                        >
                            {words.cancelNo}
                        </button>
                    </div>
                </>
            ) : (
                <button
                    type="button"
                    className="secondary"
                    disabled={status.isCancelling}
                    onClick={() => {
                        setIsAsking(true);
                    }}
                >
                    {status.isCancelling ? words.cancelling : words.cancel}
                </button>
            )}
        </section>
    );
}
