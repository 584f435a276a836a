import {defineConfig} from 'vitest/config';

export default defineConfig({
    // A machine without a hosts file does not know the name localhost, which is asked for where no address is given.
    server: {host: '127.0.0.1'},
    test: {
        include: ['payment/test/**/*.test.{ts,tsx}', 'stripe-simulator/test/**/*.test.ts', 'tests/*.test.ts'],
        environment: 'jsdom',
        restoreMocks: true,
        // The first question to ESLint starts TypeScript, which takes its time on a small or busy machine.
        testTimeout: 60_000,
    },
});
