#pragma once

#include "kiosk/register/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
class SaleFormViewModel;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::register_face {

class PhonePanel;
class TabularLabel;

/// The window that the customer sees, on a screen of its own: what is being rung up, then the payment page, then how it
/// ended. Nothing of one customer is left on it when the next sale begins.
class CustomerDisplay : public QWidget
{
    Q_OBJECT

public:
    /// `merchantName` greets between two customers. The view models must outlive the window.
    CustomerDisplay(presentation::CheckoutViewModel &checkout, presentation::SaleFormViewModel &form,
                    const QString &merchantName, bool sandbox);
    void setScheme(Scheme scheme);
    /// Takes the page over as a child; null when another window has taken it.
    void setPaymentPage(QWidget *page);

Q_SIGNALS:
    /// The customer is done here: the keyboard is the cashier's again.
    void paymentLeft();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    QWidget *makeWelcome(const QString &merchantName);
    QWidget *makeOrder();
    QWidget *makePayment(bool sandbox);
    QWidget *makeResult();
    void showState();
    void showLines();
    void showIcon();
    void showWay();
    [[nodiscard]] QWidget *wantedView() const;

    presentation::CheckoutViewModel &m_checkout;
    presentation::SaleFormViewModel &m_form;
    Scheme m_scheme = Scheme::Light;
    Theme m_theme;
    /// In quarters, so that a style sheet is read anew at few sizes only.
    int m_typeQuarters = 4;
    QWidget *m_page = nullptr;
    /// Null outside the sandbox. The payment has a badge in its own head.
    QWidget *m_badgeRow = nullptr;
    QStackedWidget *m_stack;
    QGridLayout *m_lines = nullptr;
    TabularLabel *m_orderTotal;
    TabularLabel *m_paymentAmount;
    QLabel *m_paymentLine;
    QVBoxLayout *m_paymentLayout = nullptr;
    PhonePanel *m_phone;
    QLabel *m_icon;
    QLabel *m_title;
    TabularLabel *m_resultAmount;
    QLabel *m_words;
    QLabel *m_statement;
    QWidget *m_welcome;
    QWidget *m_order;
    QWidget *m_payment;
    QWidget *m_result;
};

} // namespace tillwright::kiosk::register_face
