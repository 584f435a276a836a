// tillwright-backend: the partner backend as a program of its own (contracts: Programs).

#include "backend/backend.h"
#include "backend/operations/enrolment_code.h"
#include "backend/store/sqlite_session.h"
#include "http/program.h"
#include "version/version.h"

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <spdlog/spdlog.h>
#include <string>

namespace {

namespace asio = boost::asio;
using namespace tillwright::backend;

constexpr int exitFailed = 1;
constexpr int exitBadConfig = 2;
/// A service manager asks once and kills after ten seconds.
constexpr std::chrono::milliseconds endLimitMs{9'000};

constexpr std::string_view programName = "tillwright-backend";

/// What the command line says about the log.
struct LogChoice {
    std::string level = "info";
    /// Empty: as the configuration says, else text.
    std::optional<tillwright::http::LogFormat> format;
};

std::optional<Config> loadOrExplain(const std::string &path)
{
    auto config = loadConfig(path);
    if (config)
        return *std::move(config);
    for (const auto &error : config.error())
        std::fprintf(stderr, "tillwright-backend: %s\n", error.text().c_str());
    return std::nullopt;
}

/// Certificates are renewed without a pause: whoever renews them sends SIGHUP.
asio::awaitable<void> renewAtHangUp(Backend &backend, asio::signal_set &hangUps)
{
    boost::system::error_code error;
    while (true) {
        co_await hangUps.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return;
        backend.renewCertificate();
    }
}

asio::awaitable<void> serveUntilTheEnd(Backend &backend, bool withParent, asio::signal_set &hangUps)
{
    const auto reason = co_await tillwright::http::waitForEnd(withParent);
    spdlog::info("ending: {}", reason);
    asio::steady_timer limit(co_await asio::this_coro::executor, endLimitMs);
    limit.async_wait([](const boost::system::error_code &error) {
        if (error)
            return;
        // What is acknowledged is on disk already; a key that is being carried out goes on after the next start.
        spdlog::error("not all work ended in time");
        std::_Exit(exitFailed);
    });
    co_await backend.stop();
    limit.cancel();
    hangUps.cancel();
}

int serve(const std::string &configPath, bool withParent, const LogChoice &log)
{
    auto config = loadOrExplain(configPath);
    if (!config)
        return exitBadConfig;
    if (config->server.logFormat && !log.format
        && !tillwright::http::setUpLogging(programName, log.level, *config->server.logFormat))
        return exitBadConfig;
    asio::io_context context(1);
    // Heard to the end, so that a second SIGTERM does not break off what the first one has begun.
    const asio::signal_set ends(context, SIGTERM, SIGINT);
    asio::signal_set hangUps(context);
    if (config->server.speaksTls())
        hangUps.add(SIGHUP);
    auto backend = Backend::make(context.get_executor(), *std::move(config));
    if (!backend) {
        spdlog::error("{}", backend.error());
        return exitFailed;
    }
    if (auto started = (*backend)->start(); !started) {
        spdlog::error("{}", started.error());
        return exitFailed;
    }
    asio::co_spawn(context, renewAtHangUp(**backend, hangUps), asio::detached);
    asio::co_spawn(context, serveUntilTheEnd(**backend, withParent, hangUps), asio::detached);
    const auto address = (*backend)->listenAddress();
    const auto url = (*backend)->url();
    // After the coroutine above has come to wait for signals: whoever reads the line may send one at once.
    asio::post(context, [address, url] {
        tillwright::http::printReadyLine(
            boost::json::serialize(boost::json::object{{"ready", true}, {"listen", address}, {"url", url}}));
    });
    // Returns once nothing is under way any more, so nothing outlives the backend's parts.
    context.run();
    tillwright::http::blockEndSignals();
    return EXIT_SUCCESS;
}

int migrate(const std::string &configPath)
{
    const auto config = loadOrExplain(configPath);
    if (!config)
        return exitBadConfig;
    const auto schema = store::migrateStore(config->store);
    if (!schema) {
        spdlog::error("{}", schema.error());
        return exitFailed;
    }
    std::printf("%s: schema %d, was %d\n",
                config->store.sqlitePath.empty() ? "PostgreSQL" : config->store.sqlitePath.c_str(),
                schema->now, schema->found);
    return EXIT_SUCCESS;
}

int checkConfig(const std::string &configPath)
{
    const auto config = loadOrExplain(configPath);
    if (!config)
        return exitBadConfig;
    std::printf("%s: good (%s)\n", configPath.c_str(), config->isLive() ? "live" : "sandbox");
    return EXIT_SUCCESS;
}

/// On a store of its own, while no backend serves from it.
int operateHere(const Config &config, const operations::OperatorCommands::Words &words)
{
    asio::io_context context(1);
    auto store = store::openStore(context.get_executor(), config.store);
    if (!store) {
        spdlog::error("{}", store.error());
        return exitFailed;
    }
    webhooks::WebhookIntake intake(**store, config.webhooks, &Backend::systemNowMs);
    catalogue::Imports imports(**store, config.checkouts.currencies, &Backend::systemNowMs);
    operations::OperatorCommands commands(**store, intake, imports, &Backend::systemNowMs,
                                          &operations::makeEnrolmentCode);
    operations::OperatorAnswer answer;
    asio::co_spawn(context, commands.run(words),
                   [&answer](const std::exception_ptr &, operations::OperatorAnswer given) {
                       answer = std::move(given);
                   });
    context.run();
    std::fputs(answer.text.c_str(), answer.exitCode == exitBadConfig ? stderr : stdout);
    return answer.exitCode;
}

/// `devices`, `dead-letters`, `orders`, `catalogue` and `bookings`.
int operate(const std::string &configPath, const operations::OperatorCommands::Words &typed)
{
    const auto config = loadOrExplain(configPath);
    if (!config)
        return exitBadConfig;
    const auto read = operations::withFileRead(typed);
    if (!read) {
        spdlog::error("{}", read.error());
        return exitFailed;
    }
    const auto &words = *read;
    const auto &sqlitePath = config->store.sqlitePath;
    if (sqlitePath.empty() || !store::isSqliteInUse(sqlitePath))
        return operateHere(*config, words);
    const auto answer = operations::askThroughDoor(operations::operatorDoorOf(sqlitePath), words);
    if (!answer) {
        spdlog::error("{}", answer.error());
        return exitFailed;
    }
    std::fputs(answer->text.c_str(), answer->exitCode == exitBadConfig ? stderr : stdout);
    return answer->exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    tillwright::http::forbidCoreFiles();
    CLI::App app("The partner backend of Tillwright");
    app.set_version_flag("--version", "tillwright-backend " + tillwright::version::text());
    app.require_subcommand(1);
    std::string configPath;
    LogChoice log;
    std::string logFormat;
    bool withParent = false;
    auto *serveCommand = app.add_subcommand("serve", "Serve kiosks and take Clive's webhooks");
    auto *migrateCommand = app.add_subcommand("migrate", "Bring the store's schema up to date");
    auto *checkCommand =
        app.add_subcommand("check-config", "Check the configuration and say what is wrong with it");
    for (auto *command : {serveCommand, migrateCommand, checkCommand})
        command->add_option("--config", configPath, "The configuration file (TOML)")->required();
    std::vector<std::string> words;
    const auto addOperatorCommand = [&](const char *name, const char *what) {
        auto *command = app.add_subcommand(name, what);
        command->add_option("--config", configPath, "The configuration file (TOML)")->required();
        command->allow_extras();
        command->callback([&words, command, name] {
            words = command->remaining();
            words.insert(words.begin(), name);
        });
    };
    addOperatorCommand("devices", "enroll NAME, list, or revoke NAME");
    addOperatorCommand("dead-letters", "list, show ID, replay ID, or replay --all");
    addOperatorCommand("orders",
                       "list [--attention] [--reference R] [--status S] [--device D], or show CLIVE_TX_ID");
    addOperatorCommand("catalogue", "import FILE (CSV or JSON; - for standard input), or list");
    addOperatorCommand("bookings", "import FILE (CSV or JSON; - for standard input), or show REFERENCE");
    serveCommand->add_flag("--exit-with-parent", withParent, "End when standard input ends");
    serveCommand->add_option("--log-level", log.level, "trace, debug, info, warning or error");
    serveCommand->add_option("--log-format", logFormat, "text or json (default: [log].format, else text)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        const int code = app.exit(error);
        return code == 0 ? EXIT_SUCCESS : exitBadConfig;
    }
    log.format = tillwright::http::logFormatFromWord(logFormat);
    if (!logFormat.empty() && !log.format) {
        std::fprintf(stderr, "tillwright-backend: --log-format: use text or json\n");
        return exitBadConfig;
    }
    if (!tillwright::http::setUpLogging(programName, log.level,
                                        log.format.value_or(tillwright::http::LogFormat::Text))) {
        std::fprintf(stderr, "tillwright-backend: --log-level: use trace, debug, info, warning or error\n");
        return exitBadConfig;
    }
    if (!words.empty())
        return operate(configPath, words);
    if (*migrateCommand)
        return migrate(configPath);
    if (*checkCommand)
        return checkConfig(configPath);
    return serve(configPath, withParent, log);
}
