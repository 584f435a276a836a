import {defineConfig} from 'vitest/config';
import chromium from './vitest.chromium.config';

/** The pay page of the partner backend, on phones of the browser's. */
export default defineConfig({
    ...chromium,
    test: {...chromium.test, include: ['tests/pay/**/*.test.ts']},
});
