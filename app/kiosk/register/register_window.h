#pragma once

#include "kiosk/register/paper_question.h"
#include "kiosk/register/paper_view.h"
#include "kiosk/register/side_screen.h"
#include "kiosk/register/status_strip.h"
#include "kiosk/register/theme.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <functional>

class QStackedWidget;

namespace tillwright::kiosk::presentation {
class CatalogueViewModel;
class CheckoutViewModel;
class SaleFormViewModel;
class ScanDesk;
class StaffDesk;
struct ScannedReceipt;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::register_face {

class AlarmBar;
class CustomerDisplay;
class HelpOverlay;
class NavigationRail;
class PaymentScreen;
class RailButton;
class ResultScreen;
class SaleScreen;
class ScanNotice;
class Scanner;
struct ScannerOptions;
class TouchKeyboard;

/// The cashier's face. A payment is always in front; beside it, sale and result follow from the state of the sale alone,
/// and side screens are shown over them when they are asked for.
class RegisterWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// The view models must outlive the window; the payment page becomes its child. The theme's style sheet and
    /// palette are set on this window only.
    RegisterWindow(presentation::CheckoutViewModel &checkout, presentation::SaleFormViewModel &form,
                   QWidget *paymentPage, ReceiptView receipts, const Environment &environment, Scheme scheme);
    ~RegisterWindow() override;

    /// What is sold here, once; it must outlive the window.
    void setCatalogue(presentation::CatalogueViewModel &catalogue);
    /// Where scans go, once; it must outlive the window.
    void setScanDesk(presentation::ScanDesk &scans);
    /// Listens to a scanner from now on, once; after setScanDesk().
    void listenToScanner(const ScannerOptions &options);
    /// Asked before a sale with lines is thrown away. Without one, it is thrown away at once.
    void setStaffDesk(presentation::StaffDesk *staff) { m_staff = staff; }
    /// Called with the transaction of a receipt that was scanned (its reference, where it has none). Without it, such a
    /// scan does nothing: nothing here shows past sales.
    void setReceiptOpener(std::function<void(const QString &search)> opener)
    {
        m_openReceipt = std::move(opener);
    }
    /// Whether a scan that is refused is heard.
    void setScanSound(bool isOn) { m_hasScanSound = isOn; }
    void setScheme(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_theme.scheme(); }
    /// The window takes the screen, leads to it by a button of the rail and a key, and shows it in the list of keys.
    void addSideScreen(SideScreen *screen, const SideScreenEntry &entry);
    /// Not while a payment is in front: then nothing happens. Asks nobody: that is for who presses the rail's button.
    void showSideScreen(SideScreen *screen);
    /// How many wait there: a badge on the rail's button.
    void setSideScreenCount(const SideScreen *screen, int count);
    /// Gives the payment page to the customer's display, or takes it back (null). Between two payments: a page that is
    /// moved while it is used may lose what was typed.
    void setCustomerDisplay(CustomerDisplay *display);
    /// Takes the place of everything below the status strip, while showCover() says so.
    void setCover(QWidget *cover);
    void showCover(bool shown);
    [[nodiscard]] bool isCovered() const;
    /// The window's keys rest, but for F1.
    void setRest(bool rest) { m_isAtRest = rest; }
    /// While they are not, only the sale's own screens are reached.
    void setSideScreensAllowed(bool allowed);
    /// A button at the rail's lower end, with its key.
    RailButton *addRailFoot(const QString &objectName, const QString &name, const QString &icon, int key,
                            const QString &keyMeaning);
    /// Of the sale that has lines and was not charged; empty for none.
    [[nodiscard]] QString rungUpReference() const;
    /// What was rung up and the result that is shown go, without a question.
    void startOver() { startNewSale(); }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    /// Staff have to look at something that is not the sale's.
    void addAlarm(const QString &text);
    void setNetwork(Health health) { m_strip->setNetwork(health); }
    void setBackend(Health health) { m_strip->setBackend(health); }
    void setClive(Health health) { m_strip->setClive(health); }
    void setPrinter(Health health, const QString &words, const QString &advice)
    {
        m_strip->setPrinter(health, words, advice);
    }
    /// The one in front; an empty one hides it.
    void askAboutPaper(const PaperQuestion &question) { m_question->ask(question); }

Q_SIGNALS:
    void schemeChanged();
    void footPressed();
    /// Esc, while the window's keys rest.
    void escapedAtRest();
    void receiptScanned(const QString &search);
    void paperAnswered(const QString &id, tillwright::kiosk::register_face::PaperAnswer answer);

private:
    void addKeys();
    void addKey(int key, std::function<void()> action);
    void showState();
    [[nodiscard]] QWidget *wantedScreen() const;
    void enter(QWidget *screen);
    /// By its button or key: with a supervisor, where it needs one.
    void openSideScreen(SideScreen *screen, const SideScreenEntry &entry);
    [[nodiscard]] bool maySideScreenCome() const;
    void leaveSideScreen();
    void charge();
    /// F2: asks before lines are thrown away.
    void newSale();
    void startNewSale();
    void voidSale();
    void scanned(const QString &text);
    /// Before a scan adds to the sale; a sentence when it cannot.
    [[nodiscard]] QString makeRoomForScan();
    void openReceipt(const presentation::ScannedReceipt &receipt);
    void retry();
    void printAgain();
    void escape();
    void help();

    presentation::CheckoutViewModel &m_checkout;
    presentation::SaleFormViewModel &m_form;
    Theme m_theme;
    StatusStrip *m_strip;
    NavigationRail *m_rail;
    RailButton *m_saleButton;
    QHash<const SideScreen *, RailButton *> m_sideButtons;
    /// Null: the sale's own screens.
    SideScreen *m_side = nullptr;
    bool m_isAtRest = false;
    bool m_areSideScreensAllowed = true;
    bool m_hasScanSound = true;
    AlarmBar *m_alarm;
    PaperQuestionBar *m_question;
    /// The register, and what covers it.
    QStackedWidget *m_pages;
    QStackedWidget *m_stack;
    SaleScreen *m_sale;
    QWidget *m_page;
    QPointer<CustomerDisplay> m_display;
    PaymentScreen *m_payment;
    ResultScreen *m_result;
    HelpOverlay *m_help;
    ScanNotice *m_notice;
    TouchKeyboard *m_keyboard;
    presentation::ScanDesk *m_scans = nullptr;
    presentation::StaffDesk *m_staff = nullptr;
    std::function<void(const QString &)> m_openReceipt;
};

} // namespace tillwright::kiosk::register_face
