#include "domain/email_address.h"

#include <QTest>

using namespace tillwright::domain;

class TestEmailAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("the seed's") << "buyer@example.com";
        QTest::newRow("plus") << "buyer+air@example.com";
        QTest::newRow("dots") << "a.b.c@mail.example.co.uk";
        QTest::newRow("apostrophe") << "o'neil@example.ie";
        QTest::newRow("digits and dash in the host") << "x@4-u.example";
        QTest::newRow("longest local part") << QString(64, 'a') + "@example.com";
        QTest::newRow("longest label") << "a@" + QString(63, 'b') + ".com";
    }
    void accepts()
    {
        QFETCH(const QString, text);
        const auto email = EmailAddress::parse(text.toStdString());
        QVERIFY2(email, email ? "" : email.error().text().c_str());
        QCOMPARE(QString::fromStdString(email->text()), text);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no at") << QByteArray("buyer.example.com");
        QTest::newRow("two at") << QByteArray("a@b@example.com");
        QTest::newRow("no local part") << QByteArray("@example.com");
        QTest::newRow("no host") << QByteArray("buyer@");
        QTest::newRow("host without dot") << QByteArray("buyer@localhost");
        QTest::newRow("dot at the end") << QByteArray("buyer@example.com.");
        QTest::newRow("dot at the start of the host") << QByteArray("buyer@.example.com");
        QTest::newRow("two dots in the host") << QByteArray("buyer@example..com");
        QTest::newRow("dash at the start") << QByteArray("buyer@-example.com");
        QTest::newRow("dash at the end") << QByteArray("buyer@example-.com");
        QTest::newRow("underscore in the host") << QByteArray("buyer@ex_ample.com");
        QTest::newRow("dot at the start") << QByteArray(".buyer@example.com");
        QTest::newRow("dot before at") << QByteArray("buyer.@example.com");
        QTest::newRow("two dots") << QByteArray("bu..yer@example.com");
        QTest::newRow("blank") << QByteArray("bu yer@example.com");
        QTest::newRow("blank after") << QByteArray("buyer@example.com ");
        QTest::newRow("header injection") << QByteArray("buyer@example.com\r\nBcc: x@example.com");
        QTest::newRow("NUL") << QByteArray("buyer\0@example.com", 18);
        QTest::newRow("not ASCII") << QByteArray("b\xc3\xbcyer@example.com");
        QTest::newRow("local part of 65") << QByteArray(65, 'a') + "@example.com";
        QTest::newRow("label of 64") << "a@" + QByteArray(64, 'b') + ".com";
        QTest::newRow("255 bytes") << "a@" + QByteArray("bbbbbbbbb.").repeated(25) + "com";
    }
    void refuses()
    {
        QFETCH(const QByteArray, text);
        const auto email = EmailAddress::parse(text.toStdString());
        QVERIFY(!email);
        QCOMPARE(email.error().field, std::string("email"));
        QVERIFY(!email.error().problem.empty());
        QVERIFY(!email.error().wayOut.empty());
    }
};

QTEST_APPLESS_MAIN(TestEmailAddress)
#include "tst_email_address.moc"
