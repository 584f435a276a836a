#pragma once

#include "kiosk/printer_config.h"
#include "kiosk/printing/spooler.h"
#include "kiosk/receipt/receipt_store.h"

#include <QMutex>
#include <QSet>
#include <QThreadPool>

namespace tillwright::kiosk {

/// Between the flow and the printer: what is issued is kept as before, and goes into the spool. Nobody waits for the
/// printer; what it does changes no payment.
class ReceiptPrinting : public QObject, public checkout::ReceiptPort
{
    Q_OBJECT

public:
    /// `receipts`, `printer` and `clock` must outlive it. The error says why the spool cannot be opened.
    [[nodiscard]] static tl::expected<std::unique_ptr<ReceiptPrinting>, QString>
    create(const QString &spoolFile, const PrinterConfig &config, const receipt::Merchant &merchant,
           receipt::ReceiptStore &receipts, printing::Printer &printer, const checkout::Clock &clock);
    ~ReceiptPrinting() override;

    /// `done` comes when the receipt is kept and its papers are in the spool: should the power go before, it is issued
    /// again, and the same papers are the same jobs.
    void issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done) override;
    /// The slip of a payment whose outcome is not known, once per attempt.
    void printPendingSlip(const checkout::state::Unresolved &unresolved);
    /// The paper that belongs to the state, as a DUPLICATE. While one waits for the printer there is no second one. A
    /// paper that may have come out already is printed again instead.
    void printAgain(const checkout::State &state);
    /// Likewise the receipt of any sale, made anew: what was printed of it need not be there any more.
    void printAgain(const checkout::ReceiptData &receipt);

    /// A paper of another kind, such as a report. `original` is printed once for ever by its `id`; asked for again it is
    /// `duplicate`, which says so.
    void printPaper(const QString &id, const QString &title, const QList<receipt::Block> &original,
                    const QList<receipt::Block> &duplicate);

    /// The oldest paper that somebody has to look at, if any.
    [[nodiscard]] std::optional<printing::Job> question() const;

    /// Which papers come out by themselves, from the next receipt on.
    void setPapers(bool printsReceipts, bool printsMerchantCopy);
    /// Of what is laid out from now on.
    void setStatementPrefix(const QString &prefix) { m_merchant.statementPrefix = prefix; }

    [[nodiscard]] printing::Spooler &spooler() { return m_spooler; }
    /// The file of a spool that was damaged, if any; what waited in it is not printed.
    [[nodiscard]] const QString &setAside() const { return m_spool->setAside(); }

Q_SIGNALS:
    /// Something for staff.
    void alarmRaised(const QString &text);

private:
    ReceiptPrinting(std::unique_ptr<printing::SpoolStore> spool, const PrinterConfig &config,
                    const receipt::Merchant &merchant, receipt::ReceiptStore &receipts,
                    printing::Printer &printer, const checkout::Clock &clock);
    struct Paper {
        QString id;
        QString title;
        receipt::Receipt receipt;
    };
    /// Lays the papers out beside the event loop, and enqueues them in it.
    void enqueue(const QList<Paper> &papers, std::function<void()> done);
    void enqueueDuplicate(Paper paper);
    /// One of these papers waits for the printer, so that there is no second one. One that is stuck is printed again.
    [[nodiscard]] bool isOnItsWay(const QString &id);
    /// Into the spool with those of printPaper() that are laid out.
    void takePapers();
    [[nodiscard]] QList<printing::NewJob> laidOutPapers();

    std::unique_ptr<printing::SpoolStore> m_spool;
    PrinterConfig m_config;
    receipt::Merchant m_merchant;
    receipt::ReceiptStore &m_receipts;
    const checkout::Clock &m_clock;
    printing::Spooler m_spooler;
    /// Receipts of this run that were not printed, because they are not to come out by themselves: the first time that
    /// somebody asks for one, it is no duplicate.
    QSet<QString> m_held;
    /// One thread, so that papers come in the order of their sales.
    QThreadPool m_layouter;
    QMutex m_papersMutex;
    /// Laid out, and not in the spool yet.
    QList<printing::NewJob> m_papers;
};

} // namespace tillwright::kiosk
