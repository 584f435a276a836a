#pragma once

#include <chrono>

namespace tillwright::backend::clive {

/// How long the phases of one exchange may take.
struct TimeLimits {
    /// Name, TCP and TLS together.
    std::chrono::milliseconds connectMs{3'000};
    /// Without a byte: until the answer begins, and between two pieces of it.
    std::chrono::milliseconds idleMs{7'000};
    /// From the call to the last byte of the answer.
    std::chrono::milliseconds totalMs{10'000};
};

} // namespace tillwright::backend::clive
