#include "contract/catalogue_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::contract;
using namespace tillwright::testing;
using domain::BookingState;

namespace {

domain::CatalogueItem bag()
{
    return {"BAG-23KG",
            "Checked bag, up to 23 kg",
            {{"ar", "حقيبة"}, {"fr", "Bagage en soute"}},
            {4'500, domain::Currency::usd()},
            "Baggage"};
}

domain::Booking booking()
{
    return {*domain::Reference::parse("EZ24081"),
            {61'240, domain::Currency::usd()},
            "Adaeze Okonkwo",
            {},
            1'796'248'800'000,
            "Lagos - London, 3 Dec"};
}

std::string catalogueWith(const QJsonObject &item)
{
    return textOf(
        {{QStringLiteral("items"),
          QJsonArray{objectOf(writeCatalogue({bag()})).value(QStringLiteral("items")).toArray().first(),
                     item}}});
}

QJsonObject itemWith(const QString &field, const QJsonValue &value)
{
    QJsonObject item{{QStringLiteral("code"), QStringLiteral("A")},
                     {QStringLiteral("name"), QStringLiteral("a")},
                     {QStringLiteral("price_minor"), 1},
                     {QStringLiteral("currency"), QStringLiteral("USD")}};
    item.insert(field, value);
    return item;
}

} // namespace

/// What a device is told of catalogue and bookings, as it reads it.
class CatalogueMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCatalogueIsReadAsItWasWritten()
    {
        const std::vector<domain::CatalogueItem> items{
            bag(), {"W", "Wheelchair", {}, {0, *domain::Currency::parse("JPY")}, {}}};
        QVERIFY(parseCatalogue(writeCatalogue(items)) == items);
        QVERIFY(parseCatalogue(writeCatalogue({}))->empty());
    }

    void aWrongItemIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *field, const QJsonValue &value, const char *error) {
            QTest::addRow("%s %s", field, value.isString() ? qPrintable(value.toString().left(20)) : "")
                << QString::fromLatin1(field) << value << QString::fromLatin1(error);
        };
        row("code", QStringLiteral("A B"), "items[1].code");
        row("code", 5, "items[1].code");
        row("name", QString(), "items[1].name");
        row("name", QString(121, u'a'), "items[1].name");
        row("price_minor", -1, "items[1].price_minor");
        row("price_minor", 1.5, "items[1].price_minor");
        row("price_minor", 100'000'000, "items[1].price_minor");
        row("price_minor", QStringLiteral("1"), "items[1].price_minor");
        row("currency", QStringLiteral("dollars"), "items[1].currency");
        row("names", QJsonArray(), "items[1].names");
        row("names", QJsonObject{{QStringLiteral("fr"), QStringLiteral("a\nb")}}, "items[1].names.fr");
        row("category", QStringLiteral("a\nb"), "items[1].category");
    }
    void aWrongItemIsNamed()
    {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        QFETCH(const QString, error);
        QVERIFY(parseCatalogue(catalogueWith(itemWith(QStringLiteral("more"), 1))));
        const auto parsed = parseCatalogue(catalogueWith(itemWith(field, value)));
        QVERIFY(!parsed);
        QCOMPARE(QString::fromStdString(parsed.error().field), error);
    }

    void noCatalogueAtAll()
    {
        for (const char *body : {"", "[]", "{}", R"({"items": 5})", R"({"items": [5]})"})
            QVERIFY2(!parseCatalogue(body), body);
    }

    void otherLanguagesAreLeftOut()
    {
        const QJsonObject names{{QStringLiteral("de"), QStringLiteral("Gepäck")},
                                {QStringLiteral("fr"), QStringLiteral("Bagage")}};
        const auto parsed = parseCatalogue(catalogueWith(itemWith(QStringLiteral("names"), names)));
        QVERIFY(parsed->back().names == (ItemNames{{"fr", "Bagage"}}));
    }

    void aBookingIsReadAsItWasWritten()
    {
        for (const auto state : {BookingState::Open, BookingState::InProgress}) {
            const auto parsed = parseBooking(writeBooking(booking(), state));
            QVERIFY(parsed);
            QVERIFY(*parsed == (BookingAnswer{booking(), state}));
        }
        // Nobody's name, where there is nothing to pay.
        for (const auto state : {BookingState::Paid, BookingState::Expired}) {
            auto expected = booking();
            expected.passengerName.clear();
            QVERIFY(*parseBooking(writeBooking(expected, state)) == (BookingAnswer{expected, state}));
            QVERIFY(*parseBooking(writeBooking(booking(), state)) == (BookingAnswer{expected, state}));
        }
    }

    void anUnknownStateIsACaseOfItsOwn()
    {
        const auto text = with(writeBooking(booking(), BookingState::Open), QStringLiteral("state"),
                               QStringLiteral("waitlisted"));
        QVERIFY(parseBooking(text));
        QVERIFY(!parseBooking(text)->state);
    }

    void aWrongBookingIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("reference") << "reference" << QJsonValue(QStringLiteral("EZ 1"));
        QTest::newRow("state") << "state" << QJsonValue(5);
        QTest::newRow("amount") << "amount_minor" << QJsonValue(49);
        QTest::newRow("currency") << "currency" << QJsonValue(QStringLiteral("?"));
        QTest::newRow("pay_by") << "pay_by" << QJsonValue(QStringLiteral("tomorrow"));
    }
    void aWrongBookingIsNamed()
    {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        const auto good = writeBooking(booking(), BookingState::Open);
        const auto parsed = parseBooking(with(good, field, value));
        QVERIFY(!parsed);
        QCOMPARE(QString::fromStdString(parsed.error().field), field);
        if (field != QStringLiteral("pay_by"))
            QCOMPARE(QString::fromStdString(parseBooking(without(good, field)).error().field), field);
    }
};

QTEST_APPLESS_MAIN(CatalogueMessagesTest)
#include "tst_catalogue_messages.moc"
