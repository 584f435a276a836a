#pragma once

#include "kiosk/shift/shift_desk.h"

#include <QObject>
#include <QString>
#include <optional>

namespace tillwright::kiosk::presentation {

/// The shift as a face shows it: the one that is open, the report in front, and the Z reports so far.
class ShiftViewModel : public QObject
{
    Q_OBJECT

public:
    /// `operatorId`: who is signed in. Desk and port must outlive it.
    ShiftViewModel(shift::ShiftDesk &desk, shift::ShiftPort &shifts, std::function<QString()> operatorId,
                   std::function<QString(const std::string &)> nameOf, QObject *parent = nullptr);

    [[nodiscard]] const std::optional<shift::Shift> &current() const { return m_current; }
    /// "Shift 3", or that none is open.
    [[nodiscard]] QString title() const;
    /// Since when and by whom; what an open shift is for, when there is none.
    [[nodiscard]] QString facts() const;
    [[nodiscard]] QString note() const;
    /// A page of them, newest first.
    [[nodiscard]] std::vector<shift::ZEntry> zReports() const;
    /// `51–100 of 132`; empty while one page has them all.
    [[nodiscard]] QString zPageText() const;
    [[nodiscard]] bool hasNewerZ() const { return m_zFirst > 0; }
    [[nodiscard]] bool hasOlderZ() const;
    [[nodiscard]] QString zTitle(const shift::ZEntry &entry) const;
    /// The one in front.
    [[nodiscard]] const std::optional<shift::Report> &report() const { return m_report; }
    /// Of a Z report that was compared after it had been made.
    [[nodiscard]] const std::optional<shift::Comparison> &comparison() const { return m_comparison; }
    [[nodiscard]] QString reportTitle() const;
    /// The backend is being asked.
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// What went wrong last, for staff; empty for nothing.
    [[nodiscard]] QString problem() const { return m_problem; }

    /// What the disk says now.
    void refresh();
    void open(const QString &note);
    /// For a first sign-in. Nothing happens while a shift is open.
    void openIfNone();
    void makeX();
    void close();
    void show(std::int64_t zNumber);
    /// Turns the page of Z reports.
    void newerZ();
    void olderZ();
    /// Turns to the newest ones.
    void newestZ();
    /// Shows the report of that number and turns to its page; problem() says when there is none.
    void findZ(const QString &number);
    /// Compares Z reports that were closed without the backend, one after the other.
    void compareLater();

Q_SIGNALS:
    void changed();
    /// A new report: to be kept, and a Z to be printed.
    void reportMade(const tillwright::kiosk::shift::Report &report);
    /// A Z report's comparison has come.
    void compared();

private:
    void take(shift::StaffResult<shift::Report> report);
    void tell(const shift::StaffError &error);

    shift::ShiftDesk &m_desk;
    shift::ShiftPort &m_shifts;
    const std::function<QString()> m_operatorId;
    const std::function<QString(const std::string &)> m_nameOf;
    std::optional<shift::Shift> m_current;
    std::vector<shift::ZEntry> m_zReports;
    /// Of the page, in all of them.
    std::size_t m_zFirst = 0;
    std::optional<shift::Report> m_report;
    std::optional<shift::Comparison> m_comparison;
    bool m_isBusy = false;
    QString m_problem;
};

/// `24 Nov 2026 17:00`, in the register's time zone.
[[nodiscard]] QString shiftTimeText(std::int64_t ms);

} // namespace tillwright::kiosk::presentation
