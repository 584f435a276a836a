#pragma once

#include "checkout/device_config_port.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/self_test/self_test.h"

#include <memory>

namespace tillwright::kiosk {

namespace backend_client {
class BackendClient;
}
namespace printing {
class Printer;
}
namespace speech {
class SpeechDispatcher;
}

/// Engine, screens, input devices, network and disk; backend, printer and speech are left to the caller. The configuration
/// must outlive them.
[[nodiscard]] self_test::Ports machinePorts(const KioskConfig &config);
/// All must outlive it.
[[nodiscard]] self_test::Ask<self_test::BackendFacts>
backendAsk(const KioskConfig &config, checkout::DeviceConfigPort &backend, checkout::Clock &clock);
/// A file of its own is written into the folder, until it is on the disk, read again and taken away.
[[nodiscard]] self_test::DiskFacts diskFacts(const QString &folder);
struct SelfTestSubject {
    KioskConfig config;
    QString tokenTrouble; ///< why there is no device token; empty when there is one
};
/// The error is as loadKioskConfig()'s.
[[nodiscard]] tl::expected<SelfTestSubject, QStringList> loadForSelfTest(const QString &configFile);

/// `tillwright --self-test`: the checks of this machine, without a register. Nothing of a sale is touched.
class SelfTestComposition : public QObject
{
    Q_OBJECT

public:
    /// `tokenTrouble`: why there is no device token, which is the backend's check then. `isRegisterRunning`: a register works
    /// with the same data and has the printer.
    SelfTestComposition(KioskConfig config, const QString &tokenTrouble, bool isRegisterRunning,
                        checkout::Clock &clock);
    ~SelfTestComposition() override;

    void start();

Q_SIGNALS:
    /// The report, for standard output, and the exit code (self_test/report.h).
    void finished(const QString &report, int exitCode);

private:
    void askPrinter(const std::function<void(const self_test::PrinterFacts &)> &tell, bool isRegisterRunning);
    void askSpeech(const std::function<void(const self_test::SpeechFacts &)> &tell);

    const KioskConfig m_config;
    std::unique_ptr<backend_client::BackendClient> m_client;
    std::unique_ptr<printing::Printer> m_printer;
    std::unique_ptr<speech::SpeechDispatcher> m_speech;
    std::unique_ptr<self_test::SelfTest> m_test;
};

} // namespace tillwright::kiosk
