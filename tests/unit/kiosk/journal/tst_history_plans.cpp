#include "journal_fixture.h"
#include "many_sales.h"

#include "kiosk/journal/attempt_search.h"

using namespace tillwright;
using namespace tillwright::testing;
using checkout::HistorySearch;
using checkout::Phase;
using kiosk::journal::DensePrefix;
using kiosk::journal::SearchQuestion;

namespace {

constexpr int saleCount = 20'000;

struct Plan {
    QStringList steps;
    QString problem;
};

/// A connection of its own to a journal that nobody has open.
class File
{
public:
    explicit File(const QString &path)
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("the journal cannot be opened");
    }
    ~File() { QSqlDatabase::removeDatabase(QStringLiteral("plans")); }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    [[nodiscard]] Plan planOf(const SearchQuestion &question) const
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("plans")));
        query.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + question.sql);
        for (const auto &value : question.values)
            query.addBindValue(value);
        if (!query.exec())
            return {{}, query.lastError().text()};
        Plan plan;
        while (query.next())
            plan.steps.append(query.value(3).toString());
        return plan;
    }
};

} // namespace

/// How SQLite goes about each question in a journal of 20,000 sales. Times are ./dev bench's.
class TestHistoryPlans : public QObject
{
    Q_OBJECT

    JournalFolder m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        const auto journal = m_folder.openWhole();
        QVERIFY(journal->takeOver(manySales(saleCount), saleCount));
    }

    void noQuestionWalksThroughTheTable_data()
    {
        QTest::addColumn<HistorySearch>("search");
        const auto row = [](const char *name, const std::function<void(HistorySearch &)> &set) {
            HistorySearch search;
            set(search);
            QTest::newRow(name) << search;
            search.fromMs = firstSaleMs;
            search.beforeMs = firstSaleMs + 1000 * betweenSalesMs;
            search.phases.insert(Phase::NotPaid);
            QTest::newRow(qPrintable(QString::fromLatin1(name) + QStringLiteral(", narrowed"))) << search;
        };
        row("all", [](auto &) {});
        row("paid", [](auto &search) { search.phases = {Phase::Paid}; });
        row("prefix", [](auto &search) { search.prefix = "EZ"; });
        row("suffix", [](auto &search) { search.statementSuffix = "AIRPEACE"; });
        row("amount", [](auto &search) { search.amount = domain::Money{750'00, domain::Currency::usd()}; });
        row("receipt", [](auto &search) { search.receiptNumber = 750; });
        row("750", [](auto &search) {
            search.prefix = "750";
            search.statementSuffix = "750";
            search.amount = domain::Money{750'00, domain::Currency::usd()};
            search.receiptNumber = 750;
        });
    }
    void noQuestionWalksThroughTheTable()
    {
        QFETCH(HistorySearch, search);
        const File file(m_folder.file());
        for (const auto dense : {DensePrefix{false, false}, DensePrefix{true, true}}) {
            for (const auto &after :
                 {std::optional<checkout::HistoryPlace>(),
                  std::optional(checkout::HistoryPlace{firstSaleMs + 500 * betweenSalesMs, 501})}) {
                const auto questions = searchQuestions(search, after, 51, dense);
                QVERIFY(!questions.empty());
                for (const auto &question : questions) {
                    const auto plan = file.planOf(question);
                    QVERIFY2(plan.problem.isEmpty(), qPrintable(plan.problem + u'\n' + question.sql));
                    const QString steps = plan.steps.join(u'\n');
                    QVERIFY2(plan.steps.filter(QStringLiteral("SCAN")).isEmpty(), qPrintable(steps));
                    QVERIFY2(!plan.steps.filter(QStringLiteral("SEARCH attempts USING")).isEmpty(),
                             qPrintable(steps));
                    // Nothing but the index is read until the page is known; a receipt's number is one row.
                    const bool isOneRow = question.sql.contains(QStringLiteral("receipt_number"));
                    QVERIFY2(isOneRow || steps.contains(QStringLiteral("USING COVERING INDEX")),
                             qPrintable(steps));
                    // Few are sorted: those of a rare prefix, and those of one millisecond (FOR RIGHT PART OF).
                    const bool mayBeSorted = !dense.ofReferences && !search.prefix.empty();
                    QVERIFY2(mayBeSorted || isOneRow
                                 || !steps.contains(QStringLiteral("USE TEMP B-TREE FOR ORDER BY")),
                             qPrintable(steps));
                }
            }
        }
    }

    void theOtherQuestionsAreSearchesToo()
    {
        const File file(m_folder.file());
        const QList<SearchQuestion> questions{
            kiosk::journal::densityQuestion(QStringLiteral("reference"), "EZ"),
            kiosk::journal::densityQuestion(QStringLiteral("clive_tx_id"), "clv"),
            {QStringLiteral("SELECT * FROM attempts WHERE rowid = 1"), {}},
            {QStringLiteral("SELECT * FROM attempts WHERE id = '1'"), {}},
            {QStringLiteral("SELECT * FROM attempt_events WHERE attempt_id = '1' ORDER BY number"), {}},
            {QStringLiteral(
                 "SELECT number FROM attempt_events WHERE attempt_id = '1' ORDER BY number DESC LIMIT 1"),
             {}}};
        for (const auto &question : questions) {
            const QString steps = file.planOf(question).steps.join(u'\n');
            QVERIFY2(steps.contains(QStringLiteral("SEARCH attempt")), qPrintable(question.sql + steps));
            QVERIFY2(!steps.contains(QStringLiteral("SCAN attempt")), qPrintable(question.sql + steps));
        }
    }

    /// Closing a shift and completing a journal look for many ids, one by one.
    void idsAreFoundByAnIndex()
    {
        const File file(m_folder.file());
        for (const auto &question : {kiosk::journal::namedQuestion("clv_tx_00000001"),
                                     kiosk::journal::transactionQuestion("clv_tx_00000001"),
                                     kiosk::journal::unansweredQuestion("EZ00000001")}) {
            const auto plan = file.planOf(question);
            const QString steps = plan.steps.join(u'\n');
            QVERIFY2(plan.problem.isEmpty(), qPrintable(plan.problem + u'\n' + question.sql));
            QVERIFY2(steps.contains(QStringLiteral("SEARCH attempts USING")), qPrintable(steps));
            QVERIFY2(!steps.contains(QStringLiteral("SCAN attempts")), qPrintable(steps));
        }
    }

    /// Both ways of looking for a prefix say the same.
    void aCommonPrefixIsFoundLikeARareOne()
    {
        const auto journal = m_folder.openWhole();
        for (const char *prefix : {"E", "ez", "TW-2026", "TW-202612", "EZ0000", "clv_tx_", "clv_tx_f", "X"}) {
            HistorySearch search;
            search.prefix = prefix;
            QStringList expected;
            for (int number = saleCount - 1; number >= 0 && expected.size() < 120; --number) {
                const auto sale = saleOfMany(number);
                const auto starts = [&](const std::string &text) {
                    return QString::fromStdString(text).startsWith(QLatin1String(prefix),
                                                                   Qt::CaseInsensitive);
                };
                if (starts(sale.attempt.sale.reference.text()) || starts(sale.ids->cliveTxId))
                    expected.append(QString::fromStdString(sale.attempt.id));
            }
            QStringList found;
            std::optional<checkout::HistoryPlace> after;
            for (bool hasMore = true; hasMore && found.size() < 120;) {
                const auto page = journal->page(search, after, 40);
                QVERIFY(page);
                hasMore = page->hasMore;
                for (const auto &entry : page->entries) {
                    found.append(QString::fromStdString(entry.record.value().attempt.id));
                    after = entry.place;
                }
            }
            QCOMPARE(found, expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestHistoryPlans)
#include "tst_history_plans.moc"
