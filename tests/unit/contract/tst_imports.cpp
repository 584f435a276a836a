#include "contract/bookings_import.h"
#include "contract/catalogue_import.h"
#include "contract/catalogue_messages.h"

#include <QFile>
#include <QTest>
#include <boost/json/parse.hpp>
#include <rapidcheck.h>

using namespace tillwright;
using namespace tillwright::contract;

namespace {

std::string sample(const char *name)
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/catalogue/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample %s", name);
    return file.readAll().toStdString();
}

template<typename T> std::vector<T> good(Imported<T> imported)
{
    if (!imported)
        qFatal("%s", imported.error().text().c_str());
    return *std::move(imported);
}

template<typename T> QString problemsOf(const Imported<T> &imported)
{
    return imported ? QString() : QString::fromStdString(imported.error().text());
}

QString catalogueProblems(const std::string &csv)
{
    return problemsOf(parseCatalogue(ImportFormat::Csv, csv));
}
QString jsonProblems(const std::string &json)
{
    return problemsOf(parseCatalogue(ImportFormat::Json, json));
}

constexpr const char *catalogueHeader = "code,name,price,currency\n";

} // namespace

/// Catalogues and bookings out of files: what is taken, and what is told of what is not.
class TestImports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSampleCatalogueIsRead()
    {
        const auto items = good(parseCatalogue(ImportFormat::Csv, sample("catalogue.csv")));
        QCOMPARE(items.size(), std::size_t(12));
        QCOMPARE(items.front().code, std::string("BAG-23KG"));
        QCOMPARE(items.front().name, std::string("Checked bag, up to 23 kg"));
        QCOMPARE(items.front().price.minor, std::int64_t(4500));
        QCOMPARE(items.front().category, std::string("Baggage"));
        for (const auto &item : items)
            QCOMPARE(item.names.size(), domain::nameLanguages.size());
        QCOMPARE(items.back().price.minor, std::int64_t(0));
        // The same item in the other format is the same item.
        const auto fromJson = good(parseCatalogue(ImportFormat::Json, sample("catalogue.json")));
        QCOMPARE(fromJson.size(), std::size_t(2));
        QVERIFY(fromJson.front() == items.front());
        QVERIFY(fromJson.back().names.empty() && fromJson.back().category.empty());
    }

    void theSampleBookingsAreRead()
    {
        const auto bookings = good(parseBookings(ImportFormat::Csv, sample("bookings.csv")));
        QCOMPARE(bookings.size(), std::size_t(6));
        QCOMPARE(bookings.front().reference.text(), std::string("EZ24081"));
        QCOMPARE(bookings.front().due.minor, std::int64_t(61240));
        QCOMPARE(*bookings.front().payByMs, std::int64_t(1'796'248'800'000));
        QCOMPARE(bookings.at(4).description, std::string("Paris - Lagos, 5 Dec\nTwo passengers"));
        QVERIFY(!bookings.at(3).email && bookings.at(3).passengerName.empty());
        const auto fromJson = good(parseBookings(ImportFormat::Json, sample("bookings.json")));
        QVERIFY(fromJson.front() == bookings.front());
    }

    void theFormatShows()
    {
        QVERIFY(importFormatOf("\xef\xbb\xbf\r\n [") == ImportFormat::Json);
        QVERIFY(importFormatOf("{}") == ImportFormat::Json);
        QVERIFY(importFormatOf("code,name") == ImportFormat::Csv);
        QVERIFY(importFormatOf("") == ImportFormat::Csv);
    }

    void spreadsheetsAreUnderstood()
    {
        const auto items = good(parseCatalogue(ImportFormat::Csv,
                                               "\xef\xbb\xbf"
                                               " Price ,CODE,Name,currency,category\r\n"
                                               "12.5,A1, Tea ,usd,\r\n"
                                               ",,,,\r\n"
                                               "\r\n"
                                               "500,B2,\"A \"\"good\"\" one\",JPY,Drinks\r\n"));
        QCOMPARE(items.size(), std::size_t(2));
        QVERIFY(items.front()
                == (domain::CatalogueItem{"A1", "Tea", {}, {1250, domain::Currency::usd()}, ""}));
        QCOMPARE(items.back().name, std::string("A \"good\" one"));
        QCOMPARE(items.back().price.minor, std::int64_t(500));
    }

    void allProblemsAreToldAtOnce()
    {
        const auto said = catalogueProblems("code,name,price,currency,colour,name_fr\n"
                                            "A1,Tea,2.505,USD,,\n"
                                            "A B,\"two\nlines\",free,EURO,,\n"
                                            "A1,Coffee,3.00,USD,,\n"
                                            ",,1,USD,,x\n"
                                            "C3,Cake,4.00\n"
                                            "D4,\"Pie\"s,4.00,USD,,\n"
                                            "E5,Juice,1000000.00,USD,,\n");
        const QStringList expected{
            "line 1: colour: there is no such column; the columns are code, name, price, currency, name_ar, "
            "name_es, name_fr, category",
            "line 2: price: it has more than 2 decimals; USD has 2; write it like 750.00",
            "line 3: code: it has a blank or another character that is not allowed; use 1 to 64 printable ASCII "
            "characters without blanks, such as BAG-23KG",
            "line 3: name: it has a line break or another control character; write 1 to 120 characters on one line",
            "line 3: currency: it does not have three letters; use a three-letter ISO 4217 code such as USD",
            "line 3: price: it is not a number; write it like 750.00",
            "line 5: code: line 2 has the same one; remove one of the two",
            "line 6: code: it is missing; fill it in",
            "line 6: name: it is missing; fill it in",
            "line 7: it has 3 fields, and the header has 6; put a field with a comma in it in quotation marks, and "
            "leave no field out",
            "line 8: something follows the closing quotation mark of a field; put the whole field in quotation marks "
            "and double each one within it",
            "line 9: price: it has more than eight digits; ask at most 999999.99 USD"};
        QCOMPARE(said.trimmed().split('\n'), expected);
    }

    void jsonIsToldInItsOwnWords()
    {
        const auto said = jsonProblems(
            R"([{"code":"A1","name":"Tea","price_minor":2.5,"currency":"USD"},
                {"code":"B2","name":7,"price":1,"currency":"USD","names":{"fr":"","de":"Tee","es":1}},
                7,
                {"code":"A1","name":"Tea\u0000","price_minor":-1,"currency":"USD","names":[],"name_fr":null}])");
        const QStringList expected{
            "item 1: price_minor: it is not an integer; send minor units, 75000 for 750.00",
            "item 2: name: it is not a string; send a string",
            "item 2: price: there is no such field; the fields are code, name, price_minor, currency, names.ar, "
            "names.es, names.fr, category",
            "item 2: names.de: there is no such language; leave it out",
            "item 2: names.es: it is not a string; send a string",
            "item 2: price_minor: it is missing; fill it in",
            "item 3: it is not an object; send an array of objects",
            "item 4: names: it is not an object; send an object of strings by language",
            "item 4: name_fr: there is no such field; the fields are code, name, price_minor, currency, names.ar, "
            "names.es, names.fr, category",
            "item 4: name: it has a line break or another control character; write 1 to 120 characters on one line",
            "item 4: price_minor: it is negative; write 0 or more",
            "item 4: code: item 1 has the same one; remove one of the two"};
        QCOMPARE(said.trimmed().split('\n'), expected);
    }

    void wholeFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << QByteArray("\r\n") << "file: it is empty";
        QTest::newRow("semicolons") << QByteArray("code;name;price;currency\nA;B;1,00;USD\n")
                                    << "line 1: the columns are separated by semicolons";
        QTest::newRow("no currency") << QByteArray("code,name,price\nA,B,1\n")
                                     << "line 1: currency: the column is missing";
        QTest::newRow("twice") << QByteArray("code,name,price,currency,Code\nA,B,1,USD,C\n")
                               << "line 1: code: the column is there twice";
        QTest::newRow("Latin-1") << QByteArray("code,name,price,currency\nA,B,1,USD\nC,Caf\xe9,1,USD\n")
                                 << "line 3: it is not UTF-8";
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "c\0o\0",
                                              6)
                                << "line 1: it is not UTF-8";
        QTest::newRow("broken JSON") << QByteArray("[\n{\"code\":\"A\",}]") << "file: it is not JSON (line 2";
        QTest::newRow("two arrays") << QByteArray("[]\n[]") << "file: it is not JSON (line 2";
        QTest::newRow("half an array") << QByteArray("[{\"code\":\"A\"}") << "file: it is not JSON (line 1";
        QTest::newRow("an object") << QByteArray("{\"items\":[]}") << "file: it is not a JSON array";
        QTest::newRow("deep") << QByteArray("[{\"names\":{\"fr\":[[[]]]}}]")
                              << "file: it is not JSON (line 1";
    }
    void wholeFilesAreRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, problem);
        const auto bytes = text.toStdString();
        const auto said = problemsOf(parseCatalogue(importFormatOf(bytes), bytes));
        QVERIFY2(said.startsWith(problem), qPrintable(said));
        QCOMPARE(said.count('\n'), 1);
    }

    void nothingIsAnImportToo()
    {
        QVERIFY(good(parseCatalogue(ImportFormat::Csv, catalogueHeader)).empty());
        QVERIFY(good(parseBookings(ImportFormat::Json, " [] ")).empty());
    }

    void limitsHold()
    {
        std::string text = catalogueHeader;
        for (std::size_t i = 1; i <= catalogueItemsMax; ++i)
            text += "C" + std::to_string(i) + ",Tea,1.00,USD\n";
        QCOMPARE(good(parseCatalogue(ImportFormat::Csv, text)).size(), catalogueItemsMax);
        QVERIFY(catalogueProblems(text + "X,Tea,1.00,USD\n")
                    .startsWith("line 20002: there are more than 20000 items"));
        const auto huge = std::string(importTextMaxBytes + 1, ' ');
        QVERIFY(catalogueProblems(huge).startsWith("file: it has more than 32 MiB"));
        QVERIFY(jsonProblems(huge).startsWith("file: it has more than 32 MiB"));
        std::string bad = catalogueHeader;
        for (int i = 0; i < 200; ++i)
            bad += "A,,,\n";
        const auto report = parseCatalogue(ImportFormat::Csv, bad).error();
        QCOMPARE(report.problems().size(), importProblemsMax);
        QVERIFY(QString::fromStdString(report.text()).endsWith("there may be more; mend these first\n"));
        QVERIFY(
            catalogueProblems("co\x1b[2Jde,code\n").startsWith("line 1: co?[2Jde: there is no such column"));
        const auto longName = catalogueProblems(std::string(39, 'x') + "é,code\n");
        QVERIFY2(longName.startsWith("line 1: " + QString(39, 'x') + "...: there is no such column"),
                 qPrintable(longName));
    }

    void otherCurrenciesAreRefused()
    {
        const ImportRules rules{{domain::Currency::usd()}};
        QVERIFY(parseCatalogue(ImportFormat::Csv, std::string(catalogueHeader) + "A,Tea,1,usd\n", rules));
        const auto said = problemsOf(
            parseCatalogue(ImportFormat::Csv, std::string(catalogueHeader) + "A,Tea,1,EUR\n", rules));
        QCOMPARE(said,
                 QString("line 2: currency: payments are not taken in it; use USD, or add it to "
                         "[stripe].currencies\n"));
    }

    void bookingsAreChecked()
    {
        const auto said = problemsOf(parseBookings(ImportFormat::Csv,
                                                   "reference,amount,currency,email,pay_by\n"
                                                   "EZ1,0.10,USD,buyer,2026-12-03 18:30\n"
                                                   "ez1,5.00,USD,,2026-12-03T18:30:00+01:00\n"
                                                   "EZ 2,5.00,USD,,2026-02-30T18:30:00Z\n"));
        const QStringList expected{
            "line 2: email: it has no @; write it like buyer@example.com",
            "line 2: pay_by: it is not a date and time; write it in UTC, like 2026-12-03T18:30:00Z",
            "line 2: amount: it is below the smallest card payment; charge at least 0.50 USD",
            "line 3: pay_by: it is not in UTC; write it in UTC, like 2026-12-03T18:30:00Z",
            "line 3: reference: line 2 has the same one; remove one of the two",
            "line 4: reference: it has a character that is not allowed; use 1 to 64 letters, digits and - _ . / "
            "such as EZ12345",
            "line 4: pay_by: there is no such time; write it in UTC, like 2026-12-03T18:30:00Z"};
        QCOMPARE(said.trimmed().split('\n'), expected);
    }

    /// What a fuzzer does all day, for a moment.
    void anyBytesAreAnswered()
    {
        const auto anyText =
            rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                             "code,name,price,currency\n", "reference,amount,currency\n", "A", "1.00", ",USD",
                             "\"", "\n", "\r\n", ",", "[", "]", "{", "}", "\"code\":", "\"names\":", "null",
                             "1e400", "\xff", "\\u0000", "é", std::string(1, '\0'))),
                         [](const std::vector<std::string> &parts) {
                             std::string text;
                             for (const auto &part : parts)
                                 text += part;
                             return text;
                         });
        QVERIFY(rc::check("any bytes are taken or refused with a reason", [&] {
            const auto text = *anyText;
            for (const auto format : {ImportFormat::Csv, ImportFormat::Json}) {
                const auto items = parseCatalogue(format, text);
                RC_ASSERT(items || !items.error().problems().empty());
                const auto bookings = parseBookings(format, text);
                RC_ASSERT(bookings || !bookings.error().problems().empty());
                if (!items)
                    boost::json::parse(writeImportProblem(items.error()));
            }
        }));
    }

    void whatDevicesReadIsWritten()
    {
        domain::CatalogueItem item{"A1", "Tea", {{"fr", "Thé"}}, {250, domain::Currency::usd()}, "Drinks"};
        QCOMPARE(QString::fromStdString(writeCatalogue({item})),
                 QString(R"({"items":[{"code":"A1","name":"Tea","price_minor":250,"currency":"USD",)"
                         R"("names":{"fr":"Thé"},"category":"Drinks"}]})"));
        item.names.clear();
        item.category.clear();
        QCOMPARE(QString::fromStdString(writeCatalogue({item})),
                 QString(R"({"items":[{"code":"A1","name":"Tea","price_minor":250,"currency":"USD"}]})"));
        QVERIFY(parseItemNames(writeItemNames({{"fr", "Thé"}})) == (ItemNames{{"fr", "Thé"}}));
        QVERIFY(parseItemNames("").empty());
    }

    void aBookingTellsNoMoreThanItMust()
    {
        const auto booking = good(parseBookings(ImportFormat::Csv, sample("bookings.csv"))).front();
        using State = domain::BookingState;
        QCOMPARE(QString::fromStdString(writeBooking(booking, State::Open)),
                 QString(R"({"reference":"EZ24081","state":"open","amount_minor":61240,"currency":"USD",)"
                         R"("pay_by":"2026-12-02T22:00:00Z","description":"Lagos - London, 3 Dec",)"
                         R"("passenger_name":"Adaeze Okonkwo"})"));
        QVERIFY(writeBooking(booking, State::InProgress).find("Adaeze") != std::string::npos);
        for (const auto state : {State::Paid, State::Expired})
            QVERIFY(writeBooking(booking, state).find("Adaeze") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestImports)
#include "tst_imports.moc"
