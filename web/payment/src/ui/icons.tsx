import type {ReactNode} from 'react';

// From Lucide (ISC licence), as paths, so that the page stays one file.

function Icon({children}: {children: ReactNode}) {
    return (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
            {children}
        </svg>
    );
}

export function LockIcon() {
    return (
        <Icon>
            <rect width="18" height="11" x="3" y="11" rx="2" />
            <path d="M7 11V7a5 5 0 0 1 10 0v4" />
        </Icon>
    );
}

export function AlertIcon() {
    return (
        <Icon>
            <circle cx="12" cy="12" r="10" />
            <path d="M12 8v4M12 16h.01" />
        </Icon>
    );
}

export function HourglassIcon() {
    return (
        <Icon>
            <path d="M5 22h14M5 2h14M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2" />
        </Icon>
    );
}

export function CheckIcon() {
    return (
        <Icon>
            <circle cx="12" cy="12" r="10" />
            <path d="m9 12 2 2 4-4" />
        </Icon>
    );
}

export function CrossIcon() {
    return (
        <Icon>
            <circle cx="12" cy="12" r="10" />
            <path d="m15 9-6 6M9 9l6 6" />
        </Icon>
    );
}
