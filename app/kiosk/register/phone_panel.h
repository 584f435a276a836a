#pragma once

#include <QWidget>

class QLabel;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}
namespace tillwright::kiosk::qr_code {
struct QrCode;
}

namespace tillwright::kiosk::register_face {

class Theme;

/// A code as large as there is room for, black on white in either colour scheme, because cameras read it.
class QrView : public QWidget
{
    Q_OBJECT

public:
    QrView();
    /// The code is the caller's and is drawn as it is then; update() after it has changed.
    void setCode(const qr_code::QrCode &code);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const qr_code::QrCode *m_code = nullptr;
};

/// In the card form's place: the code for the customer's phone, what to do with it, and what the phone does.
class PhonePanel : public QWidget
{
    Q_OBJECT

public:
    explicit PhonePanel(presentation::CheckoutViewModel &checkout);
    void applyTheme(const Theme &theme);

private:
    void showState();

    presentation::CheckoutViewModel &m_checkout;
    QLabel *m_title;
    QrView *m_code;
    QLabel *m_icon;
    QLabel *m_words;
};

} // namespace tillwright::kiosk::register_face
