#include "domain/text.h"

#include <QTest>

using namespace tillwright::domain;

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("codePoints"); // -1: not UTF-8
        QTest::newRow("empty") << QByteArray() << 0;
        QTest::newRow("ASCII") << QByteArray("EZ12345") << 7;
        QTest::newRow("NUL inside") << QByteArray("a\0b", 3) << 3;
        QTest::newRow("two bytes") << QByteArray("\xc3\xa9") << 1;
        QTest::newRow("three bytes") << QByteArray("\xe2\x82\xac") << 1;
        QTest::newRow("four bytes") << QByteArray("\xf0\x9f\x92\xb3") << 1;
        QTest::newRow("U+0080") << QByteArray("\xc2\x80") << 1;
        QTest::newRow("U+0800") << QByteArray("\xe0\xa0\x80") << 1;
        QTest::newRow("U+D7FF") << QByteArray("\xed\x9f\xbf") << 1;
        QTest::newRow("U+E000") << QByteArray("\xee\x80\x80") << 1;
        QTest::newRow("U+10FFFF") << QByteArray("\xf4\x8f\xbf\xbf") << 1;
        QTest::newRow("Arabic") << QByteArray("\xd9\x85\xd8\xb7\xd8\xa7\xd8\xb1") << 4;
        QTest::newRow("lonely continuation") << QByteArray("\x80") << -1;
        QTest::newRow("cut short") << QByteArray("\xe2\x82") << -1;
        QTest::newRow("lead followed by ASCII") << QByteArray("\xc3"
                                                              "a")
                                                << -1;
        QTest::newRow("overlong two") << QByteArray("\xc0\xaf") << -1;
        QTest::newRow("overlong three") << QByteArray("\xe0\x9f\xbf") << -1;
        QTest::newRow("overlong four") << QByteArray("\xf0\x8f\xbf\xbf") << -1;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << -1;
        QTest::newRow("last surrogate") << QByteArray("\xed\xbf\xbf") << -1;
        QTest::newRow("beyond U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << -1;
        QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << -1;
        QTest::newRow("FF") << QByteArray("\xff") << -1;
    }
    void utf8()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, codePoints);
        QCOMPARE(isUtf8(bytes.toStdString()), codePoints >= 0);
        if (codePoints >= 0)
            QCOMPARE(int(codePointCount(bytes.toStdString())), codePoints);
    }

    void controlCharacters_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("has");
        QTest::newRow("plain") << QByteArray("a b~") << false;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << true;
        QTest::newRow("line feed") << QByteArray("a\n") << true;
        QTest::newRow("unit separator") << QByteArray("\x1f") << true;
        QTest::newRow("DEL") << QByteArray("\x7f") << true;
        QTest::newRow("C1 first") << QByteArray("\xc2\x80") << true;
        QTest::newRow("C1 last") << QByteArray("\xc2\x9f") << true;
        QTest::newRow("no-break space") << QByteArray("\xc2\xa0") << false;
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8") << true;
        QTest::newRow("paragraph separator") << QByteArray("a\xe2\x80\xa9") << true;
        QTest::newRow("euro") << QByteArray("\xe2\x82\xac") << false;
        QTest::newRow("9f as a continuation byte") << QByteArray("\xed\x9f\xbf") << false;
    }
    void controlCharacters()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(hasControlCharacter(bytes.toStdString()), "has");
    }

    void asciiClassesAreExact()
    {
        for (int i = 0; i < 256; ++i) {
            const char c = static_cast<char>(i);
            QCOMPARE(isAsciiLetter(c), (i >= 65 && i <= 90) || (i >= 97 && i <= 122));
            QCOMPARE(isAsciiDigit(c), i >= 48 && i <= 57);
            QCOMPARE(isAsciiControl(c), i < 32 || i == 127);
        }
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
