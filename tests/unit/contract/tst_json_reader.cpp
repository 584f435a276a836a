#include "contract/json_reader.h"

#include <QTest>

using tillwright::contract::JsonReader;

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheFirstError()
    {
        auto reader = JsonReader::parse(R"({"a":"x","n":1,"o":{"i":"no"}})").value();
        QCOMPARE(reader.requireString("a"), std::string("x"));
        QVERIFY(!reader.error());
        QCOMPARE(reader.requireInteger("a"), std::int64_t(0));
        QCOMPARE(reader.requireString("missing"), std::string());
        QCOMPARE(reader.error()->field, std::string("a"));
        QCOMPARE(reader.requireInteger("n"), std::int64_t(1)); // goes on reading what is right
    }

    void nestedErrorsTellThePath()
    {
        auto reader = JsonReader::parse(R"({"o":{"p":{"i":"no"}}})").value();
        auto outer = reader.requireObject("o");
        auto inner = outer.requireObject("p");
        static_cast<void>(inner.requireInteger("i"));
        QVERIFY(!reader.error());
        outer.takeErrorOf(inner);
        reader.takeErrorOf(outer);
        QCOMPARE(reader.error()->field, std::string("o.p.i"));
    }

    void integers_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<bool>("valid");
        QTest::newRow("zero") << QByteArray("0") << true;
        QTest::newRow("negative") << QByteArray("-7") << true;
        QTest::newRow("largest") << QByteArray("9223372036854775807") << true;
        QTest::newRow("one more") << QByteArray("9223372036854775808") << false;
        QTest::newRow("whole, as a double") << QByteArray("5.0") << true;
        QTest::newRow("fraction") << QByteArray("5.5") << false;
        QTest::newRow("1e30") << QByteArray("1e30") << false;
        QTest::newRow("text") << QByteArray("\"5\"") << false;
        QTest::newRow("bool") << QByteArray("true") << false;
    }
    void integers()
    {
        QFETCH(const QByteArray, number);
        auto reader = JsonReader::parse("{\"n\":" + number.toStdString() + "}").value();
        static_cast<void>(reader.requireInteger("n"));
        QTEST(!reader.error().has_value(), "valid");
    }

    void nullIsAbsent()
    {
        auto reader = JsonReader::parse(R"({"a":null})").value();
        QVERIFY(!reader.has("a"));
        QVERIFY(!reader.optionalString("a"));
        QVERIFY(!reader.optionalInteger("a"));
        QVERIFY(reader.optionalBool("a", true));
        QVERIFY(reader.optionalStrings("a").empty());
        QVERIFY(reader.optionalMeta("a").empty());
        QVERIFY(!reader.error());
        static_cast<void>(reader.requireBool("a"));
        QCOMPARE(reader.error()->field, std::string("a"));
    }

    void arraysAreOfStringsOnly()
    {
        auto good = JsonReader::parse(R"({"a":["x","y"]})").value();
        QCOMPARE(good.optionalStrings("a").size(), std::size_t(2));
        QVERIFY(!good.error());
        for (const auto *text : {R"({"a":["x",1]})", R"({"a":"x"})", R"({"a":{}})"}) {
            auto bad = JsonReader::parse(text).value();
            static_cast<void>(bad.optionalStrings("a"));
            QVERIFY2(bad.error(), text);
        }
    }
};

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_json_reader.moc"
