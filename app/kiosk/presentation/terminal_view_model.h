#pragma once

#include "domain/sale.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/phone_way.h"
#include "kiosk/qr_code/qr_code.h"

#include <QLocale>
#include <QObject>
#include <QString>

#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::kiosk::presentation {

class Availability;
class BookingFinder;
class IdlePolicy;
class TerminalExtras;

struct TerminalOptions {
    /// How the payment will read on the traveller's statement; empty: not shown.
    QString statementText;
    /// Goes to Clive with every payment: the backend tells a terminal no traveller's e-mail. Has to be valid.
    QString email;
    /// Where staff are found, such as "Counter 4, opposite gate B12"; empty: not shown.
    QString helpText;
    /// Goes with every sale.
    domain::Meta meta;
    /// There is a printer for receipts.
    bool printsReceipts = false;
};

/// Where a traveller stands on the terminal: one question a screen. The sale itself is the desk's; this says which
/// screen shows it, what may be pressed there, and when the traveller has left. Lives on the clock's thread and must not
/// outlive what it is given.
class TerminalViewModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString screenName READ screenName NOTIFY changed)
    Q_PROPERTY(QObject *phone READ phone CONSTANT)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
    Q_PROPERTY(bool canCancel READ canCancel NOTIFY changed)
    Q_PROPERTY(bool canAskForHelp READ canAskForHelp NOTIFY changed)
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY changed)
    Q_PROPERTY(bool isWaiting READ isWaiting NOTIFY changed)
    Q_PROPERTY(bool pageShown READ isPageShown NOTIFY pageShownChanged)
    Q_PROPERTY(QObject *extras READ extrasModel CONSTANT)
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY typedChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString reference READ reference NOTIFY changed)
    Q_PROPERTY(QString about READ about NOTIFY changed)
    Q_PROPERTY(QString passenger READ passenger NOTIFY changed)
    Q_PROPERTY(QString amountText READ amountText NOTIFY changed)
    Q_PROPERTY(QString currencyCode READ currencyCode NOTIFY changed)
    Q_PROPERTY(QString statementText READ statementText CONSTANT)
    Q_PROPERTY(QString helpText READ helpText CONSTANT)
    Q_PROPERTY(bool printsReceipts READ printsReceipts NOTIFY changed)
    Q_PROPERTY(qint64 receiptCodeNumber READ receiptCodeNumber NOTIFY changed)
    Q_PROPERTY(QString words READ words NOTIFY changed)
    Q_PROPERTY(QString slowWords READ slowWords NOTIFY changed)
    Q_PROPERTY(QString outOfServiceText READ outOfServiceText NOTIFY changed)
    Q_PROPERTY(qint64 receiptNumber READ receiptNumber NOTIFY changed)
    Q_PROPERTY(bool warning READ isWarning NOTIFY idleChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY idleChanged)
    Q_PROPERTY(int extensionsLeft READ extensionsLeft NOTIFY idleChanged)

