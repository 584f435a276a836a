#include "kiosk/register/scan_recognizer.h"

#include <QTest>
#include <rapidcheck.h>

#include <vector>

using namespace tillwright::kiosk::register_face;
using Fate = ScanRecognizer::Fate;

namespace {

struct Key {
    QString text;
    qint64 gapMs; ///< since the one before
};

/// Keys as they come, and what became of them.
class Listener
{
public:
    explicit Listener(const ScannerOptions &options = {}) : m_options(options), m_recognizer(options) {}

    void press(const QString &text, qint64 gapMs)
    {
        m_timeMs += gapMs;
        // The timer of whoever holds the keys. When the face is busy, it comes too late.
        if (m_recognizer.isHolding() && gapMs > m_options.maxGapMs && !isBusy)
            take(m_recognizer.expire());
        const auto outcome = m_recognizer.press(text, m_timeMs);
        take(outcome);
        if (outcome.key == Fate::Hold)
            m_held += text;
        else if (outcome.key == Fate::Pass)
            typed += text;
    }
    void type(const QString &text, qint64 gapMs)
    {
        for (const QChar character : text)
            press(character, gapMs);
    }
    void scan(const QString &code, qint64 gapMs = 3)
    {
        const QString all = m_options.prefix + code + m_options.suffix;
        for (qsizetype i = 0; i < all.size(); ++i)
            press(all.at(i), i == 0 ? 500 : gapMs);
    }
    void wait() { take(m_recognizer.expire()); }
    void interrupt() { take(m_recognizer.interrupt()); }

    QString typed;
    QStringList scans;
    int torn = 0;
    bool isBusy = false;

private:
    void take(const ScanRecognizer::Outcome &outcome)
    {
        if (outcome.held == Fate::Pass)
            typed += m_held;
        if (outcome.held != Fate::Hold)
            m_held.clear();
        if (outcome.scan)
            scans.append(*outcome.scan);
        torn += outcome.isTorn;
    }

    ScannerOptions m_options;
    ScanRecognizer m_recognizer;
    QString m_held;
    qint64 m_timeMs = 1'000'000;
};

rc::Gen<QString> anyText()
{
    // Letters, digits, blanks, Enter, Tab, other scripts.
    return rc::gen::map(
        rc::gen::container<std::vector<char16_t>>(
            rc::gen::oneOf(rc::gen::inRange<char16_t>(0x21, 0x7f),
                           rc::gen::element<char16_t>(u' ', u'\r', u'\t', u'ä', u'\u0641', u'\u001d'))),
        [](const std::vector<char16_t> &characters) {
            return QString(reinterpret_cast<const QChar *>(characters.data()), qsizetype(characters.size()));
        });
}

rc::Gen<QString> anyCode(int minLength)
{
    return rc::gen::map(
        rc::gen::suchThat(rc::gen::container<std::string>(rc::gen::inRange<char>(0x21, 0x7f)),
                          [minLength](const std::string &code) { return int(code.size()) >= minLength; }),
        [](const std::string &code) { return QString::fromStdString(code); });
}

rc::Gen<ScannerOptions> anyOptions()
{
    return rc::gen::map(rc::gen::tuple(rc::gen::element<std::string>("", "]C1", "\x02"),
                                       rc::gen::element<std::string>("\r", "\t", "\r\n", "#\r"),
                                       rc::gen::inRange(5, 201), rc::gen::inRange(2, 9)),
                        [](const auto &parts) {
                            return ScannerOptions{QString::fromStdString(std::get<0>(parts)),
                                                  QString::fromStdString(std::get<1>(parts)),
                                                  std::get<2>(parts), std::get<3>(parts)};
                        });
}

} // namespace

class ScanRecognizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedSlowlyPassesUnchanged();
    void everyBurstIsSwallowedWhole();
    void nothingIsLostOrTurnedRound();
    void scansWithTheUsualSettings();
    void aShortBurstIsTyping();
    void aRolledPairOfKeysIsTyping();
    void aSlowEnterIsNoScan();
    void aBurstWithoutItsEnterHasToBeLonger();
    void withoutASuffixThePauseEndsIt();
    void aPrefixIsWanted();
    void aLineFeedBehindIsSwallowed();
    void twoScansAfterEachOther();
    void aTornScanIsNotReadInPart();
    void aClickInBetweenEndsIt();
    void anEndlessBurstIsOneScan();
    void enterAloneIsNotHeld();
};

