#include "example_receipts.h"

#include "kiosk/receipt/receipt_store.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace tillwright;
using namespace tillwright::kiosk::receipt;

namespace {

ReceiptStoreOptions optionsFor(const QString &directory)
{
    ReceiptStoreOptions options;
    options.directory = directory;
    options.merchant = testing::exampleMerchant();
    return options;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Issues the example and waits for its files.
tl::expected<void, checkout::ReceiptError> issueExample(ReceiptStore &store)
{
    std::optional<tl::expected<void, checkout::ReceiptError>> outcome;
    store.issue(testing::exampleReceiptData(), [&outcome](const auto &done) { outcome = done; });
    if (outcome)
        return tl::unexpected(checkout::ReceiptError{"called back from within the call"});
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }))
        return tl::unexpected(checkout::ReceiptError{"never called back"});
    return *outcome;
}

checkout::state::Paid paidState(std::int64_t number)
{
    return {.attempt = {"attempt-1", "key-1", testing::exampleSale()},
            .ids = testing::exampleReceiptData().ids,
            .receiptNumber = number,
            .feesMinor = 2205,
            .receiptProblem = {}};
}

} // namespace

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAllThree();
    void issuingAgainIsTheSame();
    void unwritableFolderIsAnError();
    void showsTheLastOneOnly();
    void canBeShownBeforeItIsWritten();
    void filesAreFinishedAtTheEnd();
    void pendingSlip();
    void slashesStayInTheName();
    void aSlipIsNeededOnce();
    void receiptsAreFoundAgain();
    void whatIsNoReceiptIsNotFound();
};

void StoreTest::writesAllThree()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.filePath(QStringLiteral("deeper/receipts"))), clock);
    QVERIFY(!store.last());
    QVERIFY(issueExample(store));
    const QDir folder(directory.filePath(QStringLiteral("deeper/receipts")));
    QCOMPARE(folder.entryList(QDir::Files, QDir::Name),
             QStringList({QStringLiteral("receipt-17.escpos"), QStringLiteral("receipt-17.pdf"),
                          QStringLiteral("receipt-17.txt")}));
    QVERIFY(contents(folder.filePath(QStringLiteral("receipt-17.pdf"))).startsWith("%PDF-1.6"));
    QVERIFY(contents(folder.filePath(QStringLiteral("receipt-17.escpos"))).startsWith("\x1b@"));
    const QByteArray text = contents(folder.filePath(QStringLiteral("receipt-17.txt")));
    QVERIFY(text.contains("EZ12345") && text.endsWith("\n") && !text.contains("fees"));
    QCOMPARE(store.last()->receiptNumber, 17);
}

void StoreTest::issuingAgainIsTheSame()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    QVERIFY(issueExample(store));
    const QByteArray first = contents(directory.filePath(QStringLiteral("receipt-17.txt")));
    clock.advance(60'000);
    QVERIFY(issueExample(store));
    QCOMPARE(contents(directory.filePath(QStringLiteral("receipt-17.txt"))), first);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 3);
}

void StoreTest::unwritableFolderIsAnError()
{
    QTemporaryDir directory;
    QFile inTheWay(directory.filePath(QStringLiteral("receipts")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(inTheWay.fileName()), clock);
    const auto issued = issueExample(store);
    QVERIFY(!issued);
    QVERIFY(QString::fromStdString(issued.error().cause).contains(QStringLiteral("folder")));
    // The customer sees it all the same.
    QVERIFY(!store.picture(paidState(17), 300).isNull());
    QVERIFY(store.pdfPath(paidState(17)).isEmpty());
}

void StoreTest::showsTheLastOneOnly()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    QVERIFY(store.picture(paidState(17), 300).isNull());
    QVERIFY(issueExample(store));
    QCOMPARE(store.picture(paidState(17), 300).width(), 300);
    QVERIFY(store.pdfPath(paidState(17)).endsWith(QStringLiteral("receipt-17.pdf")));
    // Of another sale, or of none, there is nothing to show.
    QVERIFY(store.picture(paidState(18), 300).isNull());
    QVERIFY(store.picture(checkout::state::Idle{}, 300).isNull());
    QVERIFY(store.pdfPath(checkout::state::Idle{}).isEmpty());
}

