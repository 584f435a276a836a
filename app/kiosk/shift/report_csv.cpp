#include "domain/utc_time.h"
#include "kiosk/shift/report.h"

#include <array>
#include <string_view>

namespace tillwright::kiosk::shift {

namespace {

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe: references and notes come from
/// people.
std::string cell(std::string text)
{
    constexpr std::string_view formulaBegins = "=+-@\t\r";
    if (!text.empty() && formulaBegins.find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

struct Row {
    std::string section;
    std::string currency;
    std::string name;
    const PaidFigures *figures = nullptr;
    std::string count;
    std::string amountMinor;
    std::string reference;
    std::string cliveTxId;
    std::string operatorId;
    std::string time;
    std::string detail;
};

std::string lineOf(const Row &row)
{
    const auto *paid = row.figures;
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    // Numbers are not cells of people's: a minus sign stays one.
    const std::array<std::string, 13> cells{cell(row.section),
                                            cell(row.currency),
                                            cell(row.name),
                                            paid ? number(paid->count) : row.count,
                                            paid ? number(paid->grossMinor) : row.amountMinor,
                                            paid ? number(paid->feesMinor) : "",
                                            paid ? number(paid->netMinor()) : "",
                                            paid ? number(paid->feesMissing) : "",
                                            cell(row.reference),
                                            cell(row.cliveTxId),
                                            cell(row.operatorId),
                                            cell(row.time),
                                            cell(row.detail)};
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : ",") + cells[i];
    return line + "\r\n";
}

Row saleRow(const char *section, const NamedSale &sale)
{
    Row row;
    row.section = section;
    row.currency = sale.amount.currency.code();
    row.amountMinor = std::to_string(sale.amount.minor);
    row.reference = sale.reference;
    row.cliveTxId = sale.cliveTxId;
    row.operatorId = sale.operatorId;
    row.time = domain::utcTimeText(sale.startedAtMs);
    row.detail = sale.word;
    return row;
}

std::string factLine(const char *name, const std::string &detail)
{
    Row row;
    row.section = "report";
    row.name = name;
    row.detail = detail;
    return lineOf(row);
}

std::string figureLine(const char *section, const CurrencyFigures &figures, const PaidFigures &paid,
                       const std::string &operatorId = {})
{
    Row row;
    row.section = section;
    row.currency = figures.currency.code();
    row.operatorId = operatorId;
    row.figures = &paid;
    return lineOf(row);
}

} // namespace

const char *differenceWord(Difference::Kind kind) noexcept
{
    switch (kind) {
    case Difference::Kind::OnlyAtBackend:
        return "only_at_backend";
    case Difference::Kind::OnlyInJournal:
        return "only_in_journal";
    case Difference::Kind::OtherAmount:
        return "other_amount";
    case Difference::Kind::OtherStatus:
        break;
    }
    return "other_status";
}

std::string reportCsv(const Report &report)
{
    std::string csv =
        "section,currency,name,count,gross_minor,fees_minor,net_minor,fees_missing,reference,clive_tx_id,"
        "operator,time,detail\r\n";
    csv += factLine("kind", report.zNumber > 0 ? "Z" : "X");
    csv += factLine("number", report.zNumber > 0 ? std::to_string(report.zNumber) : "");
    csv += factLine("register", report.registerName);
    csv += factLine("shift", std::to_string(report.shift));
    csv += factLine("from", domain::utcTimeText(report.period.fromMs));
    csv += factLine("to", domain::utcTimeText(report.period.toMs));
    csv += factLine("opened_by", report.openedBy);
    csv += factLine("closed_by", report.closedBy);
    csv += factLine("note", report.note);
    csv += factLine("compared", report.isCompared ? "yes" : "no");
    csv += factLine("audit_line", std::to_string(report.auditNumber));
    csv += factLine("audit_hash", report.auditHash);
    for (const auto &figures : report.currencies) {
        csv += figureLine("paid", figures, figures.paid);
        for (const auto &[id, paid] : figures.byOperator)
            csv += figureLine("operator", figures, paid, id);
        csv += figureLine("earlier_paid", figures, figures.earlierPaid);
        for (const auto &[reason, count] : figures.notPaid) {
            Row row;
            row.section = "not_paid";
            row.currency = figures.currency.code();
            row.name = reason;
            row.count = std::to_string(count);
            csv += lineOf(row);
        }
    }
    for (const auto &sale : report.unresolved)
        csv += lineOf(saleRow("unresolved", sale));
    for (const auto &sale : report.earlier)
        csv += lineOf(saleRow("earlier", sale));
    for (const auto &difference : report.differences) {
        Row row;
        row.section = "difference";
        row.name = differenceWord(difference.kind);
        row.reference = difference.reference;
        row.cliveTxId = difference.cliveTxId;
        row.detail = "backend: " + difference.atBackend + "; journal: " + difference.inJournal;
        csv += lineOf(row);
    }
    return csv;
}

} // namespace tillwright::kiosk::shift
