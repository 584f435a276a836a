#include "kiosk/register/payment_screen.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/state_words.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/phone_panel.h"
#include "kiosk/register/step_list.h"
#include "kiosk/register/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int panelWidthPx = 400;
constexpr int pageMinWidthPx = 480;
constexpr int panelPaddingPx = 24;
/// So that Stripe's longest words and both ways to pay have room at 720 px.
constexpr int panelSpacingPx = 10;
constexpr int elsewhereIconPx = 64;

QStringList stepLabels()
{
    QStringList labels;
    for (int step = 0; step < presentation::stepCount; ++step)
        labels.append(presentation::stepLabel(presentation::Step(step)));
    return labels;
}

} // namespace

PaymentScreen::PaymentScreen(presentation::CheckoutViewModel &checkout)
    : m_checkout(checkout), m_columns(new QHBoxLayout(this)), m_elsewhereIcon(new QLabel),
      m_elsewhere(makeElsewhere()), m_phone(new PhonePanel(checkout)),
      m_amount(new TabularLabel(QStringLiteral("amount"), QStringLiteral("paymentAmount"))),
      m_email(makeLabel({}, {}, QStringLiteral("paymentEmail"))),
      m_reference(makeLabel({}, {}, QStringLiteral("paymentReference"))),
      m_cliveId(makeLabel({}, {}, QStringLiteral("paymentCliveId"))), m_steps(new StepList(stepLabels())),
      m_status(makeParagraph(QStringLiteral("strong"), {}, QStringLiteral("statusLine"))),
      m_elapsed(new TabularLabel(QStringLiteral("strong"), QStringLiteral("elapsedTime"))),
      m_waiting(makeParagraph(QStringLiteral("muted"), {}, QStringLiteral("waitingLine"))),
      m_customerWords(makeParagraph(QStringLiteral("body"), {}, QStringLiteral("paymentCustomerWords"))),
      m_usePhone(new ActionButton(QStringLiteral("usePhoneButton"), tr("Customer’s phone (F5)"))),
      m_cancel(new ActionButton(QStringLiteral("cancelButton"), tr("Cancel payment")))
{
    setObjectName(QStringLiteral("paymentScreen"));
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(0);
    m_columns->addWidget(makePanel());
    m_columns->addWidget(m_elsewhere, 1);
    m_columns->addWidget(m_phone, 1);

    connect(m_usePhone, &QPushButton::clicked, &m_checkout, &presentation::CheckoutViewModel::switchWay);
    connect(m_cancel, &QPushButton::clicked, &m_checkout, &presentation::CheckoutViewModel::cancel);
    connect(&m_checkout, &presentation::CheckoutViewModel::changed, this, &PaymentScreen::showState);
    connect(&m_checkout, &presentation::CheckoutViewModel::elapsedChanged, this, &PaymentScreen::showElapsed);
    showState();
    showElapsed();
}

QWidget *PaymentScreen::makePanel()
{
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    const auto addFact = [facts](const QString &name, QLabel *value) {
        const int row = facts->rowCount();
        facts->addWidget(makeLabel(QStringLiteral("muted"), name), row, 0);
        facts->addWidget(value, row, 1, Qt::AlignTrailing);
    };
    addFact(tr("Reference"), m_reference);
    addFact(tr("Customer"), m_email);
    addFact(tr("Clive"), m_cliveId);

    auto *where = new QHBoxLayout;
    where->setSpacing(16);
    where->addWidget(m_status, 1);
    where->addWidget(m_elapsed, 0, Qt::AlignTop);

    auto *customerBox = makeFrame(QStringLiteral("words"));
    auto *customer = new QVBoxLayout(customerBox);
    customer->setContentsMargins(16, 12, 16, 12);
    customer->setSpacing(4);
    customer->addWidget(makeLabel(QStringLiteral("caption"), tr("Tell the customer")));
    customer->addWidget(m_customerWords);

    auto *panel = makeFrame(QStringLiteral("panel"));
    panel->setFixedWidth(panelWidthPx);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(panelPaddingPx, panelPaddingPx, panelPaddingPx, panelPaddingPx);
    layout->setSpacing(panelSpacingPx);
    layout->addWidget(makeLabel(QStringLiteral("muted"), tr("To pay")));
    layout->addWidget(m_amount);
    layout->addLayout(facts);
    layout->addWidget(makeRule());
    layout->addWidget(m_steps);
    layout->addWidget(makeRule());
    layout->addLayout(where);
    layout->addWidget(customerBox);
    layout->addWidget(m_waiting);
    layout->addStretch();
    layout->addWidget(m_usePhone);
    layout->addWidget(m_cancel);
    return panel;
}

