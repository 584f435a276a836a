#include "../../../support/fake_catalogue.h"

#include "kiosk/presentation/catalogue_view_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using kiosk::presentation::CatalogueViewModel;
using testing::exampleItem;

namespace {

QStringList namesOf(const CatalogueViewModel &catalogue)
{
    QStringList names;
    for (int row = 0; row < catalogue.rowCount(); ++row)
        names.append(catalogue.index(row).data().toString());
    return names;
}

} // namespace

class CatalogueViewModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksTheFacesLanguage_data();
    void speaksTheFacesLanguage();
    void keepsTheCataloguesOrder();
    void narrowsByCategory();
    void searches_data();
    void searches();
    void whatBeginsWithItComesFirst();
    void findsByCode();
    void otherCurrenciesAreNotOffered();
    void saysWhatIsWrong();
    void anotherCatalogueKeepsTheSearch();
};

void CatalogueViewModelTest::speaksTheFacesLanguage_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("name");
    QTest::newRow("en") << "en"
                        << "Checked bag, up to 23 kg";
    QTest::newRow("fr") << "fr"
                        << "Bagage en soute, jusqu'à 23 kg";
    QTest::newRow("fr-CA") << "fr-CA"
                           << "Bagage en soute, jusqu'à 23 kg";
    QTest::newRow("ar_EG") << "ar_EG"
                           << "حقيبة مسجلة حتى 23 كغ";
    QTest::newRow("es, not given") << "es"
                                   << "Checked bag, up to 23 kg";
}

void CatalogueViewModelTest::speaksTheFacesLanguage()
{
    QFETCH(const QString, locale);
    QFETCH(const QString, name);
    CatalogueViewModel catalogue(domain::Currency::usd(), locale);
    catalogue.setItems(testing::exampleItems());
    QCOMPARE(catalogue.index(0).data().toString(), name);
    QCOMPARE(catalogue.nameOf(*catalogue.itemAt(0)), name);
    QCOMPARE(catalogue.index(0).data(Qt::AccessibleTextRole).toString(), name + QStringLiteral(", $45.00"));
}

void CatalogueViewModelTest::keepsTheCataloguesOrder()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    const QAbstractItemModelTester tester(&catalogue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(catalogue.isEmpty());
    catalogue.setItems(testing::exampleItems());
    QVERIFY(!catalogue.isEmpty());
    QCOMPARE(catalogue.rowCount(), 6);
    QCOMPARE(catalogue.index(3).data(CatalogueViewModel::CodeRole).toString(), QStringLiteral("LOUNGE"));
    QCOMPARE(catalogue.index(3).data(CatalogueViewModel::PriceRole).toString(), QStringLiteral("$40.00"));
    QCOMPARE(catalogue.categories(),
             QStringList({QStringLiteral("Baggage"), QStringLiteral("Seats"), QStringLiteral("Services")}));
    QVERIFY(!catalogue.itemAt(6) && !catalogue.itemAt(-1));
}

void CatalogueViewModelTest::narrowsByCategory()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    catalogue.setItems(testing::exampleItems());
    catalogue.setCategory(QStringLiteral("Services"));
    QCOMPARE(namesOf(catalogue),
             QStringList({QStringLiteral("Lounge, one visit"), QStringLiteral("Wheelchair assistance")}));
    catalogue.setCategory({});
    QCOMPARE(catalogue.rowCount(), 6);
}

void CatalogueViewModelTest::searches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("codes");
    const auto row = [](const char *text, const QStringList &codes) {
        QTest::newRow(text) << QString::fromUtf8(text) << codes;
    };
    row("lounge", {QStringLiteral("LOUNGE")});
    row("  VISIT   one ", {QStringLiteral("LOUNGE")});
    row("bag",
        {QStringLiteral("BAG-23KG"), QStringLiteral("BAG-SPORT")}); // by name, and by category and code
    row("bag-s", {QStringLiteral("BAG-SPORT")});
    row("jusqu'a", {QStringLiteral("BAG-23KG")}); // without its accent, in another language
    row("جوفاء", {});
    row("حقيبة", {QStringLiteral("BAG-23KG")});
    row("zeppelin", {});
    row("0012345", {QStringLiteral("0012345678905")});
    row("*", {});
}

