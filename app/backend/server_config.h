#pragma once

#include "configuration/configuration.h"
#include "http/log.h"
#include "http/server.h"
#include "http/tls_context.h"

#include <optional>
#include <string>

namespace tillwright::backend {

/// `[server]` and `[log]`: where we listen, how much of a client we bear, and how the log looks.
struct ServerConfig {
    /// All but the certificate itself, which is loaded at the start and at every SIGHUP.
    tillwright::http::ServerOptions options;
    /// Both empty: plain HTTP, for behind a proxy.
    tillwright::http::TlsFiles tls;
    /// Empty: the command line's, or text.
    std::optional<tillwright::http::LogFormat> logFormat;
    [[nodiscard]] bool speaksTls() const noexcept { return !tls.certificateFile.empty(); }
};

/// Notes every error at its key, those of the certificate's files too.
[[nodiscard]] ServerConfig readServerConfig(const tillwright::configuration::ConfigTable &root);

} // namespace tillwright::backend
