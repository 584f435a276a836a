#pragma once

#include "kiosk/presentation/checkout_view_model.h"

#include <QObject>
#include <QString>

namespace tillwright::kiosk::presentation {

class Availability;

/// A terminal's payment on the traveller's own phone, beside the card form or instead of it: what is offered, what is
/// shown, and what was chosen before there is a payment. Whether the backend has pages for phones is configured at first and then
/// learned from every checkout, which brings a link or none. Must not outlive what it is given.
class PhoneWay : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool possible READ isPossible NOTIFY changed)
    Q_PROPERTY(bool cardPossible READ isCardPossible NOTIFY changed)
    Q_PROPERTY(bool offered READ isOffered NOTIFY changed)
    Q_PROPERTY(bool shown READ isShown NOTIFY changed)
    Q_PROPERTY(bool cardOffered READ isCardOffered NOTIFY changed)
    Q_PROPERTY(bool paying READ isPaying NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString words READ words NOTIFY changed)
    Q_PROPERTY(int codeNumber READ codeNumber NOTIFY changed)

public:
    PhoneWay(CheckoutViewModel &sale, checkout::CheckoutDesk &desk, Availability &availability,
             QObject *parent = nullptr);

    /// Before a payment: there will be a code to scan, as far as anybody knows.
    [[nodiscard]] bool isPossible() const;
    /// This machine's engine may take cards.
    [[nodiscard]] bool isCardPossible() const;
    /// This payment can go on on the phone instead of in the card form.
    [[nodiscard]] bool isOffered() const;
    /// The phone stands in the card form's place.
    [[nodiscard]] bool isShown() const;
    /// From the phone back to the card form.
    [[nodiscard]] bool isCardOffered() const;
    /// Pay was pressed there: nobody walks away from that.
    [[nodiscard]] bool isPaying() const { return m_sale.phoneState() == PhoneState::Paying; }
    /// What was tried there last came to nothing.
    [[nodiscard]] bool hasFailed() const { return m_sale.phoneState() == PhoneState::Failed; }
    [[nodiscard]] QString title() const { return m_sale.phoneTitle(); }
    [[nodiscard]] QString words() const;
    /// See CheckoutViewModel::phoneCode().
    [[nodiscard]] const qr_code::QrCode &code() const { return m_sale.phoneCode(); }
    /// Another one for every code, so that nobody shows an old one; 0 while there is none.
    [[nodiscard]] int codeNumber() const { return code().isEmpty() ? 0 : m_codeNumber; }
    /// The payment that is ending, or has ended, could be made in no way here.
    [[nodiscard]] bool hadNoWay() const { return m_hadNoWay; }

    /// For the payment that is about to start.
    void choose(bool isWanted);
    /// Between the phone and the card form, where both are offered.
    Q_INVOKABLE void switchWay();
    /// The sale has moved. For the owner to call, before it looks at this.
    void saleChanged();

Q_SIGNALS:
    void changed();
    /// The phone is further than it was: somebody is there.
    void moved();

private:
    void look();

    CheckoutViewModel &m_sale;
    checkout::CheckoutDesk &m_desk;
    Availability &m_availability;
    PhoneState m_lastState = PhoneState::None;
    bool m_isChosen = false;
    bool m_hadNoWay = false;
    bool m_hadCode = false;
    int m_codeNumber = 0;
};

} // namespace tillwright::kiosk::presentation
