#include "contract/backend_messages.h"

#include <QTest>

using namespace tillwright::contract;

/// The query of a search, its cursor and its answer.
class TestCheckoutSearch : public QObject
{
    Q_OBJECT

    static CheckoutPage samplePage()
    {
        FoundCheckout found;
        found.state.cliveTxId = "clv_1";
        found.state.stripePaymentIntentId = "pi_1";
        found.state.reference = "EZ1";
        found.state.amount = {75'000, tillwright::domain::Currency::usd()};
        found.state.status = tillwright::domain::PaymentStatus::unknown("on_hold");
        found.state.version = 3;
        found.state.attention = {"unknown_status"};
        found.device = "register-1";
        found.email = "buyer@example.com";
        found.createdAtMs = 5;
        found.updatedAtMs = 6;
        return {{found, found}, "5~clv_1"};
    }

private Q_SLOTS:
    void aSearchIsReadAsItWasWritten()
    {
        const CheckoutSearch full{"A/1", "AIR & SEA", "open", "register-1", 1, 2, "7~clv_1", true};
        for (const auto &search : {CheckoutSearch{}, full}) {
            std::map<std::string, std::string, std::less<>> query;
            for (const auto &[name, value] : checkoutSearchFields(search))
                query.emplace(name, value);
            QVERIFY(parseCheckoutSearch(query) == search);
        }
    }

    void emptyValuesDoNotNarrow()
    {
        QVERIFY(parseCheckoutSearch({{"reference", ""}, {"from", ""}, {"cursor", ""}}) == CheckoutSearch{});
        QVERIFY(parseCheckoutSearch({{"attention", "0"}}) == CheckoutSearch{});
        QCOMPARE(parseCheckoutSearch({{"", ""}}).error().field, std::string());
        QCOMPARE(parseCheckoutSearch({{"colour", ""}}).error().field, std::string("colour"));
    }

    void aCursorIsReadAsItWasWritten()
    {
        const SearchCursor cursor{1'700'000'000'000, "clv~1"};
        QVERIFY(parseSearchCursor(writeSearchCursor(cursor)) == cursor);
        for (const char *wrong : {"", "~", "5~", "~x", "5", "-5~x", "5.0~x", "5~\n"})
            QVERIFY2(!parseSearchCursor(wrong), wrong);
    }

    void aPageIsReadAsItWasWritten()
    {
        QVERIFY(parseCheckoutPage(writeCheckoutPage(samplePage())) == samplePage());
        QVERIFY(parseCheckoutPage(writeCheckoutPage({})) == CheckoutPage{});
    }

    void aWrongPageNamesItsField()
    {
        QCOMPARE(parseCheckoutPage("{}").error().field, std::string("checkouts"));
        QCOMPARE(parseCheckoutPage("{\"checkouts\": [1]}").error().field, std::string("checkouts"));
        auto text = writeCheckoutPage(samplePage());
        text.replace(text.find("\"email\""), 7, "\"liame\"");
        QCOMPARE(parseCheckoutPage(text).error().field, std::string("checkouts[0].email"));
    }
};

QTEST_APPLESS_MAIN(TestCheckoutSearch)
#include "tst_checkout_search.moc"
