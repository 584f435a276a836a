#pragma once

#include "sandbox/stripe/intent_book.h"

#include <boost/json/object.hpp>

namespace tillwright::sandbox {

/// A PaymentIntent in Stripe's form, as a publishable key sees it.
[[nodiscard]] boost::json::object intentJson(const PaymentIntent &intent);
/// As its maker sees it with a secret key: with its metadata.
[[nodiscard]] boost::json::object ownIntentJson(const PaymentIntent &intent);
/// `{"error": {...}}`. `intent` is included when the error shows it; may be null.
[[nodiscard]] boost::json::object errorJson(const StripeError &error, const PaymentIntent *intent);

} // namespace tillwright::sandbox