/// Whatever it is, and however long: with a pause longer than the limit between all keys, every key goes on, in order.
void ScanRecognizerTest::whatIsTypedSlowlyPassesUnchanged()
{
    QVERIFY(rc::check([] {
        const auto options = *anyOptions();
        const auto text = *anyText();
        Listener listener(options);
        listener.isBusy = *rc::gen::arbitrary<bool>();
        for (const QChar character : text)
            listener.press(character, options.maxGapMs + *rc::gen::inRange(1, 500));
        listener.wait();
        RC_ASSERT(listener.typed == text);
        RC_ASSERT(listener.scans.isEmpty() && listener.torn == 0);
    }));
}

/// Whatever was typed before and after it.
void ScanRecognizerTest::everyBurstIsSwallowedWhole()
{
    QVERIFY(rc::check([] {
        const auto options = *anyOptions();
        const auto code = *anyCode(options.minLength);
        // A suffix within the code would end it early, for any reader.
        RC_PRE(!code.contains(options.suffix));
        RC_PRE(!options.suffix.startsWith(code.back()));
        const auto before = *anyText();
        const auto after = *anyText();
        Listener listener(options);
        listener.isBusy = *rc::gen::arbitrary<bool>();
        listener.type(before, options.maxGapMs + 1);
        listener.scan(code, *rc::gen::inRange(0, options.maxGapMs + 1));
        listener.type(after, options.maxGapMs + 1);
        listener.wait();
        RC_ASSERT(listener.typed == before + after);
        RC_ASSERT(listener.scans == QStringList(code));
        RC_ASSERT(listener.torn == 0);
    }));
}

/// At any speed, mixed: what is typed and what is scanned together are all keys, in order.
void ScanRecognizerTest::nothingIsLostOrTurnedRound()
{
    QVERIFY(rc::check([] {
        const auto text = *anyText();
        Listener listener;
        QString sofar;
        for (const QChar character : text) {
            listener.press(character, *rc::gen::element<qint64>(0, 5, 35, 36, 200));
            sofar += character;
            // What went on is always a part of what came, in its order.
            qsizetype at = 0;
            for (const QChar passed : std::as_const(listener.typed)) {
                at = sofar.indexOf(passed, at);
                RC_ASSERT(at >= 0);
                ++at;
            }
        }
        listener.wait();
        if (listener.scans.isEmpty() && listener.torn == 0)
            RC_ASSERT(listener.typed == text);
    }));
}

void ScanRecognizerTest::scansWithTheUsualSettings()
{
    Listener listener;
    listener.scan(QStringLiteral("BAG-23KG"));
    listener.scan(QStringLiteral("TW1 17 EZ12345 clv_tx_1"), 20);
    QCOMPARE(listener.scans,
             QStringList({QStringLiteral("BAG-23KG"), QStringLiteral("TW1 17 EZ12345 clv_tx_1")}));
    QCOMPARE(listener.typed, QString());
}

void ScanRecognizerTest::aShortBurstIsTyping()
{
    Listener listener;
    listener.scan(QStringLiteral("12"));
    QCOMPARE(listener.typed, QStringLiteral("12\r"));
    QVERIFY(listener.scans.isEmpty());
}

void ScanRecognizerTest::aRolledPairOfKeysIsTyping()
{
    Listener listener;
    listener.press(QStringLiteral("t"), 200);
    listener.press(QStringLiteral("h"), 20);
    QCOMPARE(listener.typed, QString()); // for a moment
    listener.press(QStringLiteral("e"), 90);
    QCOMPARE(listener.typed, QStringLiteral("th"));
    listener.wait();
    QCOMPARE(listener.typed, QStringLiteral("the"));
}

void ScanRecognizerTest::aSlowEnterIsNoScan()
{
    Listener listener;
    listener.press(QStringLiteral("7"), 200);
    for (const char digit : {'5', '0', '0'})
        listener.press(QString(QLatin1Char(digit)), 10);
    listener.press(QStringLiteral("\r"), 120);
    QCOMPARE(listener.typed, QStringLiteral("7500\r"));
    QVERIFY(listener.scans.isEmpty());
}

void ScanRecognizerTest::aBurstWithoutItsEnterHasToBeLonger()
{
    Listener listener;
    listener.press(QStringLiteral("4"), 500);
    listener.type(QStringLiteral("006381"), 3);
    listener.wait();
    QCOMPARE(listener.typed, QStringLiteral("4006381"));
    listener.press(QStringLiteral("4"), 500);
    listener.type(QStringLiteral("0063813"), 3);
    listener.wait();
    QCOMPARE(listener.typed, QStringLiteral("4006381"));
    QCOMPARE(listener.scans, QStringList(QStringLiteral("40063813")));
}

