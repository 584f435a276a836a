#include "kiosk/presentation/engine_words.h"

#include <QTest>

using namespace tillwright::kiosk::presentation;

/// The floor of the engine that cards are typed into.
class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void saysWhatToDo();
};

void EngineTest::judges_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("floor");
    QTest::addColumn<bool>("takesCardsBelow");
    QTest::addColumn<bool>("isBelow");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *version, int floor, bool takes, bool below,
                        bool refused, const char *words) {
        QTest::newRow(name) << QString::fromLatin1(version) << floor << takes << below << refused
                            << QString::fromLatin1(words);
    };
    row("above", "132.0.6834.83", 130, false, false, false, "132 fine");
    row("at the floor", "130.0.1.2", 130, false, false, false, "130 fine");
    row("below", "129.9.9.9", 130, false, true, true, "129 too old");
    row("below, as configured", "108.0.5359.181", 130, true, true, false, "108 too old");
    row("no floor", "87.0.1", 0, false, false, false, "87 fine");
    row("not to be read", "unknown", 130, false, true, true, "? too old");
    row("three digits are not compared as letters", "99.0", 100, false, true, true, "99 too old");
    row("none", "", 130, false, false, false, "? fine");
}

void EngineTest::judges()
{
    QFETCH(QString, version);
    QFETCH(int, floor);
    QFETCH(bool, takesCardsBelow);
    const Engine engine{version, floor, takesCardsBelow};
    QTEST(isBelowFloor(engine), "isBelow");
    QTEST(!cardRefusal(engine).isEmpty(), "isRefused");
    QTEST(engineWords(engine), "words");
}

void EngineTest::saysWhatToDo()
{
    const QString old = QStringLiteral("108.0.5359.181");
    QVERIFY(engineAdvice({old, 130, false}).contains(QStringLiteral("no card is taken")));
    QVERIFY(engineAdvice({old, 130, true}).contains(QStringLiteral("as configured")));
    QVERIFY(engineAdvice({old, 0, false}).contains(QStringLiteral("no floor")));
    QVERIFY(cardRefusal({old, 130, false}).contains(old));
}

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
