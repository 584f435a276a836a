/** What is documented, and why no recorded exchange shows it. */
export const coverageExceptions = {
    'urn:tillwright:problem:internal':
        'nothing that can be asked makes a handler fail; tests/unit/http/tst_server.cpp has one that throws',
};
