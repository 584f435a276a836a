#include "kiosk/register/sale_screen.h"

#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/form_field.h"
#include "kiosk/register/keypad.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int contentMaxWidthPx = 1120;
constexpr int contentMaxHeightPx = 640;
constexpr int cardPaddingPx = 32;
constexpr int keypadMinWidthPx = 400;

} // namespace

SaleScreen::SaleScreen(presentation::SaleFormViewModel &form)
    : m_form(form), m_amount(new FormField(tr("Amount in %1").arg(form.currencyCode()),
                                           QStringLiteral("saleAmount"), QStringLiteral("errorAmount"))),
      m_email(
          new FormField(tr("Customer’s e-mail"), QStringLiteral("saleEmail"), QStringLiteral("errorEmail"))),
      m_reference(
          new FormField(tr("Reference"), QStringLiteral("saleReference"), QStringLiteral("errorReference"))),
      m_keypad(new Keypad(*m_amount->edit(), form.currencyHasDecimals())),
      m_total(new TabularLabel(QStringLiteral("display"), QStringLiteral("saleTotal"))),
      m_charge(new ActionButton(QStringLiteral("chargeButton"), {}, QStringLiteral("primary"))),
      m_formError(makeParagraph(QStringLiteral("error"), {}, QStringLiteral("errorForm")))
{
    setObjectName(QStringLiteral("saleScreen"));
    auto *content = new QWidget;
    content->setMaximumSize(contentMaxWidthPx, contentMaxHeightPx);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    columns->addWidget(makeFormCard(), 5);
    columns->addWidget(makeTotalCard(), 4);

    auto *centre = new QHBoxLayout(this);
    centre->setContentsMargins(24, 24, 24, 24);
    centre->addWidget(content);

    connectField(m_amount, &presentation::SaleFormViewModel::setAmount);
    connectField(m_email, &presentation::SaleFormViewModel::setEmail);
    connectField(m_reference, &presentation::SaleFormViewModel::setReference);
    connect(m_amount->edit(), &QLineEdit::returnPressed, m_email->edit(), qOverload<>(&QWidget::setFocus));
    connect(m_email->edit(), &QLineEdit::returnPressed, m_reference->edit(), qOverload<>(&QWidget::setFocus));
    connect(m_reference->edit(), &QLineEdit::returnPressed, m_charge, qOverload<>(&QWidget::setFocus));
    connect(m_charge, &QPushButton::clicked, this, &SaleScreen::submit);
    connect(&m_form, &presentation::SaleFormViewModel::changed, this, &SaleScreen::showForm);
    connect(&m_form, &presentation::SaleFormViewModel::errorsChanged, this, &SaleScreen::showErrors);
    showForm();
    showErrors();
}

QWidget *SaleScreen::makeFormCard()
{
    m_amount->setMark(m_form.currencyMark());
    m_amount->edit()->setPlaceholderText(QStringLiteral("0.00"));
    m_amount->edit()->setInputMethodHints(Qt::ImhFormattedNumbersOnly | Qt::ImhNoPredictiveText);
    m_email->edit()->setPlaceholderText(QStringLiteral("buyer@example.com"));
    m_email->edit()->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase
                                         | Qt::ImhNoPredictiveText);
    auto *makeNew = new ActionButton(QStringLiteral("newReferenceButton"), tr("Make new"));
    connect(makeNew, &QPushButton::clicked, this, [this] {
        m_form.makeNewReference();
        m_charge->setFocus();
    });
    m_reference->addBeside(makeNew);

    auto *card = makeFrame(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPaddingPx, cardPaddingPx, cardPaddingPx, cardPaddingPx);
    layout->setSpacing(12);
    layout->addWidget(makeLabel(QStringLiteral("heading"), tr("New sale")));
    layout->addSpacing(8);
    layout->addWidget(m_amount);
    layout->addWidget(m_email);
    layout->addWidget(m_reference);
    layout->addStretch();
    if (!m_form.statementText().isEmpty()) {
        layout->addWidget(makeRule());
        layout->addSpacing(4);
        layout->addWidget(makeParagraph(QStringLiteral("muted"),
                                        tr("On the customer’s statement: %1").arg(m_form.statementText()),
                                        QStringLiteral("statementText")));
    }
    return card;
}

QWidget *SaleScreen::makeTotalCard()
{
    auto *total = new QHBoxLayout;
    total->addWidget(makeLabel(QStringLiteral("title"), tr("Total")));
    total->addStretch();
    total->addWidget(m_total);
    m_total->setAlignment(Qt::AlignRight);
    m_charge->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *card = makeFrame(QStringLiteral("card"));
    card->setMinimumWidth(keypadMinWidthPx);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPaddingPx, cardPaddingPx, cardPaddingPx, cardPaddingPx);
    layout->setSpacing(16);
    layout->addWidget(m_keypad, 1);
    layout->addWidget(makeRule());
    layout->addLayout(total);
    layout->addWidget(m_formError);
    layout->addWidget(m_charge);
    return card;
}

void SaleScreen::applyTheme(const Theme &theme)
{
    for (FormField *field : {m_amount, m_email, m_reference})
        field->applyTheme(theme);
    m_keypad->applyTheme(theme);
}

void SaleScreen::takeFocus()
{
    if (m_form.amount().isEmpty())
        m_amount->edit()->setFocus();
    else
        m_charge->setFocus();
}

void SaleScreen::charge()
{
    m_charge->click();
}

void SaleScreen::connectField(FormField *field, void (presentation::SaleFormViewModel::*set)(const QString &))
{
    connect(field->edit(), &QLineEdit::textChanged, &m_form, set);
}

void SaleScreen::showForm()
{
    const auto showIn = [](FormField *field, const QString &text) {
        if (field->edit()->text() != text)
            field->edit()->setText(text);
    };
    showIn(m_amount, m_form.amount());
    showIn(m_email, m_form.email());
    showIn(m_reference, m_form.reference());
    m_total->setText(m_form.totalText());
    m_charge->setText(tr("Charge %1").arg(m_form.totalText()));
}

void SaleScreen::showErrors()
{
    m_amount->setError(m_form.amountError());
    m_email->setError(m_form.emailError());
    m_reference->setError(m_form.referenceError());
    m_formError->setText(m_form.formError());
    m_formError->setVisible(!m_form.formError().isEmpty());
}

void SaleScreen::submit()
{
    if (m_form.submit())
        return;
    const QString wrong = m_form.firstWrongField();
    FormField *field = wrong == QStringLiteral("amount") ? m_amount
        : wrong == QStringLiteral("email")               ? m_email
        : wrong == QStringLiteral("reference")           ? m_reference
                                                         : nullptr;
    if (field) {
        field->edit()->setFocus();
        field->edit()->selectAll();
    }
}

} // namespace tillwright::kiosk::register_face
