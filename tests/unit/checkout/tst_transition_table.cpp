#include "flow_words.h"

#include <QTest>

#include <array>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;

namespace {

constexpr std::size_t stateCount = std::variant_size_v<State>;
constexpr std::size_t eventCount = std::variant_size_v<Event>;

/// One of each, in the variant's order.
std::array<State, stateCount> allStates()
{
    return {state::Idle{},
            state::Creating{theAttempt(), 1, false},
            awaiting(),
            confirming(),
            verifying(state::Evidence::Confirmed),
            unresolved(),
            paid(),
            notPaid(),
            abandoning(),
            refused()};
}

struct NamedEvent {
    const char *name;
    Event event;
};

/// One of each, in the variant's order; they are about the attempt that the states have.
std::array<NamedEvent, eventCount> allEvents()
{
    AttemptRecord record{theAttempt(), Phase::Verifying, theIds(), {}, 0, false, {}, 0, 0};
    auto abandonedStatus = theStatus(domain::PaymentStatus::Kind::Pending);
    abandonedStatus.abandoned = true;
    const auto timeout = errorOf(BackendError::Kind::Timeout);
    return {{{"Start", event::Start{theAttempt()}},
             {"Restore", event::Restore{record, true}},
             {"CheckoutCreated", event::CheckoutCreated{attemptId, theCheckout()}},
             {"CreateFailed", event::CreateFailed{attemptId, errorOf(BackendError::Kind::Refused)}},
             {"CheckoutResumed", event::CheckoutResumed{attemptId, theCheckout()}},
             {"ResumeFailed", event::ResumeFailed{attemptId, errorOf(BackendError::Kind::Gone)}},
             {"StatusKnown paid", known(theStatus(domain::PaymentStatus::Kind::Paid))},
             {"StatusFailed", event::StatusFailed{attemptId, timeout}},
             {"AbandonAnswered", event::AbandonAnswered{attemptId, abandonedStatus, FakeClock::startMs}},
             {"AbandonFailed", event::AbandonFailed{attemptId, timeout}},
             {"PageSaid confirming", says(contract::page::Confirming{"clv_1"})},
             {"PageLost", event::PageLost{"killed"}},
             {"PageReturned", event::PageReturned{}},
             {"PageUnavailable", event::PageUnavailable{"gave up"}},
             {"TimerFired NextCheck", event::TimerFired{attemptId, TimerKind::NextCheck}},
             {"JournalFailed", event::JournalFailed{attemptId, "disk full"}},
             {"ReceiptNumbered", event::ReceiptNumbered{attemptId, 7}},
             {"ReceiptMade", event::ReceiptMade{attemptId}},
             {"ReceiptFailed", event::ReceiptFailed{attemptId, "no paper"}},
             {"CancelPressed", event::CancelPressed{}},
             {"Dismissed", event::Dismissed{}}}};
}

// Dropped: nothing changes, nothing is done, the event is not accepted.
constexpr const char *no = nullptr;
constexpr const char *awaits = "AwaitingPayment";
constexpr const char *toIdle = "Idle";
constexpr const char *toCreating = "Creating";
constexpr const char *toConfirming = "Confirming";
constexpr const char *toVerifying = "Verifying";
constexpr const char *toUnresolved = "Unresolved";
constexpr const char *toPaid = "Paid";
constexpr const char *toNotPaid = "NotPaid";
constexpr const char *toAbandoning = "Abandoning";
constexpr const char *toRefused = "Refused";

/// expected[state][event]: the name of the next state.
// clang-format off
constexpr const char *expected[stateCount][eventCount] = {
    // Start, Restore, CheckoutCreated, CreateFailed, CheckoutResumed,
    // ResumeFailed, StatusKnown, StatusFailed, AbandonAnswered, AbandonFailed,
    // PageSaid, PageLost, PageReturned, PageUnavailable, TimerFired, JournalFailed,
    // ReceiptNumbered, ReceiptMade, ReceiptFailed, CancelPressed, Dismissed
    /* Idle */
    {toCreating, toVerifying, no, no, no,
     no, no, no, no, no,
     no, no, no, no, no, no,
     no, no, no, no, no},
    /* Creating */
    {no, no, awaits, toRefused, no,
     no, no, no, no, no,
     no, no, no, no, no, toRefused,
     no, no, no, toCreating, no},
    /* AwaitingPayment */
    {no, no, no, no, no,
     no, no, no, no, no,
     toConfirming, toVerifying, toVerifying, toAbandoning, no, toAbandoning,
     no, no, no, toAbandoning, no},
    /* Confirming */
    {no, no, no, no, no,
     no, toPaid, toConfirming, no, no,
     no, toVerifying, toVerifying, no, toConfirming, toAbandoning,
     no, no, no, no, no},
    /* Verifying */
    {no, no, no, no, awaits,
     toAbandoning, toPaid, toVerifying, no, no,
     no, no, toVerifying, no, toVerifying, toVerifying,
     no, no, no, no, no},
    /* Unresolved */
    {no, no, no, no, no,
     no, toPaid, toUnresolved, toUnresolved, toUnresolved,
     no, no, no, no, toUnresolved, toUnresolved,
     no, no, no, no, no},
    /* Paid */
    {no, no, no, no, no,
     no, no, no, no, no,
     no, no, no, no, no, toUnresolved,
     toPaid, toPaid, toPaid, no, toIdle},
    /* NotPaid */
    {no, no, no, no, no,
     no, no, no, no, no,
     no, no, no, no, no, toNotPaid,
     no, no, no, no, toIdle},
    /* Abandoning */
    {no, no, no, no, no,
     no, no, no, toNotPaid, toAbandoning,
     no, no, no, no, no, toAbandoning,
     no, no, no, no, no},
    /* Refused */
    {no, no, no, no, no,
     no, no, no, no, no,
     no, no, no, no, no, toRefused,
     no, no, no, no, toIdle},
};
// clang-format on

void verifyDropped(const State &before, const Transition &next)
{
    QVERIFY(next.state == before);
    QCOMPARE(effectsOf(next), QStringList());
    QVERIFY(!next.accepted);
}

/// The same event, of another attempt or another checkout; empty when it names neither.
std::optional<Event> ofAnother(Event event)
{
    const bool renamed = std::visit(
        [](auto &concrete) {
            if constexpr (requires { concrete.attemptId; }) {
                concrete.attemptId = "a-0";
                return true;
            } else if constexpr (std::is_same_v<std::decay_t<decltype(concrete)>, event::PageSaid>) {
                concrete.message = contract::page::Confirming{"clv_0"};
                return true;
            } else {
                return false;
            }
        },
        event);
    return renamed ? std::optional(event) : std::nullopt;
}

} // namespace

