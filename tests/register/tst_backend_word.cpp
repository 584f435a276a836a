#include "../support/fake_catalogue.h"
#include "../support/fake_device_config.h"
#include "register_fixture.h"

#include "kiosk/backend_word.h"
#include "kiosk/kiosk_config.h"

using namespace tillwright;
using checkout::BackendError;
using contract::CliveReach;
using testing::exampleDeviceConfig;
using namespace Qt::StringLiterals;

namespace {

/// The real window, with a backend that says of the register and of Clive what the test wants.
struct Face {
    explicit Face(const QString &statementText = u"ECHEZONA* CONFIGURED"_s)
        : config(configOf(fixture.directory.path(), statementText))
    {
        word.attach(fixture.window, fixture.form, fixture.checkout);
        fixture.showActive();
    }
    [[nodiscard]] QString state(const char *name) const { return fixture.textOf(name).section(u'\n', 1); }
    void answer(const contract::DeviceConfig &said)
    {
        device.config.answer(checkout::FetchedDeviceConfig{said, {}});
    }

    static kiosk::KioskConfig configOf(const QString &dataFolder, const QString &statementText)
    {
        kiosk::KioskConfig config;
        config.dataFolder = dataFolder;
        config.statementText = statementText;
        return config;
    }

    testing::RegisterFixture fixture;
    testing::FakeCatalogue catalogue;
    testing::FakeDeviceConfig device;
    kiosk::BackendHealth health{fixture.fakes.backend, catalogue, device};
    kiosk::KioskConfig config;
    bool isConnected = true;
    kiosk::BackendWord word{config, health, fixture.fakes.clock, [this] { return isConnected; }};
};

} // namespace

/// What the backend says, and whether it does, as the cashier sees it.
class BackendWordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownBeforeTheFirstAnswer();
    void cliveIsAsTheBackendSays();
    void networkAndBackendAreToldApart();
    void aRefusedSaleAsksHowCliveIs();
    void aPaidSaleTellsThatCliveIsThere();
    void theStatementsTextIsTheBackends();
    void tellsWhereTheConfigurationDiffers();
    void onlyFailuresAreErrors();
};

void BackendWordTest::nothingIsKnownBeforeTheFirstAnswer()
{
    Face face;
    face.word.start();
    for (const char *name : {"networkState", "backendState", "cliveState"})
        QCOMPARE(face.state(name), u"unknown"_s);
    QVERIFY(!face.word.isReached());
}

void BackendWordTest::cliveIsAsTheBackendSays()
{
    Face face;
    face.word.start();
    face.answer(exampleDeviceConfig(CliveReach::NotAsked));
    QCOMPARE(face.state("backendState"), u"fine"_s);
    QCOMPARE(face.state("cliveState"), u"unknown"_s);
    face.word.keeper().refresh();
    face.answer(exampleDeviceConfig(CliveReach::NotReached));
    QCOMPARE(face.state("cliveState"), u"down"_s);
    face.word.keeper().refresh();
    face.answer(exampleDeviceConfig(CliveReach::Reached));
    QCOMPARE(face.state("cliveState"), u"fine"_s);
    // Nobody is left who could say it.
    face.word.keeper().refresh();
    face.device.config.fail(BackendError::Kind::Timeout);
    QCOMPARE(face.state("backendState"), u"down"_s);
    QCOMPARE(face.state("cliveState"), u"unknown"_s);
}

void BackendWordTest::networkAndBackendAreToldApart()
{
    Face face;
    face.word.start();
    face.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(face.state("backendState"), u"down"_s);
    QCOMPARE(face.state("networkState"), u"fine"_s);
    face.isConnected = false;
    face.word.keeper().refresh();
    face.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(face.state("networkState"), u"down"_s);
    QCOMPARE(*face.word.isReached(), false);
    // A backend on this machine needs no cable.
    face.word.keeper().refresh();
    face.answer(exampleDeviceConfig());
    QCOMPARE(face.state("networkState"), u"fine"_s);
    // An answer that is a refusal is an answer.
    face.word.keeper().refresh();
    face.device.config.fail(BackendError::Kind::Refused, 401);
    QCOMPARE(face.state("backendState"), u"fine"_s);
}

