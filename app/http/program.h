#pragma once

#include "http/log.h"

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

/// What the main() of a server needs besides its business.
namespace tillwright::http {

/// Law 6: from here on neither this program nor what it starts leaves its memory in a core file.
void forbidCoreFiles();

/// Ends with the reason ("SIGTERM", "SIGINT" or "parent exited") when the program has to end. `withParent`: the end
/// of standard input counts too (`--exit-with-parent`), so that a server does not outlive the program that started
/// it, however that one died. `readyLine` is printed once the signals are heard, so that whoever reads it may end the
/// program at once.
[[nodiscard]] boost::asio::awaitable<std::string> waitForEnd(bool withParent, std::string readyLine = {});

/// For a program that has done its work: SIGTERM and SIGINT, asked once more, do not spoil its exit code any more.
void blockEndSignals();

/// spdlog to standard error, one line per record, UTC. Standard output is left to the ready line.
/// `level`: trace, debug, info, warning, error. False for any other word.
[[nodiscard]] bool setUpLogging(std::string_view programName, std::string_view level = "info",
                                LogFormat format = LogFormat::Text);

/// Writes the line to standard output and flushes it. `json` is one JSON object without line breaks. A signal is
/// heard only from waitForEnd() on; prefer its readyLine.
void printReadyLine(std::string_view json);

} // namespace tillwright::http
