#pragma once

#include "kiosk/autopilot/autopilot.h"

#include <QSocketNotifier>
#include <memory>

namespace tillwright::kiosk::autopilot {

/// Plays scenarios that come in one by one, so that whoever sends them decides at every sale what comes next
/// (docs/reliability-kills.md). Each line in is a scenario, each line out its result; the first line out says that
/// the first scenario may come.
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
    void tell(const QJsonObject &line) const;

    AutopilotHost m_host;
    int m_input;
    int m_output;
    QSocketNotifier m_readable;
    QByteArray m_unread;
    bool m_hasEnded = false;
    /// Null between two scenarios.
    std::unique_ptr<Autopilot> m_autopilot;
};

} // namespace tillwright::kiosk::autopilot
