// The checkout page of the integration guide, as it stands there: the peer that ./dev bench measures the kiosk's own
// page beside. Its own server creates the checkout; Stripe.js is loaded only once the secret is there.
import {Elements, PaymentElement, useElements, useStripe} from '@stripe/react-stripe-js';
import {loadStripe} from '@stripe/stripe-js/pure';
import {useEffect, useState} from 'react';
import {createRoot} from 'react-dom/client';

/** The driver hears it as a console message. Wall time, so that the way there costs the peer nothing. */
function tellReady() {
    console.info(`bench-ready ${performance.timeOrigin + performance.now()}`);
}

function CheckoutForm() {
    const stripe = useStripe();
    const elements = useElements();
    const [message, setMessage] = useState('');
    return (
        <form
            onSubmit={async (event) => {
                event.preventDefault();
                const submitted = await elements.submit();
                const result = submitted.error
                    ? submitted
                    : await stripe.confirmPayment({
                          elements,
                          confirmParams: {return_url: window.location.href},
                          redirect: 'if_required',
                      });
                setMessage(result.error?.message ?? '');
            }}
        >
            <PaymentElement onReady={tellReady} />
            <button type="submit">Pay now</button>
            <p role="alert">{message}</p>
        </form>
    );
}

function Checkout() {
    const [checkout, setCheckout] = useState(null);
    useEffect(() => {
        void fetch('/checkout', {method: 'POST'})
            .then((response) => response.json())
            .then(({clientSecret, publishableKey}) => {
                setCheckout({clientSecret, stripePromise: loadStripe(publishableKey)});
            });
    }, []);
    if (checkout === null) {
        return <p>One moment…</p>;
    }
    return (
        <Elements stripe={checkout.stripePromise} options={{clientSecret: checkout.clientSecret}}>
            <CheckoutForm />
        </Elements>
    );
}

createRoot(document.getElementById('root')).render(<Checkout />);