/// Every state with every event (flow: Kiosk attempt).
class TestTransitionTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesStandInTheVariantsOrder()
    {
        for (std::size_t i = 0; i < stateCount; ++i)
            QCOMPARE(allStates()[i].index(), i);
        for (std::size_t i = 0; i < eventCount; ++i)
            QCOMPARE(allEvents()[i].event.index(), i);
    }

    void everyPair_data()
    {
        QTest::addColumn<std::size_t>("stateIndex");
        QTest::addColumn<std::size_t>("eventIndex");
        for (std::size_t s = 0; s < stateCount; ++s) {
            for (std::size_t e = 0; e < eventCount; ++e) {
                const auto name = text(stateName(allStates()[s])) + " + " + allEvents()[e].name;
                QTest::newRow(qPrintable(name)) << s << e;
            }
        }
    }
    void everyPair()
    {
        QFETCH(const std::size_t, stateIndex);
        QFETCH(const std::size_t, eventIndex);
        const auto before = allStates()[stateIndex];
        const auto event = allEvents()[eventIndex].event;
        const auto next = transition(before, event);
        const char *const wanted = expected[stateIndex][eventIndex];
        if (!wanted) {
            verifyDropped(before, next);
        } else {
            QCOMPARE(text(stateName(next.state)), QString(wanted));
            QVERIFY(next.accepted);
        }
    }

    /// Late answers, timers and words of an earlier sale do nothing to this one, in no state.
    void everyPairOfAnotherAttempt_data() { everyPair_data(); }
    void everyPairOfAnotherAttempt()
    {
        QFETCH(const std::size_t, stateIndex);
        QFETCH(const std::size_t, eventIndex);
        const auto before = allStates()[stateIndex];
        if (const auto event = ofAnother(allEvents()[eventIndex].event))
            verifyDropped(before, transition(before, *event));
    }

    /// The rest of the page's words, which have a type each.
    void everyPageMessage_data()
    {
        QTest::addColumn<std::size_t>("stateIndex");
        QTest::addColumn<int>("messageIndex");
        QTest::addColumn<QString>("wanted"); // empty: dropped
        const QStringList messages{"pageReady", "elementReady", "intentSeen", "changed", "confirming",
                                   "confirmed", "failed",       "loadFailed", "pong"};
        const QStringList whileAwaiting{"",          awaits, awaits, awaits, "Confirming",
                                        "Verifying", awaits, awaits, ""};
        const QStringList whileConfirming{"", "", "", "", "", "Verifying", awaits, "", ""};
        const QStringList whileVerifying{"", "", "", "", "", "Verifying", "", "", ""};
        for (std::size_t s = 0; s < stateCount; ++s) {
            const auto state = text(stateName(allStates()[s]));
            for (int m = 0; m < messages.size(); ++m) {
                QString wanted;
                if (state == awaits)
                    wanted = whileAwaiting[m];
                else if (state == "Confirming")
                    wanted = whileConfirming[m];
                else if (state == "Verifying")
                    wanted = whileVerifying[m];
                QTest::newRow(qPrintable(state + " + " + messages[m])) << s << m << wanted;
            }
        }
    }
    void everyPageMessage()
    {
        QFETCH(const std::size_t, stateIndex);
        QFETCH(const int, messageIndex);
        QFETCH(const QString, wanted);
        namespace page = contract::page;
        const std::array<contract::PageMessage, 9> messages{
            page::PageReady{},
            page::ElementReady{"clv_1"},
            page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"},
            page::Changed{"clv_1", true},
            page::Confirming{"clv_1"},
            page::Confirmed{"clv_1", "succeeded"},
            page::Failed{"clv_1", "card_error", "card_declined", "generic_decline",
                         "Your card was declined."},
            page::LoadFailed{"clv_1", "no network"},
            page::Pong{1}};
        const auto before = allStates()[stateIndex];
        const auto next = transition(before, says(messages[std::size_t(messageIndex)]));
        if (wanted.isEmpty()) {
            verifyDropped(before, next);
        } else {
            QCOMPARE(text(stateName(next.state)), wanted);
            QVERIFY(next.accepted);
        }
    }

    void everyTimer_data()
    {
        QTest::addColumn<std::size_t>("stateIndex");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("wanted"); // empty: dropped
        const QMap<QString, QString> taken{
            {"Creating RetryCreate", "Creating"},   {"Abandoning RetryAbandon", "Abandoning"},
            {"Confirming NextCheck", "Confirming"}, {"Confirming Budget", "Verifying"},
            {"Verifying NextCheck", "Verifying"},   {"Verifying Budget", "Unresolved"},
            {"Unresolved NextCheck", "Unresolved"},
        };
        for (std::size_t s = 0; s < stateCount; ++s) {
            for (int kind = 0; kind <= int(TimerKind::Budget); ++kind) {
                const QString name = text(stateName(allStates()[s])) + ' ' + timerWord(TimerKind(kind));
                QTest::newRow(qPrintable(name)) << s << kind << taken.value(name);
            }
        }
    }
    void everyTimer()
    {
        QFETCH(const std::size_t, stateIndex);
        QFETCH(const int, kind);
        QFETCH(const QString, wanted);
        const auto before = allStates()[stateIndex];
        const auto next = transition(before, event::TimerFired{attemptId, TimerKind(kind)});
        if (wanted.isEmpty())
            verifyDropped(before, next);
        else
            QCOMPARE(text(stateName(next.state)), wanted);
    }

    void whatAFaceMayDo_data()
    {
        QTest::addColumn<std::size_t>("stateIndex");
        QTest::addColumn<bool>("cancel");
        QTest::addColumn<bool>("dismiss");
        const QStringList cancels{"Creating", awaits};
        const QStringList dismisses{"Paid", "NotPaid", "Refused", "Unresolved"};
        for (std::size_t s = 0; s < stateCount; ++s) {
            const auto name = text(stateName(allStates()[s]));
            QTest::newRow(qPrintable(name)) << s << cancels.contains(name) << dismisses.contains(name);
        }
    }
    void whatAFaceMayDo()
    {
        QFETCH(const std::size_t, stateIndex);
        const auto state = allStates()[stateIndex];
        QTEST(canCancel(state), "cancel");
        QTEST(canDismiss(state), "dismiss");
        // What may be cancelled reacts to it.
        QCOMPARE(transition(state, event::CancelPressed{}).accepted, canCancel(state));
        QVERIFY(!canCancel(state::Creating{theAttempt(), 1, true}));
    }
};

QTEST_APPLESS_MAIN(TestTransitionTable)
#include "tst_transition_table.moc"
