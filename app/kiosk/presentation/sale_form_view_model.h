#pragma once

#include "checkout/checkout_desk.h"

#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

namespace tillwright::kiosk::presentation {

struct SaleFormOptions {
    /// What this register charges in.
    domain::Currency currency = domain::Currency::usd();
    /// How the payment will read on the customer's statement, such as `ECHEZONA* AIRPEACE`. The backend decides;
    /// this is what it is configured to. Empty: nothing is shown.
    QString statementText;
    /// Goes with every sale; not typed.
    domain::Meta meta;
};

/// What the cashier types, checked by the domain's rules, and the way to the desk.
class SaleFormViewModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString amount READ amount WRITE setAmount NOTIFY changed)
    Q_PROPERTY(QString email READ email WRITE setEmail NOTIFY changed)
    Q_PROPERTY(QString reference READ reference WRITE setReference NOTIFY changed)
    Q_PROPERTY(QString currencyCode READ currencyCode CONSTANT)
    Q_PROPERTY(QString statementText READ statementText CONSTANT)
    Q_PROPERTY(QString totalText READ totalText NOTIFY changed)
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
    /// `$750.00`, or `$0.00` while the amount is not a number.
    [[nodiscard]] QString totalText() const;
    /// The reference is the one made here, untouched.
    [[nodiscard]] bool isReferenceMade() const { return m_reference == m_madeReference; }

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
    void errorsChanged();

private:
    void set(QString &field, const QString &text, const QString &name);
    void setErrors(QMap<QString, QString> errors);

    checkout::CheckoutDesk &m_desk;
    checkout::Clock &m_clock;
    checkout::RandomSource &m_random;
    SaleFormOptions m_options;
    QString m_amount;
    QString m_email;
    QString m_reference;
    QString m_madeReference;
    QMap<QString, QString> m_errors;
};

} // namespace tillwright::kiosk::presentation
