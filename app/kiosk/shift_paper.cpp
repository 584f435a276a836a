#include "kiosk/shift_paper.h"

#include <QCoreApplication>
#include <QLocale>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using receipt::Block;
using shift::CurrencyFigures;
using shift::Difference;
using shift::NamedSale;
using shift::PaidFigures;
using Kind = receipt::Block::Kind;

namespace {

constexpr qsizetype hashShownCharacters = 16;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

QString money(std::int64_t minor, const domain::Currency &currency)
{
    return receipt::receiptMoney({minor, currency});
}

/// Words of journal and backend, as staff say them. One that is not known is shown as it is.
QString wordFor(const std::string &word)
{
    static const std::map<std::string, const char *> words{
        {"declined", QT_TRANSLATE_NOOP("Report", "declined")},
        {"cancelled", QT_TRANSLATE_NOOP("Report", "cancelled")},
        {"expired", QT_TRANSLATE_NOOP("Report", "expired")},
        {"abandoned", QT_TRANSLATE_NOOP("Report", "given up")},
        {"amount_mismatch", QT_TRANSLATE_NOOP("Report", "another amount")},
        {"page_failed", QT_TRANSLATE_NOOP("Report", "page not shown")},
        {"refused", QT_TRANSLATE_NOOP("Report", "not started")},
        {"failed", QT_TRANSLATE_NOOP("Report", "failed")},
        {"only_in_journal", QT_TRANSLATE_NOOP("Report", "only in the journal")},
        {"processing", QT_TRANSLATE_NOOP("Report", "being processed")},
        {"pending", QT_TRANSLATE_NOOP("Report", "not confirmed")},
        {"paid", QT_TRANSLATE_NOOP("Report", "paid")},
    };
    const auto found = words.find(word);
    return found == words.end() ? toText(word) : Words::tr(found->second);
}

QString differenceLabel(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::OnlyAtBackend:
        return Words::tr("Only at the backend");
    case Difference::Kind::OnlyInJournal:
        return Words::tr("Only in the journal");
    case Difference::Kind::OtherAmount:
        return Words::tr("Another amount");
    case Difference::Kind::OtherStatus:
        break;
    }
    return Words::tr("Another status");
}

class Writer
{
public:
    explicit Writer(const ReportPaper &paper) : m_paper(paper) {}

    void head(const shift::Report &report)
    {
        add(Kind::Title, m_paper.merchant.name);
        for (const QString &line : m_paper.merchant.addressLines)
            add(Kind::Small, line);
        add(Kind::Banner, reportTitle(report).toUpper());
        if (m_paper.isDuplicate)
            add(Kind::Banner, Words::tr("DUPLICATE"));
        if (!report.isCompared)
            add(Kind::Banner, Words::tr("NOT COMPARED"));
        if (!report.isCompared)
            add(Kind::Text, Words::tr("The backend did not answer: these figures are this register’s own."));
        rule();
        row(Words::tr("Register"), toText(report.registerName));
        row(Words::tr("Shift"), QString::number(report.shift));
        row(Words::tr("From"), time(report.period.fromMs));
        row(report.zNumber > 0 ? Words::tr("To") : Words::tr("Up to"), time(report.period.toMs));
        row(Words::tr("Opened"), time(report.openedAtMs));
        if (!report.openedBy.empty())
            row(Words::tr("Opened by"), name(report.openedBy));
        if (!report.closedBy.empty())
            row(report.zNumber > 0 ? Words::tr("Closed by") : Words::tr("For"), name(report.closedBy));
        if (!report.note.empty())
            add(Kind::Text, toText(report.note));
    }

    void figures(const CurrencyFigures &figures)
    {
        const auto &currency = figures.currency;
        rule();
        row(Words::tr("Paid sales"), QString::number(figures.paid.count));
        total(Words::tr("Gross %1").arg(toText(currency.code())), money(figures.paid.grossMinor, currency));
        fees(figures.paid, currency);
        if (!figures.byOperator.empty()) {
            add(Kind::Small, Words::tr("By operator"));
            for (const auto &[id, paid] : figures.byOperator)
                row(Words::tr("%1 (%2)").arg(name(id)).arg(paid.count), money(paid.grossMinor, currency));
        }
        if (!figures.notPaid.empty()) {
            add(Kind::Small, Words::tr("Not paid"));
            for (const auto &[reason, count] : figures.notPaid)
                row(wordFor(reason), QString::number(count));
        }
        if (figures.earlierPaid.count > 0) {
            add(Kind::Small, Words::tr("From earlier shifts, paid since; not in the gross above"));
            row(Words::tr("Sales (%1)").arg(figures.earlierPaid.count),
                money(figures.earlierPaid.grossMinor, currency));
            fees(figures.earlierPaid, currency);
        }
    }

