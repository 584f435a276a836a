#include "domain/boarding_pass.h"

#include <QTest>

using namespace tillwright::domain;
using namespace std::chrono;

namespace {

// The examples that IATA's resolution 792 and its implementation guide give, security data with them.
const std::string security =
    "GIWVC5EH7JNT684FVNJ91W2QA4DVN5J8K4F0L0GEQ3DF5TGBN8709HKT5D3DW3GBHFCVHMY7J5T6HFR41W2QA4DVN5J8K4F0L0GE";
const std::string mandatoryOnly = "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 326J001A0025 100";
const std::string allItems =
    "M1DESMARAIS/LUC       EAB12C3 YULFRAAC 0834 326J003A0027 167>5321WW1325BAC 0014123456002001412346700100141234789012A01"
    "41234567890 1AC AC 1234567890123    4PCYLX58Z^108ABCDEFGH";
const std::string partly =
    "M1GRANDMAIRE/MELANIE  EABC123 GVACDGAF 0123 339C002F0025 130>5002A0571234567890  AF AF 1234567890123456    "
    "Y^18ABCDEFGH";
const std::string twoLegs =
    "M2DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 14D>6181WW6225BAC 00141234560032A0141234567890 1AC AC "
    "1234567890123    20KYLX58ZDEF456 FRAGVALH 3664 227C012C0002 12E2A0140987654321 1AC AC 1234567890123    2PCNWQ^164"
    + security;

const BoardingPassLeg montrealToFrankfurt{"ABC123", "YUL", "FRA", "AC", "834", 326, 'J', "1A", "25"};

} // namespace

