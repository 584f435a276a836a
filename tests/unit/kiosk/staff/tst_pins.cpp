#include "staff_fixture.h"

#include <QFile>

using namespace tillwright;
using kiosk::shift::PinAnswer;
using kiosk::shift::Role;
using kiosk::shift::StaffError;
using testing::StaffFolder;
using Kind = PinAnswer::Kind;

/// Operators and their PINs: what is tried is counted on the disk, before anybody looks whether it is right.
class PinsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRightPinOpens();
    void waitsAndLocksOverRestarts();
    void aTryIsCountedBeforeItIsLookedAt();
    void aLockEnds();
    void disabledAndUnknown();
    void operatorsAreAdded();
    void badPinsAreNotSet();
    void noPinIsOnTheDisk();
    void theUsualCostIsArgon2id();
    void aDamagedFileIsNotReplaced();
};

void PinsTest::aRightPinOpens()
{
    StaffFolder folder;
    folder.add("Ada Obi", Role::Supervisor, "4071");
    const auto wrong = folder.tryPin("ada-obi", "4072");
    QCOMPARE(wrong.kind, Kind::Wrong);
    QCOMPARE(wrong.gate.triesLeft, 4);
    QCOMPARE(wrong.gate.waitMs, std::int64_t(0));
    const auto right = folder.tryPin("ada-obi", "4071");
    QCOMPARE(right.kind, Kind::Right);
    QCOMPARE(right.who.name, std::string("Ada Obi"));
    QCOMPARE(right.who.role, Role::Supervisor);
    QCOMPARE(right.who.wrongPins, 0);
    const std::vector<std::string> expected{"operator_added", "wrong_pin"};
    QCOMPARE(folder.acts(), expected);
}

