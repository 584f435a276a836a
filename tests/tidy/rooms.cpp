#include "rooms.h"

#include <algorithm>

namespace tillwright::tidy {

namespace {

// The table of docs/architecture.md. `kiosk` itself is main.cpp's room: composition, the only place that sees all
// adapters and faces. The http room serves backend and sandbox (docs/decisions/001-shared-http-room.md), the
// configuration room serves the three programs (003).
const std::vector<Room> rooms{
    {"version", {}, false},
    {"domain", {}, false},
    {"contract", {"domain"}, false},
    {"checkout", {"domain", "contract"}, false},
    {"configuration", {}, false},
    {"http", {}, false},
    {"backend", {"domain", "contract", "http", "configuration", "version"}, false},
    {"sandbox", {"domain", "contract", "http", "configuration", "version"}, false},
    {"kiosk/sqlite", {}, true},
    {"kiosk/kept_file", {}, true},
    {"kiosk/qr_code", {}, true},
    {"kiosk/quick_items", {}, true},
    {"kiosk/backend_client", {"checkout", "version"}, true},
    {"kiosk/catalogue", {"checkout", "kiosk/kept_file"}, true},
    {"kiosk/device_config", {"checkout", "kiosk/kept_file"}, true},
    {"kiosk/journal", {"checkout", "kiosk/sqlite"}, true},
    {"kiosk/payment_page", {"checkout"}, true},
    {"kiosk/receipt", {"checkout", "kiosk/qr_code", "version"}, true},
    {"kiosk/speech", {"checkout"}, true},
    {"kiosk/support_bundle", {"checkout"}, true},
    {"kiosk/watchdog", {"checkout"}, true},
    {"kiosk/printing", {"checkout", "kiosk/sqlite"}, true},
    {"kiosk/virtual_printer", {"version"}, true},
    {"kiosk/shift", {"checkout"}, false},
    {"kiosk/staff", {"kiosk/shift", "kiosk/sqlite"}, true},
    {"kiosk/presentation", {"checkout", "kiosk/qr_code", "kiosk/shift"}, true},
    {"kiosk/register", {"kiosk/presentation"}, true},
    {"kiosk/terminal", {"kiosk/presentation", "kiosk/quick_items"}, true},
    {"kiosk/scenario_report", {}, true},
    {"kiosk/self_test", {"kiosk/presentation"}, true},
    {"kiosk/autopilot",
     {"kiosk/presentation", "kiosk/register", "kiosk/payment_page", "kiosk/quick_items"},
     true},
    {"kiosk/qa", {"checkout", "kiosk/autopilot"}, true},
    {"kiosk/qa_panel", {"kiosk/qa", "kiosk/register"}, true},
    {"kiosk",
     {"configuration",         "kiosk/backend_client", "kiosk/catalogue",
      "kiosk/device_config",   "kiosk/journal",        "kiosk/payment_page",
      "kiosk/receipt",         "kiosk/printing",       "kiosk/scenario_report",
      "kiosk/self_test",       "kiosk/shift",          "kiosk/speech",
      "kiosk/staff",           "kiosk/support_bundle", "kiosk/watchdog",
      "kiosk/virtual_printer", "kiosk/presentation",   "kiosk/register",
      "kiosk/terminal",        "kiosk/qa_panel",       "version"},
     true},
};

const Room *roomNamed(std::string_view path)
{
    const auto found =
        std::find_if(rooms.begin(), rooms.end(), [&](const Room &room) { return room.path == path; });
    return found == rooms.end() ? nullptr : &*found;
}

} // namespace

const Room *roomOf(std::string_view pathInApp)
{
    const Room *innermost = nullptr;
    for (const Room &room : rooms) {
        const bool inside = pathInApp == room.path
            || (pathInApp.starts_with(room.path) && pathInApp.substr(room.path.size()).starts_with('/'));
        if (inside && (innermost == nullptr || room.path.size() > innermost->path.size()))
            innermost = &room;
    }
    return innermost;
}

bool mayUse(const Room &from, const Room &to)
{
    if (from.path == to.path)
        return true;
    return std::any_of(from.mayUse.begin(), from.mayUse.end(), [&](std::string_view used) {
        const Room *next = roomNamed(used);
        return next != nullptr && mayUse(*next, to);
    });
}

std::string allowedText(const Room &room)
{
    std::string text;
    for (const std::string_view used : room.mayUse)
        text += (text.empty() ? "" : ", ") + std::string(used);
    return text.empty() ? "nothing of ours" : text;
}

} // namespace tillwright::tidy
