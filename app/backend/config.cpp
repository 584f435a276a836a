#include "backend/config.h"

#include "contract/import_report.h"

#include <boost/asio/ip/address_v4.hpp>
#include <fstream>

namespace tillwright::backend {

namespace {

constexpr std::string_view liveKeyPrefix = "pk_live_";
constexpr std::string_view testKeyPrefix = "pk_test_";
constexpr std::string_view legacyFlow = "legacy";
constexpr std::int64_t msPerS = 1000;
constexpr std::int64_t secretTtlMaxS = 30LL * 24 * 60 * 60;
constexpr std::int64_t timeoutMaxMs = 60'000;
constexpr std::int64_t postgresConnectionsMax = 64;
/// The older flow makes up to five calls at each of three tries, all within checkouts::keyLeaseMs.
constexpr std::int64_t legacyTimeoutMaxMs = 15'000;
/// Stripe keeps idempotency keys for 24 hours at least, and the older flow gets a client secret again by its key.
constexpr std::int64_t legacySecretTtlMaxS = 24LL * 60 * 60;
constexpr std::int64_t breakerFailuresMax = 1'000;
constexpr std::int64_t breakerOpenMaxS = 600;
constexpr std::size_t deviceNameMaxCharacters = 64;
constexpr std::int64_t importBodyLimitMinBytes = 64LL * 1024;
constexpr std::int64_t importBodyLimitMaxBytes = contract::importTextMaxBytes;

using Table = tillwright::configuration::ConfigTable;

constexpr std::int64_t payLinkTtlMinS = 60;
constexpr std::int64_t payLinkTtlMaxS = 24LL * 60 * 60;
constexpr std::size_t merchantMaxBytes = 64;

bool isOnThisMachine(std::string_view url)
{
    const auto start = url.find("://");
    std::string host(start == std::string_view::npos ? url : url.substr(start + 3));
    host = host.substr(0, host.find_first_of("/?#"));
    if (const auto user = host.rfind('@'); user != std::string::npos)
        host.erase(0, user + 1);
    for (char &c : host)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]")
        || host.starts_with("0.0.0.0");
}

void readStore(const Table &table, store::StoreOptions &options)
{
    options.sqlitePath = table.string("sqlite");
    options.postgres = domain::Secret(table.string("postgres"));
    if (options.sqlitePath.empty() == options.postgres.isEmpty())
        table.fail("sqlite", "either it or postgres has to be set",
                   "name the file for a single machine, or the database for several");
    options.postgresConnections = static_cast<std::size_t>(
        table.integer("postgres_connections", static_cast<std::int64_t>(options.postgresConnections), 1,
                      postgresConnectionsMax));
}

domain::Secret readSecret(const Table &table, const std::string &key)
{
    auto secret = table.string(key);
    const auto path = table.string(key + "_file");
    if (secret.empty() == path.empty()) {
        table.fail(key, "either it or " + key + "_file has to be set", "set one of the two");
    } else if (secret.empty()) {
        std::ifstream file(path);
        if (!(file >> secret))
            table.fail(key + "_file", "the file " + path + " cannot be read or is empty",
                       "put the secret into it");
    }
    return domain::Secret(std::move(secret));
}

bool isFlow(std::string_view word)
{
    return word == "checkout-intent" || word == legacyFlow;
}

void readLimits(const Table &table, Config &config)
{
    auto &limits = config.clive.limits;
    const auto read = [&table](const char *key, std::chrono::milliseconds fallback, std::int64_t most) {
        return std::chrono::milliseconds(table.integer(key, fallback.count(), 1, most));
    };
    limits.connectMs = read("connect_timeout_ms", limits.connectMs, timeoutMaxMs);
    limits.idleMs = read("idle_timeout_ms", limits.idleMs, timeoutMaxMs);
    limits.totalMs =
        read("total_timeout_ms", limits.totalMs, config.stripe ? legacyTimeoutMaxMs : timeoutMaxMs);
    config.breaker.failuresMax = static_cast<int>(
        table.integer("breaker_failures", config.breaker.failuresMax, 1, breakerFailuresMax));
    config.breaker.openMs = std::chrono::milliseconds(
        msPerS * table.integer("breaker_open_s", config.breaker.openMs.count() / msPerS, 1, breakerOpenMaxS));
    if (config.stripe)
        config.stripe->limits = limits;
}

void readClive(const Table &table, Config &config)
{
    auto &clive = config.clive;
    clive.baseUrl = table.requireString("base_url");
    while (clive.baseUrl.ends_with('/'))
        clive.baseUrl.pop_back();
    const bool isHttps = clive.baseUrl.starts_with("https://");
    if (!clive.baseUrl.empty() && !isHttps && !clive.baseUrl.starts_with("http://"))
        table.fail("base_url", "it is not an address", "write https://...");
    if (config.isLive() && !isHttps)
        table.fail("base_url", "a live key does not go with Clive over plain http", "write https://...");
    if (config.isLive() && isOnThisMachine(clive.baseUrl))
        table.fail("base_url", "a live key does not go with a Clive on this machine", "name the real Clive");
    clive.apiToken = readSecret(table, "api_token");
    clive.authHeader = table.string("auth_header", clive.authHeader);
    if (clive.authHeader.empty() || clive.authHeader.find_first_of(" :\t\r\n") != std::string::npos)
        table.fail("auth_header", "it is not the name of a header", "write \"Authorization\"");
    if (!isFlow(table.string("flow", "checkout-intent")))
        table.fail("flow", "it is neither of the two flows", "write \"checkout-intent\" or \"legacy\"");

    const auto unit = contract::amountUnitFromWord(table.string("amount_unit", "major"));
    if (!unit)
        table.fail("amount_unit", "it is neither of the two units", "write \"major\" or \"minor\"");
    if (config.isLive() && !table.has("amount_unit"))
        table.fail("amount_unit", "it has to be set before going live",
                   "ask Clive whether 750 means dollars (\"major\") or cents (\"minor\")");
    clive.amountUnit = config.webhooks.amountUnit = unit.value_or(contract::AmountUnit::Major);
    config.checkouts.partnerId = table.requireString("partner_id");
    config.checkouts.clientId = table.requireString("client_id");
    readLimits(table, config);
    config.cliveCaFile = table.string("ca_file");
}

void readWebhooks(const Table &table, Config &config)
{
    for (const auto &secret : table.strings("webhook_secrets")) {
        if (secret.empty())
            table.fail("webhook_secrets", "one of them is empty", "remove it");
        config.webhooks.secrets.emplace_back(secret);
    }
    if (config.webhooks.secrets.empty())
        table.fail("webhook_secrets", "there is none to verify Clive's webhooks with", "list at least one");
    const auto scheme = contract::signatureSchemeFromWord(table.string("signature_scheme", "timestamped"));
    if (!scheme)
        table.fail("signature_scheme", "it is neither of the two schemes",
                   "write \"timestamped\" or \"body\"");
    config.webhooks.scheme = scheme.value_or(contract::SignatureScheme::Timestamped);
    const auto statuses = table.table("statuses");
    for (const auto &word : statuses.keys()) {
        const auto status = domain::PaymentStatus::fromWord(statuses.string(word));
        if (status.kind() == domain::PaymentStatus::Kind::Unknown)
            statuses.fail(word, "it is not a status of ours",
                          "write pending, processing, paid, failed or cancelled");
        config.webhooks.statuses.add(word, status);
    }
}

/// Without the kind: a secret key, or a restricted one, which is enough and better.
bool isSecretKey(std::string_view key, std::string_view kind)
{
    return key.starts_with("sk_" + std::string(kind)) || key.starts_with("rk_" + std::string(kind));
}

void checkSecretKey(const Table &table, const domain::Secret &secret, bool isLive)
{
    const auto &key = secret.reveal();
    if (key.empty())
        return;
    if (key.starts_with("pk_"))
        table.fail("secret_key", "it is a publishable key", "set the key that starts with sk_ or rk_");
    else if (!isSecretKey(key, "live_") && !isSecretKey(key, "test_"))
        table.fail("secret_key", "it is not a secret key", "set the key that starts with sk_ or rk_");
    else if (isSecretKey(key, "live_") != isLive)
        table.fail("secret_key", "one of the two keys is live and the other is not",
                   "take both keys from the same side of Stripe's dashboard");
}

/// What the older flow needs: it makes the PaymentIntents here, with Stripe's secret key.
clive::StripeOptions readLegacyStripe(const Table &table, bool isLive)
{
    clive::StripeOptions stripe;
    stripe.secretKey = readSecret(table, "secret_key");
    checkSecretKey(table, stripe.secretKey, isLive);
    stripe.baseUrl = table.string("api_base_url", stripe.baseUrl);
    while (stripe.baseUrl.ends_with('/'))
        stripe.baseUrl.pop_back();
    if (!stripe.baseUrl.starts_with("https://"))
        table.fail("api_base_url", "it is not an https address", "write https://..., or leave it out");
    else if (isLive && stripe.baseUrl != clive::stripeBaseUrl)
        table.fail("api_base_url", "a live key goes to Stripe alone", "leave it out");
    stripe.caFile = table.string("api_ca_file");
    stripe.pinnedSpkiSha256 = table.string("api_spki_sha256");
    for (const auto *key : {"api_ca_file", "api_spki_sha256"}) {
        if (isLive && !table.string(key).empty())
            table.fail(key, "a live key goes only where the system's authorities vouch for Stripe",
                       "leave it out");
    }
    return stripe;
}

/// A key that nobody uses is only there to be stolen.
void refuseLegacyStripe(const Table &table)
{
    for (const auto *key :
         {"secret_key", "secret_key_file", "api_base_url", "api_ca_file", "api_spki_sha256"}) {
        static_cast<void>(table.string(key));
        if (table.has(key))
            table.fail(key, "it is for clive.flow = \"legacy\" alone", "remove it, or set the flow");
    }
}

void readStripe(const Table &table, bool isLegacy, Config &config)
{
    config.checkouts.stripePublishableKey = table.requireString("publishable_key");
    const auto &key = config.checkouts.stripePublishableKey;
    if (!key.empty() && !key.starts_with(liveKeyPrefix) && !key.starts_with(testKeyPrefix))
        table.fail("publishable_key", "it is not a publishable key", "write the key that starts with pk_");
    if (isLegacy)
        config.stripe = readLegacyStripe(table, config.isLive());
    else
        refuseLegacyStripe(table);
    if (!table.has("currencies"))
        return;
    config.checkouts.currencies.clear();
    for (const auto &code : table.strings("currencies")) {
        if (const auto currency = domain::Currency::parse(code))
            config.checkouts.currencies.push_back(*currency);
        else
            table.fail("currencies", "one of them is not a currency", "write ISO 4217 codes, [\"USD\"]");
    }
    if (config.checkouts.currencies.empty())
        table.fail("currencies", "there is none", "list at least one");
}

void readDescriptor(const Table &table, Config &config)
{
    const auto prefix = domain::DescriptorPrefix::parse(table.requireString("prefix"));
    if (!prefix) {
        if (table.has("prefix"))
            table.fail("prefix", prefix.error().problem, prefix.error().wayOut);
        return;
    }
    config.checkouts.descriptorPrefix = *prefix;
    const auto suffix = domain::DescriptorSuffix::parse(table.requireString("suffix"), *prefix);
    if (suffix)
        config.checkouts.defaultSuffix = *suffix;
    else if (table.has("suffix"))
        table.fail("suffix", suffix.error().problem, suffix.error().wayOut);
}

void checkTokenHash(const Table &table, const std::string &hash)
{
    if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        table.fail("token_sha256", "it is not 64 lower-case hex digits",
                   "take what printf %s TOKEN | sha256sum says");
}

void readDevices(const std::vector<Table> &tables, Config &config)
{
    for (const auto &table : tables) {
        http::Device device{table.requireString("name"), table.requireString("token_sha256")};
        if (device.name.size() > deviceNameMaxCharacters)
            table.fail("name", "it is longer than 64 characters", "shorten it");
        checkTokenHash(table, device.tokenSha256);
        for (const auto &other : config.devices) {
            if (other.name == device.name)
                table.fail("name", "another device has it", "name each device differently");
            if (other.tokenSha256 == device.tokenSha256)
                table.fail("token_sha256", "another device has it", "give each device its own token");
        }
        config.devices.push_back(std::move(device));
    }
}

/// After the devices.
void readImport(const Table &table, Config &config)
{
    auto &import = config.import;
    import.tokenSha256 = table.string("token_sha256");
    if (table.has("token_sha256"))
        checkTokenHash(table, import.tokenSha256);
    for (const auto &device : config.devices) {
        if (device.tokenSha256 == import.tokenSha256)
            table.fail("token_sha256", "device " + device.name + " has it",
                       "give the importer its own token");
    }
    import.bodyLimitBytes = static_cast<std::size_t>(
        table.integer("body_limit_bytes", static_cast<std::int64_t>(import.bodyLimitBytes),
                      importBodyLimitMinBytes, importBodyLimitMaxBytes));
}

/// Exactly this machine and nothing that only begins like it: what goes there in clear must not leave it.
bool isLoopbackHost(std::string_view host)
{
    if (host.starts_with('['))
        return host == "[::1]";
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address_v4(host, error);
    return host == "localhost" || (!error && address.is_loopback());
}

/// Nothing when it cannot be put before a path: a scheme, a host, a port and a path of the proxy's at most.
std::optional<std::string> payAddressProblem(std::string_view url, bool isLive)
{
    const bool isHttps = url.starts_with("https://");
    if (!isHttps && !url.starts_with("http://"))
        return "it is not an address";
    const auto rest = url.substr(url.find("://") + 3);
    if (rest.empty() || rest.front() == '/' || rest.find_first_of("?#@\"\\ \t\r\n") != std::string_view::npos)
        return "it is not the address of a server";
    auto host = rest.substr(0, rest.find('/'));
    if (const auto colon = host.rfind(':'); colon != std::string_view::npos && !host.ends_with(']'))
        host = host.substr(0, colon);
    if (!isHttps && (isLive || !isLoopbackHost(host)))
        return "cards are not paid over plain http";
    return std::nullopt;
}

/// After the descriptor, whose suffix names the merchant unless something better is said.
void readPay(const Table &table, Config &config)
{
    auto &pay = config.pay;
    pay.publicUrl = table.string("public_url");
    while (pay.publicUrl.ends_with('/'))
        pay.publicUrl.pop_back();
    if (!pay.publicUrl.empty()) {
        if (const auto problem = payAddressProblem(pay.publicUrl, config.isLive()))
            table.fail("public_url", *problem,
                       "write https://..., as phones reach it; on this machine http will do");
    }
    pay.merchant = table.string("merchant_name", config.checkouts.defaultSuffix.text());
    if (pay.merchant.empty() || pay.merchant.size() > merchantMaxBytes)
        table.fail("merchant_name", "it is empty or longer than 64 bytes",
                   "write the name that customers know");
    pay.linkTtlMs =
        msPerS * table.integer("link_ttl_s", pay.linkTtlMs / msPerS, payLinkTtlMinS, payLinkTtlMaxS);
}

} // namespace

