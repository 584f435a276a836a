#include "../../register/register_fixture.h"
#include "journal/journal_fixture.h"
#include "printing/printing_fixture.h"

#include "../../support/fake_attention.h"
#include "kiosk/history_composition.h"
#include "kiosk/receipt_printing.h"

#include "checkout/transition.h"

#include <QToolButton>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::HistoryComposition;
using kiosk::ReceiptPrinting;

namespace {

/// Window, journal, spool and a printer at a TCP port, wired as the kiosk wires them; the backend is the test's.
struct Register {
    explicit Register(const Behaviour &behaviour = {}) : device(behaviour), server(device)
    {
        if (!server.listen())
            qFatal("no port");
        printer = std::make_unique<EscPosPrinter>(
            std::make_unique<TcpTransport>(QStringLiteral("127.0.0.1"), server.port()), Confirmation::Status,
            shortPatience());
        auto created = ReceiptPrinting::create(folder.path() + QStringLiteral("/spool.sqlite"), {}, {},
                                               face.store, *printer, face.fakes.clock);
        if (!created)
            qFatal("%s", qPrintable(created.error()));
        printing = *std::move(created);
        for (const char *id : {"1", "2"})
            if (!journal->save(recordWithIds(id, Phase::Paid)))
                qFatal("the journal cannot be written");
        composition = std::make_unique<HistoryComposition>(
            kiosk::HistoryRooms{*journal, *journal, face.desk, face.checkout, face.fakes.backend,
                                face.fakes.clock, face.store, printing.get()},
            kiosk::presentation::HistoryOptions{}, face.window);
        face.showActive();
        composition->start();
    }
    void report(std::vector<contract::FoundCheckout> found)
    {
        face.fakes.backend.search.answerLatest(contract::CheckoutPage{std::move(found), {}});
    }
    [[nodiscard]] QString badge() const
    {
        return face.find<QToolButton>("attentionRailButton")->accessibleName();
    }

    JournalFolder folder;
    std::unique_ptr<kiosk::journal::Journal> journal = folder.openWhole();
    RegisterFixture face;
    VirtualPrinter device;
    PrinterServer server;
    std::unique_ptr<EscPosPrinter> printer;
    std::unique_ptr<ReceiptPrinting> printing;
    // Goes first: it listens to all the others, and the window has nothing to show any more.
    std::unique_ptr<HistoryComposition> composition;
};

} // namespace

/// History and attention list, put together.
class HistoryCompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPaymentLeadsToItsSale()
    {
        Register r;
        QVERIFY(r.face.fakes.backend.search.asked.back().attentionOnly);
        r.report({reported("clv_2", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid)});
        QVERIFY(r.badge().contains(u'1'));
        QTest::keyClick(&r.face.window, Qt::Key_F7);
        r.face.press("attentionSale0");
        QVERIFY(r.face.find("historyScreen")->isVisible());
        QCOMPARE(r.face.find<QLineEdit>("historySearch")->text(), QStringLiteral("clv_2"));
        QVERIFY(r.face.find<QLabel>("historyStatus")->isVisible());
        // Its paper, made anew, on a real wire.
        QTest::keyClick(&r.face.window, Qt::Key_F6);
        QTRY_COMPARE_WITH_TIMEOUT(r.device.slips().size(), 1, waitMs);
        QCOMPARE(textOf(r.device.slips()[0], 42).filter(QStringLiteral("DUPLICATE")).size(), 2);

        // Resolved: it leaves when the backend has been heard again.
        QTest::keyClick(&r.face.window, Qt::Key_F7);
        r.report({reported("clv_2", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid)});
        r.face.press("attentionResolve0");
        r.report({reported("clv_2", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid)});
        QVERIFY(!r.badge().contains(u'1'));
        QCOMPARE(r.journal->resolvedAttention()->size(), std::size_t(1));
        QCOMPARE(r.journal->find("2").value()->phase, Phase::Paid);
    }

    void aScannedReceiptOpensItsSale()
    {
        Register r;
        r.composition->openReceipt(QStringLiteral("TW1 1 EZ-1 clv_1"));
        QVERIFY(r.face.find("historyScreen")->isVisible());
        QCOMPARE(r.face.find<QLineEdit>("historySearch")->text(), QStringLiteral("clv_1"));
        QVERIFY(r.face.find<QLabel>("historyStatus")->isVisible());
    }

    void aDeadPaperIsOnTheList()
    {
        Behaviour behaviour;
        behaviour.diesAfterBytes = 200;
        Register r(behaviour);
        r.report({});
        r.composition->openReceipt(QStringLiteral("TW1 1 EZ-1 clv_1"));
        QTest::keyClick(&r.face.window, Qt::Key_F6);
        QTRY_VERIFY_WITH_TIMEOUT(r.badge().contains(u'1'), waitMs);
        QTest::keyClick(&r.face.window, Qt::Key_F7);
        QVERIFY(r.face.textOf("attentionTitle0").contains(QStringLiteral("come out")));
        r.device.switchOn();
        QVERIFY(r.server.plugIn());
        r.face.press("attentionPrint0");
        QTRY_COMPARE_WITH_TIMEOUT(r.device.slips().size(), 1, waitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!r.badge().contains(u'1'), waitMs);
    }

    /// A sale that becomes unresolved is counted at once, and goes by itself.
    void anUnresolvedSaleIsCounted()
    {
        Register r;
        r.report({});
        const auto answer = r.face.toUnresolved();
        QVERIFY(r.badge().contains(u'1'));
        r.face.checkout.dismiss();
        QVERIFY(r.badge().contains(u'1'));
        r.face.fakes.clock.advance(checkout::unresolvedCheckLongestMs);
        r.face.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        QVERIFY(!r.badge().contains(u'1'));
    }
};

QTEST_MAIN(HistoryCompositionTest)
#include "tst_history_composition.moc"
