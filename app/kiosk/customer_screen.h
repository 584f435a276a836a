#pragma once

#include <QGuiApplication>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>

class QScreen;

namespace tillwright::kiosk {

namespace presentation {
class CheckoutViewModel;
class SaleFormViewModel;
} // namespace presentation
namespace register_face {
class CustomerDisplay;
class RegisterWindow;
enum class Scheme;
} // namespace register_face

/// `[customer_display] screen` (docs/register.md).
inline constexpr QLatin1StringView customerScreenOff{"off"};
/// Any screen that the register is not on.
inline constexpr QLatin1StringView customerScreenAuto{"auto"};
/// A window beside the register's, for trying it out on one screen.
inline constexpr QLatin1StringView customerScreenWindow{"window"};

/// Opens the customer's display on its screen and closes it when the screen is unplugged: then the customer pays at the
/// register, which is better than not at all. When the screen is back, so is the display, after the payment that runs.
class CustomerScreen : public QObject
{
    Q_OBJECT

public:
    /// `screen`: off, auto, window, or a screen's name as the system has it (`HDMI-2`).
    CustomerScreen(const QString &screen, std::unique_ptr<register_face::CustomerDisplay> display,
                   register_face::RegisterWindow &window, presentation::CheckoutViewModel &checkout,
                   std::function<QList<QScreen *>()> screens = &QGuiApplication::screens);
    ~CustomerScreen() override;

    void setScheme(register_face::Scheme scheme);
    /// Once the register is on its own screen.
    void start();

Q_SIGNALS:
    /// The configured screen is not there, or was unplugged.
    void missing(const QString &words);

private:
    [[nodiscard]] QScreen *wantedScreen() const;
    void showOrHide();
    void take();
    void giveBack();
    void tellIfMissing();

    QString m_wanted;
    std::function<QList<QScreen *>()> m_screens;
    std::unique_ptr<register_face::CustomerDisplay> m_display;
    register_face::RegisterWindow &m_window;
    presentation::CheckoutViewModel &m_checkout;
    bool m_isShown = false;
    bool m_isToldMissing = false;
};

} // namespace tillwright::kiosk
