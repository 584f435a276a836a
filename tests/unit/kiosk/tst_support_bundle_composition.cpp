#include "../../support/fake_ports.h"
#include "support_bundle/unpacked.h"

#include "kiosk/journal/journal.h"
#include "kiosk/staff/staff_store.h"
#include "kiosk/support_bundle_composition.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk;
using testing::unpacked;

namespace {

/// None of these may be found in a bundle, wherever they were put in.
const char *const clientSecret = "pi_canary_secret_CanaryClientSecret1";
const char *const cardNumber = "4000056655665556";
const char *const cardAsTyped = "4000 0566 5566 5556";
const char *const pin = "739204";
const char *const email = "canary.person@canary-mail.example";
const char *const token = "canary-device-token-without-any-form";
const char *const hexToken = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";
const char *const signingSecret = "whsec_canarysigningsecret";
const char *const password = "canary-password";

QStringList canaries()
{
    // Also in parts by which they would still be theirs.
    return {u"CanaryClientSecret"_s,
            QString::fromLatin1(cardNumber),
            QString::fromLatin1(cardAsTyped),
            QString::fromLatin1(pin),
            u"canary.person"_s,
            u"canary-mail"_s,
            QString::fromLatin1(token),
            QString::fromLatin1(hexToken),
            u"canarysigningsecret"_s,
            QString::fromLatin1(password)};
}

/// One line with all of them, as a careless message would be. The PIN stands as one does: named.
QString careless()
{
    return u"%1 %2 %3 pin %4 %5 Bearer %6 %7 %8 password=%9"_s.arg(
        QString::fromLatin1(clientSecret), QString::fromLatin1(cardNumber), QString::fromLatin1(cardAsTyped),
        QString::fromLatin1(pin), QString::fromLatin1(email), QString::fromLatin1(token),
        QString::fromLatin1(hexToken), QString::fromLatin1(signingSecret), QString::fromLatin1(password));
}

checkout::AttemptRecord paidSale()
{
    const auto sale =
        domain::makeSale({.amount = "750.00",
                          .currency = "USD",
                          .email = email,
                          .reference = "EZ12345",
                          .meta = {{"order_id", cardNumber}, {"note", signingSecret}, {"pin", pin}},
                          .suffix = {}});
    return checkout::AttemptRecord{
        {"attempt-1", "key-1", sale.value()}, checkout::Phase::Creating,  {}, {}, 0, false, {},
        testing::FakeClock::startMs,          testing::FakeClock::startMs};
}

} // namespace

