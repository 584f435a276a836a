#include "kiosk/presentation/sale_form_view_model.h"

#include "kiosk/presentation/field_words.h"
#include "kiosk/presentation/money_text.h"
#include "kiosk/presentation/reference_maker.h"

#include <utility>

namespace tillwright::kiosk::presentation {

SaleFormViewModel::SaleFormViewModel(checkout::CheckoutDesk &desk, checkout::Clock &clock,
                                     checkout::RandomSource &random, SaleFormOptions options, QObject *parent)
    : QObject(parent), m_desk(desk), m_clock(clock), m_random(random), m_options(std::move(options)),
      m_basket(m_options.currency)
{
    clear();
}

QString SaleFormViewModel::currencyCode() const
{
    return QString::fromStdString(m_options.currency.code());
}

QString SaleFormViewModel::currencyMark() const
{
    return presentation::currencyMark(m_options.currency);
}

QString SaleFormViewModel::totalText() const
{
    if (hasLines())
        return moneyText(m_basket.sum());
    const auto money = domain::parseMoney(m_amount.trimmed().toStdString(), m_options.currency);
    // What cannot be charged is not shown as a total either; its digits could be endless.
    const bool showable = money && money->minor <= domain::chargeableAmountMaxMinor;
    return moneyText(showable ? *money : domain::Money{0, m_options.currency});
}

void SaleFormViewModel::setAmount(const QString &text)
{
    set(m_amount, text, QStringLiteral("amount"));
}

void SaleFormViewModel::setEmail(const QString &text)
{
    set(m_email, text, QStringLiteral("email"));
}

void SaleFormViewModel::setReference(const QString &text)
{
    if (!isReferenceFixed())
        set(m_reference, text, QStringLiteral("reference"));
}

QString SaleFormViewModel::firstWrongField() const
{
    for (const QString &field :
         {QStringLiteral("amount"), QStringLiteral("email"), QStringLiteral("reference")}) {
        if (m_errors.contains(field))
            return field;
    }
    return {};
}

void SaleFormViewModel::makeNewReference()
{
    m_madeReference = makeReference(m_clock, m_random);
    setReference(m_madeReference);
}

void SaleFormViewModel::setOperator(const QString &id)
{
    m_options.meta.erase("operator");
    if (!id.isEmpty())
        m_options.meta.emplace("operator", id.toStdString());
}

void SaleFormViewModel::setStatementText(const QString &text)
{
    if (std::exchange(m_options.statementText, text) != text)
        Q_EMIT statementTextChanged();
}

bool SaleFormViewModel::addItem(const domain::CatalogueItem &item, const QString &name)
{
    return took(m_basket.addItem(item, name));
}

bool SaleFormViewModel::addOpenAmount()
{
    const auto amount = domain::parseMoney(m_amount.trimmed().toStdString(), m_options.currency);
    const bool isNothing = amount && amount->minor == 0;
    const auto checked =
        isNothing ? amount.and_then(domain::checkChargeable) : amount.and_then(domain::checkItemPrice);
    if (!checked) {
        setErrors({{QStringLiteral("amount"), fieldSentence(checked.error(), m_options.currency)}});
        return false;
    }
    if (!took(m_basket.addAmount(*checked, tr("Open amount"))))
        return false;
    setAmount({});
    return true;
}

bool SaleFormViewModel::addBooking(const domain::Booking &booking)
{
    const QString reference = QString::fromStdString(booking.reference.text());
    const QString about = QString::fromStdString(booking.description).simplified();
    const auto added = m_basket.addBooking(booking,
                                           about.isEmpty() ? tr("Booking %1").arg(reference)
                                                           : tr("Booking %1, %2").arg(reference, about));
    if (added)
        m_reference = reference;
    return took(added);
}

bool SaleFormViewModel::changeQuantity(int index, int by)
{
    return took(m_basket.changeQuantity(index, by));
}

void SaleFormViewModel::removeLine(int index)
{
    const bool wasFixed = isReferenceFixed();
    m_basket.remove(index);
    setErrors({});
    if (wasFixed && !isReferenceFixed())
        makeNewReference();
    Q_EMIT linesChanged(-1);
    Q_EMIT changed();
}

bool SaleFormViewModel::submit()
{
    if (!m_options.refusal.isEmpty()) {
        setErrors({{QString(), m_options.refusal}});
        return false;
    }
    if (hasLeftOverAmount()) {
        setErrors(
            {{QStringLiteral("amount"), tr("This amount is not in the sale yet. Add it, or clear it.")}});
        return false;
    }
    domain::SaleInput input;
    input.amount = m_amount.trimmed().toStdString();
    input.currency = m_options.currency.code();
    const QString email = m_email.trimmed();
    input.email = (email.isEmpty() ? m_options.defaultEmail : email).toStdString();
    input.reference = m_reference.trimmed().toStdString();
    input.meta = m_options.meta;
    input.lines = m_basket.saleLines();

    QMap<QString, QString> errors;
    auto sale = domain::makeSale(input);
    if (!sale) {
        const QStringList fields{QStringLiteral("amount"), QStringLiteral("email"),
                                 QStringLiteral("reference")};
        for (const auto &error : sale.error()) {
            const QString field = QString::fromStdString(error.field);
            // A sum of lines was not typed: what is wrong with it does not stand at the amount's field.
            const bool isField = fields.contains(field) && !(field == fields.front() && hasLines());
            const QString key = isField ? field : QString();
            if (!errors.contains(key))
                errors.insert(key, fieldSentence(error, m_options.currency));
        }
        setErrors(std::move(errors));
        return false;
    }
    setErrors({});
    const auto started = m_desk.start(*std::move(sale));
    if (!started) {
        if (started.error().kind == checkout::DeskError::Kind::Unresolved)
            errors.insert(QStringLiteral("reference"),
                          tr("Its last payment is still being checked. Do not charge it again."));
        else if (started.error().kind == checkout::DeskError::Kind::Recovering)
            errors.insert(QString(),
                          tr("The register is still asking the backend which payments are open. Nothing "
                             "was charged. Try again in a moment."));
        else
            errors.insert(QString(), tr("Another sale is still at this desk. Finish it first."));
        setErrors(std::move(errors));
        return false;
    }
    return true;
}

void SaleFormViewModel::clear()
{
    m_amount.clear();
    m_email.clear();
    m_basket.clear();
    setErrors({});
    makeNewReference();
    Q_EMIT linesChanged(-1);
    Q_EMIT changed();
    Q_EMIT cleared();
}

void SaleFormViewModel::prepareRetry(bool sameSale)
{
    setErrors({});
    if (!sameSale && isReferenceMade())
        makeNewReference();
}

void SaleFormViewModel::set(QString &field, const QString &text, const QString &name)
{
    if (field == text)
        return;
    field = text;
    if (m_errors.remove(name) + m_errors.remove(QString()) > 0)
        Q_EMIT errorsChanged();
    Q_EMIT changed();
}

bool SaleFormViewModel::took(const tl::expected<int, QString> &changed)
{
    // What is wrong with the other fields stays at them.
    auto errors = m_errors;
    errors.remove(QString());
    errors.remove(QStringLiteral("amount"));
    if (!changed)
        errors.insert(QString(), changed.error());
    setErrors(std::move(errors));
    if (!changed)
        return false;
    Q_EMIT linesChanged(*changed);
    Q_EMIT this->changed();
    return true;
}

void SaleFormViewModel::setErrors(QMap<QString, QString> errors)
{
    if (m_errors == errors)
        return;
    m_errors = std::move(errors);
    Q_EMIT errorsChanged();
}

} // namespace tillwright::kiosk::presentation
