#include "sandbox/config.h"

#include "configuration/configuration.h"

namespace tillwright::sandbox {

namespace {

using Errors = std::vector<std::string>;

bool looksLive(std::string_view text)
{
    return text.find("pk_live_") != std::string_view::npos || text.find("sk_live_") != std::string_view::npos
        || text.find("rk_live_") != std::string_view::npos;
}

/// Reads strings of one section and refuses live keys in any of them.
class Section
{
public:
    explicit Section(configuration::ConfigTable table) : m_table(std::move(table)) {}

    std::string string(std::string_view key, std::string fallback = {}) const
    {
        return checked(key, m_table.string(key, std::move(fallback)));
    }
    std::string requireString(std::string_view key) const { return checked(key, m_table.requireString(key)); }
    std::string requirePrefixed(std::string_view key, std::string_view prefix) const
    {
        auto text = requireString(key);
        if (!text.empty() && !looksLive(text) && !text.starts_with(prefix))
            m_table.fail(key, "it is not a test key", "write a key that starts with " + std::string(prefix));
        return text;
    }
    std::string loopback(std::string_view key) const
    {
        auto text = string(key, "127.0.0.1:0");
        if (!text.starts_with("127.") && !text.starts_with("[::1]:"))
            m_table.fail(key, "it is not a loopback address", "write \"127.0.0.1:0\"");
        return text;
    }
    /// A word of a closed list.
    template<typename Value>
    Value word(std::string_view key, Value fallback, std::optional<Value> (*parse)(std::string_view) noexcept,
               std::string_view words) const
    {
        if (!m_table.has(key)) {
            static_cast<void>(m_table.string(key));
            return fallback;
        }
        const auto text = string(key);
        const auto value = parse(text);
        if (!value)
            m_table.fail(key, "no such word", "write " + std::string(words));
        return value.value_or(fallback);
    }
    std::string webUrl(std::string_view key) const
    {
        auto text = string(key);
        if (!text.empty() && !text.starts_with("http://") && !text.starts_with("https://"))
            m_table.fail(key, "it is not a web address", "write http://... or leave it empty");
        return text;
    }

private:
    std::string checked(std::string_view key, std::string text) const
    {
        if (looksLive(text))
            m_table.fail(key, "it holds a live key",
                         "the sandbox takes test keys only; keep live keys out of it");
        return text;
    }
    configuration::ConfigTable m_table;
};

tl::expected<SandboxConfig, Errors>
read(const tl::expected<configuration::ConfigFile, configuration::ConfigError> &file)
{
    if (!file)
        return tl::unexpected(Errors{file.error().text()});
    const auto root = file->root();
    const Section clive(root.table("clive"));
    const Section stripe(root.table("stripe"));
    const Section control(root.table("control"));
    SandboxConfig config;
    config.clive.listen = clive.loopback("listen");
    config.clive.apiToken = domain::Secret(clive.requireString("api_token"));
    config.clive.amountUnit = clive.word("amount_unit", contract::AmountUnit::Major,
                                         &contract::amountUnitFromWord, "\"major\" or \"minor\"");
    config.clive.webhookUrl = clive.webUrl("webhook_url");
    config.clive.webhookSecret = domain::Secret(clive.requireString("webhook_secret"));
    config.clive.signatureScheme =
        clive.word("signature_scheme", contract::SignatureScheme::Timestamped,
                   &contract::signatureSchemeFromWord, "\"timestamped\" or \"body\"");
    config.stripe.listen = stripe.loopback("listen");
    config.stripe.publishableKey = stripe.requirePrefixed("publishable_key", "pk_test_");
    config.stripe.secretKey = domain::Secret(stripe.requirePrefixed("secret_key", "sk_test_"));
    config.controlToken = domain::Secret(control.string("token"));
    Errors errors;
    for (const auto &error : file->finish())
        errors.push_back(error.text());
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    return config;
}

} // namespace

tl::expected<SandboxConfig, Errors> loadConfig(const std::string &path)
{
    return read(configuration::ConfigFile::load(path));
}

tl::expected<SandboxConfig, Errors> parseConfig(std::string_view text, std::string fileName)
{
    return read(configuration::ConfigFile::parse(text, std::move(fileName)));
}

} // namespace tillwright::sandbox
