#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/presentation/attention_items.h"
#include "kiosk/presentation/staff_desk.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>
#include <functional>
#include <memory>

namespace tillwright::kiosk::presentation {

/// The printer's spool, as far as it concerns attention. All empty on a register without a printer.
struct PaperDesk {
    std::function<QList<StuckPaper>()> stuck;
    std::function<void(const QString &id)> printAgain;
    std::function<void(const QString &id)> cameOut;
    std::function<void(const QString &id)> notNeeded;
};

/// What the list needs; everything must outlive it. `staff` is null on a register without operators: then anybody may.
struct AttentionParts {
    checkout::CheckoutDesk &desk;
    checkout::BackendPort &backend;
    checkout::AttentionMemory &memory;
    checkout::Clock &clock;
    StaffDesk *staff = nullptr;
    PaperDesk papers = {};
    QTimeZone zone = QTimeZone::systemTimeZone();
};

/// The attention list as a face shows it.
class AttentionViewModel : public QObject
{
    Q_OBJECT

public:
    /// How often the backend is asked for its list while nobody does.
    static constexpr std::int64_t askEveryMs = 5 * 60 * 1000;
    /// A register with more than this has a trouble that no list can show; the newest are.
    static constexpr int reportedPagesMax = 4;

    explicit AttentionViewModel(AttentionParts parts, QObject *parent = nullptr);
    ~AttentionViewModel() override;

    /// Asks the backend for its list now, and from here on again and again.
    void refresh();
    /// The register's own part of the list, and the printer's, may be another one.
    void look();

    [[nodiscard]] const QList<AttentionItem> &items() const { return m_items; }
    /// Those that somebody has to look at.
    [[nodiscard]] int count() const;
    [[nodiscard]] bool isAsking() const { return m_isAsking; }
    /// Why the backend's part may be missing or out of date; empty while all is well.
    [[nodiscard]] const QString &problem() const { return m_problem.isEmpty() ? m_memoryProblem : m_problem; }
    /// "Backend asked at 14:05."
    [[nodiscard]] QString askedText() const;
    /// "Since 25 Nov 2026, 14:05"; empty when that is not known.
    [[nodiscard]] QString sinceText(const AttentionItem &item) const;
    [[nodiscard]] bool canResolve(const AttentionItem &item) const;
    /// What Clive said to the last check of this item, or that it is asked; empty for none.
    [[nodiscard]] QString checkText(const AttentionItem &item) const { return m_checks.value(item.key).text; }
    [[nodiscard]] bool isChecking(const AttentionItem &item) const
    {
        return m_checks.value(item.key).isAsking;
    }

    /// Asks Clive about a payment. What changes takes the flow's way.
    void checkNow(const QString &key);
    /// Once a supervisor has allowed it, it is remembered that somebody has dealt with it. No payment is touched.
    void resolve(const QString &key);
    /// Of a paper.
    void printAgain(const QString &key);
    void cameOut(const QString &key);
    void notNeeded(const QString &key);

Q_SIGNALS:
    void changed();

private:
    struct Check {
        QString text;
        bool isAsking = false;
    };
    void ask(std::vector<contract::FoundCheckout> before, const std::string &cursor, int page);
    void take(const contract::CheckoutPage &page, std::vector<contract::FoundCheckout> before, int number);
    void plan();
    void remember(const AttentionItem &item);
    void forgetSettled();
    [[nodiscard]] const AttentionItem *find(const QString &key) const;
    void settlePaper(const QString &key, const std::function<void(const QString &)> &settle);

    AttentionParts m_parts;
    QList<AttentionItem> m_items;
    std::vector<contract::FoundCheckout> m_reported;
    QHash<QString, Check> m_checks;
    /// Resolved since the backend was last heard of.
    QSet<QString> m_unconfirmed;
    bool m_isAsking = false;
    std::int64_t m_askedAtMs = 0;
    QString m_problem;
    QString m_memoryProblem;
    checkout::TimerId m_timer = 0;
    /// Which question the answer belongs to.
    std::uint64_t m_question = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace tillwright::kiosk::presentation
