#pragma once

#include "domain/secret.h"

#include <spdlog/fmt/fmt.h>

/// A Secret in a log line is `[secret]`, whatever the line's author meant: the type is what redacts, no search for what
/// looks like one. For rooms that log with spdlog. In every other way a Secret still does not become text.
template<> struct fmt::formatter<tillwright::domain::Secret> {
    constexpr auto parse(fmt::format_parse_context &context) { return context.begin(); }
    template<typename Context> auto format(const tillwright::domain::Secret &, Context &context) const
    {
        constexpr std::string_view redacted = "[secret]";
        auto out = context.out();
        for (const char c : redacted)
            *out++ = c;
        return out;
    }
};
