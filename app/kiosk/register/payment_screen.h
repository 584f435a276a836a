#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}

namespace tillwright::kiosk::register_face {

class StepList;
class TabularLabel;
class Theme;

/// The order and where it stands at the left, the payment page at the right.
class PaymentScreen : public QWidget
{
    Q_OBJECT

public:
    /// Takes the page over as a child; it is not looked into.
    PaymentScreen(presentation::CheckoutViewModel &checkout, QWidget *paymentPage);
    void applyTheme(const Theme &theme);
    /// The customer types into the page.
    void takeFocus();

private:
    QWidget *makePanel();
    void showState();
    void showElapsed();

    presentation::CheckoutViewModel &m_checkout;
    QWidget *m_page;
    TabularLabel *m_amount;
    QLabel *m_email;
    QLabel *m_reference;
    QLabel *m_cliveId;
    StepList *m_steps;
    QLabel *m_status;
    TabularLabel *m_elapsed;
    QLabel *m_waiting;
    QLabel *m_customerWords;
    QPushButton *m_cancel;
};

} // namespace tillwright::kiosk::register_face
