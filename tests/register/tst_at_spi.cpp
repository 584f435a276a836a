#include "register_fixture.h"

#include <QApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTimer>

using namespace tillwright;
using testing::RegisterFixture;

namespace {

constexpr int walkTimeoutMs = 20'000;

/// What a screen reader is told, in the order of the tree.
QList<QJsonObject> accessibleTree()
{
    QProcess walker;
    walker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    walker.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/../tests/at_spi_tree"),
                 {QString::number(QCoreApplication::applicationPid())});
    // This process has to answer meanwhile, a thousand times: a wait that naps between two looks would take minutes.
    QEventLoop answering;
    QObject::connect(&walker, &QProcess::finished, &answering, &QEventLoop::quit);
    QTimer::singleShot(walkTimeoutMs, &answering, &QEventLoop::quit);
    if (walker.state() != QProcess::NotRunning)
        answering.exec();
    if (walker.state() != QProcess::NotRunning || walker.exitCode() != 0)
        return {};
    QList<QJsonObject> tree;
    for (const QByteArray &line : walker.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            tree.append(QJsonDocument::fromJson(line).object());
    }
    return tree;
}

QString text(const QJsonObject &element, const char *key)
{
    return element[QLatin1String(key)].toString();
}

bool isShown(const QJsonObject &element)
{
    return element[QLatin1String("showing")].toBool();
}

} // namespace

/// The register as assistive technology meets it: over AT-SPI, on a bus of its own.
class AtSpiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sale();
    void errors();
    void payment();
    void result();

private:
    /// Everything that can be focused or pressed says what it is and what it is for.
    void look(const QString &screen);
    [[nodiscard]] bool has(const QString &role, const QString &name) const;

    QList<QJsonObject> m_tree;
};

void AtSpiTest::look(const QString &screen)
{
    m_tree = accessibleTree();
    QVERIFY2(!m_tree.isEmpty(), qPrintable(screen + QStringLiteral(": nothing came over AT-SPI")));
    int controls = 0;
    for (const QJsonObject &element : std::as_const(m_tree)) {
        const QString role = text(element, "role");
        const bool isControl = element[QLatin1String("focusable")].toBool()
            || role == QStringLiteral("push button") || role == QStringLiteral("text");
        if (!isShown(element) || !isControl || element[QLatin1String("depth")].toInt() < 2)
            continue;
        ++controls;
        const QString where =
            screen + u' ' + QString::fromUtf8(QJsonDocument(element).toJson(QJsonDocument::Compact));
        QVERIFY2(!text(element, "name").isEmpty(), qPrintable(where));
        QVERIFY2(role != QStringLiteral("unknown") && role != QStringLiteral("invalid"), qPrintable(where));
    }
    QVERIFY2(controls > 0, qPrintable(screen));
}

bool AtSpiTest::has(const QString &role, const QString &name) const
{
    return std::any_of(m_tree.begin(), m_tree.end(), [&](const QJsonObject &element) {
        return isShown(element) && text(element, "role") == role && text(element, "name") == name;
    });
}

void AtSpiTest::initTestCase()
{
    RegisterFixture fixture;
    fixture.showActive();
    // The program puts itself on the bus in its own time.
    QTRY_VERIFY_WITH_TIMEOUT(!accessibleTree().isEmpty(), walkTimeoutMs);
}

void AtSpiTest::sale()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("750.00"));
    look(QStringLiteral("sale"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Charge $750.00")));
    QVERIFY(has(QStringLiteral("text"), QStringLiteral("Amount in USD")));
    QVERIFY(has(QStringLiteral("text"), QStringLiteral("Customer’s e-mail")));
    QTest::keyClick(&fixture.window, Qt::Key_F1);
    look(QStringLiteral("help"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Show or hide these keys")));
}

void AtSpiTest::errors()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("0.20"));
    fixture.press("chargeButton");
    look(QStringLiteral("errors"));
    // The field itself says what is wrong with it; a colour says nothing here.
    const QString problem = fixture.form.amountError();
    QVERIFY(!problem.isEmpty());
    const bool isSaid = std::any_of(m_tree.begin(), m_tree.end(), [&](const QJsonObject &element) {
        return text(element, "name") == QStringLiteral("Amount in USD")
            && text(element, "description").contains(problem);
    });
    QVERIFY(isSaid);
}

void AtSpiTest::payment()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.page->setAccessibleName(QStringLiteral("Card form"));
    fixture.toCard();
    look(QStringLiteral("payment"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Cancel payment (Esc)")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("The customer enters the card")));
}

void AtSpiTest::result()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.page->setAccessibleName(QStringLiteral("Card form"));
    fixture.toPaid();
    look(QStringLiteral("result"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Paid")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("New sale")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Print again")));
}

QTEST_MAIN(AtSpiTest)
#include "tst_at_spi.moc"
