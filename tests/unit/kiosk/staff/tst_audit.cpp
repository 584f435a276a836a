#include "staff_fixture.h"

using namespace tillwright;
using kiosk::shift::Role;
using testing::StaffFolder;

/// The audit grows and does nothing else; what was changed past it is seen.
class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<StaffFolder>();
        for (const char *act : {"signed_in", "sale_voided", "signed_out"})
            QVERIFY(m_folder->store->note({act, "EZ1", "the customer left", "ada", "zoe"}));
    }
    void keepsWhoWhenWhatWhy();
    void cannotBeChangedInPlace_data();
    void cannotBeChangedInPlace();
    void whatWasChangedIsSeen_data();
    void whatWasChangedIsSeen();
    void aLineThatFailsLeavesNoTrace();

private:
    std::unique_ptr<StaffFolder> m_folder;
};

void AuditTest::keepsWhoWhenWhatWhy()
{
    m_folder->clock.advance(1'000);
    m_folder->open();
    QVERIFY(m_folder->store->note({"signed_in", "ada", {}, "ada", {}}));
    const auto lines = m_folder->store->auditLines().value();
    QCOMPARE(lines.size(), std::size_t(4));
    QCOMPARE(lines[1].number, std::int64_t(2));
    QCOMPARE(lines[1].atMs, testing::FakeClock::startMs);
    QCOMPARE(lines[1].entry,
             (kiosk::shift::AuditEntry{"sale_voided", "EZ1", "the customer left", "ada", "zoe"}));
    QCOMPARE(lines[3].atMs, testing::FakeClock::startMs + 1'000);
    QCOMPARE(m_folder->store->auditLines(1)->front().number, std::int64_t(4));
    QCOMPARE(m_folder->store->verifyAudit()->number, std::int64_t(4));
}

void AuditTest::cannotBeChangedInPlace_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("update") << QStringLiteral("UPDATE audit SET reason = 'x' WHERE number = 2");
    QTest::newRow("delete") << QStringLiteral("DELETE FROM audit WHERE number = 3");
    QTest::newRow("replace") << QStringLiteral(
        "INSERT OR REPLACE INTO audit SELECT number, at_ms, act, subject, 'x', "
        "signed_in, allowed_by, hash FROM audit WHERE number = 2");
    QTest::newRow("gap") << QStringLiteral(
        "INSERT INTO audit SELECT 9, at_ms, act, subject, reason, signed_in, allowed_by, hash FROM audit WHERE number = 2");
}

void AuditTest::cannotBeChangedInPlace()
{
    QFETCH(QString, statement);
    QVERIFY2(m_folder->runRaw(statement).contains(QStringLiteral("the audit")), qPrintable(statement));
    QCOMPARE(m_folder->store->verifyAudit()->number, std::int64_t(3));
}

void AuditTest::whatWasChangedIsSeen_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("words");
    for (const char *column : {"act", "subject", "reason", "signed_in", "allowed_by"})
        QTest::newRow(column)
            << QStringLiteral("UPDATE audit SET %1 = 'x' WHERE number = 2").arg(QLatin1String(column))
            << QStringLiteral("line 2 is not as it was written");
    QTest::newRow("time") << QStringLiteral("UPDATE audit SET at_ms = at_ms + 1 WHERE number = 3")
                          << QStringLiteral("line 3 is not as it was written");
    QTest::newRow("middle") << QStringLiteral("DELETE FROM audit WHERE number = 2")
                            << QStringLiteral("line 2 is missing");
    QTest::newRow("end") << QStringLiteral("DELETE FROM audit WHERE number = 3")
                         << QStringLiteral("lines after 2 are missing");
}

void AuditTest::whatWasChangedIsSeen()
{
    QFETCH(QString, statement);
    QFETCH(QString, words);
    for (const char *trigger : {"audit_is_not_changed", "audit_is_not_deleted"})
        m_folder->runRaw(QStringLiteral("DROP TRIGGER ") + QLatin1String(trigger));
    QCOMPARE(m_folder->runRaw(statement), QString());
    const auto verified = m_folder->store->verifyAudit();
    QVERIFY(!verified);
    QVERIFY2(QString::fromStdString(verified.error().cause).contains(words), verified.error().cause.c_str());
}

void AuditTest::aLineThatFailsLeavesNoTrace()
{
    m_folder->runRaw(QStringLiteral(
        "CREATE TRIGGER full BEFORE UPDATE ON audit_head BEGIN SELECT RAISE(ABORT, 'full'); END"));
    QVERIFY(!m_folder->store->note({"signed_in", "ada", {}, {}, {}}));
    QVERIFY(!m_folder->store->add("Ada", Role::Cashier, {}, domain::Secret("4071"), "terminal:root"));
    QVERIFY(m_folder->store->operators()->empty());
    m_folder->runRaw(QStringLiteral("DROP TRIGGER full"));
    QVERIFY(m_folder->store->note({"signed_in", "ada", {}, {}, {}}));
    QCOMPARE(m_folder->store->verifyAudit()->number, std::int64_t(4));
}

QTEST_GUILESS_MAIN(AuditTest)
#include "tst_audit.moc"
