#pragma once

#include "kiosk/register/paper_question.h"
#include "kiosk/register/paper_view.h"
#include "kiosk/register/status_strip.h"
#include "kiosk/register/theme.h"

#include <QMainWindow>

class QStackedWidget;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
class SaleFormViewModel;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::register_face {

class AlarmBar;
class HelpOverlay;
class PaymentScreen;
class ResultScreen;
class SaleScreen;

/// The cashier's face: which screen is shown follows from the state of the sale alone.
class RegisterWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// The view models must outlive the window; the payment page becomes its child. The theme's style sheet and
    /// palette are set on this window only.
    RegisterWindow(presentation::CheckoutViewModel &checkout, presentation::SaleFormViewModel &form,
                   QWidget *paymentPage, ReceiptView receipts, const Environment &environment, Scheme scheme);
    ~RegisterWindow() override;

    void setScheme(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_theme.scheme(); }
    /// Staff have to look at something that is not the sale's.
    void addAlarm(const QString &text);
    void setNetwork(Health health) { m_strip->setNetwork(health); }
    void setBackend(Health health) { m_strip->setBackend(health); }
    void setPrinter(Health health, const QString &words, const QString &advice)
    {
        m_strip->setPrinter(health, words, advice);
    }
    /// The one in front; an empty one hides it.
    void askAboutPaper(const PaperQuestion &question) { m_question->ask(question); }

Q_SIGNALS:
    void paperAnswered(const QString &id, tillwright::kiosk::register_face::PaperAnswer answer);

private:
    void addKeys();
    void addKey(int key, void (RegisterWindow::*action)());
    void showState();
    void charge();
    void newSale();
    void retry();
    void printAgain();
    void escape();
    void help();

    presentation::CheckoutViewModel &m_checkout;
    presentation::SaleFormViewModel &m_form;
    Theme m_theme;
    StatusStrip *m_strip;
    AlarmBar *m_alarm;
    PaperQuestionBar *m_question;
    QStackedWidget *m_stack;
    SaleScreen *m_sale;
    PaymentScreen *m_payment;
    ResultScreen *m_result;
    HelpOverlay *m_help;
};

} // namespace tillwright::kiosk::register_face
