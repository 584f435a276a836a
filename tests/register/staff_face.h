#pragma once

#include "register_fixture.h"
#include "screen_checks.h"

#include "kiosk/presentation/approval_desk.h"
#include "kiosk/register/staff_layer.h"
#include "kiosk/staff/staff_store.h"

#include <QDir>

namespace tillwright::testing {

/// The register's window with people who sign in: a real staff file, PINs that are cheap to look at.
class StaffFace
{
public:
    struct Person {
        const char *name;
        kiosk::shift::Role role;
        const char *pin;
    };
    explicit StaffFace(const std::vector<Person> &people, int lockAfterMin = 0, const QString &hint = {},
                       kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light)
        : fixture(scheme), store(open(fixture.fakes.clock))
    {
        for (const auto &person : people) {
            if (!store->add(person.name, person.role, {}, domain::Secret(person.pin), "test"))
                qFatal("%s cannot be added", person.name);
        }
        session = std::make_unique<kiosk::presentation::StaffSession>(*store, fixture.fakes.clock);
        approval = std::make_unique<kiosk::presentation::ApprovalDesk>(*session, *store);
        QObject::connect(session.get(), &kiosk::presentation::StaffSession::signedIn, &fixture.form,
                         [this] { fixture.form.setOperator(session->operatorId()); });
        new kiosk::register_face::StaffLayer(fixture.window, fixture.checkout, *session, *approval,
                                             fixture.fakes.clock, {lockAfterMin, hint});
    }

    [[nodiscard]] bool isCovered() const { return fixture.find("signInScreen")->isVisible(); }
    void type(const char *keys)
    {
        for (const char *key = keys; *key; ++key)
            QTest::keyClick(fixture.window.focusWidget(), *key);
    }
    void press(int key) { QTest::keyClick(fixture.window.focusWidget(), Qt::Key(key)); }
    /// Chooses the tile, types the PIN by the keyboard and waits for what comes of it.
    void signIn(const QString &id, const char *pin)
    {
        fixture.press(qPrintable(QStringLiteral("signInTile_") + id));
        type(pin);
        std::optional<kiosk::shift::PinAnswer> answer;
        QObject context;
        QObject::connect(session.get(), &kiosk::presentation::StaffSession::pinAnswered, &context,
                         [&](const auto &said) { answer = said; });
        press(Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }));
    }
    [[nodiscard]] std::vector<std::string> acts() const
    {
        std::vector<std::string> acts;
        const auto lines = store->auditLines().value();
        for (const auto &line : lines)
            acts.push_back(line.entry.act);
        return acts;
    }

    RegisterFixture fixture;
    QTemporaryDir folder;
    std::unique_ptr<kiosk::staff::StaffStore> store;
    std::unique_ptr<kiosk::presentation::StaffSession> session;
    std::unique_ptr<kiosk::presentation::ApprovalDesk> approval;

private:
    std::unique_ptr<kiosk::staff::StaffStore> open(const checkout::Clock &clock)
    {
        auto opened = kiosk::staff::StaffStore::open(
            QDir(folder.path()).filePath(QStringLiteral("staff.sqlite")), clock, kiosk::staff::leastCost());
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        return *std::move(opened);
    }
};

/// A picture of the window for a person to look at, where TILLWRIGHT_SCREENSHOT_DIR says, in two sizes; every label and key
/// within the window, every target as large as a finger.
inline void lookAtEverySize(kiosk::register_face::RegisterWindow &window, const QString &name)
{
    for (const QSize &size : {QSize(1280, 720), QSize(1920, 1080)}) {
        window.resize(size);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCOMPARE(window.size(), size);
        const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
        if (!directory.isEmpty()) {
            QVERIFY(QDir().mkpath(directory));
            const bool isLight = window.scheme() == kiosk::register_face::Scheme::Light;
            QVERIFY(window.grab().save(QStringLiteral("%1/%2-%3-%4.png")
                                           .arg(directory, name)
                                           .arg(size.width())
                                           .arg(isLight ? QStringLiteral("light") : QStringLiteral("dark"))));
        }
        for (const auto *label : window.findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty() || label->visibleRegion().isEmpty())
                continue;
            const QByteArray words = (name + u' ' + label->objectName() + u' ' + label->text()).toUtf8();
            QVERIFY2(isScrolled(label)
                         || window.rect().contains(QRect(label->mapTo(&window, QPoint()), label->size())),
                     words);
            const int wanted =
                label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= wanted, words);
            QVERIFY2(label->wordWrap() || label->width() >= label->sizeHint().width(), words);
        }
        for (const auto *button : window.findChildren<QPushButton *>()) {
            if (!button->isVisible())
                continue;
            const QByteArray words = (name + u' ' + button->objectName()).toUtf8();
            QVERIFY2(button->height() >= 48 && button->width() >= 48, words);
            QVERIFY2(!button->objectName().isEmpty(), words);
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), words);
        }
    }
}

/// Those who sign in, where nothing else is wanted.
inline const std::vector<StaffFace::Person> two{{"Ada Obi", kiosk::shift::Role::Cashier, "4071"},
                                                {"Zoe Martin", kiosk::shift::Role::Supervisor, "5093"}};

} // namespace tillwright::testing
