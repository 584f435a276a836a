import {simulatedStripe} from './stripe';

// Two loads of the script are one Stripe, as with the real one.
window.Stripe ??= simulatedStripe;
