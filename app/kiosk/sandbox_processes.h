#pragma once

#include "kiosk/sandbox_endpoints.h"

#include <QDir>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace tillwright::kiosk {

class SandboxSamples;

/// Starts `tillwright-sandbox` and `tillwright-backend`, found beside this program, on free loopback ports, and
/// takes them down again. Should this program be killed, they end by themselves (--exit-with-parent).
/// A backend with a new database gets the sample catalogue and bookings.
class SandboxProcesses : public QObject
{
    Q_OBJECT

public:
    /// `data`: where the backend keeps its database. `cliveFlow`: the backend's `clive.flow`.
    SandboxProcesses(const QDir &data, const QString &cliveFlow, QObject *parent = nullptr);
    ~SandboxProcesses() override;

    void start();
    [[nodiscard]] const SandboxEndpoints &endpoints() const { return m_endpoints; }

Q_SIGNALS:
    void ready();
    /// Technical text: which program, and what it said last.
    void failed(const QString &problem);

private:
    void startProgram(QProcess &process, const QString &program, const QByteArray &configuration,
                      void (SandboxProcesses::*whenReady)(const QJsonObject &));
    void sandboxReady(const QJsonObject &line);
    /// What the older flow needs in the backend's [stripe].
    [[nodiscard]] QByteArray legacyStripe(const QJsonObject &line) const;
    void backendReady(const QJsonObject &line);
    void importSamples();
    void becomeReady();
    void stop(QProcess &process);

    QDir m_data;
    QString m_cliveFlow;
    // Test secrets of this one run; gone with it.
    QTemporaryDir m_configurations;
    QByteArray m_cliveToken;
    QByteArray m_webhookSecret;
    QByteArray m_stripeSecretKey;
    SandboxEndpoints m_endpoints;
    bool m_isBackendNew = false;
    std::unique_ptr<SandboxSamples> m_samples;
    QProcess m_sandbox;
    QProcess m_backend;
    bool m_stopping = false;
};

/// How the sandbox's client is called on statements; the kiosk shows it before the first sale.
inline constexpr const char *sandboxDescriptorPrefix = "ECHEZONA";
inline constexpr const char *sandboxDescriptorSuffix = "AIRPEACE";

} // namespace tillwright::kiosk
