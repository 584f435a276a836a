#include "kiosk/register/customer_display.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/money_text.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/phone_panel.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::register_face {

namespace {

using presentation::CheckoutViewModel;
using presentation::Outcome;
using presentation::SaleFormViewModel;

constexpr QSize smallestSize(800, 600);
constexpr QSize firstSize(1024, 768);
/// Larger screens have larger type, up to twice.
constexpr QSize designSize(960, 640);
constexpr int typeQuartersMax = 8;
/// As many as the smallest screen has room for.
constexpr qsizetype linesShownMax = 5;
constexpr int paddingPx = 48;
constexpr int paymentPaddingPx = 32;
constexpr int outcomeIconPx = 96;
constexpr int wordsMaxWidthPx = 720;
constexpr int sandboxLinePx = 6;

QWidget *centred(QVBoxLayout *content)
{
    auto *view = new QWidget;
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    layout->addStretch(2);
    layout->addLayout(content);
    layout->addStretch(3);
    return view;
}

QLabel *makeSandboxBadge()
{
    return makeLabel({}, CustomerDisplay::tr("SANDBOX – no real money moves"),
                     QStringLiteral("sandboxBadge"));
}

QLabel *makeCentredLabel(const QString &role, const QString &text, const QString &objectName)
{
    auto *label = makeParagraph(role, text, objectName);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

CustomerDisplay::CustomerDisplay(CheckoutViewModel &checkout, SaleFormViewModel &form,
                                 const QString &merchantName, bool sandbox)
    : m_checkout(checkout), m_form(form), m_theme(Theme::builtIn(Scheme::Light)), m_stack(new QStackedWidget),
      m_orderTotal(new TabularLabel(QStringLiteral("huge"), QStringLiteral("customerOrderTotal"))),
      m_paymentAmount(new TabularLabel(QStringLiteral("amount"), QStringLiteral("customerPaymentAmount"))),
      m_paymentLine(makeParagraph(QStringLiteral("lead"), {}, QStringLiteral("customerPaymentLine"))),
      m_phone(new PhonePanel(checkout)), m_icon(new QLabel),
      m_title(makeCentredLabel(QStringLiteral("display"), {}, QStringLiteral("customerResultTitle"))),
      m_resultAmount(new TabularLabel(QStringLiteral("display"), QStringLiteral("customerResultAmount"))),
      m_words(makeCentredLabel(QStringLiteral("title"), {}, QStringLiteral("customerResultWords"))),
      m_statement(makeCentredLabel(QStringLiteral("lead"), {}, QStringLiteral("customerStatement"))),
      m_welcome(makeWelcome(merchantName)), m_order(makeOrder()), m_payment(makePayment(sandbox)),
      m_result(makeResult())
{
    setObjectName(QStringLiteral("customerDisplay"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(sandbox ? tr("Customer display – SANDBOX") : tr("Customer display"));
    setAccessibleName(tr("Customer display"));
    setMinimumSize(smallestSize);
    resize(firstSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (sandbox) {
        auto *line = makeFrame(QStringLiteral("sandboxLine"));
        line->setFixedHeight(sandboxLinePx);
        layout->addWidget(line);
        m_badgeRow = new QWidget;
        auto *row = new QHBoxLayout(m_badgeRow);
        row->setContentsMargins(0, 12, 0, 0);
        row->addWidget(makeSandboxBadge(), 0, Qt::AlignCenter);
        layout->addWidget(m_badgeRow);
    }
    layout->addWidget(m_stack, 1);
    for (QWidget *view : {m_welcome, m_order, m_payment, m_result})
        m_stack->addWidget(view);

    // The keyboard is here while the customer pays, and the cashier's hand is on Esc.
    auto *cancel = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    cancel->setAutoRepeat(false);
    connect(cancel, &QShortcut::activated, &m_checkout, &CheckoutViewModel::cancel);
    auto *switchWay = new QShortcut(QKeySequence(Qt::Key_F5), this);
    switchWay->setAutoRepeat(false);
    connect(switchWay, &QShortcut::activated, &m_checkout, &CheckoutViewModel::switchWay);
    connect(&m_checkout, &CheckoutViewModel::changed, this, &CustomerDisplay::showState);
    connect(&m_form, &SaleFormViewModel::changed, this, &CustomerDisplay::showState);
    setScheme(Scheme::Light);
    showState();
}

QWidget *CustomerDisplay::makeWelcome(const QString &merchantName)
{
    auto *content = new QVBoxLayout;
    content->setSpacing(16);
    content->addWidget(
        makeCentredLabel(QStringLiteral("display"), merchantName, QStringLiteral("customerMerchant")));
    content->addWidget(makeCentredLabel(QStringLiteral("title"), tr("Welcome"), {}));
    return centred(content);
}

QWidget *CustomerDisplay::makeOrder()
{
    auto *content = new QVBoxLayout;
    content->setSpacing(16);
    auto *lines = new QWidget;
    lines->setObjectName(QStringLiteral("customerLines"));
    m_lines = new QGridLayout(lines);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setHorizontalSpacing(32);
    m_lines->setVerticalSpacing(8);
    m_lines->setColumnStretch(0, 1);
    content->addWidget(lines);
    content->addWidget(makeCentredLabel(QStringLiteral("title"), tr("Your total"), {}));
    content->addWidget(m_orderTotal, 0, Qt::AlignCenter);
    content->addWidget(m_statement);
    const auto showStatement = [this] {
        m_statement->setText(m_form.statementText().isEmpty()
                                 ? QString()
                                 : tr("On your statement: %1").arg(m_form.statementText()));
    };
    showStatement();
    connect(&m_form, &SaleFormViewModel::statementTextChanged, m_statement, showStatement);
    return centred(content);
}

QWidget *CustomerDisplay::makePayment(bool sandbox)
{
    // In one line, because a small screen needs its height for the card form.
    auto *head = new QHBoxLayout;
    head->setContentsMargins(paymentPaddingPx, 12, paymentPaddingPx, 12);
    head->setSpacing(16);
    head->addWidget(makeLabel(QStringLiteral("muted"), tr("To pay")));
    head->addWidget(m_paymentAmount);
    if (sandbox)
        head->addWidget(makeSandboxBadge(), 0, Qt::AlignVCenter);
    head->addWidget(m_paymentLine, 1, Qt::AlignVCenter);
    m_paymentLine->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);

    auto *view = new QWidget;
    m_paymentLayout = new QVBoxLayout(view);
    m_paymentLayout->setContentsMargins(0, 0, 0, 0);
    m_paymentLayout->setSpacing(0);
    m_paymentLayout->addLayout(head);
    m_paymentLayout->addWidget(m_phone, 1);
    return view;
}

QWidget *CustomerDisplay::makeResult()
{
    auto *content = new QVBoxLayout;
    content->setSpacing(20);
    content->addWidget(m_icon, 0, Qt::AlignCenter);
    content->addWidget(m_title);
    content->addWidget(m_resultAmount, 0, Qt::AlignCenter);
    auto *words = new QHBoxLayout;
    words->addStretch();
    words->addWidget(m_words, 1);
    words->addStretch();
    content->addLayout(words);
    return centred(content);
}

void CustomerDisplay::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    applyTheme();
}

void CustomerDisplay::applyTheme()
{
    m_theme = Theme::builtIn(m_scheme).withTypeScaled(m_typeQuarters / 4.0);
    setFont(m_theme.font());
    setPalette(m_theme.palette());
    setStyleSheet(m_theme.styleSheet());
    m_words->setMaximumWidth(wordsMaxWidthPx * m_typeQuarters / 4);
    m_phone->applyTheme(m_theme);
    showIcon();
}

void CustomerDisplay::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int quarters = std::clamp(
        std::min(4 * width() / designSize.width(), 4 * height() / designSize.height()), 4, typeQuartersMax);
    if (std::exchange(m_typeQuarters, quarters) != quarters)
        applyTheme();
}

void CustomerDisplay::setPaymentPage(QWidget *page)
{
    m_page = page;
    if (page)
        m_paymentLayout->addWidget(page, 1);
    showWay();
}

void CustomerDisplay::showWay()
{
    const bool onPhone = m_checkout.isPhoneShown();
    const bool wasOnPhone = !m_phone->isHidden();
    m_phone->setVisible(onPhone);
    if (!m_page)
        return;
    m_page->setVisible(!onPhone);
    if (wasOnPhone && !onPhone && m_stack->currentWidget() == m_payment)
        m_page->setFocus();
}

QWidget *CustomerDisplay::wantedView() const
{
    switch (m_checkout.screen()) {
    case CheckoutViewModel::Screen::Payment:
        return m_payment;
    case CheckoutViewModel::Screen::Result:
        return m_result;
    case CheckoutViewModel::Screen::Sale:
        break;
    }
    return m_form.hasLines() || !m_form.amount().isEmpty() ? m_order : m_welcome;
}

void CustomerDisplay::showLines()
{
    while (auto *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto &lines = m_form.lines();
    // The last ones: the customer looks for what was scanned just now.
    const auto first = std::max<qsizetype>(0, qsizetype(lines.size()) - linesShownMax);
    if (first > 0)
        m_lines->addWidget(makeLabel(QStringLiteral("muted"), tr("%1 more above").arg(first)), 0, 0);
    for (auto index = first; index < qsizetype(lines.size()); ++index) {
        const auto &line = lines[std::size_t(index)].line;
        const QString name = QString::fromStdString(line.name);
        const int row = 1 + int(index - first);
        auto *what =
            makeLabel(QStringLiteral("lead"),
                      line.quantity == 1 ? name : QStringLiteral("%1 × %2").arg(line.quantity).arg(name));
        // A long name gives way to the amount.
        what->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_lines->addWidget(what, row, 0);
        auto *total = new TabularLabel(QStringLiteral("lead"), QStringLiteral("customerLineTotal"));
        total->setText(presentation::moneyText(
            domain::lineTotal(line).value_or(domain::Money{0, line.unitPrice.currency})));
        m_lines->addWidget(total, row, 1, Qt::AlignTrailing);
    }
}

void CustomerDisplay::showState()
{
    showLines();
    m_orderTotal->setText(m_form.totalText());
    m_paymentAmount->setText(m_checkout.amountText());
    m_paymentLine->setText(m_checkout.customerWords());
    if (m_checkout.outcome() != Outcome::None) {
        m_title->setText(m_checkout.outcomeTitle());
        m_resultAmount->setText(m_checkout.amountText());
        m_words->setText(m_checkout.customerWords());
        showIcon();
    }
    showWay();
    QWidget *view = wantedView();
    if (m_badgeRow)
        m_badgeRow->setVisible(view != m_payment);
    if (m_stack->currentWidget() == view)
        return;
    const bool wasPaying = m_stack->currentWidget() == m_payment;
    m_stack->setCurrentWidget(view);
    if (view == m_payment && m_page) {
        // What is typed now is the customer's.
        activateWindow();
        m_page->setFocus();
    } else if (wasPaying) {
        Q_EMIT paymentLeft();
    }
}

void CustomerDisplay::showIcon()
{
    switch (m_checkout.outcome()) {
    case Outcome::Paid:
        setIcon(m_icon, m_theme, QStringLiteral("circle-check"), QStringLiteral("success"),
                outcomeIconPx * m_typeQuarters / 4);
        break;
    case Outcome::Unresolved:
        setIcon(m_icon, m_theme, QStringLiteral("clock"), QStringLiteral("warning"),
                outcomeIconPx * m_typeQuarters / 4);
        break;
    case Outcome::NotPaid:
    case Outcome::Refused:
        setIcon(m_icon, m_theme, QStringLiteral("circle-x"), QStringLiteral("danger"),
                outcomeIconPx * m_typeQuarters / 4);
        break;
    case Outcome::None:
        break;
    }
}

} // namespace tillwright::kiosk::register_face