bool Config::isLive() const
{
    return checkouts.stripePublishableKey.starts_with(liveKeyPrefix);
}

namespace {

tl::expected<Config, ConfigErrors> readAll(const tillwright::configuration::ConfigFile &file)
{
    const auto root = file.root();
    Config config;
    config.server = readServerConfig(root);
    const auto store = root.table("store");
    readStore(store, config.store);
    config.secretKeyFile = store.string("secret_key_file");
    const auto clive = root.table("clive");
    const bool isLegacy = clive.has("flow") && clive.string("flow") == legacyFlow;
    config.checkouts.secretTtlMs = msPerS
        * store.integer("secret_ttl_s", config.checkouts.secretTtlMs / msPerS, 1,
                        isLegacy ? legacySecretTtlMaxS : secretTtlMaxS);
    // First, because a live key makes the rest stricter.
    readStripe(root.table("stripe"), isLegacy, config);
    readClive(clive, config);
    readWebhooks(clive, config);
    readDescriptor(root.table("descriptor"), config);
    readDevices(root.tables("devices"), config);
    readImport(root.table("import"), config);
    readPay(root.table("pay"), config);
    if (auto errors = file.finish(); !errors.empty())
        return tl::unexpected(std::move(errors));
    return config;
}

tl::expected<Config, ConfigErrors> readAll(
    const tl::expected<tillwright::configuration::ConfigFile, tillwright::configuration::ConfigError> &file)
{
    if (!file)
        return tl::unexpected(ConfigErrors{file.error()});
    return readAll(*file);
}

} // namespace

tl::expected<Config, ConfigErrors> parseConfig(std::string_view toml, const std::string &fileName)
{
    return readAll(tillwright::configuration::ConfigFile::parse(toml, fileName));
}

tl::expected<Config, ConfigErrors> loadConfig(const std::string &path)
{
    return readAll(tillwright::configuration::ConfigFile::load(path));
}

} // namespace tillwright::backend
