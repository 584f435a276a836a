// For the scripts: which parts the options of ./dev bench ask for. Explains options that are not right.
import {readOptions} from './run.mjs';

const {wantsPart} = readOptions();
console.log(['start', 'kiosk', 'backend', 'history'].filter(wantsPart).join(' '));
