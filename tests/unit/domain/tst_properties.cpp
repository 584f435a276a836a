#include "domain/order.h"

#include <QtTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace tillwright::domain;

namespace {

using Kind = PaymentStatus::Kind;

Currency currencyOf(const char *code)
{
    return Currency::parse(code).value();
}

/// One of Stripe's kinds: no decimals, two, three.
rc::Gen<Currency> anyCurrency()
{
    return rc::gen::map(rc::gen::element<std::string>("USD", "EUR", "NGN", "JPY", "KWD"),
                        [](const std::string &code) { return currencyOf(code.c_str()); });
}

PaymentStatus statusOf(int index)
{
    switch (index) {
    case 0:
        return Kind::Created;
    case 1:
        return Kind::Pending;
    case 2:
        return Kind::Processing;
    case 3:
        return Kind::Paid;
    case 4:
        return Kind::Failed;
    case 5:
        return Kind::Cancelled;
    case 6:
        return PaymentStatus::unknown("on_hold");
    default:
        return PaymentStatus::unknown("in_review");
    }
}

OrderEvent eventOf(int status, int amount, int reference, int fees)
{
    OrderEvent event{statusOf(status), Money{amount == 0 ? 75'001 : 75'000, Currency::usd()},
                     reference == 0 ? "EZ9" : "EZ1", std::nullopt};
    if (fees > 0)
        event.feesMinor = fees;
    return event;
}

/// Mostly about the order, sometimes about another amount or reference.
rc::Gen<std::vector<OrderEvent>> anyEvents()
{
    return rc::gen::container<std::vector<OrderEvent>>(
        rc::gen::apply(&eventOf, rc::gen::inRange(0, 8), rc::gen::inRange(0, 6), rc::gen::inRange(0, 6),
                       rc::gen::inRange(0, 4)));
}

Order newOrder()
{
    return {"ctx_1",
            "pi_1",
            Reference::parse("EZ1").value(),
            Money{75'000, Currency::usd()},
            EmailAddress::parse("buyer@example.com").value(),
            "AIRPEACE",
            {},
            "register-1",
            Kind::Pending,
            false,
            std::nullopt,
            {},
            1};
}

Order after(const std::vector<OrderEvent> &events, bool abandoned)
{
    auto order = newOrder();
    order.abandoned = abandoned;
    for (const auto &event : events)
        order.apply(event);
    return order;
}

bool endsAlike(const Order &a, const Order &b)
{
    return a.status == b.status && a.feesMinor == b.feesMinor && a.attention == b.attention
        && a.abandoned == b.abandoned;
}

} // namespace

/// What holds for every input, tried on many.
class TestProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOrderOfEventsDoesNotMatter()
    {
        QVERIFY(rc::check("any permutation ends alike", [](bool abandoned) {
            const auto events = *anyEvents();
            auto permuted = events;
            for (std::size_t i = permuted.size(); i > 1; --i)
                std::swap(permuted[i - 1], permuted[*rc::gen::inRange<std::size_t>(0, i)]);
            RC_ASSERT(endsAlike(after(events, abandoned), after(permuted, abandoned)));
        }));
    }

    void theNumberOfEventsDoesNotMatter()
    {
        QVERIFY(rc::check("any repetition ends alike", [](bool abandoned) {
            const auto events = *anyEvents();
            auto repeated = events;
            if (!events.empty()) {
                for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
                    repeated.push_back(events[*rc::gen::inRange<std::size_t>(0, events.size())]);
            }
            RC_ASSERT(endsAlike(after(events, abandoned), after(repeated, abandoned)));
        }));
    }

    void anEventTwiceChangesNothing()
    {
        QVERIFY(rc::check("the second time nothing moves", [] {
            auto order = after(*anyEvents(), false);
            const auto event = *rc::gen::apply(&eventOf, rc::gen::inRange(0, 8), rc::gen::inRange(0, 3),
                                               rc::gen::inRange(0, 3), rc::gen::inRange(0, 4));
            order.apply(event);
            const auto version = order.version;
            RC_ASSERT(!order.apply(event));
            RC_ASSERT(order.version == version);
        }));
    }

    void paidIsNeverLeft()
    {
        QVERIFY(rc::check("once paid, paid", [](bool abandons) {
            auto order = newOrder();
            bool wasPaid = false;
            for (const auto &event : *anyEvents()) {
                order.apply(event);
                if (abandons)
                    order.abandon();
                wasPaid |= order.status.isPaid();
                RC_ASSERT(order.status.isPaid() == wasPaid);
            }
        }));
    }

    void anotherAmountNeverMovesTheStatus()
    {
        QVERIFY(rc::check("an event over another amount is only told", [] {
            auto order = after(*anyEvents(), false);
            const auto status = order.status;
            order.apply(eventOf(*rc::gen::inRange(0, 8), 0, 1, 0));
            RC_ASSERT(order.status == status);
            RC_ASSERT(order.attention.contains(Attention::AmountMismatch));
        }));
    }

    void moneyIsReadAsItIsWritten()
    {
        QVERIFY(rc::check("parse(write(money)) is money", [] {
            const Money money{*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000), *anyCurrency()};
            const auto read = parseMoney(money.decimalText(), money.currency);
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == money);
        }));
    }

    void anyTextIsMoneyOrAnError()
    {
        QVERIFY(rc::check("what is read is written with the same value", [] {
            const auto currency = *anyCurrency();
            const auto text =
                *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', '-', ',', ' ', 'e'));
            const auto read = parseMoney(text, currency);
            if (!read) {
                RC_ASSERT(read.error().field == "amount");
                return;
            }
            RC_ASSERT(read->minor >= 0);
            RC_ASSERT(parseMoney(read->decimalText(), currency) == *read);
        }));
    }

    void onlyChargeableAmountsPass()
    {
        QVERIFY(rc::check("exactly 50 to 99 999 999 minor units", [] {
            const auto minor =
                *rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(0, 200),
                                rc::gen::inRange<std::int64_t>(99'999'990, 100'000'010));
            const bool mayBeCharged = minor >= chargeableAmountMinMinor && minor <= chargeableAmountMaxMinor;
            RC_ASSERT(checkChargeable({minor, *anyCurrency()}).has_value() == mayBeCharged);
        }));
    }

    void groupingAddsCommasOnly()
    {
        QVERIFY(rc::check("grouped text without its commas is the plain one", [](std::int64_t minor) {
            const Money money{minor, *anyCurrency()};
            auto text = money.groupedText();
            std::erase(text, ',');
            RC_ASSERT(text == money.decimalText());
        }));
    }
};

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
