#include "domain/reference.h"

#include <QTest>

using namespace tillwright::domain;

class TestReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("the seed's") << "EZ12345";
        QTest::newRow("one character") << "E";
        QTest::newRow("every sign") << "a-b_c.d/e";
        QTest::newRow("64 characters") << QString(64, 'x');
    }
    void accepts()
    {
        QFETCH(const QString, text);
        const auto reference = Reference::parse(text.toStdString());
        QVERIFY(reference);
        QCOMPARE(QString::fromStdString(reference->text()),
                 text); // immutable: neither case nor blanks are mended
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const QString control = "it has a control character";
        const QString character = "it has a character that is not allowed";
        QTest::newRow("empty") << QByteArray() << "it is empty";
        QTest::newRow("65 characters") << QByteArray(65, 'x') << "it is longer than 64 characters";
        QTest::newRow("line feed") << QByteArray("EZ\n1") << control;
        QTest::newRow("carriage return at the end") << QByteArray("EZ1\r") << control;
        QTest::newRow("tab") << QByteArray("EZ\t1") << control;
        QTest::newRow("NUL") << QByteArray("EZ\0", 3) << control;
        QTest::newRow("escape") << QByteArray("\x1b[2J") << control;
        QTest::newRow("DEL") << QByteArray("EZ\x7f") << control;
        QTest::newRow("blank") << QByteArray("EZ 1") << character;
        QTest::newRow("query") << QByteArray("EZ?1") << character;
        QTest::newRow("fragment") << QByteArray("EZ#1") << character;
        QTest::newRow("percent") << QByteArray("EZ%41") << character;
        QTest::newRow("quote") << QByteArray("EZ'1") << character;
        QTest::newRow("not ASCII") << QByteArray("EZ\xc3\xa9") << character;
        QTest::newRow("right-to-left override") << QByteArray("EZ\xe2\x80\xae") << character;
    }
    void refuses()
    {
        QFETCH(const QByteArray, text);
        const auto reference = Reference::parse(text.toStdString());
        QVERIFY(!reference);
        QCOMPARE(reference.error().field, std::string("reference"));
        QTEST(QString::fromStdString(reference.error().problem), "problem");
    }

    void capitalsMakeNoDifferenceToPeople()
    {
        const auto reference = [](const char *text) { return *Reference::parse(text); };
        QVERIFY(equalIgnoringCase(reference("EZ-12a"), reference("ez-12A")));
        QVERIFY(!equalIgnoringCase(reference("EZ12"), reference("EZ123")));
        QVERIFY(!equalIgnoringCase(reference("EZ_12"), reference("EZ-12")));
        QVERIFY(!(reference("EZ12") == reference("ez12")));
    }
};

QTEST_APPLESS_MAIN(TestReference)
#include "tst_reference.moc"
