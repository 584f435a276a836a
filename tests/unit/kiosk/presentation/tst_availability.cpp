#include "kiosk/presentation/availability.h"

#include <QMetaEnum>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace tillwright::kiosk::presentation;
using Reason = Availability::Reason;

namespace {

QList<Reason> everyReason()
{
    QList<Reason> reasons;
    const auto names = QMetaEnum::fromType<Reason>();
    for (int i = 0; i < names.keyCount(); ++i)
        reasons += Reason(names.value(i));
    return reasons;
}

} // namespace

class AvailabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itServesUntilSomethingIsWrong()
    {
        const Availability availability;
        QVERIFY(availability.isAvailable());
        QVERIFY(!availability.isPhoneOnly());
        QVERIFY(availability.reasons().isEmpty());
        QVERIFY(availability.customerText().isEmpty());
        QVERIFY(availability.staffTexts().isEmpty());
    }

    void everyReasonClosesAndGoes()
    {
        QSet<QString> words;
        for (const auto reason : everyReason()) {
            Availability availability;
            QSignalSpy changed(&availability, &Availability::changed);
            availability.setReason(reason, true);
            QVERIFY(!availability.isAvailable());
            QCOMPARE(availability.reasons(), QStringList{Availability::word(reason)});
            QVERIFY(!availability.customerText().isEmpty());
            // Codes are for staff.
            QVERIFY(!availability.customerText().contains(Availability::word(reason) + u':'));
            QVERIFY(availability.staffTexts().constFirst().startsWith(Availability::word(reason)
                                                                      + QStringLiteral(": ")));
            availability.setReason(reason, false);
            QVERIFY(availability.isAvailable());
            QVERIFY(availability.reasons().isEmpty() && availability.customerText().isEmpty());
            QCOMPARE(changed.size(), 2);
            words += Availability::word(reason);
        }
        QCOMPARE(words,
                 (QSet<QString>{QStringLiteral("paper"), QStringLiteral("network"), QStringLiteral("backend"),
                                QStringLiteral("clive"), QStringLiteral("engine_floor"),
                                QStringLiteral("staff")}));
    }

    void itComesBackWithTheLastReason()
    {
        Availability availability;
        availability.setReason(Reason::Paper, true);
        availability.setReason(Reason::Network, true);
        QCOMPARE(availability.reasons(), (QStringList{QStringLiteral("network"), QStringLiteral("paper")}));
        QVERIFY(availability.customerText().contains(QStringLiteral("connection")));
        availability.setReason(Reason::Network, false);
        QVERIFY(!availability.isAvailable());
        QVERIFY(availability.customerText().contains(QStringLiteral("receipts")));
        availability.setReason(Reason::Paper, false);
        QVERIFY(availability.isAvailable());
    }

    void nothingNewIsNotTold()
    {
        Availability availability;
        QSignalSpy changed(&availability, &Availability::changed);
        availability.setReason(Reason::Paper, false);
        availability.setPhonePayment(false);
        QCOMPARE(changed.size(), 0);
        availability.setReason(Reason::Paper, true, QStringLiteral("paper out"));
        availability.setReason(Reason::Paper, true, QStringLiteral("paper out"));
        QCOMPARE(changed.size(), 1);
        availability.setReason(Reason::Paper, true, QStringLiteral("cover open"));
        QCOMPARE(changed.size(), 2);
        QVERIFY(availability.staffTexts().constFirst().endsWith(QStringLiteral("(cover open)")));
        QVERIFY(!availability.customerText().contains(QStringLiteral("cover open")));
    }

    void anOldEngineLeavesThePhone()
    {
        Availability availability;
        availability.setReason(Reason::EngineFloor, true);
        QVERIFY(!availability.isAvailable());
        QVERIFY(!availability.isPhoneOnly());
        availability.setPhonePayment(true);
        QVERIFY(availability.isAvailable());
        QVERIFY(availability.isPhoneOnly());
        QCOMPARE(availability.reasons(), QStringList{QStringLiteral("engine_floor")});
        QVERIFY(availability.customerText().isEmpty());
        QVERIFY(availability.staffTexts().constFirst().contains(QStringLiteral("phone only")));
        // Something else closes it all the same, and is what customers are told.
        availability.setReason(Reason::Paper, true);
        QVERIFY(!availability.isAvailable());
        QVERIFY(availability.customerText().contains(QStringLiteral("receipts")));
        availability.setReason(Reason::Paper, false);
        availability.setReason(Reason::EngineFloor, false);
        QVERIFY(!availability.isPhoneOnly());
    }

    void phonePaymentAloneIsNoPhoneOnly()
    {
        Availability availability;
        availability.setPhonePayment(true);
        QVERIFY(availability.isAvailable() && !availability.isPhoneOnly());
        availability.setReason(Reason::Network, true);
        QVERIFY(!availability.isAvailable() && !availability.isPhoneOnly());
    }
};

QTEST_APPLESS_MAIN(AvailabilityTest)
#include "tst_availability.moc"
