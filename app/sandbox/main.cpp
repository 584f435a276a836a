#include "http/program.h"
#include "sandbox/sandbox.h"
#include "version/version.h"

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <iostream>
#include <spdlog/spdlog.h>

namespace {

constexpr int exitFailed = 1;
constexpr int exitBadInput = 2;

boost::asio::awaitable<void> runUntilTold(tillwright::sandbox::Sandbox &sandbox, bool withParent)
{
    const auto reason = co_await tillwright::http::waitForEnd(withParent, sandbox.readyLine());
    spdlog::info("ending: {}", reason);
    co_await sandbox.stop();
}

int serve(tillwright::sandbox::SandboxConfig config, bool withParent)
{
    boost::asio::io_context context(1);
    tillwright::sandbox::Sandbox sandbox(context.get_executor(), std::move(config));
    if (const auto started = sandbox.start(); !started) {
        std::cerr << started.error() << '\n';
        return exitFailed;
    }
    std::exception_ptr failure;
    boost::asio::co_spawn(context, runUntilTold(sandbox, withParent), [&](std::exception_ptr error) {
        failure = error;
        context.stop();
    });
    context.run();
    if (failure)
        std::rethrow_exception(failure);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
try {
    tillwright::http::forbidCoreFiles();
    CLI::App app("Clive and Stripe, simulated on this machine's loopback. Takes test keys only.");
    app.set_version_flag("--version", "tillwright-sandbox " + tillwright::version::text());
    app.require_subcommand(1);
    auto *command = app.add_subcommand("serve", "Serve until SIGTERM; prints one JSON line when ready");
    std::string file;
    bool withParent = false;
    std::string level = "info";
    command->add_option("--config", file, "Configuration (TOML)")->required();
    command->add_flag("--exit-with-parent", withParent, "End when standard input ends");
    command->add_option("--log-level", level, "trace, debug, info, warning or error")->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : exitBadInput;
    }
    if (!tillwright::http::setUpLogging("tillwright-sandbox", level)) {
        std::cerr << "--log-level: no such level; write trace, debug, info, warning or error\n";
        return exitBadInput;
    }
    auto config = tillwright::sandbox::loadConfig(file);
    if (!config) {
        for (const auto &error : config.error())
            std::cerr << error << '\n';
        return exitBadInput;
    }
    return serve(*std::move(config), withParent);
} catch (const std::exception &error) {
    std::cerr << "tillwright-sandbox: " << error.what() << '\n';
    return exitFailed;
}
