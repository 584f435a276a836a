#pragma once

#include "kiosk/autopilot/autopilot.h"
#include "kiosk/autopilot/hands.h"

#include <QSocketNotifier>
#include <memory>

namespace tillwright::kiosk::autopilot {

/// Plays scenarios that come in one by one, so that whoever sends them decides at every sale what comes next
/// (docs/reliability-kills.md). Each line in is a scenario, or what hands do beside the sales (hands.h); each line out is its
/// result; the first line out says that the first one may come.
class ScenarioFeed : public QObject
{
    Q_OBJECT

public:
    /// `input`, `output`: open file descriptors, which stay the caller's.
    ScenarioFeed(AutopilotHost host, int input, int output, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// 0 once the input has ended and everything is played. Otherwise `problem` says what cannot be played.
    void finished(int exitCode, const QString &problem);

private:
    void read();
    void playNext();
    void play(Scenario scenario);
    void move(HandSteps steps);
    void refuse(const QString &problem);
    void tell(const QJsonObject &line) const;

    AutopilotHost m_host;
    int m_input;
    int m_output;
    QSocketNotifier m_readable;
    QByteArray m_unread;
    bool m_hasEnded = false;
    /// Null between two scenarios.
    std::unique_ptr<Autopilot> m_autopilot;
    std::unique_ptr<Hands> m_hands;
};

} // namespace tillwright::kiosk::autopilot