void CatalogueViewModelTest::searches()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, codes);
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    catalogue.setItems(testing::exampleItems());
    // A search looks into all of them.
    catalogue.setCategory(QStringLiteral("Seats"));
    catalogue.setSearchText(text);
    QStringList found;
    for (int row = 0; row < catalogue.rowCount(); ++row)
        found.append(catalogue.index(row).data(CatalogueViewModel::CodeRole).toString());
    QCOMPARE(found, codes);
}

void CatalogueViewModelTest::whatBeginsWithItComesFirst()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    catalogue.setItems({exampleItem("1", "Excess baggage", 1), exampleItem("2", "Baggage tag", 1),
                        exampleItem("BAG", "Something else", 1)});
    catalogue.setSearchText(QStringLiteral("bag"));
    QCOMPARE(namesOf(catalogue),
             QStringList({QStringLiteral("Baggage tag"), QStringLiteral("Something else"),
                          QStringLiteral("Excess baggage")}));
}

void CatalogueViewModelTest::findsByCode()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    catalogue.setItems(testing::exampleItems());
    catalogue.setSearchText(QStringLiteral("zeppelin"));
    QCOMPARE(catalogue.itemWithCode(QStringLiteral("LOUNGE"))->name, std::string("Lounge, one visit"));
    // A code is what it is; a name is not one.
    QVERIFY(!catalogue.itemWithCode(QStringLiteral("lounge")));
    QVERIFY(!catalogue.itemWithCode(QStringLiteral("Water")));
    // As a UPC-A, which has no zero in front.
    QCOMPARE(catalogue.itemWithCode(QStringLiteral("012345678905"))->name, std::string("Water"));
    catalogue.setItems({exampleItem("012345678905", "Juice", 1)});
    QCOMPARE(catalogue.itemWithCode(QStringLiteral("0012345678905"))->name, std::string("Juice"));
}

void CatalogueViewModelTest::otherCurrenciesAreNotOffered()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    auto euros = exampleItem("E", "In euros", 1);
    euros.price.currency = *domain::Currency::parse("EUR");
    catalogue.setItems({euros, exampleItem("D", "In dollars", 1)});
    QCOMPARE(namesOf(catalogue), QStringList(QStringLiteral("In dollars")));
    QVERIFY(!catalogue.itemWithCode(QStringLiteral("E")));
    QVERIFY2(catalogue.notice().contains(QStringLiteral("USD: 1")), qPrintable(catalogue.notice()));
}

void CatalogueViewModelTest::saysWhatIsWrong()
{
    using Kind = checkout::BackendError::Kind;
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    QSignalSpy notices(&catalogue, &CatalogueViewModel::noticeChanged);
    QVERIFY(catalogue.notice().isEmpty());
    catalogue.setTrouble(checkout::BackendError{Kind::Unreachable, 0, {}, "connection refused"});
    QCOMPARE(notices.size(), 1);
    QVERIFY(catalogue.notice().contains(QStringLiteral("cannot be fetched")));
    QVERIFY(!catalogue.notice().contains(QStringLiteral("refused")));
    catalogue.setItems(testing::exampleItems());
    QVERIFY(catalogue.notice().contains(QStringLiteral("could not be brought up to date")));
    catalogue.setTrouble(checkout::BackendError{Kind::Refused, 401, {}, {}});
    QVERIFY(catalogue.notice().contains(QStringLiteral("support")));
    catalogue.setTrouble({});
    QVERIFY(catalogue.notice().isEmpty());
}

void CatalogueViewModelTest::anotherCatalogueKeepsTheSearch()
{
    CatalogueViewModel catalogue(domain::Currency::usd(), QStringLiteral("en"));
    catalogue.setItems(testing::exampleItems());
    catalogue.setSearchText(QStringLiteral("bag"));
    auto items = testing::exampleItems();
    items.push_back(exampleItem("BAG-32KG", "Heavy bag", 1));
    catalogue.setItems(items);
    QCOMPARE(catalogue.rowCount(), 3);
    catalogue.setSearchText({});
    catalogue.setCategory(QStringLiteral("Seats"));
    catalogue.setItems({exampleItem("X", "X", 1, "Other")});
    QCOMPARE(catalogue.category(), QString());
    QCOMPARE(catalogue.rowCount(), 1);
}

QTEST_GUILESS_MAIN(CatalogueViewModelTest)
#include "tst_catalogue.moc"
