#pragma once

#include "../support/fake_device_config.h"
#include "staff_face.h"

#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/presentation/settings_view_model.h"
#include "kiosk/register/diagnostics_screen.h"
#include "kiosk/register/settings_screen.h"

#include <functional>

namespace tillwright::testing {

/// Diagnostics and settings in the real window, with a real staff file; what they show and change is made up.
class ServiceFace
{
public:
    explicit ServiceFace(const std::vector<StaffFace::Person> &people = two,
                         kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light)
        : staff(people, 0, {}, scheme),
          diagnostics({[this] { return facts; }, [this] { ++checks; }, [this] { ++testPrints; },
                       [this](auto tell) { tellSelfTest = std::move(tell); },
                       [](const auto &tell) {
                           tell(
                               QStringLiteral("The support bundle is /var/lib/tillwright/support/a.tar.gz."));
                       }},
                      staff.fixture.fakes.clock),
          settings({[this] { return kiosk::presentation::settingsOf(now, fixed, true); },
                    [this](const kiosk::presentation::SettingValues &changes) {
                        if (problem.isEmpty())
                            now = kiosk::presentation::with(now, changes);
                        return problem;
                    }},
                   staff.approval.get())
    {
        using namespace Qt::StringLiterals;
        auto &window = staff.fixture.window;
        window.setStaffDesk(staff.approval.get());
        window.addSideScreen(new kiosk::register_face::DiagnosticsScreen(diagnostics),
                             {u"diagnosticsRailButton"_s, u"Diagnostics"_s, u"activity"_s, Qt::Key_F8,
                              u"Diagnostics"_s, u"diagnostics_opened"_s, u"Open the diagnostics"_s});
        window.addSideScreen(new kiosk::register_face::SettingsScreen(settings),
                             {u"settingsRailButton"_s, u"Settings"_s, u"settings"_s, Qt::Key_F11,
                              u"Settings"_s, u"settings_opened"_s, u"Open the settings"_s});
        facts.version = u"0.1.0"_s;
        facts.engine = {u"132.0.6834.83"_s, 130, false};
        facts.webEngineVersion = u"6.8.2, Chromium 122.0.6261.171"_s;
        facts.qtVersion = u"6.8.2"_s;
        facts.system = u"Debian GNU/Linux 13 (trixie)"_s;
        facts.device = u"register-1"_s;
        facts.isSandbox = true;
        facts.backendAddress = u"https://payments.example"_s;
        facts.isBackendReached = true;
        facts.clive = contract::CliveReach::Reached;
        facts.clockAheadMs = 900;
        facts.config = exampleDeviceConfig();
        facts.isConfigConfirmed = true;
        facts.files = {{u"journal.sqlite"_s, 1'540'096, {}},
                       {u"staff.sqlite"_s, 98'304, {}},
                       {u"spool.sqlite"_s, 65'536, {}}};
        facts.dataFolder = u"/var/lib/tillwright"_s;
        facts.freeBytes = 23LL * 1024 * 1024 * 1024;
        facts.printer = u"tcp 192.168.1.50:9100"_s;
        facts.printerWords = u"Printer ready"_s;
        facts.canPrint = true;
        facts.customerDisplay = u"off"_s;
    }
    [[nodiscard]] bool isShown(const char *name) const { return staff.fixture.find(name)->isVisible(); }
    [[nodiscard]] bool isAsked() const { return isShown("approvalPanel"); }
    [[nodiscard]] std::string lastAct() const { return staff.acts().back(); }
    /// A supervisor who is asked chooses the name, types the PIN and Enter.
    void allow()
    {
        const auto before = staff.acts().size();
        staff.type("5093");
        staff.press(Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return staff.acts().size() > before; }));
    }
    /// Everything that can go wrong.
    void breakEverything()
    {
        using namespace Qt::StringLiterals;
        facts.isSandbox = false;
        facts.engine = {u"108.0.5359.181"_s, 130, false};
        facts.isBackendReached = false;
        facts.backendTrouble = u"connection refused to https://payments.airport-west.lagos.example.com:8443 "
                               "(request 5f0c6c39-2e0d-4a39-9f65-3ec1cc2f86de)"_s;
        facts.clive = contract::CliveReach::Unknown;
        facts.clockAheadMs = -754'000;
        facts.isConfigConfirmed = false;
        facts.configDifferences = {
            u"The device’s name is register-1 here and lagos-terminal-2-departures-7 at the backend"_s,
            u"The statement’s text is ECHEZONA* AIRPEACE here and ECHEZONA* LAGOS at the backend"_s};
        facts.files[0].trouble =
            u"was damaged; the old one is kept as /var/lib/tillwright/journal.sqlite.damaged-20261124-170000"_s;
        facts.files[2].bytes = -1;
        facts.freeBytes = 40LL * 1024 * 1024;
        facts.printerWords = u"Printer has no paper: put a new roll in (192.168.1.50:9100)"_s;
        facts.canPrint = false;
        facts.openJobs = 4;
        facts.stuckJobs = 1;
        facts.unresolvedSales = 3;
        for (int i = 0; i < 12; ++i)
            diagnostics.addError(
                u"the receipt %1 could not be printed: the remote host closed the connection"_s.arg(1000
                                                                                                    + i));
    }

    StaffFace staff;
    kiosk::presentation::DiagnosticFacts facts;
    kiosk::presentation::RegisterSettings now;
    QSet<QString> fixed;
    QString problem;
    int checks = 0;
    int testPrints = 0;
    /// Who waits for the self-test.
    std::function<void(const QList<kiosk::presentation::DiagnosticLine> &)> tellSelfTest;
    kiosk::presentation::DiagnosticsViewModel diagnostics;
    kiosk::presentation::SettingsViewModel settings;
};

} // namespace tillwright::testing
