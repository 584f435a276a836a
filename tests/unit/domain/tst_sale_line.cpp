#include "domain/sale_line.h"

#include <QTest>
#include <limits>

using namespace tillwright::domain;

namespace {

SaleLine line(std::int64_t priceMinor, int quantity = 1)
{
    return {"BAG-23KG", "Checked bag, up to 23 kg", quantity, {priceMinor, Currency::usd()}};
}

QString problemOf(const tl::expected<Money, InputError> &money)
{
    return money ? QString() : QString::fromStdString(money.error().text());
}

} // namespace

class TestSaleLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void check_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<qlonglong>("price");
        QTest::addColumn<QString>("problem"); // empty when it is good
        const auto row = [](const char *what, const QByteArray &code, const QByteArray &name, int quantity,
                            qlonglong price, const char *problem) {
            QTest::newRow(what) << code << name << quantity << price << QString::fromLatin1(problem);
        };
        row("an item", "BAG-23KG", "Checked bag", 1, 4'500, "");
        row("typed", "", "Open amount", 1, 1, "");
        row("for nothing", "WHEELCHAIR", "Wheelchair assistance", 1, 0, "");
        row("999 pieces", "A", "a", 999, 99'999'999, "");
        row("another script", "A", "\u062d\u0642\u064a\u0628\u0629", 1, 1, "");
        row("a code with a blank", "A B", "a", 1, 1, "the code of a line: it has a blank");
        row("no name", "A", "", 1, 1, "the name of a line: it is empty");
        row("two lines", "A", "a\nb", 1, 1, "the name of a line: it has a line break");
        row("201 characters", "A", QByteArray(201, 'a'), 1, 1, "the name of a line: it is longer");
        row("none", "A", "a", 0, 1, "a quantity is out of range");
        row("1000 pieces", "A", "a", 1'000, 1, "a quantity is out of range");
        row("negative", "A", "a", 1, -1, "the price of a line: it is negative");
        row("nine digits", "A", "a", 1, 100'000'000, "the price of a line: it has more than eight digits");
    }
    void check()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const QByteArray, name);
        QFETCH(const int, quantity);
        QFETCH(const qlonglong, price);
        QFETCH(const QString, problem);
        const SaleLine given{code.toStdString(), name.toStdString(), quantity, {price, Currency::usd()}};
        const auto checked = checkSaleLine(given);
        QCOMPARE(checked.has_value(), problem.isEmpty());
        if (checked) {
            QVERIFY(*checked == given);
            return;
        }
        QCOMPARE(checked.error().field, std::string("lines"));
        QVERIFY2(checked.error().problem.starts_with(problem.toStdString()), checked.error().problem.c_str());
    }

    void sums()
    {
        QVERIFY(*sumOf({}, Currency::usd()) == (Money{0, Currency::usd()}));
        QVERIFY(*sumOf({line(4'500, 2), line(1'250, 3)}, Currency::usd())
                == (Money{12'750, Currency::usd()}));
    }

    void nothingOverflows()
    {
        const auto huge = std::numeric_limits<std::int64_t>::max();
        QVERIFY(lineTotal(line(huge)));
        QVERIFY(problemOf(lineTotal(line(huge, 2))).startsWith("lines: the sum is too large"));
        QVERIFY(problemOf(sumOf({line(huge), line(1)}, Currency::usd()))
                    .startsWith("lines: the sum is too large"));
        QVERIFY(problemOf(lineTotal(line(-1, 2))).startsWith("lines: a line is negative"));
        QVERIFY(problemOf(lineTotal(line(1, -2))).startsWith("lines: a line is negative"));
        QVERIFY(problemOf(lineTotal(line(std::numeric_limits<std::int64_t>::min())))
                    .startsWith("lines: a line is negative"));
    }

    void oneCurrency()
    {
        QVERIFY(problemOf(sumOf({line(1)}, *Currency::parse("EUR"))).contains("another currency"));
    }

    void aLimitOfLines()
    {
        std::vector<SaleLine> lines(saleLinesMax, line(1));
        QVERIFY(sumOf(lines, Currency::usd()));
        lines.push_back(line(1));
        QVERIFY(problemOf(sumOf(lines, Currency::usd())).contains("at most 200 lines"));
    }
};

QTEST_APPLESS_MAIN(TestSaleLine)
#include "tst_sale_line.moc"
