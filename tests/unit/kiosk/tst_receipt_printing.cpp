#include "checkout/attempt_history.h"
#include "kiosk/receipt_printing.h"

#include "printing/printing_fixture.h"
#include "receipt/example_receipts.h"

using namespace tillwright;
using namespace tillwright::testing;
using kiosk::PrinterConfig;
using kiosk::ReceiptPrinting;
using kiosk::receipt::ReceiptStore;

namespace {

/// A register's receipts, and its printer at a TCP port.
struct Desk {
    explicit Desk(const PrinterConfig &config = {}, const Behaviour &behaviour = {})
        : device(behaviour), server(device), store(storeOptions(), clock), m_config(config)
    {
        if (!server.listen())
            qFatal("no port");
        start();
    }
    void start()
    {
        printing.reset();
        printer = std::make_unique<EscPosPrinter>(
            std::make_unique<TcpTransport>(QStringLiteral("127.0.0.1"), server.port()), Confirmation::Status,
            shortPatience());
        auto created = ReceiptPrinting::create(folder.filePath(QStringLiteral("spool.sqlite")), m_config,
                                               exampleMerchant(), store, *printer, clock);
        if (!created)
            qFatal("%s", qPrintable(created.error()));
        printing = *std::move(created);
    }
    void issue(const checkout::ReceiptData &data)
    {
        printing->issue(data, [this](const auto &kept) { ++(kept ? issued : refused); });
    }
    [[nodiscard]] checkout::State paid() const
    {
        const auto data = exampleReceiptData();
        return checkout::state::Paid{
            {"attempt-1", "key-1", exampleSale()}, data.ids, data.receiptNumber, {}, data.paidAtMs, true, {}};
    }
    [[nodiscard]] bool isIdle() const { return printing->spooler().open()->isEmpty(); }
    [[nodiscard]] QStringList paper(int number) const { return textOf(device.slips().value(number), 42); }

    [[nodiscard]] kiosk::receipt::ReceiptStoreOptions storeOptions() const
    {
        kiosk::receipt::ReceiptStoreOptions options;
        options.directory = folder.path();
        options.merchant = exampleMerchant();
        return options;
    }

    QTemporaryDir folder;
    FakeClock clock;
    VirtualPrinter device;
    PrinterServer server;
    ReceiptStore store;
    std::unique_ptr<EscPosPrinter> printer;
    std::unique_ptr<ReceiptPrinting> printing;
    int issued = 0;
    int refused = 0;

private:
    PrinterConfig m_config;
};

} // namespace

class ReceiptPrintingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void receiptComesOut();
    void issuedAgainIsThePaperOfBefore();
    void merchantCopyWithFees();
    void receiptsMayWaitToBeAskedFor();
    void nobodyWaitsForThePrinter();
    void reprintIsADuplicate();
    void otherPapersAreDuplicatesTheSecondTime();
    void otherPapersOutliveTheProgram();
    void anOldReceiptIsMadeAnew();
    void pendingSlip();
    void uncertainIsToldAndPrintedAgain();
};

void ReceiptPrintingTest::receiptComesOut()
{
    Desk desk;
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.issued, 1, waitMs);
    QVERIFY(desk.paper(0).contains(QStringLiteral("Reference                          EZ12345")));
    QVERIFY(desk.paper(0).filter(QStringLiteral("DUPLICATE")).isEmpty());
    QVERIFY(QFile::exists(desk.folder.filePath(QStringLiteral("receipt-17.pdf"))));
}

/// After a power cut between the paper and the journal's note of it.
void ReceiptPrintingTest::issuedAgainIsThePaperOfBefore()
{
    Desk desk;
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    desk.start();
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.issued, 2, waitMs);
    desk.issue(exampleReceiptData(18));
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QCOMPARE(desk.paper(1).filter(QStringLiteral("Receipt")),
             QStringList{QStringLiteral("Receipt                                 18")});
}

void ReceiptPrintingTest::merchantCopyWithFees()
{
    PrinterConfig config;
    config.printsMerchantCopy = true;
    Desk desk(config);
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QVERIFY(desk.paper(0).filter(QStringLiteral("22.05")).isEmpty());
    QCOMPARE(desk.paper(1).filter(QStringLiteral("22.05")).size(), 1);
}

void ReceiptPrintingTest::receiptsMayWaitToBeAskedFor()
{
    Desk desk;
    desk.printing->setPapers(false, true);
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.issued, 1, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QVERIFY(!desk.paper(0).filter(QStringLiteral("MERCHANT")).isEmpty());
    QVERIFY(QFile::exists(desk.folder.filePath(QStringLiteral("receipt-17.pdf"))));
    // The first one is none of two.
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QVERIFY(desk.paper(1).filter(QStringLiteral("DUPLICATE")).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 3, waitMs);
    QVERIFY(!desk.paper(2).filter(QStringLiteral("DUPLICATE")).isEmpty());
    desk.printing->setPapers(false, false);
    desk.issue(exampleReceiptData(18));
    QTRY_COMPARE_WITH_TIMEOUT(desk.issued, 2, waitMs);
    QVERIFY(desk.isIdle());
}

