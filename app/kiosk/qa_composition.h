#pragma once

#include "kiosk/kiosk.h"
#include "kiosk/qa/qa_desk.h"
#include "kiosk/qa_kiosk_faults.h"
#include "kiosk/sandbox_endpoints.h"

#include <QDir>

class QWebEngineView;

namespace tillwright::kiosk {

namespace qa_panel {
class PanelWindow;
}
class QaScenarioPlayer;
class SandboxPrinter;

struct QaOptions {
    /// The folder of scenarios that is shown first; empty: those that come with the program.
    QString scenarios;
    /// Reports of what is played go there.
    QDir reports;
    bool isDark = false;
};

/// What it needs of the kiosk.
struct QaRooms {
    /// The face's: the register's or the terminal's.
    QWidget &window;
    presentation::CheckoutViewModel &sale;
    /// The payment page; may be null.
    QWebEngineView *page = nullptr;
    /// In software; may be null.
    SandboxPrinter *printer = nullptr;
};

/// QA mode, put together. Made for a sandbox only, and before the kiosk, whose connection to the backend it listens to.
class QaComposition : public QObject
{
    Q_OBJECT

public:
    /// `endpoints`: null in a live program. The clock must outlive it. The error says why there is no QA mode.
    [[nodiscard]] static tl::expected<std::unique_ptr<QaComposition>, QString>
    create(bool isSandbox, const SandboxEndpoints *endpoints, checkout::Clock &clock,
           const QaOptions &options);
    ~QaComposition() override;

    [[nodiscard]] BackendDecorator decorator();
    /// Ctrl+Shift+Q opens and closes the panel from then on. The kiosk goes before this does.
    void attach(const QaRooms &rooms);
    void open();

private:
    QaComposition(const qa::QaAccess &access, const SandboxEndpoints &endpoints, checkout::Clock &clock,
                  const QaOptions &options);

    checkout::Clock &m_clock;
    QaOptions m_options;
    std::unique_ptr<qa::SandboxPort> m_link;
    QaKioskFaults m_faults;
    std::unique_ptr<QaScenarioPlayer> m_player;
    qa::QaDesk m_desk;
    std::unique_ptr<qa_panel::PanelWindow> m_panel;
    /// The kiosk's own; gone with it.
    autopilot::FaultyBackend *m_backend = nullptr;
};

/// Where the scenarios that come with the program are: beside the installed program, or in the tree it was built from. Empty
/// when they are in neither.
[[nodiscard]] QString builtInScenarios();

} // namespace tillwright::kiosk
