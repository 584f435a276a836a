#include "domain/order.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace tillwright::domain;
using Kind = PaymentStatus::Kind;

namespace {

const Money price{75'000, Currency::usd()};

Order freshOrder()
{
    return {.cliveTxId = "clv_1",
            .stripePaymentIntentId = "pi_1",
            .reference = Reference::parse("EZ12345").value(),
            .amount = price,
            .email = EmailAddress::parse("buyer@example.com").value(),
            .suffix = "AIRPEACE",
            .meta = {},
            .device = "register-1",
            .feesMinor = {},
            .attention = {}};
}

OrderEvent eventOf(PaymentStatus status, std::optional<std::int64_t> feesMinor = {})
{
    return {std::move(status), price, "EZ12345", feesMinor};
}

/// Everything but the version, which counts the changes and so depends on the way.
QString outcomeOf(const Order &order)
{
    QStringList words{QString::fromStdString(order.status.word()), order.abandoned ? "abandoned" : "-",
                      order.feesMinor ? QString::number(*order.feesMinor) : "-"};
    for (const auto attention : order.attention)
        words.append(
            QString::fromLatin1(attentionWord(attention).data(), qsizetype(attentionWord(attention).size())));
    return words.join(' ');
}

/// A set of events and what it must end as, in whatever order.
struct Case {
    const char *name;
    std::vector<OrderEvent> events;
    const char *outcome;
};

std::vector<Case> cases()
{
    auto otherAmount = eventOf(Kind::Paid);
    otherAmount.amount.minor = 750;
    auto otherCurrency = eventOf(Kind::Paid);
    otherCurrency.amount.currency = Currency::parse("EUR").value();
    auto otherReference = eventOf(Kind::Paid, 9'999);
    otherReference.reference = "EZ99999";
    return {
        {"the usual way",
         {eventOf(Kind::Pending), eventOf(Kind::Processing), eventOf(Kind::Paid, 2205)},
         "paid - 2205"},
        {"a no, then a yes",
         {eventOf(Kind::Pending), eventOf(Kind::Processing), eventOf(Kind::Failed),
          eventOf(Kind::Paid, 2205)},
         "paid - 2205 paid_after_final"},
        {"two noes and a yes",
         {eventOf(Kind::Created), eventOf(Kind::Pending), eventOf(Kind::Failed), eventOf(Kind::Cancelled),
          eventOf(Kind::Paid), eventOf(Kind::Processing)},
         "paid - - paid_after_final"},
        {"two noes",
         {eventOf(Kind::Failed), eventOf(Kind::Cancelled), eventOf(Kind::Pending)},
         "cancelled - -"},
        {"unknown among the rest",
         {eventOf(PaymentStatus::unknown("on_hold")), eventOf(Kind::Pending), eventOf(Kind::Processing),
          eventOf(Kind::Paid), eventOf(PaymentStatus::unknown("refunded"))},
         "paid - - unknown_status"},
        {"two unknown words",
         {eventOf(PaymentStatus::unknown("on_hold")), eventOf(PaymentStatus::unknown("review")),
          eventOf(Kind::Pending)},
         "review - - unknown_status"},
        {"ours as a foreign word",
         {eventOf(PaymentStatus::unknown("paid")), eventOf(Kind::Pending)},
         "unknown_paid - - unknown_status"},
        {"another amount says paid", {otherAmount, eventOf(Kind::Pending)}, "pending - - amount_mismatch"},
        {"another currency says paid",
         {otherCurrency, eventOf(Kind::Processing)},
         "processing - - amount_mismatch"},
        {"another reference says paid",
         {otherReference, eventOf(Kind::Failed, 10)},
         "failed - 10 reference_mismatch"},
        {"everything at once",
         {otherAmount, otherReference, eventOf(Kind::Failed), eventOf(Kind::Paid, 2205),
          eventOf(Kind::Cancelled), eventOf(PaymentStatus::unknown("on_hold"))},
         "paid - 2205 amount_mismatch reference_mismatch paid_after_final unknown_status"},
        {"fees grow",
         {eventOf(Kind::Paid, 2100), eventOf(Kind::Paid, 2205), eventOf(Kind::Paid)},
         "paid - 2205"},
    };
}

} // namespace

class TestOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderOfEventsEndsAlike_data()
    {
        QTest::addColumn<int>("index");
        const auto all = cases();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << int(i);
    }
    /// Law 4, exhaustively: every permutation, and in each of them every event repeated at every later place.
    void everyOrderOfEventsEndsAlike()
    {
        QFETCH(const int, index);
        const auto test = cases().at(std::size_t(index));
        std::vector<std::size_t> sequence(test.events.size());
        std::iota(sequence.begin(), sequence.end(), 0);
        const QString expected = test.outcome;
        do {
            auto order = freshOrder();
            for (const auto i : sequence)
                order.apply(test.events[i]);
            QCOMPARE(outcomeOf(order), expected);

            for (std::size_t repeated = 0; repeated < sequence.size(); ++repeated) {
                for (std::size_t place = repeated; place < sequence.size(); ++place) {
                    auto again = freshOrder();
                    for (std::size_t i = 0; i < sequence.size(); ++i) {
                        again.apply(test.events[sequence[i]]);
                        if (i == place)
                            again.apply(test.events[sequence[repeated]]);
                    }
                    if (outcomeOf(again) != expected)
                        QCOMPARE(outcomeOf(again), expected);
                }
            }
        } while (std::next_permutation(sequence.begin(), sequence.end()));
    }

    /// A replay of the whole history changes nothing and moves no version.
    void aReplayChangesNothing()
    {
        for (const auto &test : cases()) {
            auto order = freshOrder();
            for (const auto &event : test.events)
                order.apply(event);
            const auto version = order.version;
            const auto outcome = outcomeOf(order);
            for (const auto &event : test.events)
                QVERIFY2(!order.apply(event), test.name);
            QCOMPARE(order.version, version);
            QCOMPARE(outcomeOf(order), outcome);
        }
    }

    void paidIsNeverLeft()
    {
        auto order = freshOrder();
        QVERIFY(order.apply(eventOf(Kind::Paid, 2205)));
        for (const auto kind :
             {Kind::Created, Kind::Pending, Kind::Processing, Kind::Failed, Kind::Cancelled}) {
            order.apply(eventOf(kind));
            QVERIFY(order.status.isPaid());
        }
        order.apply(eventOf(PaymentStatus::unknown("refunded")));
        QVERIFY(order.status.isPaid());
        QVERIFY(order.attention.contains(Attention::PaidAfterFinal));
    }

    void versionMovesWithEveryChangeAndOnlyThen()
    {
        auto order = freshOrder();
        QCOMPARE(order.version, std::int64_t(1));
        QVERIFY(!order.apply(eventOf(Kind::Pending)));
        QCOMPARE(order.version, std::int64_t(1));
        QVERIFY(order.apply(eventOf(Kind::Processing)));
        QCOMPARE(order.version, std::int64_t(2));
        QVERIFY(!order.apply(eventOf(Kind::Pending)));
        QVERIFY(order.apply(eventOf(Kind::Paid)));
        QVERIFY(order.apply(eventOf(Kind::Paid, 2205))); // the fees are news
        QCOMPARE(order.version, std::int64_t(4));
    }

    void abandon_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("inTime");
        for (const auto *word : {"created", "pending", "on_hold"})
            QTest::newRow(word) << word << true;
        for (const auto *word : {"processing", "paid", "failed", "cancelled"})
            QTest::newRow(word) << word << false;
    }
    void abandon()
    {
        QFETCH(const QString, status);
        QFETCH(const bool, inTime);
        auto order = freshOrder();
        order.status = PaymentStatus::fromWord(status.toStdString());
        QCOMPARE(order.abandon(), inTime);
        QCOMPARE(order.abandoned, inTime);
        QCOMPARE(order.version, std::int64_t(inTime ? 2 : 1));
        QCOMPARE(QString::fromStdString(order.status.word()), status); // Clive alone moves the status
        if (inTime) {
            QVERIFY(order.abandon()); // told twice is told once
            QCOMPARE(order.version, std::int64_t(2));
        }
    }