void BackendWordTest::aRefusedSaleAsksHowCliveIs()
{
    Face face;
    face.word.start();
    face.answer(exampleDeviceConfig());
    QCOMPARE(face.device.config.asked.size(), std::size_t(1));
    face.fixture.charge();
    QCOMPARE(face.device.config.asked.size(), std::size_t(1));
    face.fixture.fakes.backend.create.fail(BackendError::Kind::Refused, 422, "email");
    QCOMPARE(face.device.config.asked.size(), std::size_t(2));
    face.answer(exampleDeviceConfig(CliveReach::NotReached));
    QCOMPARE(face.state("cliveState"), u"down"_s);
}

void BackendWordTest::aPaidSaleTellsThatCliveIsThere()
{
    Face face;
    face.word.start();
    face.answer(exampleDeviceConfig(CliveReach::NotAsked));
    face.fixture.toPaid();
    QCOMPARE(face.device.config.asked.size(), std::size_t(2));
    face.answer(exampleDeviceConfig(CliveReach::Reached));
    QCOMPARE(face.state("cliveState"), u"fine"_s);
    // Known now: the next one asks nothing.
    face.fixture.press("newSaleButton");
    face.fixture.toPaid();
    QCOMPARE(face.device.config.asked.size(), std::size_t(2));
}

void BackendWordTest::theStatementsTextIsTheBackends()
{
    {
        Face face;
        QCOMPARE(face.word.statementText(), u"ECHEZONA* CONFIGURED"_s);
        face.word.start();
        face.answer(exampleDeviceConfig());
        QCOMPARE(face.word.statementText(), u"ECHEZONA* AIRPEACE"_s);
        QCOMPARE(face.word.statementPrefix(), u"ECHEZONA"_s);
        auto other = exampleDeviceConfig();
        other.statementDescriptor = "ECHEZONA* LAGOS";
        face.word.keeper().refresh();
        face.answer(other);
        QVERIFY(face.fixture.textOf("statementText").contains(u"ECHEZONA* LAGOS"_s));
        // Without the network the next start knows it, too.
        testing::FakeDeviceConfig silent;
        kiosk::BackendHealth health(face.fixture.fakes.backend, face.catalogue, silent);
        kiosk::BackendWord next(face.config, health, face.fixture.fakes.clock, [] { return false; });
        next.start();
        QCOMPARE(next.statementText(), u"ECHEZONA* LAGOS"_s);
    }
}

void BackendWordTest::tellsWhereTheConfigurationDiffers()
{
    Face face(QString{});
    face.word.start();
    QVERIFY(face.word.differences(true).isEmpty());
    face.answer(exampleDeviceConfig());
    QVERIFY(face.word.differences(true).isEmpty());
    QCOMPARE(face.word.differences(false).size(), 1);
    face.config.deviceName = u"register-9"_s;
    face.config.statementText = u"ECHEZONA* OLD"_s;
    const auto differences = face.word.differences(true);
    QCOMPARE(differences.size(), 2);
    QCOMPARE(differences[0], u"The device’s name is register-9 here and register-1 at the backend"_s);
    QVERIFY(differences[1].contains(u"ECHEZONA* OLD"_s));
}

void BackendWordTest::onlyFailuresAreErrors()
{
    Face face;
    QStringList errors;
    QObject::connect(&face.word, &kiosk::BackendWord::failed, &face.fixture.window,
                     [&errors](const QString &cause) { errors.append(cause); });
    face.health.fetchBooking(*domain::Reference::parse("EZ1"), [](const auto &) {});
    face.catalogue.booking.fail(BackendError::Kind::NotFound, 404);
    QVERIFY(errors.isEmpty());
    face.health.fetchBooking(*domain::Reference::parse("EZ1"), [](const auto &) {});
    face.catalogue.booking.fail(BackendError::Kind::Server, 503);
    QCOMPARE(errors.size(), 1);
}

QTEST_MAIN(BackendWordTest)
#include "tst_backend_word.moc"
