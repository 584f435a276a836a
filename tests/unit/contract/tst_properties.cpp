#include "contract/backend_messages.h"
#include "contract/bridge_messages.h"
#include "contract/clive_messages.h"
#include "contract/webhook_signature.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace tillwright;
using namespace tillwright::contract;

namespace {

/// Text that needs escaping, and letters of more than one byte.
rc::Gen<std::string> anyText()
{
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                            "a", "Z", "7", " ", "\"", "\\", "/", "\n", "\t", "\x01", "é", "日",
                            "\xf0\x9f\x98\x80", "<", "{", "}", ":", ",", "null")),
                        [](const std::vector<std::string> &parts) {
                            std::string text;
                            for (const auto &part : parts)
                                text += part;
                            return text;
                        });
}

rc::Gen<std::string> anyWord()
{
    return rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange('a', static_cast<char>('z' + 1))),
                        [](const std::string &letters) { return "w" + letters.substr(0, 20); });
}

domain::Money anyMoney()
{
    const auto code = *rc::gen::element<std::string>("USD", "EUR", "JPY", "KWD");
    return {*rc::gen::inRange<std::int64_t>(0, domain::chargeableAmountMaxMinor + 1),
            domain::Currency::parse(code).value()};
}

domain::Meta anyMeta()
{
    domain::Meta meta;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        meta[*anyWord()] = *anyText();
    return meta;
}

domain::PaymentStatus anyStatus()
{
    return domain::PaymentStatus::fromWord(*rc::gen::element<std::string>(
        "created", "pending", "processing", "paid", "failed", "cancelled", "on_hold"));
}

std::optional<std::int64_t> anyFees()
{
    return *rc::gen::arbitrary<bool>() ? std::optional(*rc::gen::inRange<std::int64_t>(0, 1'000'000))
                                       : std::nullopt;
}

AmountUnit anyUnit()
{
    return *rc::gen::arbitrary<bool>() ? AmountUnit::Major : AmountUnit::Minor;
}

domain::Sale anySale()
{
    domain::SaleInput input;
    auto amount = anyMoney();
    amount.minor = std::max(amount.minor, domain::chargeableAmountMinMinor);
    input.amount = amount.decimalText();
    input.currency = amount.currency.code();
    input.email = *anyWord() + "@example.com";
    input.reference = "EZ-" + std::to_string(*rc::gen::inRange(0, 1'000'000));
    input.meta = anyMeta();
    if (*rc::gen::arbitrary<bool>())
        input.suffix = "AIRPEACE";
    return domain::makeSale(input).value();
}

/// Without a pay page there is none.
domain::Secret anyPayUrl()
{
    if (*rc::gen::arbitrary<bool>())
        return {};
    return domain::Secret("https://pay.example/pay/" + *anyWord());
}

CheckoutAnswer anyCheckoutAnswer()
{
    return {*anyText(), *anyText(),  domain::Secret(*anyText()),
            *anyText(), *anyText(),  anyMoney(),
            *anyText(), anyStatus(), *rc::gen::inRange<std::int64_t>(0, 1'000'000),
            anyPayUrl()};
}

CheckoutState anyCheckoutState()
{
    CheckoutState state{*anyText(),
                        *anyText(),
                        *anyText(),
                        anyMoney(),
                        *anyText(),
                        anyStatus(),
                        *rc::gen::inRange<std::int64_t>(0, 1'000'000),
                        *rc::gen::arbitrary<bool>(),
                        anyFees(),
                        {}};
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        state.attention.insert(*anyWord());
    return state;
}

ProblemDetails anyProblem()
{
    return {*anyWord(), *anyText(), *rc::gen::inRange(400, 600), *anyText(), *anyText()};
}

Transaction anyTransaction()
{
    return {*anyText(), *anyText(), *anyText(), *anyText(), anyMoney(), *anyText(),
            *anyText(), *anyText(), anyMeta(),  *anyText(), anyFees(),  *anyText()};
}

CheckoutIntentRequest anyIntentRequest()
{
    return {*anyText(), *anyText(), anyMoney(), *anyText(), *anyText(), *anyText(), anyMeta()};
}

/// Bytes lost, changed, doubled or cut off.
std::string mutated(std::string text)
{
    for (int i = *rc::gen::inRange(0, 5); i > 0 && !text.empty(); --i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        switch (*rc::gen::inRange(0, 5)) {
        case 0:
            text.erase(at, *rc::gen::inRange<std::size_t>(1, 8));
            break;
        case 1:
            text[at] = *rc::gen::arbitrary<char>();
            break;
        case 2:
            text.insert(at, text.substr(at, *rc::gen::inRange<std::size_t>(1, 40)));
            break;
        case 3:
            text.insert(at,
                        *rc::gen::element<std::string>("[", "{", "\"", "1e999", "-", "null",
                                                       "9223372036854775808", "\\ud800", "0.1"));
            break;
        default:
            text.resize(at);
        }
    }
    return text;
}

/// Whatever comes, it is understood or it is an error with a field; it never throws (RapidCheck tells).
void readsAnything(const std::string &text)
{
    const auto isErrorOrRead = [](const auto &read) {
        RC_ASSERT(read.has_value() || !read.error().field.empty());
    };
    isErrorOrRead(parseCreateCheckout(text));
    isErrorOrRead(parseCheckoutAnswer(text));
    isErrorOrRead(parseCheckoutState(text));
    isErrorOrRead(parseProblem(text));
    isErrorOrRead(parseCheckoutIntentAnswer(text));
    isErrorOrRead(parsePageMessage(text));
    for (const auto unit : {AmountUnit::Major, AmountUnit::Minor}) {
        isErrorOrRead(parseCheckoutIntentRequest(text, unit));
        isErrorOrRead(parseTransaction(text, unit));
        isErrorOrRead(parseCliveWebhook(text, unit));
    }
}

} // namespace

