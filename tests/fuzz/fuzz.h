#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What every fuzz target shares. libFuzzer calls the target with bytes of its own making; a crash, a sanitizer's finding or
/// a broken promise ends the run and leaves those bytes in a file.
namespace tillwright::fuzz {

[[noreturn]] inline void broken(const char *promise, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    std::abort();
}

/// Takes what stands before the first newline; the rest stays. For inputs of two parts.
inline std::string_view takeLine(std::string_view &input)
{
    const auto end = input.find('\n');
    const auto line = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
    return line;
}

inline std::string_view bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}

} // namespace tillwright::fuzz

/// An assertion that is there in release builds too.
#define TILLWRIGHT_PROMISE(condition) \
    ((condition) ? void(0) : ::tillwright::fuzz::broken(#condition, __FILE__, __LINE__))

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
