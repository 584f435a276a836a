#include "attention_fixture.h"
#include "history_fixture.h"
#include "screen_checks.h"

#include <QRegularExpression>

using namespace tillwright;
using checkout::Phase;
using kiosk::register_face::Scheme;
using testing::AttentionFixture;
using testing::HistoryFixture;
using testing::lookAt;

/// History and attention list in every state, size and scheme.
class HistoryScreensTest : public QObject
{
    Q_OBJECT

    static checkout::AttemptRecord longSale()
    {
        auto sale = testing::recordWithIds("long", Phase::Unresolved);
        sale.attempt.sale.reference =
            *domain::Reference::parse("ECHEZONA-TRAVEL-AGENCY-LAGOS-TERMINAL2-BOOKING-0123456789ABCDEF");
        sale.attempt.sale.amount = {99'999'999, domain::Currency::usd()};
        sale.attempt.sale.lines.clear();
        sale.attempt.sale.email = *domain::EmailAddress::parse(
            "a.very.long.name.of.a.traveller@a-very-long-company-name.example.com");
        sale.attempt.sale.meta["operator"] = "mary.adewale";
        sale.attempt.sale.meta["a_rather_long_key_of_the_partner"] = std::string(120, 'x');
        sale.ids->cliveTxId = "clv_tx_0123456789abcdef0123456789abcdef0123456789abcdef";
        sale.ids->stripePaymentIntentId = "pi_3QabcdefGHIJKLmnopqrSTUVwxyz0123456789";
        sale.reason = "the transaction is over 1,000,000.00 USD, the sale over 999,999.99 USD";
        sale.startedAtMs = testing::FakeClock::startMs;
        sale.updatedAtMs = testing::FakeClock::startMs + 90'000;
        return sale;
    }

private Q_SLOTS:
    void everyStateOfTheHistory_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }
    void everyStateOfTheHistory()
    {
        QFETCH(Scheme, scheme);
        {
            HistoryFixture fixture(scheme);
            fixture.open(0);
            lookAt(fixture.face, QStringLiteral("history-empty"));
        }
        HistoryFixture fixture(scheme);
        fixture.open(300);
        lookAt(fixture.face, QStringLiteral("history-list"));
        auto sale = longSale();
        for (const auto phase : {Phase::Creating, Phase::AwaitingPayment, Phase::Confirming, Phase::Verifying,
                                 Phase::Unresolved}) {
            sale.phase = phase;
            sale.updatedAtMs += 7'000;
            QVERIFY(fixture.journal->save(sale));
        }
        fixture.history.refresh();
        fixture.history.choose(2);
        lookAt(fixture.face, QStringLiteral("history-paid"));
        fixture.face.press("historyCheckButton");
        lookAt(fixture.face, QStringLiteral("history-asking"));
        fixture.face.fakes.backend.status.fail(checkout::BackendError::Kind::Unreachable);
        lookAt(fixture.face, QStringLiteral("history-asking-failed"));
        fixture.history.choose(0);
        fixture.face.press("historyNotPaid");
        fixture.face.press("historyToday");
        lookAt(fixture.face, QStringLiteral("history-long-text"));
        fixture.history.clearSearch();
        QTest::keyClicks(fixture.search(), QStringLiteral("EZ-NOBODY-HAS-EVER-TYPED-THIS-BEFORE"));
        lookAt(fixture.face, QStringLiteral("history-no-hit"));

        // A disk that has changed a row, and then one that has lost more.
        const auto behindItsBack = [](const char *statement) {
            QSqlQuery query(
                QSqlDatabase::database(QSqlDatabase::connectionNames()
                                           .filter(QRegularExpression(QStringLiteral("^tillwright-journal")))
                                           .constLast()));
            QVERIFY(query.exec(QLatin1String(statement)));
        };
        fixture.history.clearSearch();
        behindItsBack("UPDATE attempts SET amount_minor = 1 WHERE reference LIKE 'EZ2%'");
        fixture.history.refresh();
        lookAt(fixture.face, QStringLiteral("history-damaged-row"));
        behindItsBack("DROP INDEX attempts_by_time");
        fixture.history.refresh();
        QVERIFY(fixture.history.hasProblem());
        lookAt(fixture.face, QStringLiteral("history-error"));
    }

    void everyStateOfTheAttentionList_data() { everyStateOfTheHistory_data(); }
    void everyStateOfTheAttentionList()
    {
        QFETCH(Scheme, scheme);
        {
            AttentionFixture fixture(scheme);
            fixture.open();
            lookAt(fixture.face, QStringLiteral("attention-asking"));
            fixture.face.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
            lookAt(fixture.face, QStringLiteral("attention-not-asked"));
            fixture.attention.refresh();
            fixture.report({});
            lookAt(fixture.face, QStringLiteral("attention-empty"));
        }
        AttentionFixture fixture(scheme);
        fixture.openWithThree();
        lookAt(fixture.face, QStringLiteral("attention-three"));
        fixture.face.press("attentionCheck0");
        fixture.face.fakes.backend.status.fail(checkout::BackendError::Kind::Unreachable);
        fixture.attention.resolve(QStringLiteral("payment/clv_tx_8"));
        const auto longReference = "ECHEZONA-TRAVEL-AGENCY-LAGOS-TERMINAL2-BOOKING-0123456789ABCDEF";
        fixture.report(
            {testing::reported("clv_tx_7", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid),
             testing::reported("clv_tx_8", "unknown_status", domain::PaymentStatus::unknown("on_hold"),
                               "EZ2"),
             testing::reported("clv_tx_9", "amount_mismatch", domain::PaymentStatus::Kind::Pending,
                               longReference)});
        lookAt(fixture.face, QStringLiteral("attention-many"));
    }
};

QTEST_MAIN(HistoryScreensTest)
#include "tst_history_screens.moc"
