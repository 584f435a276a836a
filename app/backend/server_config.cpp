#include "backend/server_config.h"

#include <chrono>

namespace tillwright::backend {

namespace {

using Table = tillwright::configuration::ConfigTable;
using std::chrono::milliseconds;

/// The longest request of ours is a checkout with its meta, or a webhook that hands the meta back.
constexpr std::int64_t bodyLimitMinBytes = 64 * 1024;
constexpr std::int64_t bodyLimitMaxBytes = 1024 * 1024;
constexpr std::int64_t headerLimitMinBytes = 1024;
constexpr std::int64_t headerLimitMaxBytes = 64 * 1024;
constexpr std::int64_t targetLimitMinBytes = 512;
/// A client that is slower than this is cut, whatever the configuration says.
constexpr std::int64_t slownessMaxMs = 15'000;
constexpr std::int64_t slownessMinMs = 100;
constexpr std::int64_t idleMaxMs = 600'000;
constexpr std::int64_t connectionsMaxMost = 100'000;

std::size_t sizeOf(const Table &table, std::string_view key, std::size_t fallback, std::int64_t min,
                   std::int64_t max)
{
    return static_cast<std::size_t>(table.integer(key, static_cast<std::int64_t>(fallback), min, max));
}

milliseconds timeOf(const Table &table, std::string_view key, milliseconds fallback, std::int64_t maxMs)
{
    return milliseconds(table.integer(key, fallback.count(), slownessMinMs, maxMs));
}

void readLimits(const Table &table, tillwright::http::ServerOptions &options)
{
    options.headerLimitBytes = sizeOf(table, "header_limit_bytes", options.headerLimitBytes,
                                      headerLimitMinBytes, headerLimitMaxBytes);
    options.targetLimitBytes = sizeOf(table, "target_limit_bytes", options.targetLimitBytes,
                                      targetLimitMinBytes, headerLimitMaxBytes);
    if (options.targetLimitBytes >= options.headerLimitBytes)
        table.fail("target_limit_bytes", "it is not below header_limit_bytes, which holds the target too",
                   "lower it, or raise the other");
    options.bodyLimitBytes =
        sizeOf(table, "body_limit_bytes", options.bodyLimitBytes, bodyLimitMinBytes, bodyLimitMaxBytes);
    options.requestDeadlineMs =
        timeOf(table, "request_deadline_ms", options.requestDeadlineMs, slownessMaxMs);
    options.writeDeadlineMs = timeOf(table, "write_deadline_ms", options.writeDeadlineMs, slownessMaxMs);
    options.idleDeadlineMs = timeOf(table, "idle_deadline_ms", options.idleDeadlineMs, idleMaxMs);
    options.connectionsMax = sizeOf(table, "connections_max", options.connectionsMax, 1, connectionsMaxMost);
    options.connectionsPerAddressMax =
        sizeOf(table, "connections_per_address_max", options.connectionsPerAddressMax, 0, connectionsMaxMost);
}

void readProxies(const Table &table, tillwright::http::ServerOptions &options)
{
    for (const auto &text : table.strings("trusted_proxies")) {
        const auto range = tillwright::http::AddressRange::parse(text);
        if (range)
            options.trustedProxies.push_back(*range);
        else
            table.fail("trusted_proxies", range.error(), R"(write "192.0.2.7" or "10.0.0.0/8")");
    }
}

tillwright::http::TlsFiles readTls(const Table &table)
{
    tillwright::http::TlsFiles files{table.string("tls_certificate_file"), table.string("tls_key_file")};
    if (files.certificateFile.empty() && files.keyFile.empty())
        return files;
    if (files.certificateFile.empty() || files.keyFile.empty()) {
        const auto *missing = files.keyFile.empty() ? "tls_key_file" : "tls_certificate_file";
        table.fail(missing, "certificate and key go together, and this one is missing",
                   "name both files, or neither for plain HTTP");
        return files;
    }
    const auto nowS =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    const auto context = tillwright::http::loadTlsContext(files, nowS);
    if (!context) {
        const auto &error = context.error();
        const bool isKey = error.file == tillwright::http::TlsError::File::Key;
        table.fail(isKey ? "tls_key_file" : "tls_certificate_file", error.problem, error.wayOut);
    }
    return files;
}

} // namespace

ServerConfig readServerConfig(const Table &root)
{
    ServerConfig config;
    const auto server = root.table("server");
    config.options.listen = server.string("listen", config.options.listen);
    readLimits(server, config.options);
    readProxies(server, config.options);
    config.tls = readTls(server);
    const auto log = root.table("log");
    if (log.has("format")) {
        config.logFormat = tillwright::http::logFormatFromWord(log.string("format"));
        if (!config.logFormat)
            log.fail("format", "it is neither of the two formats", R"(write "text" or "json")");
    }
    return config;
}

} // namespace tillwright::backend
