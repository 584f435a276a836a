#include "kiosk/register/theme.h"

#include <QFile>
#include <QTest>

using namespace tillwright::kiosk::register_face;

class ThemeTest : public QObject
{
    Q_OBJECT

private:
    static QByteArray tokens()
    {
        QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/tokens.json"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void schemesDiffer();
    void builtInIsTheFile();
    void webAlphaIsUnderstood();
    void styleSheetHasNoTokenLeft();
    void errorsNameTheToken_data();
    void errorsNameTheToken();
};

void ThemeTest::schemesDiffer()
{
    const auto light = Theme::parse(tokens(), Scheme::Light);
    const auto dark = Theme::parse(tokens(), Scheme::Dark);
    QVERIFY(light && dark);
    QVERIFY(light->color(QStringLiteral("background")).lightness() > 200);
    QVERIFY(dark->color(QStringLiteral("background")).lightness() < 60);
    QVERIFY(light->styleSheet() != dark->styleSheet());
    QCOMPARE(light->palette().color(QPalette::Window), light->color(QStringLiteral("background")));
}

void ThemeTest::builtInIsTheFile()
{
    QCOMPARE(Theme::builtIn(Scheme::Dark).styleSheet(), Theme::parse(tokens(), Scheme::Dark)->styleSheet());
}

void ThemeTest::webAlphaIsUnderstood()
{
    QByteArray changed = tokens();
    changed.replace("\"scrim\": \"#1b1c1e80\"", "\"scrim\": \"#01020304\"");
    const auto theme = Theme::parse(changed, Scheme::Light);
    QVERIFY(theme);
    QCOMPARE(theme->color(QStringLiteral("scrim")), QColor(1, 2, 3, 4));
}

void ThemeTest::styleSheetHasNoTokenLeft()
{
    const QString sheet = Theme::builtIn(Scheme::Light).styleSheet();
    QVERIFY(!sheet.contains(u'@'));
    QVERIFY(sheet.contains(QStringLiteral("\"Inter\"")));
    QVERIFY(sheet.contains(Theme::builtIn(Scheme::Light).color(QStringLiteral("accent")).name().mid(1)));
}

void ThemeTest::errorsNameTheToken_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("named");
    QTest::newRow("missing colour") << QByteArray("\"accentSoft\"") << QByteArray("\"accentSofter\"")
                                    << QStringLiteral("color.light.accentSoft");
    QTest::newRow("no colour") << QByteArray("#86867f") << QByteArray("greyish")
                               << QStringLiteral("color.light.borderControl");
    QTest::newRow("missing size") << QByteArray("\"bodyLarge\"") << QByteArray("\"bodyHuge\"")
                                  << QStringLiteral("font.sizePx.bodyLarge");
    QTest::newRow("no JSON") << QByteArray("\"version\": 1,") << QByteArray("\"version\": ,")
                             << QStringLiteral("not a JSON object");
}

void ThemeTest::errorsNameTheToken()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, named);
    QByteArray changed = tokens();
    QVERIFY(changed.contains(before));
    changed.replace(before, after);
    const auto theme = Theme::parse(changed, Scheme::Light);
    QVERIFY(!theme);
    QVERIFY2(theme.error().contains(named), qPrintable(theme.error()));
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
