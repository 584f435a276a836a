#include "staff_face.h"
#include "till_fixture.h"

#include <QListView>
#include <QPointingDevice>
#include <QTest>
#include <QWindow>
#include <memory>

using namespace tillwright;
using testing::RegisterFixture;
using testing::StaffFace;
using testing::TillFixture;

/// Fingers on the register, as the window system brings them.
class TouchKeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_device.reset(QTest::createTouchDevice()); }
    void comesWithAFingerAndGoesWithAKey();
    void staysAwayFromOtherFields();
    void typesWhatStandsOnItsKeys();
    void neverCoversItsField();
    void entersAReason();
    void looks_data();
    void looks();

private:
    void tap(QWidget *widget) { tapAt(widget, widget->rect().center()); }
    void tapAt(QWidget *widget, const QPoint &onWidget)
    {
        QVERIFY2(widget->isVisible(), qPrintable(widget->objectName()));
        auto *window = widget->window()->windowHandle();
        const QPoint at = widget->mapTo(widget->window(), onWidget);
        QTest::touchEvent(window, m_device.get()).press(0, at, window);
        QTest::touchEvent(window, m_device.get()).release(0, at, window);
        QCoreApplication::processEvents();
    }
    void tap(RegisterFixture &fixture, const char *name) { tap(fixture.find(name)); }
    void type(RegisterFixture &fixture, const char *text)
    {
        for (const char *key = text; *key; ++key)
            tap(fixture, qPrintable(QStringLiteral("touchKey_%1").arg(QLatin1Char(*key))));
    }
    static bool isShown(const RegisterFixture &fixture) { return fixture.find("touchKeyboard")->isVisible(); }

    std::unique_ptr<QPointingDevice> m_device;
};

void TouchKeyboardTest::comesWithAFingerAndGoesWithAKey()
{
    TillFixture fixture;
    fixture.showActive();
    // The keyboard of the machine is there already, in the same field.
    QVERIFY(fixture.find("catalogueSearch")->hasFocus());
    QVERIFY(!isShown(fixture));
    tap(fixture, "catalogueSearch");
    QVERIFY(isShown(fixture));
    type(fixture, "lou");
    QCOMPARE(fixture.find<QLineEdit>("catalogueSearch")->text(), QStringLiteral("lou"));
    tap(fixture, "touchKeyEnter");
    QCOMPARE(int(fixture.lines().size()), 1);
    QVERIFY(isShown(fixture));
    tap(fixture, "touchKeyHide");
    QVERIFY(!isShown(fixture));
    QVERIFY(fixture.find("catalogueSearch")->hasFocus());
    tap(fixture, "catalogueSearch");
    QVERIFY(isShown(fixture));
    QTest::keyClick(fixture.window.windowHandle(), Qt::Key_A);
    QVERIFY(!isShown(fixture));
    // And with a finger on anything else.
    tap(fixture, "saleEmail");
    QVERIFY(isShown(fixture));
    auto *grid = fixture.find<QListView>("catalogueGrid");
    const auto item = grid->visualRect(grid->model()->index(0, 0));
    QVERIFY(!fixture.find("touchKeyboard")
                 ->geometry()
                 .contains(
                     grid->viewport()->mapTo(fixture.find("touchKeyboard")->parentWidget(), item.center())));
    tapAt(grid->viewport(), item.center());
    QVERIFY(!isShown(fixture));
}

void TouchKeyboardTest::staysAwayFromOtherFields()
{
    TillFixture fixture;
    fixture.showActive();
    // It has digits beside it.
    tap(fixture, "saleAmount");
    QVERIFY(fixture.find("saleAmount")->hasFocus());
    QVERIFY(!isShown(fixture));
    tap(fixture, "key5");
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("5"));
    QVERIFY(!isShown(fixture));
    // A field that gets the keyboard by itself was not touched.
    fixture.find("saleEmail")->setFocus();
    QVERIFY(!isShown(fixture));
    fixture.find<QLineEdit>("saleReference")->setReadOnly(true);
    tap(fixture, "saleReference");
    QVERIFY(!isShown(fixture));
}

