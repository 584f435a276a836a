#include "terminal_fixture.h"

#include <QContextMenuEvent>
#include <QLayout>

using namespace tillwright;
using testing::TerminalFixture;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr QSize portrait(1080, 1920);

} // namespace

class TerminalWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsInTheLanguageThatIsTouched();
    void paysByTouchAlone();
    void paysByKeysAlone();
    void putsThePageWhereTheScreenHasRoom();
    void hidesThePageWhileItWarns();
    void keepsWhatWasDoneWhenTheLanguageChanges();
    void mirrorsTheLayoutButNotTheAmounts();
    void makesRoomForAKeyboard();
    void noticesSignsOfLife();
    void leavesNothingToTheNextTraveller();
    void cannotBeLeft();
};

void TerminalWindowTest::beginsInTheLanguageThatIsTouched()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.press(s("language_fr"));
    QCOMPARE(fixture.screen(), s("findBooking"));
    QCOMPARE(fixture.languages.current(), s("fr"));
    QCOMPARE(fixture.find(s("findButton"))->property("text").toString(), s("Trouver ma réservation"));
}

void TerminalWindowTest::paysByTouchAlone()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.press(s("language_en"));
    for (const char *key :
         {"key_E", "key_Z", "key_2", "key_4", "key_0", "key_8", "key_1", "key_7", "key_erase"})
        fixture.press(s(key));
    QCOMPARE(fixture.terminal.typed(), s("EZ24081"));
    fixture.press(s("findButton"));
    fixture.answerBooking();
    fixture.settle();
    QCOMPARE(fixture.find(s("reviewAmountValue"))->property("text").toString(), s("$612.40"));
    fixture.press(s("payButton"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1);
}

void TerminalWindowTest::paysByKeysAlone()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window));
    auto *face = &fixture.window.face();
    face->setFocus();
    // The first language has the focus already.
    QTest::keyClick(face, Qt::Key_Return);
    fixture.settle();
    QCOMPARE(fixture.screen(), s("findBooking"));
    QTest::keyClicks(face, s("ez24081"));
    QCOMPARE(fixture.terminal.typed(), s("EZ24081"));
    QTest::keyClick(face, Qt::Key_Return);
    fixture.answerBooking();
    fixture.settle();
    QCOMPARE(fixture.screen(), s("review"));
    // Down leads to Back, Up to Pay again.
    QTest::keyClick(face, Qt::Key_Down);
    QVERIFY(fixture.find(s("backButton"))->hasActiveFocus());
    QTest::keyClick(face, Qt::Key_Up);
    QVERIFY(fixture.find(s("payButton"))->hasActiveFocus());
    QTest::keyClick(face, Qt::Key_Return);
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1);
}

void TerminalWindowTest::putsThePageWhereTheScreenHasRoom()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    QVERIFY(fixture.page->isHidden());
    fixture.toCard();
    fixture.settle();
    QVERIFY(fixture.page->isVisible());
    for (const QSize &size : {portrait, portrait.transposed()}) {
        fixture.window.resize(size);
        fixture.settle();
        const auto *place = fixture.find(s("pagePlace"));
        QVERIFY(place);
        const QRect wanted = place->mapRectToScene(QRectF(0, 0, place->width(), place->height())).toRect();
        QCOMPARE(fixture.page->geometry(), wanted);
        QVERIFY(wanted.height() > size.height() / 2);
        QVERIFY(!wanted.intersects(fixture.find(s("cancelButton"))
                                       ->mapRectToScene(fixture.find(s("cancelButton"))->boundingRect())
                                       .toRect()));
    }
    fixture.terminal.cancelPayment();
    fixture.settle();
    QVERIFY(fixture.page->isHidden());
}

void TerminalWindowTest::hidesThePageWhileItWarns()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.toCard();
    fixture.fakes.clock.advance(kiosk::presentation::IdleSettings{}.quietS * 1000);
    fixture.settle();
    QVERIFY(fixture.page->isHidden());
    fixture.press(s("moreTimeButton"));
    QVERIFY(fixture.page->isVisible());
    fixture.press(s("languageButton"));
    QVERIFY(fixture.page->isHidden());
    fixture.press(s("closeLanguages"));
    QVERIFY(fixture.page->isVisible());
}

void TerminalWindowTest::keepsWhatWasDoneWhenTheLanguageChanges()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.press(s("language_en"));
    fixture.press(s("key_E"));
    fixture.press(s("languageButton"));
    fixture.press(s("language_es"));
    QCOMPARE(fixture.screen(), s("findBooking"));
    QCOMPARE(fixture.terminal.typed(), s("E"));
    QCOMPARE(fixture.find(s("screenTitle"))->property("text").toString(), s("¿Qué reserva quiere pagar?"));
    fixture.typeReference();
    fixture.answerBooking(domain::BookingState::Paid);
    fixture.settle();
    // The words of the view models too.
    QCOMPARE(fixture.find(s("screenText"))->property("text").toString(),
             s("La reserva EZ24081 ya está pagada. No hay nada que pagar."));
    fixture.languages.select(s("fr"));
    fixture.settle();
    QCOMPARE(fixture.find(s("screenText"))->property("text").toString(),
             s("La réservation EZ24081 est déjà payée. Il n’y a rien à payer."));
}

void TerminalWindowTest::mirrorsTheLayoutButNotTheAmounts()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.toReview();
    fixture.settle();
    const auto middleOf = [&fixture](const char *name) {
        const auto *item = fixture.find(s(name));
        return item->mapToScene(QPointF(item->width() / 2, 0)).x();
    };
    QVERIFY(middleOf("helpButton") > portrait.width() / 2.0);
    fixture.languages.select(s("ar"));
    fixture.settle();
    QVERIFY(middleOf("helpButton") < portrait.width() / 2.0);
    QCOMPARE(fixture.find(s("reviewAmountValue"))->property("text").toString(), s("$612.40"));
    QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
}

