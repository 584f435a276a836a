#pragma once

#include "contract/backend_messages.h"
#include "http/message.h"

#include <optional>
#include <string_view>

/// The few shapes of our answers, and of the numbers in a query.
namespace tillwright::backend::http {

[[nodiscard]] tillwright::http::Response problemOf(const contract::ProblemDetails &problem);
[[nodiscard]] tillwright::http::Response badRequest(std::string_view field, std::string problem);
[[nodiscard]] tillwright::http::Response unauthorized();

/// A whole number within `least` and `most`; `fallback` when the text is empty, nothing when it is something else.
[[nodiscard]] std::optional<std::int64_t> numberOf(std::string_view text, std::int64_t fallback,
                                                   std::int64_t least, std::int64_t most);
/// True when the request says that its body is of this type, in lower case; parameters do not count.
[[nodiscard]] bool says(const tillwright::http::Request &request, std::string_view type);
/// True when the request says that its body is JSON (any parameters, any `+json`).
[[nodiscard]] bool saysJson(const tillwright::http::Request &request);
/// 1 to 255 printable ASCII characters.
[[nodiscard]] bool isIdempotencyKey(std::string_view text) noexcept;

} // namespace tillwright::backend::http
