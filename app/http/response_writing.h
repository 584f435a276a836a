#pragma once

#include "http/message.h"

/// From our message to bytes. Private to this room.
namespace tillwright::http {

/// The status line and all header fields, with the empty line after them. `contentLength` is told unless the status has no
/// body by nature (204, 304).
[[nodiscard]] std::string responseHead(const Response &response, std::size_t contentLength, bool keepsAlive);

/// 204 and 304 never have one.
[[nodiscard]] bool hasBody(const Response &response);

} // namespace tillwright::http