    void paidAfterAbandonedNeedsAttention()
    {
        auto order = freshOrder();
        QVERIFY(order.abandon());
        QVERIFY(order.apply(eventOf(Kind::Processing)));
        QVERIFY(order.attention.empty());
        QVERIFY(order.apply(eventOf(Kind::Paid)));
        QVERIFY(order.status.isPaid());
        QCOMPARE(outcomeOf(order), QString("paid abandoned - paid_after_abandoned"));
        QVERIFY(!order.apply(eventOf(Kind::Paid)));
    }

    void aPhoneConfirmsOnlyWhatIsOpen_data() { abandon_data(); }
    void aPhoneConfirmsOnlyWhatIsOpen()
    {
        QFETCH(const QString, status);
        QFETCH(const bool, inTime);
        auto order = freshOrder();
        order.status = PaymentStatus::fromWord(status.toStdString());
        QCOMPARE(order.stepOnPhone(PhoneStep::Confirm), inTime);
        QVERIFY(order.phone == (inTime ? PhoneStage::Confirming : PhoneStage::None));
        QCOMPARE(order.version, std::int64_t(inTime ? 2 : 1));
        auto abandoned = freshOrder();
        QVERIFY(abandoned.abandon());
        QVERIFY(!abandoned.stepOnPhone(PhoneStep::Confirm));
        QVERIFY(abandoned.phone == PhoneStage::None);
    }

    void aPhoneGoesToAndFro()
    {
        auto order = freshOrder();
        QVERIFY(order.stepOnPhone(PhoneStep::Declined)); // told out of order, it says nothing
        QVERIFY(order.phone == PhoneStage::None);
        QVERIFY(order.stepOnPhone(PhoneStep::Open));
        QVERIFY(order.phone == PhoneStage::Opened);
        QVERIFY(order.stepOnPhone(PhoneStep::Confirm));
        QVERIFY(order.stepOnPhone(PhoneStep::Confirm));
        QVERIFY(order.stepOnPhone(PhoneStep::Open)); // loaded again meanwhile
        QVERIFY(order.phone == PhoneStage::Confirming);
        QVERIFY(order.stepOnPhone(PhoneStep::Declined));
        QVERIFY(order.phone == PhoneStage::Opened);
        QCOMPARE(order.version, std::int64_t(4));
    }

    void phoneStageWordsReadBack()
    {
        for (const auto stage : {PhoneStage::None, PhoneStage::Opened, PhoneStage::Confirming})
            QVERIFY(phoneStageFromWord(phoneStageWord(stage)) == stage);
        QVERIFY(!phoneStageFromWord("closed"));
    }

    void attentionWordsReadBack()
    {
        for (const auto attention :
             {Attention::AmountMismatch, Attention::ReferenceMismatch, Attention::PaidAfterAbandoned,
              Attention::PaidAfterFinal, Attention::UnknownStatus}) {
            QVERIFY(!attentionWord(attention).empty());
            QVERIFY(attentionFromWord(attentionWord(attention)) == attention);
        }
        QVERIFY(!attentionFromWord("something else"));
        QVERIFY(!attentionFromWord(""));
    }
};

QTEST_APPLESS_MAIN(TestOrder)
#include "tst_order.moc"
