import type {ReactNode} from 'react';
import {AlertIcon, HourglassIcon} from './icons';

interface NoticeProps {
    /** danger: something went wrong. waiting: nothing to do but wait. */
    tone: 'danger' | 'waiting';
    title?: string;
    children: ReactNode;
}

export function Notice({tone, title, children}: NoticeProps) {
    return (
        <div className={`notice notice-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
            {tone === 'danger' ? <AlertIcon /> : <HourglassIcon />}
            <div>
                {title === undefined ? null : <p className="notice-title">{title}</p>}
                <p>{children}</p>
            </div>
        </div>
    );
}