/// Whole bundles of real files, into which everything was put that must not come out again.
class TestSupportBundleComposition : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    testing::FakeClock m_clock;
    KioskConfig m_config;

    void makeFiles()
    {
        auto journal = journal::Journal::open(data(u"journal.sqlite"_s));
        QVERIFY(journal);
        auto record = paidSale();
        QVERIFY((*journal)->save(record));
        record.phase = checkout::Phase::Paid;
        record.ids = checkout::CheckoutIds{"clv_tx_7", "pi_7", "AIRPEACE"};
        record.reason = careless().toStdString();
        QVERIFY((*journal)->save(record));
        auto staff = staff::StaffStore::open(data(u"staff.sqlite"_s), m_clock, staff::leastCost());
        QVERIFY(staff);
        QVERIFY((*staff)->add("Ada Obi", shift::Role::Supervisor, {}, domain::Secret(pin), "terminal:root"));
        QVERIFY((*staff)->note({"sale_voided", "EZ12345", careless().toStdString(), "ada-obi", {}}));
    }
    QString data(const QString &name) const { return QDir(m_config.dataFolder).filePath(name); }

    static void holdsNone(const QMap<QString, QByteArray> &files)
    {
        for (auto it = files.begin(); it != files.end(); ++it) {
            for (const auto &canary : canaries())
                QVERIFY2(
                    !it.value().contains(canary.toUtf8()),
                    qPrintable(canary + u" is in "_s + it.key() + u": "_s + QString::fromUtf8(it.value())));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_config.dataFolder = m_folder.filePath(u"data"_s);
        QVERIFY(QDir().mkpath(m_config.dataFolder));
        m_config.backendUrl = QUrl(u"https://user:%1@backend.example/v?token=%2"_s.arg(
            QString::fromLatin1(password), QString::fromLatin1(hexToken)));
        m_config.deviceToken = domain::Secret(token);
        m_config.tokenFile = m_folder.filePath(u"token"_s);
        m_config.defaultEmail = QString::fromLatin1(email);
        m_config.statementText = careless();
        m_config.merchantName = careless();
        m_config.merchantAddress = {careless()};
        m_config.deviceName = u"register-7"_s;
        m_config.terminal.help = careless();
        m_config.printer.printer.kind = printing::PrinterKind::Tcp;
        m_config.printer.printer.host = u"printer.shop"_s;
        // What a careless hand has left in the folder is not read at all.
        QFile settings(data(u"settings.toml"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write(careless().toUtf8());
        makeFiles();
    }

    void noneOfThemComesOut()
    {
        auto journal = journal::Journal::open(data(u"journal.sqlite"_s));
        auto staff = staff::StaffStore::open(data(u"staff.sqlite"_s), m_clock, staff::leastCost());
        QVERIFY(journal && staff);
        BundleSources sources{m_config};
        sources.journal = journal->get();
        sources.staff = staff->get();
        sources.log = careless();
        sources.diagnostics = careless();
        const auto file = m_folder.filePath(u"a.tar.gz"_s);
        const auto made = makeSupportBundle(sources, file, m_clock.nowMs());
        QVERIFY2(made, qPrintable(made ? QString() : made.error()));
        const auto files = unpacked(file);
        QCOMPARE(
            files.keys().join(u' ').remove(u"tillwright-support/"_s),
            u"README.txt audit.txt configuration.toml diagnostics.txt files.txt log.txt sales.jsonl timeline.txt "
            "versions.txt"_s);
        holdsNone(files);
        const auto text = [&files](const char *name) {
            return QString::fromUtf8(files[u"tillwright-support/"_s + QString::fromLatin1(name)]);
        };
        // And what it is for is there.
        QVERIFY2(text("sales.jsonl").contains(u"\"reference\":\"EZ12345\""_s),
                 qPrintable(text("sales.jsonl")));
        QVERIFY(text("sales.jsonl").contains(u"\"clive_tx_id\":\"clv_tx_7\""_s));
        QVERIFY(text("sales.jsonl").contains(u"\"meta_names\":[\"note\",\"order_id\",\"pin\"]"_s));
        QVERIFY(text("timeline.txt").contains(u"sale EZ12345 "_s));
        QVERIFY(text("audit.txt").contains(u"sale_voided EZ12345 signed in: ada-obi"_s));
        QVERIFY(text("configuration.toml").contains(u"url = \"https://backend.example/v\"\n"_s));
        QVERIFY(text("configuration.toml").contains(u"# there is a token\n"_s));
        QVERIFY(text("configuration.toml").contains(u"device = \"register-7\"\n"_s));
        QVERIFY(text("configuration.toml").contains(u"# tcp printer.shop:9100\n"_s));
        QVERIFY(text("versions.txt").contains(u"webengine: "_s));
        QVERIFY(text("files.txt").contains(u"settings.toml "_s));
        QVERIFY(!text("README.txt").contains(u"Not in here"_s));
    }

    /// The command works on copies while the register has its files open.
    void besideARunningRegister()
    {
        auto journal = journal::Journal::open(data(u"journal.sqlite"_s));
        QVERIFY(journal);
        auto record = paidSale();
        record.attempt.id = "attempt-2";
        record.attempt.idempotencyKey = "key-2";
        QVERIFY((*journal)->save(record));
        const auto file = m_folder.filePath(u"beside.tar.gz"_s);
        QCOMPARE(runSupportBundle(m_config, file), 0);
        const auto files = unpacked(file);
        holdsNone(files);
        QCOMPARE(files[u"tillwright-support/sales.jsonl"_s].count('\n'), 2);
        QVERIFY(files[u"tillwright-support/audit.txt"_s].contains("sale_voided"));
        // The register goes on with its own.
        record.phase = checkout::Phase::Refused;
        QVERIFY((*journal)->save(record));
        QCOMPARE(runSupportBundle(m_config, file), 1);
    }

    void whatIsNotThereIsNamed()
    {
        auto config = m_config;
        config.dataFolder = m_folder.filePath(u"empty"_s);
        const auto file = m_folder.filePath(u"empty.tar.gz"_s);
        QCOMPARE(runSupportBundle(config, file), 0);
        const auto readme = QString::fromUtf8(unpacked(file)[u"tillwright-support/README.txt"_s]);
        QVERIFY2(readme.contains(u"sales.jsonl, timeline.txt: there is no journal in "_s),
                 qPrintable(readme));
        QVERIFY(!QFile::exists(config.dataFolder));
    }
};

QTEST_GUILESS_MAIN(TestSupportBundleComposition)
#include "tst_support_bundle_composition.moc"
