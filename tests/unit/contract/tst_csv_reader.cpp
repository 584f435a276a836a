#include "contract/csv_reader.h"

#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace tillwright::contract;

namespace {

std::vector<CsvRecord> recordsOf(std::string_view text)
{
    CsvReader reader(text);
    std::vector<CsvRecord> records;
    CsvRecord record;
    while (reader.next(record))
        records.push_back(record);
    return records;
}

CsvRecord record(std::size_t line, std::vector<std::string> fields)
{
    return {line, std::move(fields), {}, {}};
}

std::string inQuotes(const std::string &field)
{
    std::string text = "\"";
    for (const char c : field)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

} // namespace

/// RFC 4180, with the lines that an editor shows.
class TestCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAreReadWithTheirLines()
    {
        QVERIFY(recordsOf("").empty());
        QVERIFY(recordsOf("\xef\xbb\xbf\r\n\n").empty());
        const std::vector<CsvRecord> two{record(1, {"a", "b"}), record(2, {"", " c "})};
        QVERIFY(recordsOf("a,b\n, c ") == two);
        QVERIFY(recordsOf("a,b\r\n, c \r\n") == two);
        QVERIFY(recordsOf("\xef\xbb\xbf"
                          "a,b\n, c ")
                == two);
        QVERIFY(recordsOf("\n\na\n\nb,\n") == (std::vector{record(3, {"a"}), record(5, {"b", ""})}));
    }

    void quotationMarksHoldAnything()
    {
        QVERIFY(recordsOf("\"a,\"\"b\"\"\",\"\"\nx,y\n")
                == (std::vector{record(1, {"a,\"b\"", ""}), record(2, {"x", "y"})}));
        // A record of three lines, then one on the fifth, after a blank one.
        QVERIFY(recordsOf("\"1\r\n2\n3\",b\r\n\r\nc,\"\xef\xbb\xbf\"")
                == (std::vector{record(1, {"1\r\n2\n3", "b"}), record(5, {"c", "\xef\xbb\xbf"})}));
        // A carriage return by itself ends nothing.
        QVERIFY(recordsOf("a\rb,c") == (std::vector{record(1, {"a\rb", "c"})}));
    }

    void whatIsNotWellFormedIsTold()
    {
        const auto problemOf = [](std::string_view text, std::size_t index) {
            return std::string(recordsOf(text).at(index).problem);
        };
        QCOMPARE(problemOf("a\n5\" screen,b\n", 1),
                 std::string("a quotation mark stands within a field that is not in quotation marks"));
        QCOMPARE(problemOf("\"a\"b,c\n", 0),
                 std::string("something follows the closing quotation mark of a field"));
        QCOMPARE(problemOf("a\n\"b,c\nd\n", 1),
                 std::string("a field that begins with a quotation mark does not end with one"));
        // The next record is read as if nothing had happened.
        QVERIFY(recordsOf("\"a\"b,c\nd").at(1) == record(2, {"d"}));
        const auto wide = recordsOf(std::string(1'000'000, ','));
        QCOMPARE(wide.size(), std::size_t(1));
        QCOMPARE(wide.front().fields.size(), CsvReader::fieldsMax);
        QCOMPARE(std::string(wide.front().problem), std::string("it has more than 64 fields"));
        QCOMPARE(recordsOf(std::string(CsvReader::fieldsMax - 1, ',')).front().problem, std::string_view());
    }

    /// Whatever the fields hold, they come back as they were, on the lines that were counted while writing.
    void whatWasWrittenIsRead()
    {
        const auto anyField = rc::gen::container<std::string>(
            rc::gen::element('a', ' ', ',', '"', '\n', '\r', ';', '\0', '\xc3'));
        QVERIFY(rc::check("CSV is read as it was written", [&] {
            std::string text;
            std::size_t line = 1;
            std::vector<CsvRecord> written;
            for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
                auto fields = *rc::gen::container<std::vector<std::string>>(anyField);
                fields.resize(std::min<std::size_t>(fields.size(), 5));
                fields.push_back(*anyField);
                const auto startLine = line;
                for (std::size_t k = 0; k < fields.size(); ++k) {
                    const auto field = inQuotes(fields[k]);
                    text += (k == 0 ? "" : ",") + field;
                    line += static_cast<std::size_t>(std::count(field.begin(), field.end(), '\n'));
                }
                text += *rc::gen::element<std::string>("\n", "\r\n");
                ++line;
                written.push_back(record(startLine, std::move(fields)));
            }
            RC_ASSERT(recordsOf(text) == written);
        }));
    }

    void anyBytesAreRead()
    {
        const auto anyBytes =
            rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', '\xef', '\0'));
        QVERIFY(rc::check("any bytes are read to their end", [&] {
            const auto text = *anyBytes;
            std::size_t line = 0;
            for (const auto &one : recordsOf(text)) {
                RC_ASSERT(one.line > line);
                RC_ASSERT(!one.fields.empty());
                line = one.line;
            }
            RC_ASSERT(line <= 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
        }));
    }
};

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
