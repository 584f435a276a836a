#pragma once

#include "checkout/speech_port.h"

#include <utility>
#include <vector>

namespace tillwright::testing {

/// Notes what it is to say, and is done with it when the test says so.
class FakeSpeech : public checkout::SpeechPort
{
public:
    std::vector<checkout::Utterance> said;
    int stops = 0;

    void say(const checkout::Utterance &utterance) override
    {
        said.push_back(utterance);
        if (m_status.kind != checkout::SpeechStatus::Kind::Unavailable)
            become({checkout::SpeechStatus::Kind::Speaking, {}});
    }
    void stop() override
    {
        ++stops;
        finish();
    }
    checkout::SpeechStatus status() const override { return m_status; }
    void setListener(std::function<void()> changed) override { m_changed = std::move(changed); }

    void finish()
    {
        if (m_status.kind == checkout::SpeechStatus::Kind::Speaking)
            become({checkout::SpeechStatus::Kind::Quiet, {}});
    }
    void become(checkout::SpeechStatus status)
    {
        m_status = std::move(status);
        if (m_changed)
            m_changed();
    }
    [[nodiscard]] bool isHeard() const { return bool(m_changed); }

private:
    checkout::SpeechStatus m_status{checkout::SpeechStatus::Kind::Quiet, {}};
    std::function<void()> m_changed;
};

} // namespace tillwright::testing
