#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/presentation/sale_basket.h"

#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

namespace tillwright::kiosk::presentation {

struct SaleFormOptions {
    /// What this register charges in.
    domain::Currency currency = domain::Currency::usd();
    /// How the payment will read on the customer's statement, such as `ECHEZONA* AIRPEACE`. The backend decides;
    /// this is what is known of it at the start. Empty: nothing is shown.
    QString statementText;
    /// Goes with every sale; not typed.
    domain::Meta meta;
    /// Of the counter itself, for a customer who gives none. Empty: one has to be typed.
    QString defaultEmail{};
    /// Why no sale can be charged here; empty: it can.
    QString refusal{};
};

/// What the cashier types and rings up, checked by the domain's rules, and the way to the desk. Without lines the typed
/// amount is what is charged; with lines it is an amount that can become one more.
class SaleFormViewModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString amount READ amount WRITE setAmount NOTIFY changed)
    Q_PROPERTY(QString email READ email WRITE setEmail NOTIFY changed)
    Q_PROPERTY(QString reference READ reference WRITE setReference NOTIFY changed)
    Q_PROPERTY(QString currencyCode READ currencyCode CONSTANT)
    Q_PROPERTY(QString statementText READ statementText NOTIFY statementTextChanged)
    Q_PROPERTY(QString totalText READ totalText NOTIFY changed)
    Q_PROPERTY(bool hasLines READ hasLines NOTIFY changed)
    Q_PROPERTY(QString amountError READ amountError NOTIFY errorsChanged)
    Q_PROPERTY(QString emailError READ emailError NOTIFY errorsChanged)
    Q_PROPERTY(QString referenceError READ referenceError NOTIFY errorsChanged)
    Q_PROPERTY(QString formError READ formError NOTIFY errorsChanged)
    Q_PROPERTY(QString firstWrongField READ firstWrongField NOTIFY errorsChanged)

public:
    /// Makes the first reference at once.
    SaleFormViewModel(checkout::CheckoutDesk &desk, checkout::Clock &clock, checkout::RandomSource &random,
                      SaleFormOptions options, QObject *parent = nullptr);

    [[nodiscard]] QString amount() const { return m_amount; }
    [[nodiscard]] QString email() const { return m_email; }
    [[nodiscard]] QString reference() const { return m_reference; }
    [[nodiscard]] QString currencyCode() const;
    /// `$`, or the code of another currency.
    [[nodiscard]] QString currencyMark() const;
    [[nodiscard]] bool currencyHasDecimals() const { return m_options.currency.decimals() > 0; }
    [[nodiscard]] QString statementText() const { return m_options.statementText; }
    [[nodiscard]] QString defaultEmail() const { return m_options.defaultEmail; }
    /// `$750.00`: the lines' sum, without lines the amount; `$0.00` while that is not a number.
    [[nodiscard]] QString totalText() const;
    /// The reference is the one made here, untouched.
    [[nodiscard]] bool isReferenceMade() const { return m_reference == m_madeReference; }
    /// It is the one of the booking that is paid: it cannot be changed while the booking's line is there.
    [[nodiscard]] bool isReferenceFixed() const { return !m_basket.bookingReference().isEmpty(); }

    [[nodiscard]] const std::vector<SaleBasket::Line> &lines() const { return m_basket.lines(); }
    [[nodiscard]] bool hasLines() const { return !m_basket.isEmpty(); }

    /// Setting a field clears its error: the next submit() judges it again.
    void setAmount(const QString &text);
    void setEmail(const QString &text);
    void setReference(const QString &text);

    [[nodiscard]] QString amountError() const { return m_errors.value(QStringLiteral("amount")); }
    [[nodiscard]] QString emailError() const { return m_errors.value(QStringLiteral("email")); }
    [[nodiscard]] QString referenceError() const { return m_errors.value(QStringLiteral("reference")); }
    /// What belongs to no field, such as another sale being at the desk.
    [[nodiscard]] QString formError() const { return m_errors.value(QString()); }
    /// `amount`, `email`, `reference` or empty, in the order of the form.
    [[nodiscard]] QString firstWrongField() const;

    Q_INVOKABLE void makeNewReference();
    /// Goes with every sale from now on, as `meta.operator`; empty: nobody's.
    void setOperator(const QString &id);
    /// The backend has said how it will read.
    void setStatementText(const QString &text);

    // What follows changes the lines. False: nothing was changed, and formError() says why.

    /// `name`: as the face calls it.
    bool addItem(const domain::CatalogueItem &item, const QString &name);
    /// The typed amount becomes a line. When it is wrong, amountError() says why.
    bool addOpenAmount();
    /// The sale's reference is the booking's from now on.
    bool addBooking(const domain::Booking &booking);
    bool changeQuantity(int index, int by);
    void removeLine(int index);

    /// Hands the sale to the desk. False: nothing was charged, and the errors say why.
    Q_INVOKABLE bool submit();
    /// An empty form with a new reference, for the next customer.
    Q_INVOKABLE void clear();
    /// The same customer once more: amount, e-mail and a typed reference stay. A made reference is replaced, so that
    /// two attempts can be told apart, unless `sameSale`: a sale that was refused for want of an answer has to come
    /// back unchanged, because the desk then repeats its idempotency key.
    Q_INVOKABLE void prepareRetry(bool sameSale);

Q_SIGNALS:
    void changed();
    /// `index`: of the line that was made or changed; -1 when they are fewer.
    void linesChanged(int index);
    /// It is empty, for the next customer.
    void cleared();
    void errorsChanged();
    void statementTextChanged();

private:
    void set(QString &field, const QString &text, const QString &name);
    void setErrors(QMap<QString, QString> errors);
    bool took(const tl::expected<int, QString> &changed);
    /// The typed amount is not in the sale that is about to be charged.
    [[nodiscard]] bool hasLeftOverAmount() const { return hasLines() && !m_amount.trimmed().isEmpty(); }

    checkout::CheckoutDesk &m_desk;
    checkout::Clock &m_clock;
    checkout::RandomSource &m_random;
    SaleFormOptions m_options;
    QString m_amount;
    QString m_email;
    QString m_reference;
    QString m_madeReference;
    SaleBasket m_basket;
    QMap<QString, QString> m_errors;
};

} // namespace tillwright::kiosk::presentation
