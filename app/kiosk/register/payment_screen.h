#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}

namespace tillwright::kiosk::register_face {

class PhonePanel;
class StepList;
class TabularLabel;
class Theme;

/// The order and where it stands at the left, the payment page at the right.
class PaymentScreen : public QWidget
{
    Q_OBJECT

public:
    explicit PaymentScreen(presentation::CheckoutViewModel &checkout);
    /// Takes the page over as a child; it is not looked into. Null: it is on the customer's display, which is said in its
    /// place.
    void setPaymentPage(QWidget *page);
    void applyTheme(const Theme &theme);
    /// The customer types into the page.
    void takeFocus();

private:
    QWidget *makePanel();
    QWidget *makeElsewhere();
    void showState();
    void showWay();
    void showElapsed();

    presentation::CheckoutViewModel &m_checkout;
    QHBoxLayout *m_columns;
    QWidget *m_page = nullptr;
    QLabel *m_elsewhereIcon;
    QWidget *m_elsewhere;
    PhonePanel *m_phone;
    TabularLabel *m_amount;
    QLabel *m_email;
    QLabel *m_reference;
    QLabel *m_cliveId;
    StepList *m_steps;
    QLabel *m_status;
    TabularLabel *m_elapsed;
    QLabel *m_waiting;
    QLabel *m_customerWords;
    QPushButton *m_usePhone;
    QPushButton *m_cancel;
};

} // namespace tillwright::kiosk::register_face
