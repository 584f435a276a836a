#include "screen_checks.h"

#include "kiosk/terminal/keyboard_dock.h"

#include <QLineEdit>
#include <QPointingDevice>

using namespace tillwright;
using kiosk::terminal::KeyboardDock;
using testing::TerminalFixture;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr QSize portrait(1080, 1920);

/// The terminal with its keyboard, and two fields on the payment page.
class KeyboardFixture : public TerminalFixture
{
public:
    KeyboardFixture()
        : dock(new KeyboardDock(window, languages, page)), number(new QLineEdit(page)),
          email(new QLineEdit(page))
    {
        window.setKeyboardDock(dock);
        number->setGeometry(20, 20, 300, 72);
        email->setGeometry(20, 120, 300, 72);
        email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    }

    void open(const QSize &size = portrait)
    {
        showAt(size);
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window is not active");
    }
    void toNumber()
    {
        toCard();
        settle();
        number->setFocus();
        settleKeys();
    }
    void settleKeys()
    {
        settle();
        if (dock->isVisible())
            dock->grabFramebuffer();
        settle();
    }
    QQuickItem *key(const QString &name) const
    {
        return kiosk::quick_items::shownItem(dock->rootObject(), s("dock_") + name);
    }
    /// With a finger.
    void touch(const QString &name)
    {
        const auto *item = key(name);
        if (!item)
            qFatal("there is no key %s", qPrintable(name));
        const QPoint middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
        const QPoint at = dock->mapTo(&window, middle);
        static auto *finger = QTest::createTouchDevice();
        QTest::touchEvent(&window, finger).press(1, at, &window);
        QTest::touchEvent(&window, finger).release(1, at, &window);
        settleKeys();
    }
    void touchAll(const QString &names)
    {
        for (const QChar name : names)
            touch(QString(name));
    }

    KeyboardDock *dock; ///< belongs to the window, like the fields
    QLineEdit *number;
    QLineEdit *email;
};

} // namespace

class TerminalKeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysAwayWhereNothingIsTyped();
    void staysAwayWhereTheScreenBringsKeys();
    void comesWithAFieldAndGoesWithIt();
    void coversNothing();
    void typesByTouchAndLeavesTheFocus();
    void offersDigitsFirstWhereTheyAreWanted();
    void beginsAnewInAnotherField();
    void writesWhatTheLanguageWrites();
    void writesOnFieldsOfTheScreens();
    void erasesAsLongAsItIsHeld();
    void goesWhenItIsSentAway();
    void isASignOfLife();
    void typesNothingOfItsOwn();
    void looks_data();
    void looks();
};

void TerminalKeyboardTest::staysAwayWhereNothingIsTyped()
{
    KeyboardFixture fixture;
    fixture.open();
    QVERIFY(fixture.dock->isHidden());
    fixture.toCard();
    fixture.settleKeys();
    QVERIFY(fixture.dock->isHidden());
    QCOMPARE(fixture.window.face().height(), portrait.height());
}

void TerminalKeyboardTest::staysAwayWhereTheScreenBringsKeys()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.press(s("language_en"));
    QVERIFY(fixture.find(s("referenceField"))->hasActiveFocus());
    QVERIFY(fixture.dock->isHidden());
}

void TerminalKeyboardTest::comesWithAFieldAndGoesWithIt()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    QVERIFY(fixture.dock->isVisible());
    fixture.number->clearFocus();
    QVERIFY(fixture.dock->isHidden());
    fixture.email->setFocus();
    QVERIFY(fixture.dock->isVisible());
    // A field that is no field any more, without the focus going anywhere: a page's does not tell.
    fixture.email->setReadOnly(true);
    QTRY_VERIFY(fixture.dock->isHidden());
    fixture.number->setFocus();
    QVERIFY(fixture.dock->isVisible());
    fixture.terminal.cancelPayment();
    fixture.settleKeys();
    QVERIFY(fixture.dock->isHidden());
    QCOMPARE(fixture.window.face().height(), portrait.height());
}

void TerminalKeyboardTest::coversNothing()
{
    for (const QSize &size : {portrait, portrait.transposed(), QSize(720, 1280)}) {
        KeyboardFixture fixture;
        fixture.open(size);
        fixture.toCard();
        fixture.settle();
        const int pageHeight = fixture.page->height();
        const int text = fixture.find(s("screenTitle"))->property("font").value<QFont>().pixelSize();
        fixture.number->setFocus();
        fixture.settleKeys();
        QVERIFY(fixture.dock->height() >= 4 * testing::touchTargetMinPx);
        QCOMPARE(fixture.window.face().height() + fixture.dock->height(), size.height());
        QCOMPARE(fixture.dock->geometry().bottom() + 1, size.height());
        QVERIFY(fixture.page->height() < pageHeight);
        QVERIFY(fixture.page->height() >= size.height() / 4);
        QVERIFY(fixture.page->mapTo(&fixture.window, fixture.page->rect().bottomLeft()).y()
                < fixture.dock->geometry().top());
        // What is read stays as large as it was. On a low window the form has the title's lines.
        const auto *title = fixture.find(s("screenTitle"));
        QCOMPARE(title != nullptr, size.height() > size.width());
        QVERIFY(!title || title->property("font").value<QFont>().pixelSize() == text);
        fixture.number->clearFocus();
        fixture.settleKeys();
        QCOMPARE(fixture.page->height(), pageHeight);
    }
}

