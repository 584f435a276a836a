#include "kiosk/autopilot/process_faults.h"

#include <QTest>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tillwright::kiosk::autopilot;

namespace {

Fault faultAt(const QString &event, const QString &at, const QString &action)
{
    Fault fault;
    fault.at = at;
    fault.action = action;
    fault.event = event;
    return fault;
}

/// How this program ends when the event is seen, tried in a child. 0: it does not.
int signalThatEnds(const QList<Fault> &faults, const QString &event)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ProcessFaults(faults).happen(event);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

} // namespace

class TestProcessFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killsTheKioskAtItsEventOnly()
    {
        const QList<Fault> faults{faultAt(u"state:Paid"_s, u"kiosk.process"_s, u"crash"_s)};
        QCOMPARE(signalThatEnds(faults, u"state:Paid"_s), SIGKILL);
        QCOMPARE(signalThatEnds(faults, u"state:PaidNot"_s), 0);
        QCOMPARE(signalThatEnds(faults, u"state:Verifying"_s), 0);
    }

    void colonStandsForEveryEventThatBeginsSo()
    {
        const QList<Fault> faults{faultAt(u"receipt:"_s, u"kiosk.process"_s, u"crash"_s)};
        QCOMPARE(signalThatEnds(faults, u"receipt:17"_s), SIGKILL);
        QCOMPARE(signalThatEnds(faults, u"screen:receipt"_s), 0);
    }

    void withoutAnEventTheKioskDiesWhileItConfirms()
    {
        const QList<Fault> faults{faultAt({}, u"kiosk.process"_s, u"crash"_s)};
        QCOMPARE(signalThatEnds(faults, u"state:Confirming"_s), SIGKILL);
    }

    void anotherPlacesFaultsAreNotItsBusiness()
    {
        QCOMPARE(signalThatEnds({faultAt({}, u"clive.webhook"_s, u"drop"_s)}, {}), 0);
        QCOMPARE(signalThatEnds({faultAt(u"press:pay"_s, u"page.renderer"_s, u"crash"_s)}, u"press:pay"_s),
                 0);
    }

    void aFaultWithoutAnEventIsDueAtNone()
    {
        QVERIFY(!isDueAt(faultAt({}, u"page.renderer"_s, u"crash"_s), {}));
        QVERIFY(isDueAt(faultAt(u"press:pay"_s, u"page.renderer"_s, u"never"_s), u"press:pay"_s));
    }
};

QTEST_GUILESS_MAIN(TestProcessFaults)
#include "tst_process_faults.moc"