public:
    enum class Screen {
        Attract,
        FindBooking,   ///< asks for a reference, and while it is looked for
        NotUnderstood, ///< what was typed or scanned can be no booking
        NotFound,
        Expired,
        AlreadyPaid,
        BeingPaid,
        NotPayable,
        Unreachable, ///< nobody could say whether the booking exists
        Review,
        Extras,   ///< what can be added to the booking
        Pay,      ///< the card form or the code for a phone, or the wait for them
        Checking, ///< Clive's word is awaited, or that nothing was charged
        Declined, ///< the card was; the same payment takes another
        NotPaid,  ///< ended without a charge
        Done,
        Unresolved,
        Help,
        OutOfService,
    };
    Q_ENUM(Screen)

    TerminalViewModel(CheckoutViewModel &sale, checkout::CheckoutDesk &desk, BookingFinder &finder,
                      IdlePolicy &idle, Availability &availability, TerminalOptions options,
                      QObject *parent = nullptr);

    /// What can be bought besides; must outlive this. Before anything else is called.
    void setExtras(TerminalExtras &extras);
    /// The traveller's, BCP 47: goes with every sale, for its receipt. Empty: the shop's.
    void setLanguage(const QString &language) { m_language = language; }
    /// Null where nothing can be bought besides.
    [[nodiscard]] QObject *extrasModel() const;

    [[nodiscard]] Screen screen() const;
    /// `findBooking`, `outOfService`: what the screens' files are called.
    [[nodiscard]] QString screenName() const;
    /// The way over the traveller's own phone.
    [[nodiscard]] PhoneWay *phone() { return &m_phone; }
    [[nodiscard]] bool canGoBack() const;
    /// The payment can be walked away from.
    [[nodiscard]] bool canCancel() const { return m_sale.canCancel(); }
    /// Not while the bank confirms: its own questions stand on the card form, which help would cover.
    [[nodiscard]] bool canAskForHelp() const;
    [[nodiscard]] bool canRetry() const;
    [[nodiscard]] bool isWaiting() const;
    /// The card form belongs on the screen now.
    [[nodiscard]] bool isPageShown() const;
    /// What the traveller has typed so far; kept over language changes, gone when they leave.
    [[nodiscard]] QString typed() const { return m_typed; }
    void setTyped(const QString &text);
    /// Why Pay did not start a payment; empty most of the time.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString reference() const;
    [[nodiscard]] QString about() const;
    [[nodiscard]] QString passenger() const;
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] QString currencyCode() const;
    [[nodiscard]] QString statementText() const { return m_options.statementText; }
    [[nodiscard]] QString helpText() const { return m_options.helpText; }
    /// There is a printer, and it can print.
    [[nodiscard]] bool printsReceipts() const;
    /// What the state means for the traveller, in plain words.
    [[nodiscard]] QString words() const;
    /// What is being waited for, for waits that last longer than 8 s; empty where nothing is.
    [[nodiscard]] QString slowWords() const;
    /// Why, and what to do.
    [[nodiscard]] QString outOfServiceText() const;
    [[nodiscard]] qint64 receiptNumber() const { return m_sale.receiptNumber(); }
    /// For taking the receipt along: its whole text, in a code. `receiptNumber`: whose it is; that of any other sale is not shown.
    void setReceiptCode(qint64 receiptNumber, const qr_code::QrCode &code);
    /// Empty where there is none.
    [[nodiscard]] const qr_code::QrCode &receiptCode() const { return m_receiptCode; }
    /// The receipt's number where its code can be shown; 0 elsewhere.
    [[nodiscard]] qint64 receiptCodeNumber() const;
    [[nodiscard]] bool isWarning() const;
    [[nodiscard]] int secondsLeft() const;
    [[nodiscard]] int extensionsLeft() const;

    /// False while the bank or Clive has the next word.
    [[nodiscard]] bool mayStaffCome() const;
    /// A payment has been begun and has not ended, or its receipt is not kept yet.
    [[nodiscard]] bool isPaymentOpen() const;
    /// Staff stand here: nothing of the traveller's is taken away meanwhile, and the card form is hidden with what was typed.
    void setStaffHere(bool isHere);

    /// Somebody touched the first screen.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void find();
    /// A reference, a QR code or a boarding pass, wherever a scan makes sense; elsewhere it is ignored.
    void scanned(const QString &text);
    /// One question back; from the first one, away.
    Q_INVOKABLE void back();
    /// From the review, where something can be bought besides.
    Q_INVOKABLE void openExtras();
    /// By card, where that is possible here; otherwise on the phone.
    Q_INVOKABLE void pay();
    Q_INVOKABLE void payOnPhone();
    /// Walks away from the payment, where canCancel.
    Q_INVOKABLE void cancelPayment();
    Q_INVOKABLE void useAnotherCard();
    /// After a card that was declined, where the phone is offered.
    Q_INVOKABLE void usePhone();
    /// To the review again, after a payment that ended without a charge.
    Q_INVOKABLE void retry();
    /// The traveller has finished; the terminal is the next one's.
    Q_INVOKABLE void finish();
    Q_INVOKABLE void openHelp();
    Q_INVOKABLE void closeHelp();
    /// A sign of life.
    Q_INVOKABLE void touched();
    Q_INVOKABLE void needMoreTime();
    /// How a text of this traveller's screens sounds: with their amount and reference as they are said.
    [[nodiscard]] QString spoken(QString text, const QLocale &locale) const;
    /// The words have changed their language.
    void retranslate();

Q_SIGNALS:
    void changed();
    void typedChanged();
    void idleChanged();
    void pageShownChanged();
    /// The traveller is gone: whatever else is theirs has to go too (page, clipboard, language, contrast).
    void left();
    void helpAsked();

private:
    enum class Place { Attract, FindBooking, Review, Extras };

    void finderChanged();
    void saleChanged();
    void startPayment();
    void idleExpired();
    /// Calls finish() once the flow's present step is done.
    void finishSoon();
    void watchTheIdle();
    void goHome();
    [[nodiscard]] bool isInService() const;
    [[nodiscard]] Screen placeScreen() const;
    [[nodiscard]] Screen saleScreen() const;
    [[nodiscard]] tl::expected<domain::Sale, std::vector<domain::InputError>> makeSale() const;

    CheckoutViewModel &m_sale;
    checkout::CheckoutDesk &m_desk;
    BookingFinder &m_finder;
    IdlePolicy &m_idle;
    Availability &m_availability;
    TerminalOptions m_options;
    TerminalExtras *m_extras = nullptr;
    PhoneWay m_phone;
    Place m_place = Place::Attract;
    QString m_typed;
    QString m_language;
    qr_code::QrCode m_receiptCode;
    qint64 m_receiptCodeOf = 0;
    /// Why the desk took no sale.
    std::optional<checkout::DeskError::Kind> m_refusal;
    bool m_isInputRefused = false;
    bool m_isHelpOpen = false;
    bool m_isDeclineShown = false;
    bool m_wasConfirming = false;
    bool m_isStaffHere = false;
    /// The traveller walked away from a payment: as soon as it has ended, the terminal is the next one's.
    bool m_isLeaving = false;
};

} // namespace tillwright::kiosk::presentation
