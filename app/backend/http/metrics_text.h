#pragma once

#include "backend/webhooks/webhook_intake.h"

#include <string>

namespace tillwright::backend::http {

/// Prometheus text. Every series is there from the start, so that a rate over it is right from the first event.
[[nodiscard]] std::string metricsText(const webhooks::WebhookCounters &webhooks, std::size_t heldRequests);

} // namespace tillwright::backend::http