void TerminalKeyboardTest::typesByTouchAndLeavesTheFocus()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    fixture.touchAll(s("4242"));
    QCOMPARE(fixture.number->text(), s("4242"));
    fixture.touch(s("erase"));
    fixture.touch(s("0"));
    QCOMPARE(fixture.number->text(), s("4240"));
    QVERIFY(fixture.number->hasFocus());
    fixture.touch(s("next"));
    QVERIFY(fixture.email->hasFocus());
    QVERIFY(fixture.dock->isVisible());
}

void TerminalKeyboardTest::offersDigitsFirstWhereTheyAreWanted()
{
    KeyboardFixture fixture;
    fixture.open();
    // A card field tells the engine, and the engine does not tell us.
    fixture.toNumber();
    QVERIFY(fixture.key(s("7")));
    QVERIFY(!fixture.key(s("q")));
    QVERIFY(fixture.key(s("letters")));
    fixture.email->setFocus();
    fixture.settleKeys();
    QVERIFY(fixture.key(s("q")));
    fixture.email->setInputMethodHints(Qt::ImhDialableCharactersOnly);
    fixture.settleKeys();
    QTRY_VERIFY(fixture.key(s("7")));
    fixture.email->setInputMethodHints(Qt::ImhDigitsOnly);
    QTRY_VERIFY(!fixture.key(s("letters")));
    QVERIFY(fixture.key(s("7")));
}

void TerminalKeyboardTest::beginsAnewInAnotherField()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    fixture.touch(s("letters"));
    fixture.touch(s("signs"));
    QVERIFY(fixture.key(s("@")));
    fixture.number->clearFocus();
    fixture.number->setFocus();
    fixture.settleKeys();
    QVERIFY(fixture.key(s("7")));
    QVERIFY(!fixture.key(s("@")));
}

void TerminalKeyboardTest::writesWhatTheLanguageWrites()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toCard();
    fixture.settle();
    fixture.email->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    fixture.email->setFocus();
    fixture.settleKeys();
    const auto first = [&fixture] {
        return fixture.dock->rootObject()->property("rows").toList().first().toList().first().toString();
    };
    QCOMPARE(first(), s("q"));
    fixture.touch(s("shift"));
    fixture.touchAll(s("qq"));
    QCOMPARE(fixture.email->text(), s("Qq"));
    fixture.languages.select(s("fr"));
    fixture.settleKeys();
    QCOMPARE(first(), s("a"));
    fixture.touch(s("signs"));
    fixture.touch(s("é"));
    QCOMPARE(fixture.email->text(), s("Qqé"));
    fixture.touch(s("letters"));
    fixture.languages.select(s("es"));
    fixture.settleKeys();
    fixture.touch(s("ñ"));
    QCOMPARE(fixture.email->text(), s("Qqéñ"));
    // Addresses are written in Latin letters everywhere.
    fixture.languages.select(s("ar"));
    fixture.settleKeys();
    QCOMPARE(first(), s("q"));
    fixture.email->clear();
    fixture.email->setInputMethodHints(Qt::ImhNone);
    // Once it has seen that any letters will do.
    QTRY_VERIFY(fixture.dock->rootObject()->property("hasOwnScript").toBool());
    fixture.settleKeys();
    if (fixture.key(s("letters")))
        fixture.touch(s("letters"));
    QTRY_VERIFY(fixture.key(s("latin")));
    QCOMPARE(first(), s("ض"));
    fixture.touch(s("ض"));
    fixture.touch(s("latin"));
    fixture.touch(s("q"));
    fixture.touch(s("script"));
    fixture.touch(s("ب"));
    QCOMPARE(fixture.email->text(), s("ضqب"));
    // No language mirrors a keyboard.
    QVERIFY(fixture.key(s("ض"))->mapToScene({}).x() < fixture.key(s("د"))->mapToScene({}).x());
}