/// Every writer with its parser: what is written is read back, and what is damaged is refused in words.
class TestProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theKiosksMessagesComeBack()
    {
        QVERIFY(rc::check("POST /v1/checkouts", [] {
            const auto sale = anySale();
            RC_ASSERT(parseCreateCheckout(writeCreateCheckout(sale)) == sale);
        }));
        QVERIFY(rc::check("its answer", [] {
            const auto answer = anyCheckoutAnswer();
            RC_ASSERT(parseCheckoutAnswer(writeCheckoutAnswer(answer)) == answer);
        }));
        QVERIFY(rc::check("the state of a checkout", [] {
            const auto state = anyCheckoutState();
            RC_ASSERT(parseCheckoutState(writeCheckoutState(state)) == state);
        }));
        QVERIFY(rc::check("a problem", [] {
            const auto problem = anyProblem();
            const auto read = parseProblem(writeProblem(problem));
            RC_ASSERT(read.has_value());
            // The short word is written as a URN.
            RC_ASSERT(read->type.ends_with(problem.type));
            RC_ASSERT(read->title == problem.title && read->status == problem.status
                      && read->detail == problem.detail && read->field == problem.field);
        }));
    }

    void clivesMessagesComeBack()
    {
        QVERIFY(rc::check("checkout-intent", [] {
            const auto request = anyIntentRequest();
            const auto unit = anyUnit();
            RC_ASSERT(parseCheckoutIntentRequest(writeCheckoutIntentRequest(request, unit), unit) == request);
        }));
        QVERIFY(rc::check("its answer", [] {
            const CheckoutIntentAnswer answer{*anyText(), *anyText(), domain::Secret(*anyText()), *anyText()};
            RC_ASSERT(parseCheckoutIntentAnswer(writeCheckoutIntentAnswer(answer)) == answer);
        }));
        QVERIFY(rc::check("a transaction", [] {
            const auto transaction = anyTransaction();
            const auto unit = anyUnit();
            RC_ASSERT(parseTransaction(writeTransaction(transaction, unit), unit) == transaction);
        }));
        QVERIFY(rc::check("a webhook", [] {
            const CliveWebhook webhook{*anyText(), *anyText(),
                                       *rc::gen::inRange<std::int64_t>(0, 4'000'000'000), anyTransaction()};
            const auto unit = anyUnit();
            RC_ASSERT(parseCliveWebhook(writeCliveWebhook(webhook, unit), unit) == webhook);
        }));
    }

    void damagedMessagesAreRefusedInWords()
    {
        QVERIFY(rc::check("of the kiosk", [] {
            readsAnything(mutated(writeCreateCheckout(anySale())));
            readsAnything(mutated(writeCheckoutAnswer(anyCheckoutAnswer())));
            readsAnything(mutated(writeCheckoutState(anyCheckoutState())));
            readsAnything(mutated(writeProblem(anyProblem())));
        }));
        QVERIFY(rc::check("of Clive", [] {
            const auto unit = anyUnit();
            readsAnything(mutated(writeCheckoutIntentRequest(anyIntentRequest(), unit)));
            readsAnything(mutated(writeTransaction(anyTransaction(), unit)));
            readsAnything(mutated(writeCliveWebhook({"evt", "x", 1, anyTransaction()}, unit)));
        }));
        QVERIFY(rc::check("of the page", [] {
            readsAnything(mutated(*rc::gen::element<std::string>(
                R"({"type":"pageReady"})", R"({"type":"confirming","cliveTxId":"ctx_1"})",
                R"({"type":"intentSeen","cliveTxId":"ctx_1","amountMinor":75000,"currency":"USD","status":"x"})",
                R"({"type":"failed","cliveTxId":"ctx_1","errorType":"a","code":"b","declineCode":"c","message":"d"})")));
        }));
        QVERIFY(rc::check("of nobody", [](const std::string &bytes) { readsAnything(bytes); }));
    }

    void aSignatureIsGoodForItsBytesOnly()
    {
        QVERIFY(rc::check("sign and verify", [](const std::string &body, const std::string &other) {
            const auto scheme =
                *rc::gen::arbitrary<bool>() ? SignatureScheme::Timestamped : SignatureScheme::Body;
            const std::vector<domain::Secret> secrets{domain::Secret("whsec_old"),
                                                      domain::Secret("whsec_new")};
            const std::int64_t nowS = 1'800'000'000;
            const auto header =
                signWebhook(scheme, body, secrets[*rc::gen::inRange<std::size_t>(0, 2)], nowS);
            RC_ASSERT(verifyWebhookSignature(scheme, header, body, secrets, nowS).has_value());
            RC_ASSERT(verifyWebhookSignature(scheme, header, other, secrets, nowS).has_value()
                      == (other == body));
            // Anything may come as the header.
            static_cast<void>(verifyWebhookSignature(scheme, mutated(header), body, secrets, nowS));
            static_cast<void>(verifyWebhookSignature(scheme, other, body, secrets, nowS));
        }));
    }
};

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
