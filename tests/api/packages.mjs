// npm's packages are installed in web/, and pinned there.
import {createRequire} from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));

export const {default: Ajv} = require('ajv/dist/2020.js');
export const {default: addFormats} = require('ajv-formats');
export const yaml = require('js-yaml');
/** The engine of Redocly's linter, without the rest of its command line. */
export const redocly = () => require('@redocly/openapi-core');