    void sales(const QString &title, const std::vector<NamedSale> &sales)
    {
        if (sales.empty())
            return;
        rule();
        add(Kind::Text, title);
        for (const NamedSale &sale : sales) {
            row(toText(sale.reference), money(sale.amount.minor, sale.amount.currency));
            row(time(sale.startedAtMs), wordFor(sale.word));
            if (!sale.cliveTxId.empty())
                row({}, toText(sale.cliveTxId));
        }
    }

    void differences(const std::vector<Difference> &differences, const QString &title)
    {
        rule();
        add(Kind::Text, title);
        for (const Difference &difference : differences) {
            row(toText(difference.reference), differenceLabel(difference.kind));
            if (!difference.atBackend.empty())
                row(Words::tr("Backend"), toText(difference.atBackend));
            if (!difference.inJournal.empty())
                row(Words::tr("Journal"), toText(difference.inJournal));
            if (!difference.cliveTxId.empty())
                row({}, toText(difference.cliveTxId));
        }
    }

    void compared(const shift::Comparison &comparison)
    {
        const auto &found = comparison.report.differences;
        differences(
            found,
            found.empty()
                ? Words::tr("Compared on %1: no differences.").arg(time(comparison.atMs))
                : Words::tr("Compared on %1. Differences: %2").arg(time(comparison.atMs)).arg(found.size()));
        for (const auto &figures : comparison.report.currencies)
            row(Words::tr("Gross %1 by the backend").arg(toText(figures.currency.code())),
                money(figures.paid.grossMinor, figures.currency));
    }

    void foot(const shift::Report &report)
    {
        if (report.zNumber > 0) {
            rule();
            row(Words::tr("Audit line"), QString::number(report.auditNumber));
            row(Words::tr("Audit hash"), toText(report.auditHash).left(hashShownCharacters));
        }
        if (m_paper.isDuplicate)
            add(Kind::Banner, Words::tr("DUPLICATE"));
    }

    void rule() { add(Kind::Rule, {}); }
    void add(Kind kind, const QString &text) { m_blocks.append({kind, text, {}}); }
    [[nodiscard]] const QList<Block> &blocks() const { return m_blocks; }

private:
    void row(const QString &text, const QString &value) { m_blocks.append({Kind::Row, text, value}); }
    void total(const QString &text, const QString &value) { m_blocks.append({Kind::Total, text, value}); }
    void fees(const PaidFigures &paid, const domain::Currency &currency)
    {
        row(Words::tr("Clive’s fees"), money(paid.feesMinor, currency));
        if (paid.feesMissing > 0)
            row(Words::tr("Fees not told yet, sales"), QString::number(paid.feesMissing));
        row(paid.feesMissing > 0 ? Words::tr("Net, before those") : Words::tr("Net"),
            money(paid.netMinor(), currency));
    }
    [[nodiscard]] QString name(const std::string &id) const
    {
        return id.empty() ? Words::tr("nobody") : m_paper.nameOf(id);
    }
    [[nodiscard]] QString time(std::int64_t ms) const
    {
        const auto at = QDateTime::fromMSecsSinceEpoch(ms, m_paper.merchant.timeZone);
        return QLocale::c().toString(at, u"d MMM yyyy HH:mm"_s);
    }

    const ReportPaper &m_paper;
    QList<Block> m_blocks;
};

} // namespace

QString reportTitle(const shift::Report &report)
{
    return report.zNumber > 0 ? Words::tr("Z report %1").arg(report.zNumber) : Words::tr("X report");
}

QList<Block> blocksOf(const shift::Report &report, const ReportPaper &paper)
{
    Writer writer(paper);
    writer.head(report);
    for (const auto &figures : report.currencies)
        writer.figures(figures);
    if (report.currencies.empty()) {
        writer.rule();
        writer.add(Kind::Text, Words::tr("Nothing was sold."));
    }
    writer.sales(Words::tr("Unresolved: still being checked, in no figure"), report.unresolved);
    writer.sales(Words::tr("From earlier shifts, resolved since"), report.earlier);
    if (!report.differences.empty())
        writer.differences(report.differences, Words::tr("Differences between backend and journal"));
    if (paper.comparison)
        writer.compared(*paper.comparison);
    writer.foot(report);
    return writer.blocks();
}

} // namespace tillwright::kiosk