void TerminalWindowTest::makesRoomForAKeyboard()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    auto *dock = new QFrame;
    dock->setFixedHeight(400);
    fixture.window.setKeyboardDock(dock);
    fixture.toCard();
    fixture.settle();
    QCOMPARE(fixture.window.face().height(), portrait.height() - 400);
    QVERIFY(fixture.page->geometry().bottom() < portrait.height() - 400);
    QVERIFY(fixture.find(s("screenTitle")));
    // On a low window the form gets the title's lines as well.
    fixture.showAt({portrait.height(), portrait.width()});
    QVERIFY(!fixture.find(s("screenTitle")));
    const int withoutTitle = fixture.page->height();
    dock->hide();
    fixture.settle();
    QVERIFY(fixture.find(s("screenTitle")));
    QVERIFY(fixture.page->height() > withoutTitle);
}

void TerminalWindowTest::noticesSignsOfLife()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.toCard();
    fixture.settle();
    const kiosk::presentation::IdleSettings settings;
    // On the page, where the terminal itself does not see it.
    for (int i = 0; i < 3; ++i) {
        fixture.fakes.clock.advance((settings.quietS - 1) * 1000);
        QTest::keyClick(fixture.page, Qt::Key_4);
        QVERIFY(!fixture.terminal.isWarning());
    }
    fixture.fakes.clock.advance(settings.quietS * 1000);
    QVERIFY(fixture.terminal.isWarning());
}

void TerminalWindowTest::leavesNothingToTheNextTraveller()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.press(s("accessibilityButton"));
    const int large = fixture.find(s("screenTitle"))->property("font").value<QFont>().pixelSize();
    fixture.press(s("language_ar"));
    fixture.toReview();
    fixture.walkAway();
    fixture.settle();
    QCOMPARE(fixture.screen(), s("attract"));
    QCOMPARE(fixture.languages.current(), s("en"));
    QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
    QVERIFY(fixture.find(s("screenTitle"))->property("font").value<QFont>().pixelSize() < large);
    fixture.press(s("language_en"));
    QCOMPARE(fixture.find(s("referenceField"))->property("text").toString(), QString());
}

void TerminalWindowTest::cannotBeLeft()
{
    TerminalFixture fixture;
    fixture.window.lock();
    fixture.showAt(portrait);
    fixture.press(s("language_en"));
    QVERIFY(!fixture.window.close());
    // As a session that ends asks, and Qt's own quit().
    QApplication::closeAllWindows();
    QVERIFY(fixture.window.isVisible());
    const Qt::KeyboardModifiers ctrl = Qt::ControlModifier;
    const std::pair<Qt::Key, Qt::KeyboardModifiers> keys[]{{Qt::Key_F4, Qt::AltModifier},
                                                           {Qt::Key_Tab, Qt::AltModifier},
                                                           {Qt::Key_Space, Qt::AltModifier},
                                                           {Qt::Key_Escape, Qt::NoModifier},
                                                           {Qt::Key_F1, Qt::NoModifier},
                                                           {Qt::Key_F5, Qt::NoModifier},
                                                           {Qt::Key_F10, Qt::NoModifier},
                                                           {Qt::Key_F11, Qt::NoModifier},
                                                           {Qt::Key_F12, Qt::NoModifier},
                                                           {Qt::Key_Menu, Qt::NoModifier},
                                                           {Qt::Key_Print, Qt::NoModifier},
                                                           {Qt::Key_Q, ctrl},
                                                           {Qt::Key_W, ctrl},
                                                           {Qt::Key_N, ctrl},
                                                           {Qt::Key_T, ctrl},
                                                           {Qt::Key_O, ctrl},
                                                           {Qt::Key_P, ctrl},
                                                           {Qt::Key_S, ctrl},
                                                           {Qt::Key_R, ctrl},
                                                           {Qt::Key_Plus, ctrl},
                                                           {Qt::Key_Minus, ctrl},
                                                           {Qt::Key_I, ctrl | Qt::ShiftModifier},
                                                           {Qt::Key_Super_L, Qt::NoModifier}};
    const int text = fixture.find(s("screenTitle"))->property("font").value<QFont>().pixelSize();
    for (const auto &[key, modifiers] : keys)
        QTest::keyClick(&fixture.window.face(), key, modifiers);
    fixture.settle();
    QVERIFY(fixture.window.isVisible());
    QVERIFY(!fixture.window.isMinimized());
    QCOMPARE(QApplication::topLevelWidgets().size(), 1);
    QCOMPARE(fixture.screen(), s("findBooking"));
    // The space bar's blank does not count.
    QCOMPARE(fixture.terminal.typed().trimmed(), QString());
    QCOMPARE(fixture.find(s("screenTitle"))->property("font").value<QFont>().pixelSize(), text);
    // Neither menus nor what is dragged.
    QContextMenuEvent menu(QContextMenuEvent::Mouse, {300, 300},
                           fixture.window.mapToGlobal(QPoint(300, 300)));
    QApplication::sendEvent(&fixture.window.face(), &menu);
    QCOMPARE(QApplication::activePopupWidget(), nullptr);
    QCOMPARE(fixture.window.contextMenuPolicy(), Qt::NoContextMenu);
    QVERIFY(!fixture.window.acceptDrops());
    QVERIFY(!fixture.window.face().acceptDrops());
}

QTEST_MAIN(TerminalWindowTest)
#include "tst_window.moc"
