#include "kiosk/register/labels.h"
#include "kiosk/register/status_strip.h"
#include "kiosk/register/theme.h"

#include <QTest>

using namespace tillwright::kiosk::register_face;
using tillwright::kiosk::presentation::Engine;

/// What the strip says of each thing the register needs: in words, and with a picture of its own shape.
class StatusStripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasAStateOfItsOwn();
    void saysWhatTheEngineIs_data();
    void saysWhatTheEngineIs();
    void aPrinterIsNamedOnce_data();
    void aPrinterIsNamedOnce();
    void noStateIsToldByColourAlone();

private:
    static QLabel *label(StatusStrip &strip, const char *name)
    {
        auto *found = strip.findChild<QLabel *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    static Environment environment(const Engine &engine = {})
    {
        return {false, QStringLiteral("register-1"), QStringLiteral("0.1.0"), engine};
    }
};

void StatusStripTest::eachHasAStateOfItsOwn()
{
    StatusStrip strip(environment());
    for (const char *name : {"networkState", "backendState", "cliveState"})
        QVERIFY(label(strip, name)->text().endsWith(QStringLiteral("\nunknown")));
    QVERIFY(label(strip, "printerState")->isHidden());
    QVERIFY(label(strip, "engineVersion")->isHidden());
    strip.setNetwork(Health::Good);
    strip.setBackend(Health::Good);
    strip.setClive(Health::Bad);
    QCOMPARE(label(strip, "networkState")->text(), QStringLiteral("Network\nfine"));
    QCOMPARE(label(strip, "backendState")->text(), QStringLiteral("Backend\nfine"));
    QCOMPARE(label(strip, "cliveState")->text(), QStringLiteral("Clive\ndown"));
    QCOMPARE(label(strip, "cliveState")->accessibleName(), QStringLiteral("Clive: down"));
    strip.setClive(Health::Unknown);
    QCOMPARE(label(strip, "cliveState")->accessibleName(), QStringLiteral("Clive: unknown"));
}

void StatusStripTest::saysWhatTheEngineIs_data()
{
    QTest::addColumn<int>("floor");
    QTest::addColumn<bool>("takesCardsBelow");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("advice");
    QTest::newRow("fine") << 100 << false << QStringLiteral("Engine\n108 fine")
                          << QStringLiteral("at least 100");
    QTest::newRow("too old") << 130 << false << QStringLiteral("Engine\n108 too old")
                             << QStringLiteral("no card is taken here");
    QTest::newRow("too old, as configured") << 130 << true << QStringLiteral("Engine\n108 too old")
                                            << QStringLiteral("Cards are taken all the same");
}

void StatusStripTest::saysWhatTheEngineIs()
{
    QFETCH(int, floor);
    QFETCH(bool, takesCardsBelow);
    StatusStrip strip(environment({QStringLiteral("108.0.5359.181"), floor, takesCardsBelow}));
    auto *engine = label(strip, "engineVersion");
    QVERIFY(!engine->isHidden());
    QTEST(engine->text(), "text");
    QFETCH(QString, advice);
    QVERIFY2(engine->toolTip().contains(advice), qPrintable(engine->toolTip()));
    QCOMPARE(engine->accessibleDescription(), engine->toolTip());
}

void StatusStripTest::aPrinterIsNamedOnce_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("text");
    QTest::newRow("fine") << QStringLiteral("Printer fine") << QStringLiteral("Printer\nfine");
    QTest::newRow("state") << QStringLiteral("Printer: no paper") << QStringLiteral("Printer\nno paper");
    QTest::newRow("nothing known") << QStringLiteral("Printer") << QStringLiteral("Printer\nunknown");
}

void StatusStripTest::aPrinterIsNamedOnce()
{
    QFETCH(QString, words);
    StatusStrip strip(environment());
    strip.setPrinter(Health::Good, words, QStringLiteral("advice"));
    QTEST(label(strip, "printerState")->text(), "text");
    QCOMPARE(label(strip, "printerState")->toolTip(), QStringLiteral("advice"));
}

void StatusStripTest::noStateIsToldByColourAlone()
{
    StatusStrip strip(environment());
    const Theme theme = Theme::builtIn(Scheme::Light);
    strip.applyTheme(theme);
    // The shape, without its colour: which pixels are painted.
    QList<QImage> shapes;
    for (const auto health : {Health::Unknown, Health::Good, Health::Warning, Health::Bad}) {
        strip.setPrinter(health, QStringLiteral("Printer: x"), {});
        QLabel *icon = nullptr;
        const auto labels = strip.findChildren<QLabel *>();
        for (qsizetype i = 0; i + 1 < labels.size(); ++i) {
            if (labels[i + 1]->objectName() == QStringLiteral("printerState"))
                icon = labels[i];
        }
        QVERIFY(icon);
        shapes.append(icon->pixmap(Qt::ReturnByValue).toImage().createAlphaMask());
    }
    for (qsizetype i = 0; i < shapes.size(); ++i) {
        QVERIFY(!shapes[i].isNull());
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY2(shapes[i] != shapes[j], qPrintable(QStringLiteral("%1 looks like %2").arg(i).arg(j)));
    }
}

QTEST_MAIN(StatusStripTest)
#include "tst_status_strip.moc"
