#pragma once

#include "register_fixture.h"

#include "../support/fake_attention.h"
#include "kiosk/register/attention_screen.h"

namespace tillwright::testing {

/// The register's window with the attention list; what the backend reports is the test's.
class AttentionFixture
{
public:
    explicit AttentionFixture(kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light)
        : face(scheme), attention({face.desk, face.fakes.backend, memory, face.fakes.clock, nullptr,
                                   paperDesk(), QTimeZone::utc()}),
          screen(new kiosk::register_face::AttentionScreen(attention))
    {
        face.window.addSideScreen(screen,
                                  {QStringLiteral("attentionRailButton"), QStringLiteral("Attention"),
                                   QStringLiteral("triangle-alert"), Qt::Key_F7,
                                   QStringLiteral("Attention")});
        QObject::connect(&attention, &kiosk::presentation::AttentionViewModel::changed, screen,
                         [this] { face.window.setSideScreenCount(screen, attention.count()); });
        face.showActive();
    }
    void open() { QTest::keyClick(&face.window, Qt::Key_F7); }
    void report(std::vector<contract::FoundCheckout> checkouts)
    {
        face.fakes.backend.search.answerLatest(contract::CheckoutPage{std::move(checkouts), {}});
    }
    /// Two payments and a paper.
    void openWithThree()
    {
        papers = {{QStringLiteral("job"), QStringLiteral("Receipt 17"),
                   QStringLiteral("192.168.1.50:9100: the remote host closed the connection"), true,
                   FakeClock::startMs - 90'000}};
        open();
        report({reported("clv_tx_7", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid),
                reported("clv_tx_8", "unknown_status", domain::PaymentStatus::unknown("on_hold"), "EZ2")});
    }

    RegisterFixture face;
    FakeAttentionMemory memory;
    QList<kiosk::presentation::StuckPaper> papers;
    QStringList settled;
    kiosk::presentation::AttentionViewModel attention;
    kiosk::register_face::AttentionScreen *screen;

private:
    kiosk::presentation::PaperDesk paperDesk()
    {
        const auto settle = [this](const char *how) {
            return [this, how](const QString &id) {
                settled.append(QLatin1String(how) + id);
                papers.clear();
            };
        };
        return {[this] { return papers; }, settle("print "), settle("out "), settle("cancel ")};
    }
};

} // namespace tillwright::testing
