#include "journal_fixture.h"

#include "../../../support/sqlite_faults.h"

#include <QtCore/QRegularExpression>
#include <algorithm>
#include <rapidcheck.h>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::HistorySearch;
using checkout::Phase;
using kiosk::journal::Journal;

namespace {

domain::Money dollars(std::int64_t minor)
{
    return {minor, domain::Currency::usd()};
}

checkout::AttemptRecord sold(const std::string &id, const std::string &reference, std::int64_t atMs,
                             Phase phase = Phase::Paid)
{
    auto record = recordWithIds(id, phase);
    record.attempt.sale.reference = *domain::Reference::parse(reference);
    record.startedAtMs = record.updatedAtMs = atMs;
    return record;
}

QStringList idsOf(const checkout::HistoryPage &page)
{
    QStringList ids;
    for (const auto &entry : page.entries)
        ids.append(entry.record ? QString::fromStdString(entry.record->attempt.id) : QStringLiteral("?"));
    return ids;
}

QStringList find(const Journal &journal, const HistorySearch &search, int limit = 20)
{
    const auto page = journal.page(search, {}, limit);
    if (!page)
        qFatal("%s", page.error().cause.c_str());
    return idsOf(*page);
}

HistorySearch starting(const std::string &prefix)
{
    HistorySearch search;
    search.prefix = prefix;
    return search;
}

bool startsWith(const std::string &text, const std::string &prefix)
{
    return QString::fromStdString(text).startsWith(QString::fromStdString(prefix), Qt::CaseInsensitive);
}

/// What a search means, said once more and slowly.
bool fits(const HistorySearch &search, const checkout::AttemptRecord &record)
{
    if (!search.phases.empty() && !search.phases.contains(record.phase))
        return false;
    if (record.startedAtMs < search.fromMs.value_or(0)
        || record.startedAtMs >= search.beforeMs.value_or(journalNowMs))
        return false;
    const auto &sale = record.attempt.sale;
    return !search.hasText()
        || (!search.prefix.empty()
            && (startsWith(sale.reference.text(), search.prefix)
                || (record.ids && startsWith(record.ids->cliveTxId, search.prefix))))
        || (!search.statementSuffix.empty() && record.ids
            && record.ids->statementDescriptorSuffix == search.statementSuffix)
        || (search.amount && sale.amount == *search.amount)
        || (search.receiptNumber && record.receiptNumber == *search.receiptNumber);
}

} // namespace

/// The journal's read side, on real files.
class TestHistory : public QObject
{
    Q_OBJECT

    SqliteFaults m_faults;

private Q_SLOTS:
    void cleanup() { m_faults.heal(); }

