#include "domain/descriptor_suffix.h"

#include <QTest>

using namespace tillwright::domain;

namespace {

DescriptorPrefix prefixOf(const QByteArray &text)
{
    return DescriptorPrefix::parse(text.toStdString()).value();
}

} // namespace

/// Stripe's rules for the statement text `PREFIX* SUFFIX` (docs: at most 22 Latin characters, a letter in
/// each part, none of < > \ ' " *).
class TestDescriptorSuffix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefix_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("the partner's") << QByteArray("ECHEZONA") << true;
        QTest::newRow("2 characters") << QByteArray("EZ") << true;
        QTest::newRow("10 characters") << QByteArray("ABCDEFGHIJ") << true;
        QTest::newRow("letter among digits") << QByteArray("7A7") << true;
        QTest::newRow("1 character") << QByteArray("E") << false;
        QTest::newRow("11 characters") << QByteArray("ABCDEFGHIJK") << false;
        QTest::newRow("digits only") << QByteArray("1234") << false;
        forbiddenCharacters();
    }
    void prefix()
    {
        QFETCH(const QByteArray, text);
        const auto prefix = DescriptorPrefix::parse(text.toStdString());
        QTEST(prefix.has_value(), "valid");
        if (prefix)
            QCOMPARE(prefix->text(), text.toStdString());
        else
            QCOMPARE(prefix.error().field, std::string("descriptor.prefix"));
    }

    void suffix_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("the seed's") << QByteArray("AIRPEACE") << true;
        QTest::newRow("the seed's other, exactly what the prefix leaves")
            << QByteArray("ECHEZONA AIR") << true;
        QTest::newRow("one letter") << QByteArray("A") << true;
        QTest::newRow("12 characters, all that the prefix leaves") << QByteArray("ABCDEFGHIJKL") << true;
        QTest::newRow("13 characters") << QByteArray("ABCDEFGHIJKLM") << false;
        QTest::newRow("empty") << QByteArray("") << false;
        QTest::newRow("digits only") << QByteArray("12345") << false;
        forbiddenCharacters();
    }
    void suffix()
    {
        QFETCH(const QByteArray, text);
        const auto prefix = prefixOf("ECHEZONA");
        const auto suffix = DescriptorSuffix::parse(text.toStdString(), prefix);
        QTEST(suffix.has_value(), "valid");
        if (suffix) {
            QCOMPARE(suffix->statementText(prefix), "ECHEZONA* " + text.toStdString());
            QVERIFY(suffix->statementText(prefix).size() <= statementDescriptorMaxCharacters);
        } else {
            QCOMPARE(suffix.error().field, std::string("statement_descriptor_suffix"));
        }
    }

    void rule_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("suffix");
        const QByteArray prefix("ECHEZONA");
        QTest::newRow("the seed's") << QByteArray("AIRPEACE") << prefix << QByteArray("AIRPEACE");
        QTest::newRow("lower case") << QByteArray("Air Peace") << prefix << QByteArray("AIR PEACE");
        QTest::newRow("many blanks") << QByteArray("  Air \t Peace  ") << prefix << QByteArray("AIR PEACE");
        QTest::newRow("signs") << QByteArray("Air*Peace\\(\"Lagos\")") << prefix
                               << QByteArray("AIR PEACE LA");
        QTest::newRow("cut at a blank")
            << QByteArray("Air Peaceful X") << prefix << QByteArray("AIR PEACEFUL");
        QTest::newRow("blank left by the cut")
            << QByteArray("Air Peacefu Lagos") << prefix << QByteArray("AIR PEACEFU");
        QTest::newRow("short prefix leaves more")
            << QByteArray("Echezona Airlines Ltd") << QByteArray("EZ") << QByteArray("ECHEZONA AIRLINES");
        QTest::newRow("not Latin") << QByteArray("Caf\xc3\xa9 Noir") << prefix << QByteArray("CAF NOIR");
    }
    void rule()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, prefix);
        const auto suffix = DescriptorSuffix::fromClientName(name.toStdString(), prefixOf(prefix));
        QVERIFY2(suffix, suffix ? "" : suffix.error().text().c_str());
        QTEST(QByteArray::fromStdString(suffix->text()), "suffix");
        // The same name gives the same suffix, and a suffix is its own suffix.
        QVERIFY(DescriptorSuffix::fromClientName(name.toStdString(), prefixOf(prefix)) == suffix);
        QVERIFY(DescriptorSuffix::fromClientName(suffix->text(), prefixOf(prefix)) == suffix);
        QVERIFY(DescriptorSuffix::parse(suffix->text(), prefixOf(prefix)) == suffix);
    }

    void ruleRefusesWhatLeavesNoLetter()
    {
        for (const auto *name : {"", "   ", "12 34", "***", "\xd9\x85\xd8\xb7"})
            QVERIFY2(!DescriptorSuffix::fromClientName(name, prefixOf("ECHEZONA")), name);
    }

private:
    static void forbiddenCharacters()
    {
        for (const char c : QByteArray("<>\\'\"*"))
            QTest::newRow(qPrintable(QString("forbidden %1").arg(c))) << QByteArray("AB") + c << false;
        QTest::newRow("not Latin") << QByteArray("AB\xc3\x89") << false;
        QTest::newRow("control character") << QByteArray("AB\n") << false;
        QTest::newRow("blank before") << QByteArray(" AB") << false;
        QTest::newRow("blank after") << QByteArray("AB ") << false;
    }
};

QTEST_APPLESS_MAIN(TestDescriptorSuffix)
#include "tst_descriptor_suffix.moc"