void ScanRecognizerTest::withoutASuffixThePauseEndsIt()
{
    Listener listener({{}, {}, 35, 4});
    listener.press(QStringLiteral("L"), 500);
    listener.type(QStringLiteral("OUNGE"), 3);
    QVERIFY(listener.scans.isEmpty());
    listener.wait();
    QCOMPARE(listener.scans, QStringList(QStringLiteral("LOUNGE")));
    listener.type(QStringLiteral("lounge"), 80);
    listener.wait();
    QCOMPARE(listener.typed, QStringLiteral("lounge"));
}

void ScanRecognizerTest::aPrefixIsWanted()
{
    const ScannerOptions options{QStringLiteral("]C1"), QStringLiteral("\r"), 35, 4};
    Listener listener(options);
    listener.scan(QStringLiteral("LOUNGE"));
    QCOMPARE(listener.scans, QStringList(QStringLiteral("LOUNGE")));
    // As fast, but not the scanner.
    listener.press(QStringLiteral("L"), 500);
    listener.type(QStringLiteral("OUNGE\r"), 3);
    QCOMPARE(listener.typed, QStringLiteral("LOUNGE\r"));
    listener.press(QStringLiteral("]"), 500);
    listener.type(QStringLiteral("CxOUNGE\r"), 3);
    QCOMPARE(listener.typed, QStringLiteral("LOUNGE\r]CxOUNGE\r"));
}

void ScanRecognizerTest::aLineFeedBehindIsSwallowed()
{
    Listener listener;
    listener.scan(QStringLiteral("LOUNGE"));
    listener.press(QStringLiteral("\n"), 3);
    listener.press(QStringLiteral("\r"), 200);
    QCOMPARE(listener.typed, QStringLiteral("\r"));
}

void ScanRecognizerTest::twoScansAfterEachOther()
{
    Listener listener;
    listener.scan(QStringLiteral("LOUNGE"));
    listener.type(QStringLiteral("BAG-23KG\r"), 3);
    QCOMPARE(listener.scans, QStringList({QStringLiteral("LOUNGE"), QStringLiteral("BAG-23KG")}));
    QCOMPARE(listener.typed, QString());
}

/// The face was busy, and its timer came before the keys that were waiting.
void ScanRecognizerTest::aTornScanIsNotReadInPart()
{
    Listener listener;
    listener.press(QStringLiteral("B"), 500);
    listener.press(QStringLiteral("A"), 3);
    listener.wait();
    QCOMPARE(listener.typed, QStringLiteral("BA"));
    listener.type(QStringLiteral("G-23KG\r"), 3);
    QCOMPARE(listener.torn, 1);
    QVERIFY(listener.scans.isEmpty());
    // Its Enter presses nothing.
    QCOMPARE(listener.typed, QStringLiteral("BA"));
    listener.scan(QStringLiteral("BAG-23KG"));
    QCOMPARE(listener.scans, QStringList(QStringLiteral("BAG-23KG")));
}

void ScanRecognizerTest::aClickInBetweenEndsIt()
{
    Listener listener;
    listener.press(QStringLiteral("B"), 500);
    listener.type(QStringLiteral("AG"), 3);
    listener.interrupt();
    QCOMPARE(listener.typed, QStringLiteral("BAG"));
    listener.scan(QStringLiteral("LOUNGE"));
    QCOMPARE(listener.scans, QStringList(QStringLiteral("LOUNGE")));
}

void ScanRecognizerTest::anEndlessBurstIsOneScan()
{
    Listener listener;
    listener.scan(QString(100'000, u'9'));
    QCOMPARE(listener.scans.size(), 1);
    QVERIFY(listener.scans.first().size() > 4'000 && listener.scans.first().size() < 5'000);
    QCOMPARE(listener.typed, QString());
}

void ScanRecognizerTest::enterAloneIsNotHeld()
{
    ScanRecognizer recognizer{ScannerOptions{}};
    for (const char *text : {"\r", "\t", " ", "\x1b", "\x7f"}) {
        QCOMPARE(recognizer.press(QLatin1String(text), 1'000).key, Fate::Pass);
        QVERIFY(!recognizer.isHolding());
    }
    QCOMPARE(recognizer.press(QStringLiteral("a"), 1'000).key, Fate::Hold);
}

QTEST_APPLESS_MAIN(ScanRecognizerTest)
#include "tst_scan_recognizer.moc"
