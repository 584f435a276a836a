#pragma once

#include <functional>
#include <string>

namespace tillwright::checkout {

struct Utterance {
    std::string text;     ///< UTF-8, for the ear
    std::string language; ///< BCP 47, `en`, `fr-CA`
    int volumePercent = 100;
    friend bool operator==(const Utterance &, const Utterance &) = default;
};

struct SpeechStatus {
    enum class Kind {
        Starting, ///< it is not known yet whether it can speak; what is said is kept until then
        Quiet,
        Speaking,
        Unavailable, ///< nothing is heard: no engine, no voice of the language, no sound
    };
    Kind kind = Kind::Starting;
    std::string cause; ///< technical, for staff, when Unavailable
    friend bool operator==(const SpeechStatus &, const SpeechStatus &) = default;
};

/// Says things aloud, for travellers who do not see the screen. A kiosk works without: what cannot be said is not an error of
/// the flow, but of the status. All calls are made, and all callbacks come, on one thread.
class SpeechPort
{
public:
    virtual ~SpeechPort() = default;
    /// Ends what is being said first; whatever waited is forgotten.
    virtual void say(const Utterance &utterance) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual SpeechStatus status() const = 0;
    /// At every change of the status, possibly from within say() and stop(). One listener; empty takes it away.
    virtual void setListener(std::function<void()> changed) = 0;
};

} // namespace tillwright::checkout
