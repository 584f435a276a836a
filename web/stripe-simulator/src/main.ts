import {addMetricsFrame} from './metrics_frame';
import {simulatedStripe} from './stripe';

// Two loads of the script are one Stripe, as with the real one.
if (window.Stripe === undefined) {
    window.Stripe = simulatedStripe;
    addMetricsFrame();
}
