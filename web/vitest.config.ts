import {defineConfig} from 'vitest/config';

export default defineConfig({
    test: {
        include: ['payment/test/**/*.test.{ts,tsx}', 'stripe-simulator/test/**/*.test.ts', 'tests/*.test.ts'],
        environment: 'jsdom',
        restoreMocks: true,
    },
});
