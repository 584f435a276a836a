#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tillwright::kiosk::presentation {
class SaleFormViewModel;
}

namespace tillwright::kiosk::register_face {

class FormField;
class Keypad;
class TabularLabel;
class Theme;

/// What has to be paid, by whom, for what.
class SaleScreen : public QWidget
{
    Q_OBJECT

public:
    explicit SaleScreen(presentation::SaleFormViewModel &form);
    void applyTheme(const Theme &theme);
    /// Where the next key should go: the amount of an empty form, the charge button of one that is filled.
    void takeFocus();
    /// Presses the charge button.
    void charge();

private:
    QWidget *makeFormCard();
    QWidget *makeTotalCard();
    void connectField(FormField *field, void (presentation::SaleFormViewModel::*set)(const QString &));
    void showForm();
    void showErrors();
    void submit();

    presentation::SaleFormViewModel &m_form;
    FormField *m_amount;
    FormField *m_email;
    FormField *m_reference;
    Keypad *m_keypad;
    TabularLabel *m_total;
    QPushButton *m_charge;
    QLabel *m_formError;
};

} // namespace tillwright::kiosk::register_face
