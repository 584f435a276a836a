import {defineConfig} from 'vitest/config';

export default defineConfig({
    test: {
        include: ['tests/chromium/**/*.test.ts'],
        environment: 'node',
        // One browser and one sandbox at a time: kiosk machines have two cores.
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
    },
});
