#include "../../../support/fake_ports.h"

#include "kiosk/presentation/history_view_model.h"
#include "kiosk/presentation/history_words.h"
#include "kiosk/presentation/search_text.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using checkout::HistorySearch;
using checkout::Phase;

namespace {

constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t hourMs = 60LL * 60 * 1000;

checkout::AttemptRecord sale(int number, Phase phase = Phase::Paid)
{
    const auto name = std::to_string(number);
    return {{name, "key-" + name, testing::exampleSale("EZ" + name)},
            phase,
            checkout::CheckoutIds{"clv_tx_" + name, "pi_" + name, "AIRPEACE"},
            {},
            phase == Phase::Paid ? number : 0,
            phase == Phase::Paid,
            {},
            testing::FakeClock::startMs + number,
            testing::FakeClock::startMs + number + 5'000};
}

/// A journal in memory; what is narrowed is the real one's test.
class FakeHistory : public checkout::AttemptHistory
{
public:
    std::vector<checkout::AttemptRecord> sales; ///< oldest first
    std::vector<checkout::AttemptEvent> events;
    std::optional<checkout::JournalError> failure;
    mutable std::vector<HistorySearch> asked;

    tl::expected<checkout::HistoryPage, checkout::JournalError>
    page(const HistorySearch &search, std::optional<checkout::HistoryPlace> after, int limit) const override
    {
        asked.push_back(search);
        if (failure)
            return tl::unexpected(*failure);
        checkout::HistoryPage page;
        for (auto i = sales.size(); i-- > 0;) {
            const checkout::HistoryPlace place{sales[i].startedAtMs, std::int64_t(i) + 1};
            if (after && place >= *after)
                continue;
            if (page.entries.size() == static_cast<std::size_t>(limit)) {
                page.hasMore = true;
                break;
            }
            page.entries.push_back({place, sales[i], {}});
        }
        return page;
    }
    tl::expected<std::optional<checkout::AttemptRecord>, checkout::JournalError>
    find(const std::string &id) const override
    {
        for (const auto &each : sales) {
            if (each.attempt.id == id)
                return each;
        }
        return std::nullopt;
    }
    tl::expected<std::vector<checkout::AttemptEvent>, checkout::JournalError>
    timeline(const std::string &) const override
    {
        if (failure)
            return tl::unexpected(*failure);
        return events;
    }
};

HistorySearch parse(const char *text)
{
    return parseSearchText(QString::fromUtf8(text), domain::Currency::usd(), QTimeZone::utc());
}

domain::Money money(std::int64_t minor, const char *currency = "USD")
{
    return {minor, *domain::Currency::parse(currency)};
}

} // namespace

/// What is typed, what is listed, and what is said about a sale that is over.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTypedTextMeansAllItMayMean()
    {
        QVERIFY(!parse("  ").hasText());
        QVERIFY(parse("") == HistorySearch{});
        auto search = parse(" EZ12 ");
        QCOMPARE(search.prefix, std::string("EZ12"));
        QCOMPARE(search.statementSuffix, std::string("EZ12"));
        QVERIFY(!search.amount && !search.receiptNumber && !search.fromMs);
        search = parse("750");
        QVERIFY(search.amount == money(75'000));
        QCOMPARE(search.receiptNumber, std::optional<std::int64_t>(750));
        QCOMPARE(search.prefix, std::string("750"));
        QVERIFY(parse("750.00").amount == money(75'000));
        QVERIFY(!parse("750.00").receiptNumber);
        QVERIFY(parse("750.5").amount == money(75'050));
        QVERIFY(parse("$1,250.00").amount == money(125'000));
        QVERIFY(parse("1,250").amount == money(125'000));
        QVERIFY(!parse("12,50").amount);
        QVERIFY(parse("750 EUR").amount == money(75'000, "EUR"));
        QVERIFY(parse("eur 750.00").amount == money(75'000, "EUR"));
        QVERIFY(parse("JPY 500").amount == money(500, "JPY"));
        QVERIFY(!parse("750.123").amount);
        QCOMPARE(parse("#17").receiptNumber, std::optional<std::int64_t>(17));
        QVERIFY(!parse("0").receiptNumber && !parse("-5").receiptNumber && !parse("+5").receiptNumber);
        QVERIFY(!parse("99999999999999999999").receiptNumber);
    }

    void daysAreTheShops()
    {
        const std::int64_t startOfDay = QDate(2026, 11, 25).startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
        for (const char *text : {"2026-11-25", "25.11.2026", "2026-11-25..2026-11-25"}) {
            const auto search = parse(text);
            QVERIFY2(!search.hasText(), text);
            QCOMPARE(search.fromMs, std::optional(startOfDay));
            QCOMPARE(search.beforeMs, std::optional(startOfDay + dayMs));
        }
        // Whichever way round.
        for (const char *text : {"2026-11-24..2026-11-25", "2026-11-25 2026-11-24"}) {
            QCOMPARE(parse(text).fromMs, std::optional(startOfDay - dayMs));
            QCOMPARE(parse(text).beforeMs, std::optional(startOfDay + dayMs));
        }
        const auto month = parse("2026-11");
        QCOMPARE(*month.beforeMs - *month.fromMs, 30 * dayMs);
        const auto both = parse("EZ1 2026-11-25");
        QCOMPARE(both.prefix, std::string("EZ1"));
        QCOMPARE(both.fromMs, std::optional(startOfDay));
        QVERIFY(!parse("2026-13-45").fromMs);
        QCOMPARE(parse("2026-13-45").prefix, std::string("2026-13-45"));
        const auto inLagos =
            parseSearchText(QStringLiteral("2026-11-25"), domain::Currency::usd(), QTimeZone("Africa/Lagos"));
        QCOMPARE(inLagos.fromMs, std::optional(startOfDay - hourMs));
    }

    void aReceiptsCodeIsItsTransaction()
    {
        QCOMPARE(parse("TW1 17 EZ12345 clv_tx_9").prefix, std::string("clv_tx_9"));
        QVERIFY(parse("TW1 17 EZ12345 clv_tx_9").statementSuffix.empty());
        const auto code = parseReceiptCode(QStringLiteral("TW1 17 EZ12345 clv_tx_9\r\n"));
        QVERIFY(code);
        QCOMPARE(code->number, std::int64_t(17));
        QCOMPARE(code->reference, std::string("EZ12345"));
        for (const char *other : {"TW1", "TW1 17 EZ12345", "TW1 x EZ12345 clv", "TW1 17 EZ12345 clv more",
                                  "TW2 17 EZ12345 clv", "TW1 -1 EZ clv"})
            QVERIFY2(!parseReceiptCode(QString::fromLatin1(other)), other);
    }

    void everyEndAndEveryStepHasItsWords()
    {
        QStringList ends;
        for (int phase = 0; phase <= int(Phase::Refused); ++phase) {
            auto record = sale(1, Phase(phase));
            QVERIFY(!saleStatusText(record).isEmpty());
            QVERIFY(!saleStatusAdvice(record).isEmpty());
            QVERIFY(!ends.contains(saleStatusText(record)));
            ends.append(saleStatusText(record));
            QVERIFY(!eventText({0, Phase(phase), ""}).isEmpty());
        }
        // Whoever reads "nothing was charged" charges again.
        for (const auto phase : {Phase::Paid, Phase::Unresolved, Phase::Verifying, Phase::Confirming}) {
            QVERIFY(!saleStatusAdvice(sale(1, phase)).contains(QStringLiteral("Nothing was charged")));
        }
        QVERIFY(
            saleStatusAdvice(sale(1, Phase::Unresolved)).contains(QStringLiteral("Do not charge it again")));
        QStringList reasons;
        for (const char *reason :
             {"declined", "cancelled", "expired", "abandoned", "amount_mismatch", "page_failed"}) {
            auto record = sale(1, Phase::NotPaid);
            record.reason = reason;
            if (!checkout::notPaidReasonFromWord(reason))
                continue;
            QVERIFY(!reasons.contains(saleStatusText(record)));
            reasons.append(saleStatusText(record));
        }
        QVERIFY(reasons.size() >= 4);
        QVERIFY(eventText({0, Phase::Unresolved, "the amount differs"})
                    .contains(QStringLiteral("the amount differs")));
        QCOMPARE(eventText({0, Phase::Paid, std::string(checkout::noteReceiptMade)}),
                 QStringLiteral("Receipt made"));
        for (const auto kind : {domain::PaymentStatus::Kind::Pending, domain::PaymentStatus::Kind::Paid})
            QVERIFY(!cliveStatusText(kind).isEmpty());
        QVERIFY(
            cliveStatusText(domain::PaymentStatus::unknown("on_hold")).contains(QStringLiteral("on_hold")));
        using ErrorKind = checkout::BackendError::Kind;
        for (const auto kind : {ErrorKind::Unreachable, ErrorKind::Timeout, ErrorKind::Tls,
                                ErrorKind::NotUnderstood, ErrorKind::Server, ErrorKind::BeingPaid,
                                ErrorKind::Refused, ErrorKind::Gone, ErrorKind::NotFound})
            QVERIFY(!askingFailedText({kind, 400, {}, "x"}).isEmpty());
    }

    void theListIsReadAsFarAsItIsScrolled()
    {
        FakeHistory history;
        testing::FakeClock clock;
        for (int number = 1; number <= 120; ++number)
            history.sales.push_back(sale(number));
        HistoryModel model(history, clock, QTimeZone::utc());
        QCOMPARE(model.rowCount(), 0);
        model.setSearch({});
        QCOMPARE(model.rowCount(), 50);
        QCOMPARE(model.index(0).data(HistoryModel::ReferenceRole).toString(), QStringLiteral("EZ120"));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Paid")));
        QVERIFY(model.canFetchMore({}));
        // Added meanwhile: it is newer than all of these.
        history.sales.push_back(sale(121));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 120);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.rowOf("1"), 119);
        model.refresh();
        QCOMPARE(model.index(0).data(HistoryModel::ReferenceRole).toString(), QStringLiteral("EZ121"));
        auto changed = sale(121, Phase::NotPaid);
        model.update(changed);
        QCOMPARE(model.index(0).data(HistoryModel::ToneRole).toInt(), int(SaleTone::NotPaid));
    }

    void nobodyScrollsForEver()
    {
        FakeHistory history;
        testing::FakeClock clock;
        for (int number = 1; number <= HistoryModel::shownMax + 100; ++number)
            history.sales.push_back(sale(number));
        HistoryModel model(history, clock, QTimeZone::utc());
        model.setSearch({});
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), HistoryModel::shownMax);
        QVERIFY(model.isCut());
    }

    void aDamagedRowSaysSo()
    {
        struct Damaged : FakeHistory {
            tl::expected<checkout::HistoryPage, checkout::JournalError>
            page(const HistorySearch &, std::optional<checkout::HistoryPlace>, int) const override
            {
                return checkout::HistoryPage{{{{1, 1}, std::nullopt, "its checksum is wrong"}}, false};
            }
        } history;
        testing::FakeClock clock;
        HistoryModel model(history, clock, QTimeZone::utc());
        model.setSearch({});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.record(0));
        QCOMPARE(model.index(0).data(HistoryModel::ToneRole).toInt(), int(SaleTone::Damaged));
        QVERIFY(model.index(0).data(HistoryModel::StatusRole).toString().contains(QStringLiteral("support")));
    }

    void aJournalThatCannotBeReadSaysWhy()
    {
        FakeHistory history;
        history.failure = checkout::JournalError{"the disk is broken"};
        testing::FakePorts fakes;
        checkout::CheckoutDesk desk(fakes.ports(), {});
        HistoryViewModel view({history, desk, fakes.backend, fakes.clock}, {});
        view.refresh();
        QVERIFY(view.hasProblem());
        QVERIFY(view.listWords().contains(QStringLiteral("the disk is broken")));
        history.failure.reset();
        view.refresh();
        QVERIFY(!view.hasProblem());
        QVERIFY(view.listWords().contains(QStringLiteral("No sales yet")));
    }

    void filtersAndTextNarrowTogether()
    {
        FakeHistory history;
        testing::FakePorts fakes;
        checkout::CheckoutDesk desk(fakes.ports(), {});
        HistoryViewModel view({history, desk, fakes.backend, fakes.clock},
                              {domain::Currency::usd(), {}, QTimeZone::utc()});
        view.setText(QStringLiteral("EZ"));
        view.setFilter(HistoryViewModel::Filter::NotPaid);
        view.setTodayOnly(true);
        const auto &asked = history.asked.back();
        QCOMPARE(asked.prefix, std::string("EZ"));
        QVERIFY(asked.phases == (std::set{Phase::NotPaid, Phase::Refused}));
        QCOMPARE(*asked.fromMs, testing::FakeClock::startMs - 9 * hourMs);
        view.clearSearch();
        QVERIFY(history.asked.back() == HistorySearch{});
        // Together they are every phase there is.
        std::set<Phase> all;
        for (const auto filter : {HistoryViewModel::Filter::Paid, HistoryViewModel::Filter::NotPaid,
                                  HistoryViewModel::Filter::Unresolved}) {
            view.setFilter(filter);
            all.merge(std::set(history.asked.back().phases));
        }
        QCOMPARE(all.size(), std::size_t(int(Phase::Refused)) + 1);
    }

    /// Clive's word against the register's: the history changes nothing by itself, and staff are told.
    void aWordThatDiffersIsTold()
    {
        FakeHistory history;
        history.sales = {sale(1, Phase::NotPaid)};
        testing::FakePorts fakes;
        checkout::CheckoutDesk desk(fakes.ports(), {});
        HistoryViewModel view({history, desk, fakes.backend, fakes.clock}, {});
        QSignalSpy needed(&view, &HistoryViewModel::attentionNeeded);
        view.refresh();
        view.choose(0);
        contract::CheckoutState state;
        state.cliveTxId = "clv_tx_1";
        state.amount = money(75'000);
        state.status = domain::PaymentStatus::Kind::Failed;
        view.checkNow();
        fakes.backend.status.answer(state);
        QCOMPARE(needed.count(), 0);
        state.status = domain::PaymentStatus::Kind::Paid;
        view.checkNow();
        fakes.backend.status.answer(state);
        QCOMPARE(needed.count(), 1);
        QVERIFY(view.checkText().contains(QStringLiteral("Attention")));
        QCOMPARE(view.chosen()->phase, Phase::NotPaid);
        QVERIFY(fakes.journal.saves.empty());
        QVERIFY(fakes.receipts.issued.empty());
    }

    void theChosenSaleMovesOn()
    {
        FakeHistory history;
        history.sales = {sale(1, Phase::Unresolved), sale(2)};
        testing::FakePorts fakes;
        checkout::CheckoutDesk desk(fakes.ports(), {});
        HistoryViewModel view({history, desk, fakes.backend, fakes.clock}, {});
        view.refresh();
        view.choose(1);
        QCOMPARE(view.chosen()->phase, Phase::Unresolved);
        history.sales[0] = sale(1, Phase::Paid);
        QSignalSpy reset(&view.model(), &HistoryModel::modelReset);
        view.look();
        QCOMPARE(view.chosen()->phase, Phase::Paid);
        QCOMPARE(view.model().index(1).data(HistoryModel::ToneRole).toInt(), int(SaleTone::Paid));
        // Whoever has scrolled stays where they are.
        QCOMPARE(reset.count(), 0);
    }

    void anOldSaleTellsWhatItsRowTells()
    {
        FakeHistory history;
        history.sales = {sale(1)};
        testing::FakePorts fakes;
        checkout::CheckoutDesk desk(fakes.ports(), {});
        HistoryViewModel view({history, desk, fakes.backend, fakes.clock},
                              {domain::Currency::usd(), QStringLiteral("ECHEZONA"), QTimeZone::utc()});
        view.refresh();
        view.choose(0);
        QCOMPARE(view.steps().size(), 2);
        QCOMPARE(view.steps().constLast().text, QStringLiteral("Paid"));
        history.events = {{testing::FakeClock::startMs, Phase::Creating, ""},
                          {testing::FakeClock::startMs + 2'000, Phase::Paid, ""}};
        view.refresh();
        QCOMPARE(view.steps().size(), 2);
        QCOMPARE(view.steps().constLast().time, QStringLiteral("09:00:02"));
        QStringList values;
        for (const auto &fact : view.facts())
            values.append(fact.value);
        for (const char *expected : {"EZ1", "clv_tx_1", "pi_1", "ECHEZONA* AIRPEACE", "ORD-1001", "1"})
            QVERIFY2(values.contains(QLatin1String(expected)), expected);
        QVERIFY(!values.contains(QStringLiteral("key-1")));
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
