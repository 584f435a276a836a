#include "kiosk/presentation/shift_view_model.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <algorithm>
#include <cstddef>
#include <utility>

namespace tillwright::kiosk::presentation {

namespace {

/// More would be a list that nobody reads.
constexpr std::size_t zPageMaxReports = 50;

} // namespace

QString shiftTimeText(std::int64_t ms)
{
    // As on receipts: one way of writing dates for every language of the face.
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(ms), QStringLiteral("d MMM yyyy HH:mm"));
}

ShiftViewModel::ShiftViewModel(shift::ShiftDesk &desk, shift::ShiftPort &shifts,
                               std::function<QString()> operatorId,
                               std::function<QString(const std::string &)> nameOf, QObject *parent)
    : QObject(parent), m_desk(desk), m_shifts(shifts), m_operatorId(std::move(operatorId)),
      m_nameOf(std::move(nameOf))
{
    refresh();
}

QString ShiftViewModel::title() const
{
    return m_current ? tr("Shift %1").arg(m_current->id) : tr("No shift is open");
}

QString ShiftViewModel::facts() const
{
    if (!m_current)
        return tr("Sales go on all the same: what was sold since the last shift ended is the next one’s.");
    const QString since = tr("Open since %1").arg(shiftTimeText(m_current->openedAtMs));
    return m_current->openedBy.empty() ? since : tr("%1, by %2").arg(since, m_nameOf(m_current->openedBy));
}

QString ShiftViewModel::note() const
{
    return m_current ? QString::fromStdString(m_current->note) : QString();
}

QString ShiftViewModel::zTitle(const shift::ZEntry &entry) const
{
    const QString words = tr("Z %1 · %2").arg(entry.number).arg(shiftTimeText(entry.closedAtMs));
    return entry.isCompared ? words : tr("%1 · not compared yet").arg(words);
}

std::vector<shift::ZEntry> ShiftViewModel::zReports() const
{
    const auto end = std::min(m_zFirst + zPageMaxReports, m_zReports.size());
    return {m_zReports.begin() + std::ptrdiff_t(m_zFirst), m_zReports.begin() + std::ptrdiff_t(end)};
}

QString ShiftViewModel::zPageText() const
{
    if (m_zReports.size() <= zPageMaxReports)
        return {};
    return tr("%1–%2 of %3")
        .arg(m_zFirst + 1)
        .arg(std::min(m_zFirst + zPageMaxReports, m_zReports.size()))
        .arg(m_zReports.size());
}

bool ShiftViewModel::hasOlderZ() const
{
    return m_zFirst + zPageMaxReports < m_zReports.size();
}

void ShiftViewModel::newerZ()
{
    m_zFirst -= std::min(m_zFirst, zPageMaxReports);
    Q_EMIT changed();
}

void ShiftViewModel::olderZ()
{
    if (hasOlderZ())
        m_zFirst += zPageMaxReports;
    Q_EMIT changed();
}

void ShiftViewModel::newestZ()
{
    m_zFirst = 0;
    Q_EMIT changed();
}

void ShiftViewModel::findZ(const QString &number)
{
    const auto found = std::find_if(
        m_zReports.begin(), m_zReports.end(),
        [wanted = number.trimmed().toLongLong()](const auto &entry) { return entry.number == wanted; });
    if (found == m_zReports.end()) {
        m_problem = tr("There is no Z report %1. The newest is %2.")
                        .arg(number.trimmed())
                        .arg(m_zReports.empty() ? 0 : m_zReports.front().number);
        Q_EMIT changed();
        return;
    }
    const auto place = std::size_t(found - m_zReports.begin());
    m_zFirst = place - place % zPageMaxReports;
    show(found->number);
}

QString ShiftViewModel::reportTitle() const
{
    if (!m_report)
        return {};
    return m_report->zNumber > 0 ? tr("Z report %1").arg(m_report->zNumber) : tr("X report");
}

void ShiftViewModel::refresh()
{
    const auto current = m_shifts.current();
    auto reports = m_shifts.zReports();
    if (current && reports) {
        m_current = *current;
        m_zReports = *std::move(reports);
        if (m_zFirst >= m_zReports.size())
            m_zFirst = 0;
    } else {
        m_problem = QString::fromStdString(current ? reports.error().cause : current.error().cause);
    }
    Q_EMIT changed();
}

void ShiftViewModel::open(const QString &note)
{
    m_problem.clear();
    const auto opened = m_desk.open(m_operatorId().toStdString(), note.trimmed().toStdString());
    // Somebody else was faster: it is open, as was wished.
    if (!opened && opened.error().kind != shift::StaffError::Kind::Exists)
        m_problem = tr("The shift was not opened: %1").arg(QString::fromStdString(opened.error().cause));
    refresh();
}

void ShiftViewModel::openIfNone()
{
    refresh();
    if (!m_current)
        open({});
    compareLater();
}

void ShiftViewModel::makeX()
{
    if (std::exchange(m_isBusy, true))
        return;
    m_problem.clear();
    Q_EMIT changed();
    m_desk.makeX(m_operatorId().toStdString(),
                 [this](shift::StaffResult<shift::Report> report) { take(std::move(report)); });
}

void ShiftViewModel::close()
{
    if (std::exchange(m_isBusy, true))
        return;
    m_problem.clear();
    Q_EMIT changed();
    m_desk.closeShift(m_operatorId().toStdString(),
                      [this](shift::StaffResult<shift::Report> report) { take(std::move(report)); });
}

void ShiftViewModel::take(shift::StaffResult<shift::Report> report)
{
    m_isBusy = false;
    if (report) {
        m_report = *std::move(report);
        m_comparison.reset();
        Q_EMIT reportMade(*m_report);
    } else {
        tell(report.error());
    }
    refresh();
}

void ShiftViewModel::tell(const shift::StaffError &error)
{
    switch (error.kind) {
    case shift::StaffError::Kind::Exists:
        m_problem = tr("Another report is being made. Try again in a moment.");
        break;
    case shift::StaffError::Kind::NotFound:
        m_problem = tr("No shift is open. Open one first.");
        break;
    default:
        m_problem = tr("The report was not made, and nothing was closed: %1")
                        .arg(QString::fromStdString(error.cause));
    }
}

void ShiftViewModel::show(std::int64_t zNumber)
{
    m_problem.clear();
    auto report = m_shifts.zReport(zNumber);
    auto comparison = m_shifts.comparison(zNumber);
    if (report && comparison) {
        m_report = *std::move(report);
        m_comparison = *std::move(comparison);
    } else {
        m_report.reset();
        m_problem = QString::fromStdString(report ? comparison.error().cause : report.error().cause);
    }
    Q_EMIT changed();
}

void ShiftViewModel::compareLater()
{
    m_desk.compareLater([self = QPointer(this)](bool isDone) {
        if (!self || !isDone)
            return;
        self->refresh();
        Q_EMIT self->compared();
        self->compareLater();
    });
}

} // namespace tillwright::kiosk::presentation