void PinsTest::waitsAndLocksOverRestarts()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    QCOMPARE(folder.tryPin("ada", "1000").kind, Kind::Wrong);
    QCOMPARE(folder.tryPin("ada", "1001").gate.waitMs, std::int64_t(5'000));
    folder.open();
    // The right one, too early: not looked at, and not counted.
    const auto early = folder.tryPin("ada", "4071");
    QCOMPARE(early.kind, Kind::Wait);
    QCOMPARE(early.gate.triesLeft, 3);
    folder.clock.advance(5'000);
    QCOMPARE(folder.tryPin("ada", "1002").gate.waitMs, std::int64_t(15'000));
    folder.open();
    folder.clock.advance(15'000);
    QCOMPARE(folder.tryPin("ada", "1003").gate.waitMs, std::int64_t(45'000));
    folder.clock.advance(45'000);
    QCOMPARE(folder.tryPin("ada", "1004").kind, Kind::Locked);
    folder.open();
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Locked);
    QCOMPARE(folder.acts().back(), std::string("operator_locked"));
    QVERIFY(folder.store->unlock("ada", "terminal:root"));
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Right);
    QCOMPARE(folder.acts().back(), std::string("operator_unlocked"));
}

void PinsTest::aTryIsCountedBeforeItIsLookedAt()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    // The power goes while the PIN is hashed: no answer, and the try is gone all the same.
    folder.store->checkPin("ada", domain::Secret("1000"), {}, [](const auto &) { QFAIL("answered"); });
    folder.open();
    QCOMPARE(folder.store->operators()->front().wrongPins, 1);
}

void PinsTest::aLockEnds()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    for (int i = 0; i < kiosk::shift::wrongPinsMax; ++i) {
        folder.clock.advance(60'000);
        folder.tryPin("ada", "1000");
    }
    folder.clock.advance(kiosk::shift::lockMs - 1);
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Locked);
    folder.clock.advance(1);
    // One more try, and locked for as long again.
    QCOMPARE(folder.tryPin("ada", "1000").kind, Kind::Locked);
    QCOMPARE(folder.tryPin("ada", "4071").gate.waitMs, kiosk::shift::lockMs);
    folder.clock.advance(kiosk::shift::lockMs);
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Right);
}

void PinsTest::disabledAndUnknown()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    QVERIFY(folder.store->disable("ada", "terminal:root"));
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Refused);
    QCOMPARE(folder.tryPin("bob", "4071").kind, Kind::Refused);
    QCOMPARE(folder.store->disable("bob", "terminal:root").error().kind, StaffError::Kind::NotFound);
    QCOMPARE(folder.acts().back(), std::string("operator_disabled"));
}

void PinsTest::operatorsAreAdded()
{
    StaffFolder folder;
    folder.add("Zoe", Role::Supervisor, "4071");
    folder.add("ada", Role::Cashier, "4072");
    folder.add("Ada", Role::Cashier, "4073");
    folder.open();
    const auto people = folder.store->operators().value();
    QCOMPARE(people.size(), std::size_t(3));
    QCOMPARE(people[0].id, std::string("ada"));
    QCOMPARE(people[1].id, std::string("ada-2"));
    QCOMPARE(people[2].role, Role::Supervisor);
    const auto again = folder.store->add("Ada", Role::Cashier, "zoe", domain::Secret("4074"), "t");
    QCOMPARE(again.error().kind, StaffError::Kind::Exists);
    const auto bad = folder.store->add("Ada", Role::Cashier, "ZOE", domain::Secret("4074"), "t");
    QCOMPARE(bad.error().kind, StaffError::Kind::Bad);
    QCOMPARE(folder.store->add(" ", Role::Cashier, {}, domain::Secret("4074"), "t").error().kind,
             StaffError::Kind::Bad);
    QCOMPARE(folder.store->operators()->size(), std::size_t(3));
}

void PinsTest::badPinsAreNotSet()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    for (const char *pin : {"1234", "12", "40a1"}) {
        const auto set = folder.store->setPin("ada", domain::Secret(pin), "terminal:root");
        QCOMPARE(set.error().kind, StaffError::Kind::Bad);
        QVERIFY(!QString::fromStdString(set.error().cause).contains(QStringLiteral("40a1")));
    }
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Right);
    QVERIFY(folder.store->setPin("ada", domain::Secret("40719"), "terminal:root"));
    QCOMPARE(folder.tryPin("ada", "4071").kind, Kind::Wrong);
    QCOMPARE(folder.tryPin("ada", "40719").kind, Kind::Right);
}

void PinsTest::noPinIsOnTheDisk()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "48213907");
    folder.tryPin("ada", "59103725");
    folder.store.reset();
    for (const char *suffix : {"", "-wal"}) {
        QFile file(folder.file() + QLatin1String(suffix));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("48213907") && !bytes.contains("59103725"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
                 QFile::Permissions());
    }
}

void PinsTest::theUsualCostIsArgon2id()
{
    const auto hash = kiosk::staff::hashPin(domain::Secret("4071"), {});
    QVERIFY(hash && QByteArray::fromStdString(*hash).startsWith("$argon2id$v=19$m=65536,t=3,p=1$"));
    QVERIFY(kiosk::staff::isPin(domain::Secret("4071"), *hash));
    QVERIFY(!kiosk::staff::isPin(domain::Secret("4072"), *hash));
    // Salted.
    QVERIFY(hash != kiosk::staff::hashPin(domain::Secret("4071"), {}));
}

void PinsTest::aDamagedFileIsNotReplaced()
{
    StaffFolder folder;
    folder.add("Ada", Role::Cashier, "4071");
    folder.store.reset();
    QFile file(folder.file());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(64, 'x')) == 64);
    file.close();
    const auto opened = kiosk::staff::StaffStore::open(folder.file(), folder.clock);
    QVERIFY(!opened);
    QVERIFY(opened.error().cause.find("put a whole copy in its place") != std::string::npos);
    QVERIFY(file.open(QIODevice::ReadOnly) && file.read(4) == "xxxx");
}

QTEST_GUILESS_MAIN(PinsTest)
#include "tst_pins.moc"