    void findsByWhateverIsKnown()
    {
        const JournalFolder folder;
        const auto journal = folder.openWhole();
        auto other = sold("3", "AB/1", 3'000);
        other.attempt.sale.amount = dollars(12'50);
        other.attempt.sale.lines.clear();
        other.ids->statementDescriptorSuffix = "ARIK";
        QVERIFY(journal->save(sold("1", "EZ12345", 1'000)));
        QVERIFY(journal->save(sold("2", "ez12346", 2'000, Phase::NotPaid)));
        QVERIFY(journal->save(other));
        QVERIFY(journal->save(sampleRecord("4", Phase::Creating, 4'000)));

        QCOMPARE(find(*journal, {}), (QStringList{"4", "3", "2", "1"}));
        QCOMPARE(find(*journal, starting("EZ1")), (QStringList{"2", "1"}));
        QCOMPARE(find(*journal, starting("ez12345")), QStringList{"1"});
        QCOMPARE(find(*journal, starting("CLV_3")), QStringList{"3"});
        QCOMPARE(find(*journal, starting("Z1")), QStringList());
        QCOMPARE(find(*journal, starting("%")), QStringList());
        HistorySearch search;
        search.statementSuffix = "arik";
        QCOMPARE(find(*journal, search), QStringList{"3"});
        search = {};
        search.amount = dollars(750'00);
        QCOMPARE(find(*journal, search), (QStringList{"4", "2", "1"}));
        search.amount = domain::Money{750'00, *domain::Currency::parse("EUR")};
        QCOMPARE(find(*journal, search), QStringList());
        search = {};
        search.receiptNumber = 2;
        QCOMPARE(find(*journal, search), QStringList{"3"});
        // Several meanings of one text.
        search.prefix = "EZ12345";
        QCOMPARE(find(*journal, search), (QStringList{"3", "1"}));
        search = {};
        search.phases = {Phase::NotPaid, Phase::Creating};
        QCOMPARE(find(*journal, search), (QStringList{"4", "2"}));
        search.fromMs = 2'000;
        search.beforeMs = 4'000;
        QCOMPARE(find(*journal, search), QStringList{"2"});
        search = starting("E");
        search.beforeMs = 2'000;
        QCOMPARE(find(*journal, search), QStringList{"1"});
    }

    /// Page by page every sale comes once and in order, whatever is searched for, also while sales are added, and those
    /// that started in the same millisecond too. A page is as the slow way says.
    void pagesShowEverySaleOnce()
    {
        const bool holds = rc::check([] {
            const JournalFolder folder;
            const auto journal = folder.openWhole();
            int made = 0;
            std::vector<checkout::AttemptRecord> kept;
            const auto make = [&](std::int64_t atMs) {
                const auto phase = *rc::gen::element(Phase::Paid, Phase::NotPaid, Phase::Unresolved);
                const auto id = std::to_string(++made);
                const auto reference = *rc::gen::element<std::string>("EZ", "ez", "EY", "TW-", "clv_") + id;
                auto record = sold(id, reference, atMs, phase);
                record.attempt.sale.amount = dollars(*rc::gen::inRange(1, 4) * 100);
                record.attempt.sale.lines.clear();
                if (*rc::gen::inRange(0, 4) == 0)
                    record.ids.reset();
                if (phase == Phase::Paid)
                    record.receiptNumber = made;
                return record;
            };
            for (int i = *rc::gen::inRange(0, 40); i > 0; --i)
                kept.push_back(make(*rc::gen::inRange(1'000, 1'020)));
            RC_ASSERT(journal->takeOver(kept, made).has_value());

            HistorySearch search;
            if (*rc::gen::arbitrary<bool>())
                search.prefix = *rc::gen::element<std::string>("E", "ez", "EZ1", "clv_", "TW-2", "z");
            if (*rc::gen::inRange(0, 3) == 0)
                search.amount = dollars(100);
            if (*rc::gen::inRange(0, 3) == 0)
                search.receiptNumber = 1;
            if (*rc::gen::arbitrary<bool>())
                search.phases = {Phase::Paid, *rc::gen::element(Phase::NotPaid, Phase::Unresolved)};
            if (*rc::gen::arbitrary<bool>())
                search.fromMs = *rc::gen::inRange(1'000, 1'020);
            if (*rc::gen::arbitrary<bool>())
                search.beforeMs = *rc::gen::inRange(1'000, 1'020);
            auto wanted = kept;
            std::erase_if(wanted, [&](const auto &record) { return !fits(search, record); });
            std::stable_sort(wanted.begin(), wanted.end(), [](const auto &a, const auto &b) {
                return std::pair(a.startedAtMs, std::stoi(a.attempt.id))
                    > std::pair(b.startedAtMs, std::stoi(b.attempt.id));
            });

            std::vector<checkout::AttemptRecord> seen;
            std::optional<checkout::HistoryPlace> after;
            const int limit = *rc::gen::inRange(1, 8);
            for (bool hasMore = true; hasMore;) {
                const auto page = journal->page(search, after, limit);
                RC_ASSERT(page.has_value());
                RC_ASSERT(page->entries.size() <= static_cast<std::size_t>(limit));
                hasMore = page->hasMore;
                RC_ASSERT(!hasMore || page->entries.size() == static_cast<std::size_t>(limit));
                for (const auto &entry : page->entries) {
                    seen.push_back(entry.record.value());
                    after = entry.place;
                }
                // Newer than all that were there.
                auto newer = make(2'000 + made);
                newer.receiptNumber = 0;
                RC_ASSERT(journal->save(newer).has_value());
            }
            RC_ASSERT(seen == wanted);
        });
        QVERIFY(holds);
    }

    void aSaleRemembersHowItWent()
    {
        const JournalFolder folder;
        {
            const auto journal = folder.openWhole();
            auto record = sampleRecord("1");
            const auto step = [&](Phase phase, std::int64_t atMs, const std::string &reason = {}) {
                record.phase = phase;
                record.reason = reason;
                record.updatedAtMs = atMs;
                const auto saved = journal->save(record);
                QVERIFY(saved);
                record = *saved;
            };
            step(Phase::Creating, 1'000);
            step(Phase::Creating, 1'001);
            record.ids = checkout::CheckoutIds{"clv_1", "pi_1", "AIRPEACE"};
            step(Phase::AwaitingPayment, 1'500);
            step(Phase::Confirming, 2'000);
            step(Phase::AwaitingPayment, 3'000);
            step(Phase::Verifying, 4'000);
            step(Phase::Unresolved, 5'000);
            step(Phase::Unresolved, 6'000, "the transaction is over 1.00 USD");
            step(Phase::Paid, 7'000);
            record.receiptIssued = true;
            step(Phase::Paid, 7'100);
            step(Phase::Paid, 7'200);
            QVERIFY(journal->save(sampleRecord("2")));
        }
        const auto journal = folder.open().journal;
        const std::vector<checkout::AttemptEvent> expected{
            {1'000, Phase::Creating, ""},
            {1'500, Phase::AwaitingPayment, ""},
            {2'000, Phase::Confirming, ""},
            {3'000, Phase::AwaitingPayment, ""},
            {4'000, Phase::Verifying, ""},
            {5'000, Phase::Unresolved, ""},
            {6'000, Phase::Unresolved, "the transaction is over 1.00 USD"},
            {7'000, Phase::Paid, ""},
            {7'100, Phase::Paid, std::string(checkout::noteReceiptMade)}};
        QVERIFY(journal->timeline("1") == expected);
        QCOMPARE(journal->timeline("2")->size(), std::size_t(1));
        QVERIFY(journal->timeline("none")->empty());
        QCOMPARE(journal->find("1").value()->receiptNumber, std::int64_t(1));
        QVERIFY(!journal->find("none").value());

        const auto receipt = checkout::receiptOf(journal->find("1").value().value(), expected);
        QVERIFY(receipt);
        QCOMPARE(receipt->paidAtMs, std::int64_t(7'000));
        QCOMPARE(receipt->receiptNumber, std::int64_t(1));
        QVERIFY(!checkout::receiptOf(journal->find("2").value().value(), {}));
    }

    /// Row and event are one transaction: with every write that fails, both stay as they were.
    void anEventIsKeptWithItsRowOrNotAtAll()
    {
        const JournalFolder folder;
        const auto journal = folder.openWhole();
        QVERIFY(journal->save(recordWithIds("1", Phase::Verifying)));
        int failures = 0;
        for (int goodWrites = 0;; ++goodWrites) {
            m_faults.failWrites(SQLITE_FULL, goodWrites);
            const auto saved = journal->save(recordWithIds("1", Phase::Paid));
            m_faults.heal();
            const auto events = journal->timeline("1");
            QVERIFY(events);
            const auto row = journal->find("1").value();
            QCOMPARE(events->back().phase, row->phase);
            QCOMPARE(events->size(), row->phase == Phase::Paid ? std::size_t(2) : std::size_t(1));
            if (saved)
                break;
            ++failures;
        }
        QVERIFY2(failures > 0, qPrintable(QString::number(failures)));
    }

    void aJournalThatWasRebuiltSaysSo()
    {
        const JournalFolder folder;
        const auto journal = folder.open().journal;
        QVERIFY(journal->takeOver({sold("1", "EZ1", 1'000)}, 0));
        QVERIFY(journal->complete({sold("2", "EZ2", 2'000, Phase::Unresolved)}, true, journalNowMs));
        QCOMPARE(journal->timeline("1")->front().note, std::string(checkout::noteKept));
        QVERIFY(
            journal->timeline("2")->front()
            == (checkout::AttemptEvent{journalNowMs, Phase::Unresolved, std::string(checkout::noteFound)}));
    }

    void aRowThatTheDiskHasChangedHidesNoOther()
    {
        const JournalFolder folder;
        {
            const auto journal = folder.openWhole();
            for (const char *id : {"1", "2", "3"})
                QVERIFY(journal->save(sold(id, std::string("EZ") + id, 1'000)));
        }
        const auto journal = folder.open().journal;
        // Behind the journal's back, as a disk does it: no other program can write while it is open.
        QVERIFY(journal->save(sold("4", "EZ4", 4'000)));
        QSqlQuery query(
            QSqlDatabase::database(QSqlDatabase::connectionNames()
                                       .filter(QRegularExpression(QStringLiteral("^tillwright-journal")))
                                       .constLast()));
        QVERIFY(query.exec(QStringLiteral("UPDATE attempts SET reason = 'x' WHERE id = '2'")));
        QVERIFY(query.exec(QStringLiteral("UPDATE attempt_events SET note = 'x' WHERE attempt_id = '3'")));
        const auto page = journal->page({}, {}, 10);
        QVERIFY(page);
        QCOMPARE(idsOf(*page), (QStringList{"4", "3", "?", "1"}));
        QVERIFY(QString::fromStdString(page->entries[2].damage).contains(QStringLiteral("checksum")));
        QVERIFY(!journal->find("2"));
        QCOMPARE(journal->timeline("3").error().kind, checkout::JournalError::Kind::Damaged);
        QVERIFY(journal->timeline("1"));
    }

    void whatWasDealtWithIsRemembered()
    {
        const JournalFolder folder;
        const checkout::ResolvedAttention first{"payment/clv_1", "paid_after_abandoned@7", 5, "mary"};
        {
            const auto journal = folder.openWhole();
            QVERIFY(journal->keepResolved({"payment/clv_1", "older", 1, ""}));
            QVERIFY(journal->keepResolved(first));
            QVERIFY(journal->keepResolved({"payment/clv_2", "x", 6, ""}));
            QVERIFY(journal->keepResolved({"payment/clv_3", "x", 6, ""}));
            QVERIFY(journal->forgetResolved("payment/clv_3"));
        }
        runRaw(folder.file(),
               QStringLiteral("UPDATE attention_resolved SET cause = 'y' WHERE key = 'payment/clv_2'"));
        const auto kept = folder.open().journal->resolvedAttention();
        QVERIFY(kept);
        QVERIFY(*kept == std::vector{first});
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
