#include "contract/bridge_messages.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

using namespace tillwright;

/// The kiosk's parser and writer against resources/bridge.schema.json, from which the page takes its types.
class TestBridgeSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void parsesEveryMessageOfThePage_data();
    void parsesEveryMessageOfThePage();
    void writesWhatTheSchemaAsksFor();

private:
    [[nodiscard]] QJsonObject definition(const QString &name) const { return m_definitions[name].toObject(); }
    /// The names of the messages that go one way.
    [[nodiscard]] QStringList messages(const QString &direction) const;
    [[nodiscard]] QJsonObject sample(const QString &message) const;
    /// A value the property's schema accepts.
    [[nodiscard]] QJsonValue sampleValue(const QString &property, const QJsonObject &schema) const;

    QJsonObject m_definitions;
};

namespace {

bool isParsed(const QJsonObject &message)
{
    return contract::parsePageMessage(QJsonDocument(message).toJson().toStdString()).has_value();
}

QString typeOf(const QJsonValue &value)
{
    if (value.isString())
        return QStringLiteral("string");
    return value.isDouble() ? QStringLiteral("integer") : QStringLiteral("boolean");
}

} // namespace

void TestBridgeSchema::initTestCase()
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/bridge.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_definitions = QJsonDocument::fromJson(file.readAll()).object()[QLatin1String("$defs")].toObject();
    QCOMPARE(messages(QStringLiteral("pageToKiosk")).size(),
             static_cast<int>(std::variant_size_v<contract::PageMessage>));
}

QStringList TestBridgeSchema::messages(const QString &direction) const
{
    QStringList names;
    for (const auto &entry : definition(direction)[QLatin1String("oneOf")].toArray())
        names.append(entry.toObject()[QLatin1String("$ref")].toString().section(QLatin1Char('/'), -1));
    return names;
}

QJsonValue TestBridgeSchema::sampleValue(const QString &property, const QJsonObject &schema) const
{
    if (schema.contains(QLatin1String("const")))
        return schema[QLatin1String("const")];
    const QString reference = schema[QLatin1String("$ref")].toString();
    const QString type = reference.isEmpty()
        ? schema[QLatin1String("type")].toString()
        : definition(reference.section(QLatin1Char('/'), -1))[QLatin1String("type")].toString();
    if (type == QLatin1String("integer"))
        return 75'000;
    if (type == QLatin1String("boolean"))
        return true;
    return property == QLatin1String("currency") ? QStringLiteral("USD") : QStringLiteral("word");
}

QJsonObject TestBridgeSchema::sample(const QString &message) const
{
    QJsonObject object;
    const QJsonObject properties = definition(message)[QLatin1String("properties")].toObject();
    for (auto property = properties.begin(); property != properties.end(); ++property)
        object.insert(property.key(), sampleValue(property.key(), property.value().toObject()));
    return object;
}

void TestBridgeSchema::parsesEveryMessageOfThePage_data()
{
    QTest::addColumn<QString>("message");
    for (const QString &message : messages(QStringLiteral("pageToKiosk")))
        QTest::newRow(qPrintable(message)) << message;
}

void TestBridgeSchema::parsesEveryMessageOfThePage()
{
    QFETCH(const QString, message);
    const QJsonObject valid = sample(message);
    const auto parsed = contract::parsePageMessage(QJsonDocument(valid).toJson().toStdString());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().text().c_str());
    QCOMPARE(QString::fromStdString(std::string(contract::pageMessageType(*parsed))), message);

    QCOMPARE(definition(message)[QLatin1String("additionalProperties")], QJsonValue(false));
    QJsonObject tooMuch = valid;
    tooMuch.insert(QStringLiteral("extra"), 1);
    QVERIFY(!isParsed(tooMuch));

    QStringList required;
    for (const auto &name : definition(message)[QLatin1String("required")].toArray())
        required.append(name.toString());
    required.sort();
    QCOMPARE(required, valid.keys()); // every property is required: there are no half messages
    for (const QString &name : required) {
        QJsonObject tooLittle = valid;
        tooLittle.remove(name);
        QVERIFY2(!isParsed(tooLittle), qPrintable(name));
        QJsonObject wrongType = valid;
        wrongType.insert(name, QJsonArray());
        QVERIFY2(!isParsed(wrongType), qPrintable(name));
    }
}

void TestBridgeSchema::writesWhatTheSchemaAsksFor()
{
    const contract::CheckoutReady checkout{domain::Secret("pi_1_secret_x"),
                                           "pk_test_x",
                                           "clv_1",
                                           {75'000, domain::Currency::usd()},
                                           "en",
                                           "https://checkout.tillwright.example/return",
                                           "dark"};
    const auto written = [](const std::string &json) {
        return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    };
    const QMap<QString, QJsonObject> ours{
        {QStringLiteral("checkoutReady"), written(writeCheckoutReady(checkout))},
        {QStringLiteral("ping"), written(contract::writePing(7))},
        {QStringLiteral("reset"), written(contract::writeReset())}};
    QStringList names = messages(QStringLiteral("kioskToPage"));
    names.sort();
    QCOMPARE(names, ours.keys());
    for (auto message = ours.begin(); message != ours.end(); ++message) {
        QCOMPARE(message->value(QLatin1String("type")).toString(), message.key());
        QCOMPARE(message->keys(), sample(message.key()).keys());
        const QJsonObject properties = definition(message.key())[QLatin1String("properties")].toObject();
        for (const QString &name : message->keys()) {
            const QJsonValue value = message->value(name);
            QCOMPARE(typeOf(value), typeOf(sampleValue(name, properties[name].toObject())));
            const QString reference = properties[name].toObject()[QLatin1String("$ref")].toString();
            const QString pattern =
                definition(reference.section(QLatin1Char('/'), -1))[QLatin1String("pattern")].toString();
            QVERIFY2(!value.isString() || QRegularExpression(pattern).match(value.toString()).hasMatch(),
                     qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(TestBridgeSchema)
#include "tst_bridge_schema.moc"
