#include "kiosk/receipt_printing.h"

#include "kiosk/receipt/paint_layout.h"

#include <QBuffer>
#include <QLoggingCategory>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using printing::JobState;
using receipt::Copy;

namespace {

Q_LOGGING_CATEGORY(lcPrinting, "tillwright.printing")

QByteArray layOut(const receipt::Receipt &paper, const PrinterConfig &config)
{
    if (!config.isPdf)
        return layoutEscPos(paper, config.layout);
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    // Without a document the job fails in the spool, and staff are told.
    if (!writePdf(paper, pdf))
        return {};
    return pdf.data();
}

QByteArray layOut(const QList<receipt::Block> &blocks, const QString &title, const PrinterConfig &config)
{
    if (!config.isPdf)
        return layoutEscPos(blocks, config.layout);
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    if (!writePdf(blocks, title, pdf))
        return {};
    return pdf.data();
}

printing::NewJob jobFor(const QString &id, const QString &title, receipt::Receipt paper,
                        const PrinterConfig &config)
{
    printing::NewJob job{id, title, layOut(paper, config), {}};
    paper.duplicate = true;
    job.duplicate = layOut(paper, config);
    return job;
}

/// One receipt of one transaction: a number alone may come twice when a disk is put back.
QString receiptId(const checkout::ReceiptData &data)
{
    return u"receipt/%1/%2"_s.arg(data.receiptNumber).arg(QString::fromStdString(data.ids.cliveTxId));
}

QString pendingId(const checkout::state::Unresolved &unresolved)
{
    return u"pending/%1"_s.arg(QString::fromStdString(unresolved.attempt.id));
}

} // namespace

tl::expected<std::unique_ptr<ReceiptPrinting>, QString>
ReceiptPrinting::create(const QString &spoolFile, const PrinterConfig &config,
                        const receipt::Merchant &merchant, receipt::ReceiptStore &receipts,
                        printing::Printer &printer, const checkout::Clock &clock)
{
    auto spool = printing::SpoolStore::open(spoolFile);
    if (!spool)
        return tl::unexpected(spool.error().cause);
    return std::unique_ptr<ReceiptPrinting>(
        new ReceiptPrinting(*std::move(spool), config, merchant, receipts, printer, clock));
}

ReceiptPrinting::ReceiptPrinting(std::unique_ptr<printing::SpoolStore> spool, const PrinterConfig &config,
                                 const receipt::Merchant &merchant, receipt::ReceiptStore &receipts,
                                 printing::Printer &printer, const checkout::Clock &clock)
    : m_spool(std::move(spool)), m_config(config), m_merchant(merchant), m_receipts(receipts), m_clock(clock),
      m_spooler(*m_spool, printer, clock)
{
    m_layouter.setMaxThreadCount(1);
    connect(&m_spooler, &printing::Spooler::troubled, this, [this](const printing::SpoolError &error) {
        Q_EMIT alarmRaised(tr("Receipts cannot be printed: %1").arg(error.cause));
    });
}

ReceiptPrinting::~ReceiptPrinting()
{
    m_layouter.waitForDone();
    // A report has no journal that would ask for it again. It is only kept: what began to be sent now would be uncertain.
    for (const auto &job : laidOutPapers()) {
        if (const auto added = m_spool->add(job, m_clock.nowMs()); !added)
            qCWarning(lcPrinting).noquote() << job.title << "is not in the spool:" << added.error().cause;
    }
}

void ReceiptPrinting::issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done)
{
    m_receipts.issue(
        receipt, [this, receipt, done = std::move(done)](tl::expected<void, checkout::ReceiptError> kept) {
            const QString id = receiptId(receipt);
            const QString title = tr("Receipt %1").arg(receipt.receiptNumber);
            QList<Paper> papers;
            if (m_config.printsReceipts)
                papers.append({id + u"/customer"_s, title, paidReceipt(receipt, m_merchant, Copy::Customer)});
            else
                m_held.insert(id + u"/customer"_s);
            if (m_config.printsMerchantCopy)
                papers.append({id + u"/merchant"_s, tr("%1, merchant copy").arg(title),
                               paidReceipt(receipt, m_merchant, Copy::Merchant)});
            enqueue(papers, [done, kept = std::move(kept)] { done(kept); });
        });
}

void ReceiptPrinting::setPapers(bool printsReceipts, bool printsMerchantCopy)
{
    m_config.printsReceipts = printsReceipts;
    m_config.printsMerchantCopy = printsMerchantCopy;
}

void ReceiptPrinting::printPendingSlip(const checkout::state::Unresolved &unresolved)
{
    enqueue({{pendingId(unresolved),
              tr("Payment slip %1").arg(QString::fromStdString(unresolved.attempt.sale.reference.text())),
              pendingSlip(unresolved, m_merchant, m_clock.nowMs())}},
            [] {});
}

