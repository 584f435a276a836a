#include "kiosk/history_composition.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/printing/printer_words.h"
#include "kiosk/receipt/receipt_store.h"
#include "kiosk/receipt_printing.h"
#include "kiosk/register/attention_screen.h"
#include "kiosk/register/history_screen.h"
#include "kiosk/register/register_window.h"

#include <QCoreApplication>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

using Timeline = register_face::HistoryPapers::Timeline;

/// What a slip is made from; of a sale that is not known yet.
std::optional<checkout::State> slipOf(const checkout::AttemptRecord &record)
{
    if (record.phase != checkout::Phase::Unresolved || !record.ids)
        return std::nullopt;
    return checkout::state::Unresolved{record.attempt, *record.ids, 0, false, {}};
}

register_face::HistoryPapers papersOf(const receipt::ReceiptStore &receipts, ReceiptPrinting *printing)
{
    register_face::HistoryPapers papers;
    papers.picture = [&receipts](const checkout::AttemptRecord &record, const Timeline &timeline,
                                 int widthPx) {
        if (const auto receipt = checkout::receiptOf(record, timeline))
            return receipts.picture(*receipt, widthPx);
        const auto slip = slipOf(record);
        return slip ? receipts.slipPicture(*slip, widthPx) : QImage();
    };
    if (printing)
        papers.printAgain = [printing](const checkout::AttemptRecord &record, const Timeline &timeline) {
            if (const auto receipt = checkout::receiptOf(record, timeline))
                printing->printAgain(*receipt);
            else if (const auto slip = slipOf(record))
                printing->printAgain(*slip);
        };
    return papers;
}

/// Only what somebody has to look at: what waits for the printer comes out by itself.
presentation::PaperDesk paperDesk(ReceiptPrinting *printing)
{
    if (!printing)
        return {};
    auto &spooler = printing->spooler();
    presentation::PaperDesk desk;
    desk.stuck = [&spooler] {
        QList<presentation::StuckPaper> stuck;
        const auto jobs = spooler.open();
        for (const auto &job : jobs ? *jobs : QList<printing::Job>()) {
            if (isStuck(job.state))
                stuck.append({job.id, job.title, staffWords(job), job.state == printing::JobState::Uncertain,
                              job.enqueuedAtMs});
        }
        return stuck;
    };
    // What the spool refuses (the job has moved on meanwhile) shows in the list, which is read again.
    desk.printAgain = [&spooler](const QString &id) { static_cast<void>(spooler.printAgain(id)); };
    desk.cameOut = [&spooler](const QString &id) { static_cast<void>(spooler.cameOut(id)); };
    desk.notNeeded = [&spooler](const QString &id) { static_cast<void>(spooler.cancel(id)); };
    return desk;
}

} // namespace

HistoryComposition::HistoryComposition(const HistoryRooms &rooms, presentation::HistoryOptions options,
                                       register_face::RegisterWindow &window)
    : m_history({rooms.journal, rooms.desk, rooms.backend, rooms.clock}, std::move(options)),
      m_window(window),
      m_screen(new register_face::HistoryScreen(m_history, papersOf(rooms.receipts, rooms.printing))),
      m_attention(
          {rooms.desk, rooms.backend, rooms.memory, rooms.clock, rooms.staff, paperDesk(rooms.printing)}),
      m_attentionScreen(new register_face::AttentionScreen(m_attention))
{
    m_window.addSideScreen(m_screen,
                           {u"historyRailButton"_s, QCoreApplication::translate("Kiosk", "History"),
                            u"rotate-ccw-clock"_s, Qt::Key_F3,
                            QCoreApplication::translate("Kiosk", "History: find a sale")});
    m_window.addSideScreen(m_attentionScreen,
                           {u"attentionRailButton"_s, QCoreApplication::translate("Kiosk", "Attention"),
                            u"triangle-alert"_s, Qt::Key_F7,
                            QCoreApplication::translate("Kiosk", "Attention: what somebody has to look at")});
    using presentation::AttentionViewModel;
    QObject::connect(&m_attention, &AttentionViewModel::changed, m_attentionScreen,
                     [this] { m_window.setSideScreenCount(m_attentionScreen, m_attention.count()); });
    QObject::connect(m_attentionScreen, &register_face::AttentionScreen::saleWanted, &m_history,
                     [this](const QString &cliveTxId) {
                         // Of a journal that was lost, or another register's: the list says that it is not here.
                         if (!m_history.openTransaction(cliveTxId))
                             m_history.setText(cliveTxId);
                         m_window.showSideScreen(m_screen);
                     });
    QObject::connect(&m_history, &presentation::HistoryViewModel::attentionNeeded, &m_attention,
                     &AttentionViewModel::refresh);
    // A sale that has just ended, or become unresolved, may be on the backend's list now.
    QObject::connect(&rooms.checkout, &presentation::CheckoutViewModel::backgroundCountChanged, &m_attention,
                     &AttentionViewModel::look);
    QObject::connect(&rooms.checkout, &presentation::CheckoutViewModel::backgroundCountChanged, &m_history,
                     &presentation::HistoryViewModel::look);
    QObject::connect(&rooms.checkout, &presentation::CheckoutViewModel::changed, &m_attention,
                     [this, was = QString(), &checkout = rooms.checkout]() mutable {
                         if (std::exchange(was, checkout.stateName()) != checkout.stateName())
                             m_attention.look();
                     });
    if (rooms.printing)
        QObject::connect(&rooms.printing->spooler(), &printing::Spooler::changed, &m_attention,
                         &AttentionViewModel::look);
}

void HistoryComposition::start()
{
    m_attention.refresh();
}

void HistoryComposition::openReceipt(const QString &text)
{
    m_history.openReceipt(text);
    m_window.showSideScreen(m_screen);
}

} // namespace tillwright::kiosk