void StoreTest::canBeShownBeforeItIsWritten()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    bool isWritten = false;
    store.issue(testing::exampleReceiptData(), [&isWritten](const auto &) { isWritten = true; });
    QCOMPARE(store.picture(paidState(17), 300).width(), 300);
    QVERIFY(!isWritten); // it comes with the event loop, which did not run
    QTRY_VERIFY(isWritten);
    QVERIFY(!store.pdfPath(paidState(17)).isEmpty());
}

void StoreTest::filesAreFinishedAtTheEnd()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    bool isTold = false;
    {
        ReceiptStore store(optionsFor(directory.path()), clock);
        store.issue(testing::exampleReceiptData(), [&isTold](const auto &) { isTold = true; });
    }
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 3);
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
}

void StoreTest::pendingSlip()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    const auto unresolved = testing::exampleUnresolved();
    QCOMPARE(store.picture(unresolved, 300).width(), 300);
    QVERIFY(store.pdfPath(unresolved).isEmpty());
    QVERIFY(store.issuePendingSlip(unresolved));
    QVERIFY(store.pdfPath(unresolved).endsWith(QStringLiteral("pending-EZ12345.pdf")));
    QVERIFY(contents(directory.filePath(QStringLiteral("pending-EZ12345.txt"))).contains("NOT PAID"));
    QVERIFY(!store.last());
}

void StoreTest::slashesStayInTheName()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.filePath(QStringLiteral("receipts"))), clock);
    QVERIFY(store.issuePendingSlip(testing::exampleUnresolved("../../EZ/1")));
    QCOMPARE(QDir(directory.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(QStringLiteral("receipts")));
    QVERIFY(QFile::exists(directory.filePath(QStringLiteral("receipts/pending-______EZ_1.pdf"))));
}

void StoreTest::aSlipIsNeededOnce()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    QVERIFY(store.needsPendingSlip(testing::exampleUnresolved()));
    QVERIFY(store.issuePendingSlip(testing::exampleUnresolved()));
    QVERIFY(!store.needsPendingSlip(testing::exampleUnresolved()));
    QVERIFY(store.needsPendingSlip(testing::exampleUnresolved("EZ2")));
}

/// For a journal that was lost: which numbers were given, and to which transaction.
void StoreTest::receiptsAreFoundAgain()
{
    QTemporaryDir directory;
    testing::FakeClock clock;
    ReceiptStore store(optionsFor(directory.path()), clock);
    QVERIFY(issueExample(store));
    const auto data = testing::exampleReceiptData();
    const auto found = receiptsIn(directory.path(), 0);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().number, data.receiptNumber);
    QCOMPARE(found.front().cliveTxId, data.ids.cliveTxId);
    // Of older ones the number is enough; they are not read.
    const auto old = receiptsIn(directory.path(), QDateTime::currentMSecsSinceEpoch() + 60'000);
    QCOMPARE(old.front().number, data.receiptNumber);
    QVERIFY(old.front().cliveTxId.empty());
}

void StoreTest::whatIsNoReceiptIsNotFound()
{
    QTemporaryDir directory;
    QVERIFY(receiptsIn(directory.filePath(QStringLiteral("nowhere")), 0).empty());
    const auto put = [&directory](const char *name, const QByteArray &text) {
        QFile file(directory.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(put("receipt-x.txt", "TW1 7 EZ1 clv_1"));
    QVERIFY(put("receipt--5.txt", "TW1 -5 EZ1 clv_1"));
    QVERIFY(put("pending-8.txt", "TW1 0 EZ1 clv_1"));
    QVERIFY(receiptsIn(directory.path(), 0).empty());
    // A number is taken by its file, whatever is in it; only the PDF is left of the last one.
    QVERIFY(put("receipt-9.txt", "TW1 10 EZ1 clv_1"));
    QVERIFY(put("receipt-11.pdf", ""));
    const auto found = receiptsIn(directory.path(), 0);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found.front().number, std::int64_t(9));
    QVERIFY(found.front().cliveTxId.empty());
    QCOMPARE(found.back().number, std::int64_t(11));
}

QTEST_MAIN(StoreTest)
#include "tst_store.moc"
