#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

/// A page that is lost so often that no other is put in its place.
class TestDeskPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSaleEndsAndMayBeTriedAgain()
    {
        DeskFixture f;
        f.untilPayable();
        f.fakes.page.lose("gave up");
        f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        f.fakes.page.giveUp("gave up: the renderer crashed (code 9)");
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        auto status = f.status(Kind::Pending);
        status.abandoned = true;
        f.fakes.backend.abandon.answer(status);
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::PageFailed);
        QCOMPARE(f.as<state::NotPaid>().detail, "gave up: the renderer crashed (code 9)");
        QCOMPARE(f.fakes.journal.records.back().reason, "page_failed");
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
        const auto shown = f.fakes.page.shown.size();
        f.fakes.page.giveUp(); // a late word changes nothing
        QCOMPARE(f.state(), QString("NotPaid"));
        QCOMPARE(f.fakes.page.shown.size(), shown);
        f.desk->dismiss();
        QVERIFY(f.start());
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked[0].idempotencyKey != asked[1].idempotencyKey);
    }

    /// Lost for the last time while it confirmed: Clive's word first, whatever the page can or cannot.
    void whatWasConfirmingIsVerified()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.page.lose("gave up");
        QCOMPARE(f.state(), QString("Verifying"));
        f.fakes.page.giveUp();
        QCOMPARE(f.state(), QString("Verifying"));
        f.tell(Kind::Paid);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void staffHearOfItWithoutASale()
    {
        DeskFixture f;
        f.fakes.page.giveUp("gave up: the page did not become ready in time");
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.observer.alarms,
                 std::vector<std::string>{
                     "the card form cannot be shown: gave up: the page did not become ready in time"});
        QVERIFY(f.observer.timelineEntries.contains("page:unavailable"));
    }
};

QTEST_APPLESS_MAIN(TestDeskPage)
#include "tst_desk_page.moc"
