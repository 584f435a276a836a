import {defineConfig} from 'vitest/config';

export default defineConfig({
    // A machine without a hosts file does not know the name localhost, which is asked for where no address is given.
    server: {host: '127.0.0.1'},
    test: {
        include: ['tests/chromium/**/*.test.ts'],
        environment: 'node',
        // One browser and one sandbox at a time: kiosk machines have two cores.
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
    },
});
