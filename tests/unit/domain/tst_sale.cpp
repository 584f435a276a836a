#include "domain/sale.h"

#include <QTest>

using namespace tillwright::domain;

namespace {

SaleInput goodInput()
{
    return {.amount = "750.00",
            .currency = "usd",
            .email = "buyer@example.com",
            .reference = "EZ12345",
            .meta = {{"order_id", "ORD-1001"}, {"customer_tier", "gold"}},
            .suffix = "AIRPEACE"};
}

QStringList fieldsOf(const tl::expected<Sale, std::vector<InputError>> &sale)
{
    QStringList fields;
    if (!sale) {
        for (const auto &error : sale.error())
            fields.append(QString::fromStdString(error.field));
    }
    return fields;
}

} // namespace

class TestSale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheSeedsSale()
    {
        const auto sale = makeSale(goodInput());
        QVERIFY(sale);
        QVERIFY(sale->amount == (Money{75'000, Currency::usd()}));
        QCOMPARE(sale->email.text(), std::string("buyer@example.com"));
        QCOMPARE(sale->reference.text(), std::string("EZ12345"));
        QCOMPARE(sale->meta.at("order_id"), std::string("ORD-1001"));
        QVERIFY(sale->suffix == std::string("AIRPEACE"));
    }

    void namesEveryWrongFieldAtOnce()
    {
        auto input = goodInput();
        input.amount = "0";
        input.currency = "??";
        input.email = "nobody";
        input.reference = "";
        input.meta = {{"", "x"}};
        QCOMPARE(fieldsOf(makeSale(input)),
                 (QStringList{"amount", "currency", "email", "reference", "meta"}));
        input.email = goodInput().email;
        input.amount = "750.00";
        QCOMPARE(fieldsOf(makeSale(input)), (QStringList{"currency", "reference", "meta"}));
    }

    void everyFieldAloneIsNamedAlone()
    {
        const auto with = [](auto change) {
            auto input = goodInput();
            change(input);
            return fieldsOf(makeSale(input));
        };
        QCOMPARE(with([](auto &input) { input.amount = "0.49"; }), QStringList{"amount"});
        QCOMPARE(with([](auto &input) { input.amount = "1000000.00"; }), QStringList{"amount"});
        QCOMPARE(with([](auto &input) { input.currency = "XXX"; }), QStringList{"currency"});
        QCOMPARE(with([](auto &input) { input.email = ""; }), QStringList{"email"});
        QCOMPARE(with([](auto &input) { input.reference = "EZ 1"; }), QStringList{"reference"});
        QCOMPARE(with([](auto &input) { input.meta["key"] = std::string(501, 'x'); }),
                 QStringList{"meta.key"});
    }

    void linesAreTheAmount()
    {
        auto input = goodInput();
        input.amount = "seven";
        input.lines = {{"BAG-23KG", "Checked bag", 2, {4'500, Currency::usd()}},
                       {"", "Open amount", 1, {250, Currency::usd()}}};
        const auto sale = makeSale(input);
        QVERIFY(sale);
        QVERIFY(sale->amount == (Money{9'250, Currency::usd()}));
        QVERIFY(sale->lines == input.lines);
        QVERIFY(makeSale(goodInput())->lines.empty());
    }

    void badLinesAreNamed()
    {
        const auto with = [](SaleLine line) {
            auto input = goodInput();
            input.lines = {{"A", "a", 1, {100, Currency::usd()}}, std::move(line)};
            return fieldsOf(makeSale(input));
        };
        QCOMPARE(with({"B", "b", 1, {100, Currency::usd()}}), QStringList());
        QCOMPARE(with({"B", "b", 0, {100, Currency::usd()}}), QStringList{"lines"});
        QCOMPARE(with({"B", "b", 1, {100, *Currency::parse("EUR")}}), QStringList{"lines"});
        // The sum is what is charged, so it has an amount's limits.
        QCOMPARE(with({"B", "b", 999, {99'999'999, Currency::usd()}}), QStringList{"amount"});
        auto free = goodInput();
        free.lines = {{"WHEELCHAIR", "Wheelchair assistance", 1, {0, Currency::usd()}}};
        QCOMPARE(fieldsOf(makeSale(free)), QStringList{"amount"});
    }

    void readsTheAmountInItsCurrency()
    {
        auto input = goodInput();
        input.currency = "JPY";
        QCOMPARE(fieldsOf(makeSale(input)), QStringList{"amount"}); // 750.00 yen: hints at a wrong currency
        input.amount = "750";
        QCOMPARE(makeSale(input)->amount.minor, std::int64_t(750));
    }

    void meta_data()
    {
        QTest::addColumn<int>("keys");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("field"); // of the error; empty when there is none
        QTest::newRow("none") << 0 << QByteArray() << QByteArray() << "";
        QTest::newRow("50 keys") << 49 << QByteArray("k") << QByteArray("v") << "";
        QTest::newRow("51 keys") << 50 << QByteArray("k") << QByteArray("v") << "meta";
        QTest::newRow("empty key") << 0 << QByteArray("") << QByteArray("v") << "meta";
        QTest::newRow("40 characters of two bytes")
            << 0 << QByteArray("\xc3\xa9").repeated(40) << QByteArray("v") << "";
        QTest::newRow("41 characters") << 0 << QByteArray(41, 'k') << QByteArray("v") << "meta";
        QTest::newRow("control character") << 0 << QByteArray("a\nb") << QByteArray("v") << "meta";
        QTest::newRow("key not UTF-8") << 0 << QByteArray("a\xff") << QByteArray("v") << "meta";
        QTest::newRow("empty value") << 0 << QByteArray("k") << QByteArray() << "";
        QTest::newRow("500 characters")
            << 0 << QByteArray("k") << QByteArray("\xe2\x82\xac").repeated(500) << "";
        QTest::newRow("501 characters") << 0 << QByteArray("k") << QByteArray(501, 'v') << "meta.k";
        QTest::newRow("value not UTF-8") << 0 << QByteArray("k") << QByteArray("\xc3") << "meta.k";
    }
    void meta()
    {
        QFETCH(const int, keys);
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, value);
        QFETCH(const QString, field);
        Meta meta;
        for (int i = 0; i < keys; ++i)
            meta["key" + std::to_string(i)] = "x";
        if (!key.isEmpty() || !value.isEmpty())
            meta[key.toStdString()] = value.toStdString();
        const auto checked = checkMeta(meta);
        QCOMPARE(QString::fromStdString(checked ? "" : checked.error().field), field);
        if (checked)
            QVERIFY(*checked == meta);
    }
};

QTEST_APPLESS_MAIN(TestSale)
#include "tst_sale.moc"