void TouchKeyboardTest::typesWhatStandsOnItsKeys()
{
    TillFixture fixture;
    fixture.showActive();
    tap(fixture, "saleEmail");
    tap(fixture, "touchKeyShift");
    QCOMPARE(fixture.find<QPushButton>("touchKey_a")->accessibleName(), QStringLiteral("A"));
    type(fixture, "a");
    // One capital.
    type(fixture, "da");
    tap(fixture, "touchKeyShift");
    tap(fixture, "touchKey_-");
    type(fixture, "1@example.com");
    tap(fixture, "touchKeyDelete");
    QCOMPARE(fixture.form.email(), QStringLiteral("Ada_1@example.co"));
    // Enter leads to the next field, and the keyboard along.
    tap(fixture, "touchKeyEnter");
    QVERIFY(fixture.find("saleReference")->hasFocus());
    QVERIFY(isShown(fixture));
    tap(fixture, "touchKeyEnter");
    QVERIFY(!isShown(fixture));
}

void TouchKeyboardTest::neverCoversItsField()
{
    TillFixture fixture;
    fixture.showActive();
    for (const QSize &size : {QSize(1280, 720), QSize(1920, 1080)}) {
        fixture.window.resize(size);
        QCoreApplication::processEvents();
        for (const char *field : {"saleEmail", "saleReference", "catalogueSearch"}) {
            fixture.find("chargeButton")->setFocus();
            tap(fixture, field);
            QVERIFY2(isShown(fixture), qPrintable(QString::number(size.width()) + QLatin1String(field)));
            const auto onWindow = [&](const char *name) {
                const auto *widget = fixture.find(name);
                return QRect(widget->mapTo(&fixture.window, QPoint()), widget->size());
            };
            QVERIFY2(!onWindow("touchKeyboard").intersects(onWindow(field)), field);
            QVERIFY2(fixture.window.rect().contains(onWindow("touchKeyboard")), field);
            for (auto *key : fixture.find("touchKeyboard")->findChildren<QPushButton *>())
                QVERIFY2(key->height() >= 48 && key->width() >= 48, qPrintable(key->objectName()));
        }
    }
}

void TouchKeyboardTest::entersAReason()
{
    const std::vector<StaffFace::Person> people{{"Ada Obi", kiosk::shift::Role::Cashier, "4071"},
                                                {"Zoe Martin", kiosk::shift::Role::Supervisor, "5093"}};
    StaffFace face(people);
    face.fixture.showActive();
    for (const char *key :
         {"signInTile_ada-obi", "signInKey4", "signInKey0", "signInKey7", "signInKey1", "signInKeyEnter"})
        tap(face.fixture, key);
    QTRY_VERIFY(!face.isCovered());
    bool isAllowed = false;
    face.approval->allow({QStringLiteral("sale_voided"), QStringLiteral("EZ1"), {}, QStringLiteral("Void")},
                         [&isAllowed] { isAllowed = true; });
    tap(face.fixture, "approvalReason");
    type(face.fixture, "broken");
    // What stays visible is not what is covered.
    tap(face.fixture, "touchKeyEnter");
    QVERIFY(!isShown(face.fixture));
    for (const char *key : {"approvalTile_zoe-martin", "approvalKey5", "approvalKey0", "approvalKey9",
                            "approvalKey3", "approvalAllow"})
        tap(face.fixture, key);
    QTRY_VERIFY(isAllowed);
    QCOMPARE(face.store->auditLines().value().back().entry.reason, std::string("broken"));
}

void TouchKeyboardTest::looks_data()
{
    QTest::addColumn<kiosk::register_face::Scheme>("scheme");
    QTest::newRow("light") << kiosk::register_face::Scheme::Light;
    QTest::newRow("dark") << kiosk::register_face::Scheme::Dark;
}

void TouchKeyboardTest::looks()
{
    QFETCH(kiosk::register_face::Scheme, scheme);
    TillFixture fixture(scheme);
    fixture.showActive();
    fixture.add(QStringLiteral("BAG-23KG"), 2);
    tap(fixture, "catalogueSearch");
    type(fixture, "bag");
    testing::lookAtEverySize(fixture.window, QStringLiteral("touch-keyboard"));
    // Which it covers.
    tap(fixture, "touchKeyHide");
    tap(fixture, "saleEmail");
    tap(fixture, "touchKeyShift");
    testing::lookAtEverySize(fixture.window, QStringLiteral("touch-keyboard-email"));
}

QTEST_MAIN(TouchKeyboardTest)
#include "tst_touch_keyboard.moc"
