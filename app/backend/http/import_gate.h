#pragma once

#include "http/server.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace tillwright::backend::http {

inline constexpr std::string_view catalogueRoute = "/v1/catalogue";
inline constexpr std::string_view bookingsRoute = "/v1/bookings";

/// `[import]`. Without a token nobody imports over HTTP.
struct ImportOptions {
    /// 64 lower-case hex digits, or empty.
    std::string tokenSha256;
    std::size_t bodyLimitBytes = 8 * 1024 * 1024;
};

/// Who may import. The token is known by its SHA-256 only, so that the time of a comparison tells nothing of it.
class ImportGate
{
public:
    explicit ImportGate(ImportOptions options) : m_options(std::move(options)) {}

    [[nodiscard]] bool isOpen() const noexcept { return !m_options.tokenSha256.empty(); }
    [[nodiscard]] bool lets(std::string_view token) const;
    /// A large body is read from those alone that the gate lets in; everybody else has `general`.
    [[nodiscard]] std::size_t bodyLimitFor(const tillwright::http::RequestHead &head,
                                           std::size_t general) const;

private:
    ImportOptions m_options;
};

} // namespace tillwright::backend::http
