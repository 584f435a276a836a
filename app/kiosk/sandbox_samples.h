#pragma once

#include <QObject>
#include <QProcess>

namespace tillwright::kiosk {

/// Gives a sandbox's backend something to sell: imports the sample catalogue, then the sample bookings, as an operator
/// would.
class SandboxSamples : public QObject
{
    Q_OBJECT

public:
    /// `program`: `tillwright-backend`; `configuration`: the file that the serving one was started with.
    SandboxSamples(QString program, QString configuration, QObject *parent = nullptr);
    ~SandboxSamples() override;

    void start();

Q_SIGNALS:
    void imported();
    /// Technical text: what was being imported, and what the program said.
    void failed(const QString &problem);

private:
    void importNext();

    QString m_program;
    QString m_configuration;
    int m_next = 0;
    QProcess m_process;
};

/// The sample bookings with their last days to pay moved, so that none has expired at `nowMs` (since 1970, UTC).
[[nodiscard]] QByteArray movedToNow(const QByteArray &bookings, qint64 nowMs);

} // namespace tillwright::kiosk