void TerminalKeyboardTest::writesOnFieldsOfTheScreens()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.press(s("language_ar"));
    auto *field = fixture.find(s("referenceField"));
    field->setProperty("bringsKeys", false);
    fixture.window.setFocus();
    fixture.window.face().setFocus();
    fixture.settleKeys();
    QVERIFY(fixture.dock->isVisible());
    // It wants Latin capitals.
    QVERIFY(!fixture.key(s("shift")));
    fixture.touchAll(s("ez"));
    fixture.touch(s("digits"));
    fixture.touchAll(s("24081"));
    QCOMPARE(fixture.terminal.typed(), s("EZ24081"));
    QVERIFY(field->hasActiveFocus());
    fixture.touch(s("enter"));
    QVERIFY(fixture.terminal.isWaiting());
    QTRY_VERIFY(fixture.dock->isHidden());
}

void TerminalKeyboardTest::erasesAsLongAsItIsHeld()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    fixture.touchAll(s("42424242"));
    const auto *erase = fixture.key(s("erase"));
    const QPoint at = erase->mapToScene(QPointF(erase->width() / 2, erase->height() / 2)).toPoint();
    QTest::mousePress(fixture.dock, Qt::LeftButton, {}, at);
    QTRY_COMPARE(fixture.number->text(), QString());
    QTest::mouseRelease(fixture.dock, Qt::LeftButton, {}, at);
}

void TerminalKeyboardTest::goesWhenItIsSentAway()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    fixture.touch(s("4"));
    fixture.touch(s("hide"));
    QVERIFY(fixture.dock->isHidden());
    QVERIFY(!fixture.number->hasFocus());
    QCOMPARE(fixture.number->text(), s("4"));
    fixture.number->setFocus();
    QVERIFY(fixture.dock->isVisible());
}

void TerminalKeyboardTest::isASignOfLife()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    const kiosk::presentation::IdleSettings settings;
    for (int i = 0; i < 3; ++i) {
        fixture.fakes.clock.advance((settings.quietS - 1) * 1000);
        fixture.touch(s("4"));
        QVERIFY(!fixture.terminal.isWarning());
    }
    fixture.fakes.clock.advance(settings.quietS * 1000);
    fixture.settleKeys();
    QVERIFY(fixture.terminal.isWarning());
    QVERIFY(fixture.dock->isHidden());
}

void TerminalKeyboardTest::typesNothingOfItsOwn()
{
    KeyboardFixture fixture;
    fixture.open();
    fixture.toNumber();
    auto *keyboard = fixture.dock->rootObject()->property("keyboard").value<QObject *>();
    QVERIFY(keyboard);
    fixture.number->clearFocus();
    for (const char *what : {"erase", "enter", "nextField", "hide"})
        QVERIFY(QMetaObject::invokeMethod(keyboard, what));
    QVERIFY(QMetaObject::invokeMethod(keyboard, "type", Q_ARG(QString, s("4"))));
    QCOMPARE(fixture.number->text(), QString());
    QCOMPARE(fixture.email->text(), QString());
}

void TerminalKeyboardTest::looks_data()
{
    QTest::addColumn<bool>("accessible");
    QTest::newRow("normal") << false;
    QTest::newRow("accessible") << true;
}

/// Every layer in every language, high and wide: as the screens are measured.
void TerminalKeyboardTest::looks()
{
    QFETCH(const bool, accessible);
    KeyboardFixture fixture;
    fixture.open();
    if (accessible)
        fixture.press(s("accessibilityButton"));
    fixture.toNumber();
    fixture.number->setInputMethodHints(Qt::ImhNone);
    for (const QSize &size : {portrait, portrait.transposed()}) {
        fixture.window.resize(size);
        for (const QString &language : fixture.languages.codes()) {
            fixture.languages.select(language);
            for (const char *layer : {"digits", "letters", "signs"}) {
                fixture.dock->rootObject()->setProperty("keySet", s(layer));
                fixture.settleKeys();
                const QString where = s("terminal-keyboard-%1%2-%3x%4-%5")
                                          .arg(s(layer), accessible ? s("-accessible") : QString())
                                          .arg(size.width())
                                          .arg(size.height())
                                          .arg(language);
                const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
                if (!directory.isEmpty()) {
                    QVERIFY(QDir().mkpath(directory));
                    QVERIFY(fixture.window.grab().save(s("%1/%2.png").arg(directory, where)));
                }
                QList<testing::SeenItem> seen;
                testing::collect(fixture.dock->rootObject(), nullptr, seen);
                QVERIFY2(seen.size() > 10, qPrintable(where));
                for (const auto &one : std::as_const(seen)) {
                    const QString problem = testing::problemOf(one, fixture.dock->rect());
                    QVERIFY2(problem.isEmpty(),
                             qPrintable(where + s(": ") + testing::describe(one.item) + u' ' + problem));
                }
                testing::checkItems(fixture, where);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
    fixture.languages.select(s("en"));
}

QTEST_MAIN(TerminalKeyboardTest)
#include "tst_keyboard.moc"
