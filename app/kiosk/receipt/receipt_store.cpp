#include "kiosk/receipt/receipt_store.h"

#include "kiosk/receipt/paint_layout.h"
#include "kiosk/receipt/text_layout.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tillwright::kiosk::receipt {

namespace {

using checkout::ReceiptError;

/// No receipt's text comes near this.
constexpr qint64 receiptTextMaxBytes = 64 * 1024;

tl::expected<void, ReceiptError> failed(const QString &cause)
{
    return tl::unexpected(ReceiptError{cause.toStdString()});
}

QString filePath(const ReceiptStoreOptions &options, const QString &name, const QString &suffix)
{
    return QStringLiteral("%1/%2.%3").arg(options.directory, name, suffix);
}

tl::expected<void, ReceiptError> saveWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed(QStringLiteral("%1: %2").arg(QFileInfo(path).fileName(), file.errorString()));
    return {};
}

tl::expected<void, ReceiptError> write(const ReceiptStoreOptions &options, const Receipt &receipt,
                                       const QString &name)
{
    if (!QDir().mkpath(options.directory))
        return failed(QStringLiteral("the folder for receipts cannot be made"));
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    if (const auto painted = writePdf(receipt, pdf); !painted)
        return failed(painted.error());
    const QString text = layoutText(receipt, options.textColumns).join(u'\n') + u'\n';
    return saveWhole(filePath(options, name, QStringLiteral("pdf")), pdf.data())
        .and_then([&] { return saveWhole(filePath(options, name, QStringLiteral("txt")), text.toUtf8()); })
        .and_then([&] {
            return saveWhole(filePath(options, name, QStringLiteral("escpos")),
                             layoutEscPos(receipt, options.printer));
        });
}

QString receiptName(std::int64_t number)
{
    return QStringLiteral("receipt-%1").arg(number);
}

/// A reference may hold a slash, and two dots mean something to file systems.
QString pendingName(const checkout::state::Unresolved &unresolved)
{
    QString reference = QString::fromStdString(unresolved.attempt.sale.reference.text());
    reference.replace(u'/', u'_').replace(u'.', u'_');
    return QStringLiteral("pending-%1").arg(reference);
}

/// The transaction in a receipt's text, from the words under its code (Receipt::searchText()).
std::string transactionIn(const QString &path, std::int64_t number)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList words = QString::fromUtf8(file.read(receiptTextMaxBytes)).simplified().split(u' ');
    const auto code = words.lastIndexOf(QStringLiteral("TW1"));
    if (code < 0 || words.value(code + 1) != QString::number(number))
        return {};
    return words.value(code + 3).toStdString();
}

} // namespace

std::vector<FoundReceipt> receiptsIn(const QString &directory, std::int64_t sinceMs)
{
    const QString prefix = receiptName(0).chopped(1);
    std::map<std::int64_t, FoundReceipt> found;
    const auto files = QDir(directory).entryInfoList({prefix + u'*'}, QDir::Files);
    for (const QFileInfo &file : files) {
        bool isNumber = false;
        const std::int64_t number = file.completeBaseName().mid(prefix.size()).toLongLong(&isNumber);
        if (!isNumber || number <= 0)
            continue;
        auto &receipt = found[number];
        receipt.number = number;
        if (file.suffix() == QStringLiteral("txt") && file.lastModified().toMSecsSinceEpoch() >= sinceMs)
            receipt.cliveTxId = transactionIn(file.filePath(), number);
    }
    std::vector<FoundReceipt> receipts;
    for (auto &[number, receipt] : found)
        receipts.push_back(std::move(receipt));
    return receipts;
}

ReceiptStore::ReceiptStore(ReceiptStoreOptions options, const checkout::Clock &clock)
    : m_options(std::move(options)), m_clock(clock)
{
    m_writer.setMaxThreadCount(1);
}

ReceiptStore::~ReceiptStore()
{
    m_writer.waitForDone();
}

void ReceiptStore::issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done)
{
    m_last = receipt;
    m_pictures.clear();
    m_writer.start([this, done = std::move(done), options = m_options,
                    paper = paidReceipt(receipt, m_options.merchant, Copy::Customer),
                    name = receiptName(receipt.receiptNumber)]() mutable {
        auto written = write(options, paper, name);
        // Dropped when this object goes first.
        QMetaObject::invokeMethod(
            this, [done = std::move(done), written = std::move(written)] { done(written); },
            Qt::QueuedConnection);
    });
}

void ReceiptStore::setStatementPrefix(const QString &prefix)
{
    m_options.merchant.statementPrefix = prefix;
    m_pictures.clear();
}

tl::expected<void, ReceiptError> ReceiptStore::issuePendingSlip(const checkout::state::Unresolved &unresolved)
{
    return write(m_options, pendingSlip(unresolved, m_options.merchant, m_clock.nowMs()),
                 pendingName(unresolved));
}

bool ReceiptStore::needsPendingSlip(const checkout::state::Unresolved &unresolved) const
{
    return !QFile::exists(path(pendingName(unresolved), QStringLiteral("pdf")));
}

QImage ReceiptStore::picture(const checkout::State &state, int widthPx)
{
    if (const auto *paid = std::get_if<checkout::state::Paid>(&state); paid && isLast(*paid)) {
        QImage &picture = m_pictures[widthPx];
        if (picture.isNull())
            picture = paintReceipt(paidReceipt(*m_last, m_options.merchant, Copy::Customer), widthPx);
        return picture;
    }
    return slipPicture(state, widthPx);
}

QImage ReceiptStore::slipPicture(const checkout::State &state, int widthPx) const
{
    if (const auto *unresolved = std::get_if<checkout::state::Unresolved>(&state))
        return paintReceipt(pendingSlip(*unresolved, m_options.merchant, m_clock.nowMs()), widthPx);
    return {};
}

QImage ReceiptStore::picture(const checkout::ReceiptData &receipt, int widthPx) const
{
    return paintReceipt(paidReceipt(receipt, m_options.merchant, Copy::Customer), widthPx);
}

QString ReceiptStore::pdfPath(const checkout::State &state) const
{
    QString candidate;
    if (const auto *paid = std::get_if<checkout::state::Paid>(&state); paid && isLast(*paid))
        candidate = path(receiptName(paid->receiptNumber), QStringLiteral("pdf"));
    else if (const auto *unresolved = std::get_if<checkout::state::Unresolved>(&state))
        candidate = path(pendingName(*unresolved), QStringLiteral("pdf"));
    return QFile::exists(candidate) ? candidate : QString();
}

QString ReceiptStore::path(const QString &name, const QString &suffix) const
{
    return filePath(m_options, name, suffix);
}

bool ReceiptStore::isLast(const checkout::state::Paid &paid) const
{
    return m_last && m_last->receiptNumber == paid.receiptNumber
        && m_last->ids.cliveTxId == paid.ids.cliveTxId;
}

} // namespace tillwright::kiosk::receipt
