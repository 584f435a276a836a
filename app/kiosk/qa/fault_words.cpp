#include "kiosk/qa/fault_words.h"

#include <QCoreApplication>
#include <QHash>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    const char *title;
    const char *sentence;
};

const QHash<QString, Words> &places()
{
    static const QHash<QString, Words> words{
        {u"clive.checkout_intent"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Clive: create"),
          QT_TRANSLATE_NOOP("QaFaults", "The backend asks Clive for a transaction with its PaymentIntent.")}},
        {u"clive.initialize"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Clive: initialize"),
          QT_TRANSLATE_NOOP("QaFaults", "First step of the older flow: the transaction alone.")}},
        {u"stripe.create_intent"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Stripe: create intent"),
          QT_TRANSLATE_NOOP("QaFaults", "Second step of the older flow: the backend asks Stripe.")}},
        {u"clive.attach_intent"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Clive: attach intent"),
          QT_TRANSLATE_NOOP("QaFaults", "Third step of the older flow: the intent is told to Clive.")}},
        {u"clive.status"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Clive: status"),
          QT_TRANSLATE_NOOP("QaFaults", "The backend asks Clive how a transaction stands.")}},
        {u"clive.webhook"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Clive: webhook"),
          QT_TRANSLATE_NOOP("QaFaults", "Clive tells the backend that a transaction is paid.")}},
        {u"stripe.load"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Stripe: load Stripe.js"),
          QT_TRANSLATE_NOOP("QaFaults", "The payment page loads Stripe's script.")}},
        {u"stripe.confirm.request"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Stripe: Pay, on its way"),
          QT_TRANSLATE_NOOP("QaFaults", "Pay was pressed; the card is not charged yet.")}},
        {u"stripe.confirm.response"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Stripe: Pay, its answer"),
          QT_TRANSLATE_NOOP("QaFaults", "The card has been charged; the page does not know yet.")}},
        {u"backend.request"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Backend: request"),
          QT_TRANSLATE_NOOP("QaFaults", "The kiosk asks the backend; nothing has been done yet.")}},
        {u"backend.response"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Backend: answer"),
          QT_TRANSLATE_NOOP("QaFaults", "The backend has done it; the kiosk does not know yet.")}},
        {u"page.renderer"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Payment page"),
          QT_TRANSLATE_NOOP("QaFaults", "The process that shows the card form. Without an event, at once.")}},
        {u"kiosk.process"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Kiosk"),
          QT_TRANSLATE_NOOP(
              "QaFaults",
              "This program, as in a power cut. This window goes with it; start it again after.")}},
        {u"printer"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Printer"),
          QT_TRANSLATE_NOOP("QaFaults", "The receipt printer, in software.")}},
    };
    return words;
}

const QHash<QString, Words> &actions()
{
    static const QHash<QString, Words> words{
        {u"drop"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Lost"), QT_TRANSLATE_NOOP("QaFaults", "The connection breaks.")}},
        {u"delay"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Slow"),
          QT_TRANSLATE_NOOP("QaFaults", "It takes its time; moving the clock on shortens it.")}},
        {u"fail"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Fails"),
          QT_TRANSLATE_NOOP("QaFaults", "The answer is an HTTP failure.")}},
        {u"duplicate"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Twice"), QT_TRANSLATE_NOOP("QaFaults", "It arrives twice.")}},
        {u"forge"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Wrong amount"),
          QT_TRANSLATE_NOOP("QaFaults", "The PaymentIntent is over a hundredfold.")}},
        {u"never"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Never"),
          QT_TRANSLATE_NOOP("QaFaults", "There is no answer, ever.")}},
        {u"crash"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Dies"), QT_TRANSLATE_NOOP("QaFaults", "The process is killed.")}},
        {u"paper_out"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Paper out"),
          QT_TRANSLATE_NOOP("QaFaults", "The paper ends within a few lines.")}},
        {u"cover_open"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Cover open"), QT_TRANSLATE_NOOP("QaFaults", "The cover is open.")}},
        {u"offline"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Off line"),
          QT_TRANSLATE_NOOP("QaFaults", "The printer was switched off line.")}},
        // Where a word means something else.
        {u"backend.request delay"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Slow"), QT_TRANSLATE_NOOP("QaFaults", "It takes its time.")}},
        {u"backend.response delay"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Slow"), QT_TRANSLATE_NOOP("QaFaults", "It takes its time.")}},
        {u"clive.webhook forge"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Forged"),
          QT_TRANSLATE_NOOP("QaFaults", "One with a wrong signature comes before the real one.")}},
        {u"clive.webhook never"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Never"), QT_TRANSLATE_NOOP("QaFaults", "It is not sent at all.")}},
        {u"page.renderer never"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Hangs"),
          QT_TRANSLATE_NOOP("QaFaults", "The page answers never again, as in an endless loop.")}},
        {u"printer never"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Says nothing"),
          QT_TRANSLATE_NOOP("QaFaults", "The printer answers no question about its state.")}},
        {u"printer crash"_s,
         {QT_TRANSLATE_NOOP("QaFaults", "Dies"),
          QT_TRANSLATE_NOOP("QaFaults", "The printer dies in the middle of the next receipt.")}},
    };
    return words;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("QaFaults", text);
}

Words wordsOf(const QString &at, const QString &action)
{
    const auto here = actions().constFind(at + u' ' + action);
    return here != actions().constEnd() ? *here : actions().value(action, {nullptr, nullptr});
}

} // namespace

QString placeTitle(const QString &at)
{
    const auto found = places().constFind(at);
    return found == places().constEnd() ? at : translated(found->title);
}

QString placeWords(const QString &at)
{
    const auto found = places().constFind(at);
    return found == places().constEnd() ? QString() : translated(found->sentence);
}

QString actionTitle(const QString &at, const QString &action)
{
    const auto words = wordsOf(at, action);
    return words.title ? translated(words.title) : action;
}

QString actionWords(const QString &at, const QString &action)
{
    const auto words = wordsOf(at, action);
    return words.sentence ? translated(words.sentence) : QString();
}

} // namespace tillwright::kiosk::qa
