#pragma once

#include "backend/clive/clive_api.h"
#include "backend/clive/time_limits.h"
#include "http/client.h"

/// What an HTTP exchange with Clive or Stripe came to, in the words of CliveError. Private to this room.
namespace tillwright::backend::clive {

/// Answers are JSON objects of a few hundred bytes.
inline constexpr std::size_t answerLimitBytes = 256 * 1024;

[[nodiscard]] tillwright::http::ClientRequest newRequest(std::string method, std::string url,
                                                         const TimeLimits &limits);

[[nodiscard]] CliveError errorOf(const tillwright::http::ClientError &error, Party party);
/// Of a status other than 2xx.
[[nodiscard]] CliveError errorOf(int status, Party party);
/// A 2xx answer that is not the contract's.
[[nodiscard]] CliveError notUnderstood(std::string cause, Party party);

} // namespace tillwright::backend::clive