void ReceiptPrintingTest::nobodyWaitsForThePrinter()
{
    Behaviour behaviour;
    behaviour.paperLines = 0;
    Desk desk({}, behaviour);
    desk.issue(exampleReceiptData());
    desk.issue(exampleReceiptData(18));
    // Both are issued for good although not a line has come out.
    QTRY_COMPARE_WITH_TIMEOUT(desk.issued, 2, waitMs);
    QVERIFY(desk.device.slips().isEmpty() && desk.device.hanging().isEmpty());
    desk.device.setPaperLines(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
}

void ReceiptPrintingTest::reprintIsADuplicate()
{
    Desk desk;
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    desk.device.setCoverOpen(true);
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.printing->spooler().open()->size(), 1, waitMs);
    // While it waits, once more changes nothing.
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer->status().condition, Condition::CoverOpen, waitMs);
    QCOMPARE(desk.printing->spooler().open()->size(), 1);
    desk.device.setCoverOpen(false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QCOMPARE(desk.paper(1).filter(QStringLiteral("DUPLICATE")).size(), 2);
    // And later there may be another one.
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    desk.clock.advance(1000);
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 3, waitMs);
    // A sale that is not at the desk has no paper here.
    desk.printing->printAgain(checkout::state::Idle{});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
}

void ReceiptPrintingTest::otherPapersAreDuplicatesTheSecondTime()
{
    using kiosk::receipt::Block;
    const QList<Block> original{{Block::Kind::Title, QStringLiteral("Z report 1"), {}}};
    const QList<Block> duplicate =
        original + QList<Block>{{Block::Kind::Banner, QStringLiteral("DUPLICATE"), {}}};
    Desk desk;
    const auto print = [&] {
        desk.printing->printPaper(QStringLiteral("report/z-1/5"), QStringLiteral("Z report 1"), original,
                                  duplicate);
    };
    print();
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    QVERIFY(desk.paper(0).filter(QStringLiteral("DUPLICATE")).isEmpty());
    desk.device.setCoverOpen(true);
    print();
    QTRY_COMPARE_WITH_TIMEOUT(desk.printing->spooler().open()->size(), 1, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer->status().condition, Condition::CoverOpen, waitMs);
    // While it waits, once more changes nothing; a paper behind it shows that it was heard.
    print();
    desk.printing->printPaper(QStringLiteral("report/z-2/6"), QStringLiteral("Z report 2"), original,
                              duplicate);
    QTRY_COMPARE_WITH_TIMEOUT(desk.printing->spooler().open()->size(), 2, waitMs);
    desk.device.setCoverOpen(false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 3, waitMs);
    QCOMPARE(desk.paper(1).filter(QStringLiteral("DUPLICATE")).size(), 1);
    QVERIFY(desk.paper(2).filter(QStringLiteral("DUPLICATE")).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
}

/// It ends while the paper is laid out: the next start prints it, once.
void ReceiptPrintingTest::otherPapersOutliveTheProgram()
{
    using kiosk::receipt::Block;
    Desk desk;
    const QList<Block> paper{{Block::Kind::Title, QStringLiteral("Z report 1"), {}}};
    desk.printing->printPaper(QStringLiteral("report/z/1"), QStringLiteral("Z report 1"), paper, paper);
    desk.start();
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
}

/// From the journal's row, long after spool and files are gone.
void ReceiptPrintingTest::anOldReceiptIsMadeAnew()
{
    Desk desk;
    const auto data = exampleReceiptData();
    checkout::AttemptRecord record{{"attempt-1", "key-1", data.sale},
                                   checkout::Phase::Paid,
                                   data.ids,
                                   {},
                                   data.receiptNumber,
                                   true,
                                   data.feesMinor,
                                   data.paidAtMs - 9'000,
                                   data.paidAtMs + 500};
    const auto receipt = checkout::receiptOf(record, {{data.paidAtMs, checkout::Phase::Paid, ""}});
    QVERIFY(receipt && *receipt == data);
    desk.printing->printAgain(*receipt);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QStringList paper = desk.paper(0);
    QCOMPARE(paper.filter(QStringLiteral("DUPLICATE")).size(), 2);
    // But for the mark it is the paper that the customer got.
    desk.issue(data);
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QStringList original = desk.paper(1);
    QVERIFY(original.filter(QStringLiteral("DUPLICATE")).isEmpty());
    for (auto *lines : {&paper, &original})
        lines->removeIf([](const QString &line) {
            return line.contains(QStringLiteral("DUPLICATE")) || line.trimmed().isEmpty();
        });
    QCOMPARE(paper, original);
    QVERIFY(!desk.store.picture(*receipt, 300).isNull());
}

void ReceiptPrintingTest::pendingSlip()
{
    Desk desk;
    desk.printing->printPendingSlip(exampleUnresolved());
    desk.printing->printPendingSlip(exampleUnresolved());
    desk.issue(exampleReceiptData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 2, waitMs);
    QCOMPARE(desk.paper(0).filter(QStringLiteral("PENDING - NOT PAID")).size(), 2);
    QVERIFY(desk.paper(1).filter(QStringLiteral("PENDING")).isEmpty());
}

void ReceiptPrintingTest::uncertainIsToldAndPrintedAgain()
{
    Behaviour behaviour;
    behaviour.diesAfterBytes = 200;
    Desk desk({}, behaviour);
    desk.issue(exampleReceiptData());
    QTRY_VERIFY_WITH_TIMEOUT(desk.printing->question(), waitMs);
    QCOMPARE(desk.printing->question()->title, QStringLiteral("Receipt 17"));
    QCOMPARE(desk.printing->question()->state, JobState::Uncertain);
    QCOMPARE(desk.issued, 1);
    desk.device.switchOn();
    QVERIFY(desk.server.plugIn());
    desk.printing->printAgain(desk.paid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.device.slips().size(), 1, waitMs);
    QCOMPARE(desk.paper(0).filter(QStringLiteral("DUPLICATE")).size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isIdle(), waitMs);
    QVERIFY(!desk.printing->question());
}

QTEST_MAIN(ReceiptPrintingTest)
#include "tst_receipt_printing.moc"