class TestBoardingPass : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheMandatoryItems()
    {
        for (const auto &code : {mandatoryOnly, mandatoryOnly + "^164" + security, mandatoryOnly + "\r\n"}) {
            const auto pass = parseBoardingPass(code);
            QVERIFY2(pass.has_value(), pass ? "" : pass.error().text().c_str());
            QVERIFY(*pass == (BoardingPass{"DESMARAIS", "LUC", {montrealToFrankfurt}}));
            QVERIFY(looksLikeBoardingPass(code));
        }
    }

    void skipsWhatAirlinesAdd()
    {
        const auto all = parseBoardingPass(allItems);
        QVERIFY(all && all->legs.size() == 1);
        QCOMPARE(all->legs[0].bookingReference, std::string("AB12C3"));
        QCOMPARE(all->legs[0].seat, std::string("3A"));
        const auto melanie = parseBoardingPass(partly);
        QVERIFY(melanie.has_value());
        QCOMPARE(melanie->surname, std::string("GRANDMAIRE"));
        QCOMPARE(melanie->givenNames, std::string("MELANIE"));
        QCOMPARE(melanie->legs[0].flightNumber, std::string("123"));
    }

    void readsEveryLeg()
    {
        const auto pass = parseBoardingPass(twoLegs);
        QVERIFY2(pass.has_value(), pass ? "" : pass.error().text().c_str());
        QCOMPARE(pass->legs.size(), std::size_t(2));
        QVERIFY(pass->legs[1]
                == (BoardingPassLeg{"DEF456", "FRA", "GVA", "LH", "3664", 227, 'C', "12C", "2"}));
    }

    void readsAPassFromBeforeCheckIn()
    {
        // Noughts stand for what is not known yet.
        const auto pass = parseBoardingPass("M1SINGLENAME           ABC123 LOSABVP4 7120 001 00000000 000");
        QVERIFY(pass.has_value());
        QCOMPARE(pass->legs[0].compartment, ' ');
        QCOMPARE(pass->legs[0].seat, std::string());
        QCOMPARE(pass->legs[0].checkInNumber, std::string());
        const auto early = parseBoardingPass("M1SINGLENAME          E       LOSABVP4 7120A001Y0000     100");
        QVERIFY2(early.has_value(), early ? "" : early.error().text().c_str());
        QCOMPARE(early->surname, std::string("SINGLENAME"));
        QCOMPARE(early->givenNames, std::string());
        QCOMPARE(early->legs[0].bookingReference, std::string());
        QCOMPARE(early->legs[0].flightNumber, std::string("7120A"));
        QCOMPARE(early->legs[0].seat, std::string());
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const std::string &code, const char *problem) {
            QTest::newRow(name) << QByteArray::fromStdString(code) << QString::fromUtf8(problem);
        };
        row("nothing", "", "it is not the bar code of a boarding pass");
        row("a reference", "EZ12345", "it is not the bar code of a boarding pass");
        row("another format", "S" + mandatoryOnly.substr(1), "it is not the bar code of a boarding pass");
        row("small letter", "m" + mandatoryOnly.substr(1), "it is not the bar code of a boarding pass");
        row("only a head", mandatoryOnly.substr(0, 20), "it is cut off");
        row("half a leg", mandatoryOnly.substr(0, 50), "its leg 1 is cut off");
        row("no legs", "M0" + mandatoryOnly.substr(2), "it has no number of flights between 1 and 4");
        row("five legs", "M5" + mandatoryOnly.substr(2), "it has no number of flights between 1 and 4");
        row("a leg too few", "M2" + mandatoryOnly.substr(2), "its leg 2 is cut off");
        row("no name", "M1" + std::string(20, ' ') + mandatoryOnly.substr(22), "it names no passenger");
        row("airport of digits", "M1DESMARAIS/LUC       EABC123 000FRAAC 0834 226F001A0025 100",
            "its leg 1 names no airports");
        row("no airline", "M1DESMARAIS/LUC       EABC123 YULFRA   0834 226F001A0025 100",
            "its leg 1 names no airline");
        row("no date", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834    F001A0025 100",
            "its leg 1 has no date");
        row("day 0", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 000F001A0025 100",
            "its leg 1 has a date that no year has");
        row("day 367", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 367F001A0025 100",
            "its leg 1 has a date that no year has");
        row("length is no number", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 1G0",
            "its leg 1 is not followed by what it announces");
        row("announces too much", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 10A1A",
            "its leg 1 is not followed by what it announces");
        row("goes on", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 10001A-EXTRA",
            "it goes on behind its last flight");
        row("control character", mandatoryOnly + "\x01", "it has characters that no boarding pass has");
        row("too long", mandatoryOnly + "^1" + std::string(boardingPassMaxCharacters, 'A'),
            "it is longer than a boarding pass can be");
    }
    void refusesWhatIsNone()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const QString, problem);
        const auto pass = parseBoardingPass(code.toStdString());
        QVERIFY(!pass);
        QCOMPARE(QString::fromStdString(pass.error().problem), problem);
        QCOMPARE(pass.error().field, std::string("boarding_pass"));
        QVERIFY(!pass.error().wayOut.empty());
    }

    void aReferenceLooksLikeNone()
    {
        QVERIFY(!looksLikeBoardingPass("M1ABC123"));
        QVERIFY(!looksLikeBoardingPass(""));
        QVERIFY(!looksLikeBoardingPass("X" + mandatoryOnly.substr(1)));
    }

    void theFlightIsTheNearestDay()
    {
        QCOMPARE(flightDate(330, 2026y / November / 26), year_month_day(2026y / November / 26));
        QCOMPARE(flightDate(326, 2026y / November / 26), year_month_day(2026y / November / 22));
        // Over New Year, both ways.
        QCOMPARE(flightDate(2, 2026y / December / 30), year_month_day(2027y / January / 2));
        QCOMPARE(flightDate(364, 2027y / January / 2), year_month_day(2026y / December / 30));
        // Leap years.
        QCOMPARE(flightDate(60, 2028y / March / 1), year_month_day(2028y / February / 29));
        QCOMPARE(flightDate(60, 2027y / March / 1), year_month_day(2027y / March / 1));
        QCOMPARE(flightDate(366, 2028y / December / 31), year_month_day(2028y / December / 31));
        QCOMPARE(flightDate(366, 2026y / December / 31), year_month_day(2026y / December / 31));
    }
};

QTEST_APPLESS_MAIN(TestBoardingPass)
#include "tst_boarding_pass.moc"