void ReceiptPrinting::printAgain(const checkout::State &state)
{
    if (const auto *paid = std::get_if<checkout::state::Paid>(&state)) {
        const auto &last = m_receipts.last();
        if (!last || last->receiptNumber != paid->receiptNumber || last->ids.cliveTxId != paid->ids.cliveTxId)
            return;
        printAgain(*last);
    } else if (const auto *unresolved = std::get_if<checkout::state::Unresolved>(&state)) {
        enqueueDuplicate(
            {pendingId(*unresolved),
             tr("Payment slip %1").arg(QString::fromStdString(unresolved->attempt.sale.reference.text())),
             pendingSlip(*unresolved, m_merchant, m_clock.nowMs())});
    }
}

void ReceiptPrinting::printPaper(const QString &id, const QString &title,
                                 const QList<receipt::Block> &original,
                                 const QList<receipt::Block> &duplicate)
{
    m_layouter.start([this, id, title, original, duplicate, config = m_config] {
        const printing::NewJob job{id, title, layOut(original, title, config),
                                   layOut(duplicate, title, config)};
        {
            const QMutexLocker lock(&m_papersMutex);
            m_papers.append(job);
        }
        QMetaObject::invokeMethod(this, &ReceiptPrinting::takePapers, Qt::QueuedConnection);
    });
}

QList<printing::NewJob> ReceiptPrinting::laidOutPapers()
{
    const QMutexLocker lock(&m_papersMutex);
    return std::exchange(m_papers, {});
}

void ReceiptPrinting::takePapers()
{
    for (const auto &job : laidOutPapers()) {
        auto added = m_spooler.enqueue(job);
        if (added && !*added) {
            if (isOnItsWay(job.id))
                continue;
            const QString again = u"%1/duplicate/%2"_s.arg(job.id).arg(m_clock.nowMs());
            added =
                m_spooler.enqueue({again, tr("%1, duplicate").arg(job.title), job.duplicate, job.duplicate});
        }
        if (!added)
            Q_EMIT alarmRaised(tr("%1 is not printed: %2").arg(job.title, added.error().cause));
    }
}

void ReceiptPrinting::printAgain(const checkout::ReceiptData &receipt)
{
    enqueueDuplicate({receiptId(receipt) + u"/customer"_s, tr("Receipt %1").arg(receipt.receiptNumber),
                      paidReceipt(receipt, m_merchant, Copy::Customer)});
}

std::optional<printing::Job> ReceiptPrinting::question() const
{
    const auto jobs = m_spooler.open();
    if (!jobs)
        return std::nullopt;
    for (const auto &job : *jobs) {
        if (isStuck(job.state))
            return job;
    }
    return std::nullopt;
}

bool ReceiptPrinting::isOnItsWay(const QString &id)
{
    const auto jobs = m_spooler.open();
    if (!jobs) {
        Q_EMIT alarmRaised(tr("Receipts cannot be printed: %1").arg(jobs.error().cause));
        return true;
    }
    for (const auto &job : *jobs) {
        if (job.id != id && !job.id.startsWith(id + u"/duplicate/"_s))
            continue;
        // It waits, or is on its way: a key pressed twice is no second wish.
        if (isStuck(job.state))
            static_cast<void>(m_spooler.printAgain(job.id));
        return true;
    }
    return false;
}

void ReceiptPrinting::enqueueDuplicate(Paper paper)
{
    if (m_held.remove(paper.id)) {
        enqueue({paper}, [] {});
        return;
    }
    if (isOnItsWay(paper.id))
        return;
    paper.receipt.duplicate = true;
    paper.id += u"/duplicate/%1"_s.arg(m_clock.nowMs());
    paper.title = tr("%1, duplicate").arg(paper.title);
    enqueue({paper}, [] {});
}

void ReceiptPrinting::enqueue(const QList<Paper> &papers, std::function<void()> done)
{
    m_layouter.start([this, papers, config = m_config, done = std::move(done)]() mutable {
        QList<printing::NewJob> jobs;
        for (const Paper &paper : papers)
            jobs.append(jobFor(paper.id, paper.title, paper.receipt, config));
        // Dropped when this object goes first.
        QMetaObject::invokeMethod(
            this,
            [this, jobs, done = std::move(done)] {
                for (const auto &job : jobs) {
                    if (const auto added = m_spooler.enqueue(job); !added)
                        Q_EMIT alarmRaised(tr("%1 is not printed: %2").arg(job.title, added.error().cause));
                }
                done();
            },
            Qt::QueuedConnection);
    });
}

} // namespace tillwright::kiosk
