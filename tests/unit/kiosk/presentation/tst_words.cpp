#include "../../../support/fake_ports.h"

#include "kiosk/presentation/customer_words.h"
#include "kiosk/presentation/field_words.h"
#include "kiosk/presentation/money_text.h"
#include "kiosk/presentation/state_words.h"

#include <QRegularExpression>
#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::kiosk::presentation;

namespace {

Attempt attempt()
{
    return {"attempt-1", "key-1", testing::exampleSale()};
}

CheckoutIds ids()
{
    return {"clv_tx_1", "pi_1", "AIRPEACE"};
}

contract::CheckoutAnswer answer()
{
    return testing::exampleAnswer(testing::exampleSale());
}

state::Verifying makeVerifying()
{
    return {.attempt = attempt(), .ids = ids(), .checkout = {}};
}

/// Every state, and every variety of it that has words of its own.
QList<QPair<QString, State>> everyState()
{
    const contract::page::Failed failure{"clv_tx_1", "card_error", "card_declined", "lost_card",
                                         "Your card was declined."};
    QList<QPair<QString, State>> states{
        {QStringLiteral("idle"), state::Idle{}},
        {QStringLiteral("creating"), state::Creating{attempt(), 1, false}},
        {QStringLiteral("creating again"), state::Creating{attempt(), 3, false}},
        {QStringLiteral("creating, cancelled"), state::Creating{attempt(), 1, true}},
        {QStringLiteral("confirming"), state::Confirming{attempt(), answer()}},
    };
    state::AwaitingPayment awaiting{.attempt = attempt(), .checkout = answer(), .lastFailure = {}};
    states.append({QStringLiteral("loading"), awaiting});
    awaiting.elementReady = true;
    states.append({QStringLiteral("comparing"), awaiting});
    awaiting.amountChecked = true;
    states.append({QStringLiteral("card"), awaiting});
    awaiting.lastFailure = failure;
    states.append({QStringLiteral("declined"), awaiting});
    awaiting.loadFailed = true;
    states.append({QStringLiteral("load failed"), awaiting});
    awaiting.loadFailed = false;
    awaiting.phone = domain::PhoneStage::Opened;
    states.append({QStringLiteral("opened on the phone"), awaiting});
    awaiting.phoneFailed = true;
    states.append({QStringLiteral("declined on the phone"), awaiting});
    awaiting.phone = domain::PhoneStage::Confirming;
    states.append({QStringLiteral("paying on the phone"), awaiting});

    auto verifying = makeVerifying();
    verifying.evidence = state::Evidence::Confirmed;
    states.append({QStringLiteral("verifying, confirmed"), verifying});
    verifying.evidence = state::Evidence::Unknown;
    states.append({QStringLiteral("verifying, unknown"), verifying});
    verifying.phoneConfirms = true;
    states.append({QStringLiteral("verifying, paying on the phone"), verifying});

    state::Unresolved unresolved{.attempt = attempt(), .ids = ids(), .alarm = {}};
    states.append({QStringLiteral("unresolved"), unresolved});
    unresolved.alarm = "the transaction is over 1.00 USD";
    states.append({QStringLiteral("unresolved, alarm"), unresolved});

    state::Paid paid{
        .attempt = attempt(), .ids = ids(), .receiptNumber = 17, .feesMinor = 2205, .receiptProblem = {}};
    states.append({QStringLiteral("paid"), paid});
    paid.receiptProblem = "receipt-17.pdf: No space left on device";
    states.append({QStringLiteral("paid, no receipt"), paid});

    using Reason = state::NotPaidReason;
    for (const auto reason : {Reason::Declined, Reason::Cancelled, Reason::Expired, Reason::Abandoned,
                              Reason::AmountMismatch, Reason::PageFailed}) {
        const auto word = notPaidReasonWord(reason);
        states.append({QStringLiteral("not paid, %1").arg(QLatin1String(word.data(), qsizetype(word.size()))),
                       state::NotPaid{attempt(), reason}});
    }
    states.append({QStringLiteral("cancelled on the phone"),
                   state::NotPaid{attempt(), Reason::Cancelled, std::string(state::notPaidDetailOnPhone)}});
    states.append({QStringLiteral("abandoning"), state::Abandoning{attempt(), ids(), Reason::Cancelled, 2}});

    using Kind = BackendError::Kind;
    for (const auto kind : {Kind::Unreachable, Kind::Timeout, Kind::Tls, Kind::NotUnderstood, Kind::Server,
                            Kind::BeingPaid, Kind::Refused, Kind::Gone, Kind::NotFound}) {
        states.append({QStringLiteral("refused, kind %1").arg(int(kind)),
                       state::Refused{attempt(), {kind, 0, "", "technical cause"}, false}});
    }
    for (const char *field :
         {"email", "reference", "amount_minor", "currency", "statement_descriptor_suffix", "something_new"}) {
        states.append({QStringLiteral("refused, field %1").arg(QLatin1String(field)),
                       state::Refused{attempt(), {Kind::Refused, 422, field, "technical cause"}, false}});
    }
    states.append({QStringLiteral("refused, device"),
                   state::Refused{attempt(), {Kind::Refused, 401, "", "technical cause"}, false}});
    states.append({QStringLiteral("refused, journal"), state::Refused{attempt(), {}, true}});
    return states;
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasWords();
    void customersReadNoCodes();
    void nobodyIsAskedForACardBeforeThereIsAForm();
    void stripesWordsComeFirst();
    void nothingChargedIsSaidOnlyWhenTrue();
    void staffGetTheCode();
    void everyOutcomeHasATitle();
    void stepsFollowTheFlow();
    void everyInputErrorHasASentence();
    void unknownErrorsStayReadable();
    void money_data();
    void money();
};

void WordsTest::everyStateHasWords()
{
    const auto states = everyState();
    QList<std::size_t> seen;
    for (const auto &[name, state] : states) {
        seen.append(state.index());
        QVERIFY2(!statusLine(state).isEmpty(), qPrintable(name));
        QVERIFY2(!customerWords(state, {}).isEmpty(), qPrintable(name));
        QVERIFY2(!staffWords(state, {}).isEmpty(), qPrintable(name));
    }
    for (std::size_t index = 0; index < std::variant_size_v<State>; ++index)
        QVERIFY2(seen.contains(index), qPrintable(QStringLiteral("state %1 is not tried here").arg(index)));
}

void WordsTest::customersReadNoCodes()
{
    static const QRegularExpression code(QStringLiteral("_|\\b[45][0-9][0-9]\\b|clv|technical|HTTP|timeout"));
    const auto states = everyState();
    for (const auto &[name, state] : states) {
        QVERIFY2(!customerWords(state, {}).contains(code), qPrintable(name));
        QVERIFY2(!statusLine(state).contains(code), qPrintable(name));
    }
}

void WordsTest::nobodyIsAskedForACardBeforeThereIsAForm()
{
    state::AwaitingPayment awaiting{.attempt = attempt(), .checkout = answer(), .lastFailure = {}};
    const auto asks = [&awaiting] {
        return customerWords(awaiting, {}).contains(QStringLiteral("enter your card"));
    };
    QVERIFY(!asks());
    awaiting.elementReady = true;
    QVERIFY(asks());
    awaiting.loadFailed = true;
    QVERIFY(!asks());
}

void WordsTest::stripesWordsComeFirst()
{
    const State declined = state::NotPaid{attempt(), state::NotPaidReason::Declined};
    QCOMPARE(customerWords(declined, QStringLiteral("Your card has expired.")),
             QStringLiteral("Your card has expired. Nothing was charged."));
    // They belong to a decline, not to a sale that ended for another reason.
    const State cancelled = state::NotPaid{attempt(), state::NotPaidReason::Cancelled};
    QVERIFY(!customerWords(cancelled, QStringLiteral("Your card has expired."))
                 .contains(QStringLiteral("expired")));
}

void WordsTest::nothingChargedIsSaidOnlyWhenTrue()
{
    const auto states = everyState();
    for (const auto &[name, state] : states) {
        const bool said = customerWords(state, {}).contains(QStringLiteral("Nothing was charged"))
            || waitingLine(state).contains(QStringLiteral("Nothing has been charged"))
            || staffWords(state, {}).contains(QStringLiteral("Nothing has been charged"));
        const bool mayBeCharged = std::holds_alternative<state::Confirming>(state)
            || std::holds_alternative<state::Verifying>(state)
            || std::holds_alternative<state::Unresolved>(state) || std::holds_alternative<state::Paid>(state)
            || std::holds_alternative<state::Abandoning>(state);
        QVERIFY2(!(said && mayBeCharged), qPrintable(name));
        if (std::holds_alternative<state::NotPaid>(state) || std::holds_alternative<state::Refused>(state))
            QVERIFY2(said, qPrintable(name));
    }
}

void WordsTest::staffGetTheCode()
{
    const State refused = state::Refused{attempt(), {BackendError::Kind::Server, 503, "", ""}, false};
    QVERIFY(staffWords(refused, {}).endsWith(QStringLiteral("Code: server 503.")));
    const State declined = state::NotPaid{attempt(), state::NotPaidReason::Declined};
    QVERIFY(
        staffWords(declined, QStringLiteral("lost_card")).contains(QStringLiteral("declined, lost_card")));
    const State failed =
        state::NotPaid{attempt(), state::NotPaidReason::PageFailed, "the renderer crashed (code 9)"};
    QVERIFY(staffWords(failed, {}).endsWith(QStringLiteral("page_failed, the renderer crashed (code 9).")));
}

void WordsTest::everyOutcomeHasATitle()
{
    const auto states = everyState();
    for (const auto &[name, state] : states)
        QVERIFY2((outcomeOf(state) == Outcome::None) == outcomeTitle(state).isEmpty(), qPrintable(name));
}

void WordsTest::stepsFollowTheFlow()
{
    QCOMPARE(stepOf(state::Creating{attempt(), 1, false}), Step::Asking);
    QCOMPARE(stepOf(state::AwaitingPayment{.attempt = attempt(), .checkout = answer(), .lastFailure = {}}),
             Step::Card);
    QCOMPARE(stepOf(state::Confirming{attempt(), answer()}), Step::Confirming);
    QCOMPARE(stepOf(makeVerifying()), Step::Checking);
    for (int step = 0; step < stepCount; ++step)
        QVERIFY(!stepLabel(Step(step)).isEmpty());
}

/// Asks the domain for every error it can make, so that a new one does not go without a sentence.
void WordsTest::everyInputErrorHasASentence()
{
    const QStringList amounts{QString(),
                              QStringLiteral("-1"),
                              QStringLiteral("0"),
                              QStringLiteral("0.49"),
                              QStringLiteral("1000000"),
                              QStringLiteral("1.234"),
                              QStringLiteral("1.2.3"),
                              QStringLiteral("x"),
                              QStringLiteral("7."),
                              QString(30, u'9')};
    const QStringList emails{QString(),
                             QStringLiteral("buyer"),
                             QStringLiteral(".@example.com"),
                             QStringLiteral("a@b"),
                             QStringLiteral("a\u0001@example.com"),
                             QString(300, u'a')};
    const QStringList references{QString(), QStringLiteral("a b"), QStringLiteral("a\u0001"),
                                 QString(65, u'x')};
    const auto check = [](const domain::SaleInput &input) {
        const auto sale = domain::makeSale(input);
        QVERIFY(!sale);
        for (const auto &error : sale.error()) {
            QVERIFY2(hasOwnSentence(error), error.text().c_str());
            const QString sentence = fieldSentence(error, domain::Currency::usd());
            QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
        }
    };
    const domain::SaleInput good{"750.00", "USD", "buyer@example.com", "EZ12345", {}, {}};
    for (const QString &amount : amounts) {
        domain::SaleInput input = good;
        input.amount = amount.toStdString();
        check(input);
    }
    for (const QString &email : emails) {
        domain::SaleInput input = good;
        input.email = email.toStdString();
        check(input);
    }
    for (const QString &reference : references) {
        domain::SaleInput input = good;
        input.reference = reference.toStdString();
        check(input);
    }
    domain::SaleInput wrongCurrency = good;
    wrongCurrency.currency = "DOLLARS";
    check(wrongCurrency);
}

void WordsTest::unknownErrorsStayReadable()
{
    const domain::InputError error{"meta", "it has more than 50 keys", "keep at most 50"};
    QVERIFY(!hasOwnSentence(error));
    QCOMPARE(fieldSentence(error, domain::Currency::usd()),
             QStringLiteral("It has more than 50 keys. Keep at most 50."));
    QCOMPARE(fieldSentence({"amount", "it is below the smallest card payment", ""},
                           *domain::Currency::parse("JPY")),
             QStringLiteral("The smallest card payment is JPY\u00a050."));
}

void WordsTest::money_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("expected");
    QTest::newRow("seed") << qint64(75'000) << QStringLiteral("USD") << QStringLiteral("$750.00");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("USD") << QStringLiteral("$0.00");
    QTest::newRow("cents") << qint64(5) << QStringLiteral("USD") << QStringLiteral("$0.05");
    QTest::newRow("thousand") << qint64(100'000) << QStringLiteral("USD") << QStringLiteral("$1,000.00");
    QTest::newRow("largest") << qint64(99'999'999) << QStringLiteral("USD") << QStringLiteral("$999,999.99");
    QTest::newRow("million") << qint64(123'456'789) << QStringLiteral("USD")
                             << QStringLiteral("$1,234,567.89");
    QTest::newRow("negative") << qint64(-100'000) << QStringLiteral("USD") << QStringLiteral("-$1,000.00");
    QTest::newRow("negative small") << qint64(-75'000) << QStringLiteral("USD") << QStringLiteral("-$750.00");
    QTest::newRow("euro") << qint64(125'000) << QStringLiteral("EUR") << QStringLiteral("EUR\u00a01,250.00");
    QTest::newRow("yen") << qint64(50'000) << QStringLiteral("JPY") << QStringLiteral("JPY\u00a050,000");
    QTest::newRow("dinar") << qint64(1'250'500) << QStringLiteral("KWD")
                           << QStringLiteral("KWD\u00a01,250.500");
}

void WordsTest::money()
{
    QFETCH(qint64, minor);
    QFETCH(QString, currency);
    QFETCH(QString, expected);
    QCOMPARE(moneyText({minor, *domain::Currency::parse(currency.toStdString())}), expected);
}

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
