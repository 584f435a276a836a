#include "kiosk/printing/printer_words.h"
#include "kiosk/printing/replies.h"

#include <QTest>

using namespace tillwright::kiosk::printing;

namespace {

QString textOf(const QList<Reply> &replies)
{
    QStringList words;
    for (const Reply &reply : replies) {
        if (const auto *status = std::get_if<RealTimeStatus>(&reply))
            words.append(QStringLiteral("status %1").arg(status->bits, 2, 16, QLatin1Char('0')));
        else if (const auto *paper = std::get_if<PaperStatus>(&reply))
            words.append(paper->isOut ? QStringLiteral("paper out") : QStringLiteral("paper"));
        else
            words.append(QStringLiteral("id ") + QString::fromLatin1(std::get<ProcessId>(reply).id));
    }
    return words.join(QStringLiteral(", "));
}

PrinterStatus statusOf(std::initializer_list<int> bits)
{
    QList<RealTimeStatus> answers;
    for (const int value : bits)
        answers.append(RealTimeStatus{static_cast<unsigned char>(value)});
    return statusFrom(answers);
}

} // namespace

/// The bytes are those of Epson's reference, written out.
class RepliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsAnswersApart_data();
    void cutsAnswersApart();
    void conditions_data();
    void conditions();
    void questions();
    void words();
};

void RepliesTest::cutsAnswersApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all is well") << QByteArray("\x12") << QStringLiteral("status 12");
    QTest::newRow("off line") << QByteArray("\x1a") << QStringLiteral("status 1a");
    QTest::newRow("paper out, real time") << QByteArray("\x72") << QStringLiteral("status 72");
    QTest::newRow("GS r") << QByteArray("\0", 1) << QStringLiteral("paper");
    QTest::newRow("GS r, low") << QByteArray("\x03") << QStringLiteral("paper");
    QTest::newRow("GS r, out") << QByteArray("\x0f") << QStringLiteral("paper out");
    QTest::newRow("process id") << QByteArray("\x37\x22"
                                              "a1Z0\0",
                                              7)
                                << QStringLiteral("id a1Z0");
    // The id's own characters are no answers.
    QTest::newRow("id of status bytes") << QByteArray("\x37\x22"
                                                      "2222\0",
                                                      7)
                                        << QStringLiteral("id 2222");
    QTest::newRow("flow control and automatic status")
        << QByteArray("\x11\x13\x10\x12") << QStringLiteral("status 12");
    QTest::newRow("mixed") << QByteArray("\x12\x37\x22"
                                         "abcd\0\x12\0",
                                         10)
                           << QStringLiteral("status 12, id abcd, status 12, paper");
}

void RepliesTest::cutsAnswersApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    ReplyReader whole;
    QCOMPARE(textOf(whole.read(bytes)), expected);
    ReplyReader single;
    QList<Reply> replies;
    for (const char byte : bytes)
        replies += single.read(QByteArray(1, byte));
    QCOMPARE(textOf(replies), expected);
}

void RepliesTest::conditions_data()
{
    QTest::addColumn<int>("printer");
    QTest::addColumn<int>("offline");
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("paper");
    QTest::addColumn<int>("condition");
    QTest::newRow("ready") << 0x12 << 0x12 << 0x12 << 0x12 << int(Condition::Ready);
    QTest::newRow("drawer open") << 0x16 << 0x12 << 0x12 << 0x12 << int(Condition::Ready);
    QTest::newRow("paper low") << 0x12 << 0x12 << 0x12 << 0x1e << int(Condition::PaperLow);
    QTest::newRow("paper out") << 0x1a << 0x32 << 0x12 << 0x7e << int(Condition::PaperOut);
    QTest::newRow("cover open, and so no paper") << 0x1a << 0x36 << 0x12 << 0x7e << int(Condition::CoverOpen);
    QTest::newRow("off line") << 0x1a << 0x12 << 0x12 << 0x12 << int(Condition::Offline);
    QTest::newRow("cutter") << 0x1a << 0x52 << 0x1a << 0x12 << int(Condition::Error);
    QTest::newRow("needs service") << 0x1a << 0x52 << 0x32 << 0x12 << int(Condition::Error);
    QTest::newRow("too hot") << 0x1a << 0x52 << 0x52 << 0x12 << int(Condition::Error);
}

void RepliesTest::conditions()
{
    QFETCH(int, printer);
    QFETCH(int, offline);
    QFETCH(int, error);
    QFETCH(int, paper);
    QFETCH(int, condition);
    QCOMPARE(int(statusOf({printer, offline, error, paper}).condition), condition);
}

void RepliesTest::questions()
{
    QCOMPARE(ask(Question::Printer), QByteArray("\x10\x04\x01"));
    QCOMPARE(ask(Question::Paper), QByteArray("\x10\x04\x04"));
    QCOMPARE(askWhenPrinted(), QByteArray("\x1dr1"));
    QCOMPARE(askProcessId("ab12").toHex(),
             QByteArray("1d2848060030306162"
                        "3132"));
}

void RepliesTest::words()
{
    for (const Condition condition : {Condition::Unreachable, Condition::Silent, Condition::Error,
                                      Condition::CoverOpen, Condition::PaperOut, Condition::Offline}) {
        const PrinterStatus status{condition, QStringLiteral("errno 5")};
        QVERIFY(staffWords(status).contains(QStringLiteral("errno 5")));
        QVERIFY(!customerWords(status).isEmpty());
        QVERIFY(!customerWords(status).contains(QStringLiteral("errno")));
        QVERIFY(!status.canPrint());
    }
    for (const Condition condition : {Condition::Ready, Condition::PaperLow})
        QVERIFY(customerWords({condition, {}}).isEmpty());
    Job job;
    job.title = QStringLiteral("Receipt 17");
    job.state = JobState::Uncertain;
    QVERIFY(staffWords(job).contains(job.title));
    job.state = JobState::Printed;
    QVERIFY(staffWords(job).isEmpty());
}

QTEST_GUILESS_MAIN(RepliesTest)
#include "tst_replies.moc"
