#include "../support/fake_device_config.h"
#include "../support/terminal_parts.h"

#include "kiosk/availability_feed.h"
#include "kiosk/backend_word.h"
#include "kiosk/kiosk_config.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tillwright;
using checkout::BackendError;
using contract::CliveReach;
using kiosk::presentation::Availability;
using testing::exampleDeviceConfig;
using namespace Qt::StringLiterals;

namespace {

/// A terminal, and a backend that says what the test wants.
struct Terminal : testing::TerminalParts {
    Terminal() { word.start(); }
    void answer(CliveReach clive = CliveReach::Reached)
    {
        device.config.answer(checkout::FetchedDeviceConfig{exampleDeviceConfig(clive), {}});
    }
    void askAgain() { word.keeper().refresh(); }
    QStringList reasons() const { return availability.reasons(); }

    QTemporaryDir folder;
    testing::FakeDeviceConfig device;
    kiosk::BackendHealth health{fakes.backend, catalogue, device};
    kiosk::KioskConfig config = [this] {
        kiosk::KioskConfig made;
        made.dataFolder = folder.path();
        return made;
    }();
    bool isConnected = true;
    kiosk::BackendWord word{config, health, fakes.clock, [this] { return isConnected; }};
    kiosk::AvailabilityFeed feed{availability, word, sale, fakes.clock};
};

constexpr std::int64_t minuteMs = 60'000;

} // namespace

/// What closes a terminal and what opens it again, without anybody who touches it.
class AvailabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesWhileNothingIsKnown();
    void theBackendGoesAndComes();
    void anotherRequestKnowsItToo();
    void theNetworkIsNoticedByItself();
    void theBackendOfThisMachineNeedsNoCable();
    void aBackendThatRefusesServesNobody();
    void cliveGoesAndComes();
    void anUnaskedCliveIsTried();
    void staffCloseAndOpen();
    void whoHasBegunIsNotThrownOut();
};

void AvailabilityTest::servesWhileNothingIsKnown()
{
    Terminal terminal;
    QCOMPARE(terminal.reasons(), QStringList());
    terminal.answer(CliveReach::NotAsked);
    QCOMPARE(terminal.screen(), u"attract"_s);
}

void AvailabilityTest::theBackendGoesAndComes()
{
    Terminal terminal;
    terminal.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(terminal.reasons(), QStringList{u"backend"_s});
    QCOMPARE(terminal.screen(), u"outOfService"_s);
    // It is asked again without anybody.
    const auto asked = terminal.device.config.asked.size();
    terminal.fakes.clock.advance(minuteMs);
    QVERIFY(terminal.device.config.asked.size() > asked);
    terminal.answer();
    QCOMPARE(terminal.reasons(), QStringList());
    QCOMPARE(terminal.screen(), u"attract"_s);
}

void AvailabilityTest::anotherRequestKnowsItToo()
{
    Terminal terminal;
    terminal.answer();
    const auto asked = terminal.device.config.asked.size();
    terminal.health.fetchBooking(*domain::Reference::parse("EZ1"), [](const auto &) {});
    terminal.catalogue.booking.fail(BackendError::Kind::Timeout);
    QCOMPARE(terminal.reasons(), QStringList{u"backend"_s});
    // At once, so that one lost answer closes nothing for long.
    QCOMPARE(terminal.device.config.asked.size(), asked + 1);
    terminal.answer();
    QCOMPARE(terminal.reasons(), QStringList());
}

void AvailabilityTest::theNetworkIsNoticedByItself()
{
    Terminal terminal;
    terminal.answer();
    const auto asked = terminal.device.config.asked.size();
    terminal.isConnected = false;
    terminal.fakes.clock.advance(kiosk::networkLookIntervalMs);
    QCOMPARE(terminal.device.config.asked.size(), asked + 1);
    terminal.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(terminal.reasons(), QStringList{u"network"_s});
    QCOMPARE(terminal.screen(), u"outOfService"_s);
    terminal.isConnected = true;
    terminal.fakes.clock.advance(kiosk::networkLookIntervalMs);
    QCOMPARE(terminal.device.config.asked.size(), asked + 2);
    terminal.answer();
    QCOMPARE(terminal.screen(), u"attract"_s);
}

void AvailabilityTest::theBackendOfThisMachineNeedsNoCable()
{
    Terminal terminal;
    terminal.isConnected = false;
    terminal.answer();
    terminal.fakes.clock.advance(kiosk::networkLookIntervalMs);
    QCOMPARE(terminal.reasons(), QStringList());
}

void AvailabilityTest::aBackendThatRefusesServesNobody()
{
    Terminal terminal;
    terminal.device.config.fail(BackendError::Kind::Refused, 401);
    QCOMPARE(terminal.reasons(), QStringList{u"backend"_s});
    terminal.askAgain();
    terminal.answer();
    QCOMPARE(terminal.reasons(), QStringList());
}

void AvailabilityTest::cliveGoesAndComes()
{
    Terminal terminal;
    terminal.answer(CliveReach::NotReached);
    QCOMPARE(terminal.reasons(), QStringList{u"clive"_s});
    QCOMPARE(terminal.screen(), u"outOfService"_s);
    terminal.askAgain();
    terminal.answer();
    QCOMPARE(terminal.screen(), u"attract"_s);
    // Without the backend nobody knows of Clive.
    terminal.askAgain();
    terminal.answer(CliveReach::NotReached);
    terminal.askAgain();
    terminal.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(terminal.reasons(), QStringList{u"backend"_s});
}

void AvailabilityTest::anUnaskedCliveIsTried()
{
    Terminal terminal;
    terminal.answer(CliveReach::NotReached);
    const auto saysTheSame = [&terminal] {
        terminal.askAgain();
        terminal.answer(CliveReach::NotReached);
    };
    saysTheSame();
    terminal.fakes.clock.advance(kiosk::cliveRestMs - 1);
    saysTheSame();
    QCOMPARE(terminal.reasons(), QStringList{u"clive"_s});
    terminal.fakes.clock.advance(1);
    QCOMPARE(terminal.reasons(), QStringList());
    // An old word closes nothing again; a payment that is refused does.
    saysTheSame();
    QCOMPARE(terminal.screen(), u"attract"_s);
    terminal.toReview();
    terminal.terminal.pay();
    terminal.fakes.backend.create.fail(BackendError::Kind::Refused, 503);
    saysTheSame();
    QCOMPARE(terminal.reasons(), QStringList{u"clive"_s});
}

void AvailabilityTest::staffCloseAndOpen()
{
    Terminal terminal;
    terminal.answer();
    terminal.feed.setClosedByStaff(true);
    QCOMPARE(terminal.reasons(), QStringList{u"staff"_s});
    QCOMPARE(terminal.screen(), u"outOfService"_s);
    terminal.feed.setClosedByStaff(false);
    QCOMPARE(terminal.screen(), u"attract"_s);
}

void AvailabilityTest::whoHasBegunIsNotThrownOut()
{
    Terminal terminal;
    terminal.answer();
    terminal.toReview();
    terminal.askAgain();
    terminal.device.config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(terminal.screen(), u"review"_s);
    terminal.terminal.finish();
    QCOMPARE(terminal.screen(), u"outOfService"_s);
}

QTEST_MAIN(AvailabilityTest)
#include "tst_availability.moc"