QWidget *PaymentScreen::makeElsewhere()
{
    auto *place = new QWidget;
    place->setObjectName(QStringLiteral("customerPaysElsewhere"));
    auto *title = makeLabel(QStringLiteral("heading"), tr("The customer pays on their own screen"));
    auto *advice =
        makeParagraph(QStringLiteral("muted"),
                      tr("The card form is on the customer’s display only. What happens there is said at the "
                         "left."));
    title->setAlignment(Qt::AlignCenter);
    advice->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(panelPaddingPx, panelPaddingPx, panelPaddingPx, panelPaddingPx);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_elsewhereIcon, 0, Qt::AlignCenter);
    layout->addWidget(title);
    layout->addWidget(advice);
    layout->addStretch(3);
    return place;
}

void PaymentScreen::setPaymentPage(QWidget *page)
{
    m_page = page;
    if (page) {
        page->setMinimumWidth(pageMinWidthPx);
        m_columns->addWidget(page, 1);
    }
    showWay();
}

void PaymentScreen::applyTheme(const Theme &theme)
{
    setIcon(m_elsewhereIcon, theme, QStringLiteral("monitor"), QStringLiteral("textMuted"), elsewhereIconPx);
    m_steps->applyTheme(theme);
    m_phone->applyTheme(theme);
}

void PaymentScreen::takeFocus()
{
    // Where the page is on the customer's display, that window takes the keyboard.
    if (m_checkout.isPhoneShown())
        m_usePhone->setFocus();
    else if (m_page)
        m_page->setFocus();
}

/// Hidden, the form takes neither keys nor touches: what a phone is paying cannot be confirmed here as well.
void PaymentScreen::showWay()
{
    const bool onPhone = m_checkout.isPhoneShown();
    const bool wasOnPhone = !m_phone->isHidden();
    m_phone->setVisible(onPhone);
    m_elsewhere->setVisible(!onPhone && !m_page);
    if (m_page)
        m_page->setVisible(!onPhone);
    if (onPhone != wasOnPhone && isVisible())
        takeFocus();
}

void PaymentScreen::showState()
{
    m_amount->setText(m_checkout.amountText());
    const auto showShortened = [](QLabel *label, const QString &text) {
        constexpr int valueWidthPx = 250;
        label->ensurePolished();
        label->setText(label->fontMetrics().elidedText(text, Qt::ElideMiddle, valueWidthPx));
        label->setToolTip(text);
    };
    showShortened(m_reference, m_checkout.reference());
    showShortened(m_email, m_checkout.email());
    showShortened(m_cliveId, m_checkout.cliveId().isEmpty() ? QStringLiteral("–") : m_checkout.cliveId());
    m_steps->setCurrent(m_checkout.step());
    m_status->setText(m_checkout.statusLine());
    m_customerWords->setText(m_checkout.customerWords());
    const bool isPhonePaying = m_checkout.phoneState() == presentation::PhoneState::Paying;
    m_usePhone->setVisible(m_checkout.isPhoneOffered() && !isPhonePaying);
    m_usePhone->setText(m_checkout.isPhoneShown() ? tr("Card form (F5)") : tr("Customer’s phone (F5)"));
    showWay();
    m_cancel->setEnabled(m_checkout.canCancel());
    m_cancel->setText(m_checkout.canCancel() ? tr("Cancel payment (Esc)") : tr("Cannot be cancelled now"));
}

void PaymentScreen::showElapsed()
{
    m_elapsed->setText(m_checkout.elapsedText());
    m_elapsed->setAccessibleName(tr("Elapsed time: %1").arg(m_checkout.elapsedText()));
    m_waiting->setText(m_checkout.waitingLine());
}

} // namespace tillwright::kiosk::register_face
