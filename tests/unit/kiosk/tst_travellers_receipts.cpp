#include "kiosk/travellers_receipts.h"

#include "receipt/example_receipts.h"

#include <QTest>

using namespace tillwright;
using kiosk::TravellersReceipts;
using kiosk::receipt::Copy;

namespace {

checkout::State paying(const std::string &reference)
{
    return checkout::state::Creating{.attempt = {"attempt-1", "key-1", testing::exampleSale(reference)}};
}

/// Begun in French.
checkout::ReceiptData receiptOf(const std::string &reference)
{
    auto data = testing::exampleReceiptData();
    data.sale = testing::exampleSale(reference);
    data.sale.meta["receipt_language"] = "fr";
    return data;
}

QString language(const checkout::ReceiptData &data)
{
    return paidReceipt(data, testing::exampleMerchant(), Copy::Customer).language;
}

} // namespace

class TravellersReceiptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepTheLanguageThatTheSaleWasBegunIn();
    void areInTheOneThatWasChosenWhilePaying();
    void areNotInTheNextTravellersLanguage();
    void slipsAreAsReceipts();
};

void TravellersReceiptsTest::keepTheLanguageThatTheSaleWasBegunIn()
{
    testing::FakeReceipts kept;
    TravellersReceipts receipts(kept);
    receipts.choose(checkout::state::Idle{}, "ar");
    bool isDone = false;
    receipts.issue(receiptOf("EZ24081"), [&isDone](const auto &) { isDone = true; });
    kept.finish();
    QVERIFY(isDone);
    QCOMPARE(kept.issued.back(), receiptOf("EZ24081"));
    QCOMPARE(language(kept.issued.back()), QStringLiteral("fr"));
}

void TravellersReceiptsTest::areInTheOneThatWasChosenWhilePaying()
{
    testing::FakeReceipts kept;
    TravellersReceipts receipts(kept);
    receipts.choose(paying("EZ24081"), "es");
    receipts.choose(paying("EZ24081"), "ar");
    receipts.issue(receiptOf("EZ24081"), [](const auto &) {});
    QCOMPARE(language(kept.issued.back()), QStringLiteral("ar"));
}

void TravellersReceiptsTest::areNotInTheNextTravellersLanguage()
{
    testing::FakeReceipts kept;
    TravellersReceipts receipts(kept);
    // The payment before is found to be paid while the next one is under way.
    receipts.choose(paying("EZ24082"), "ar");
    receipts.issue(receiptOf("EZ24081"), [](const auto &) {});
    QCOMPARE(language(kept.issued.back()), QStringLiteral("fr"));
    // The same booking again, after the terminal was given up.
    receipts.choose(paying("EZ24081"), "ar");
    receipts.choose(checkout::state::Idle{}, "en");
    receipts.issue(receiptOf("EZ24081"), [](const auto &) {});
    QCOMPARE(language(kept.issued.back()), QStringLiteral("fr"));
}

void TravellersReceiptsTest::slipsAreAsReceipts()
{
    testing::FakeReceipts kept;
    TravellersReceipts receipts(kept);
    receipts.choose(paying("EZ12345"), "ar");
    const auto slip = pendingSlip(receipts.translated(testing::exampleUnresolved()),
                                  testing::exampleMerchant(), testing::FakeClock::startMs);
    QCOMPARE(slip.language, QStringLiteral("ar"));
}

QTEST_GUILESS_MAIN(TravellersReceiptsTest)
#include "tst_travellers_receipts.moc"
