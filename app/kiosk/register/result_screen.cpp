#include "kiosk/register/result_screen.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

using presentation::Outcome;

constexpr int outcomeIconPx = 56;
constexpr int leftMaxWidthPx = 640;
constexpr int screenPaddingPx = 40;
// The paper takes its share of the screen, between easily read and life-size twice.
constexpr int paperShareOfWidthPercent = 28;
constexpr int paperMinWidthPx = 360;
constexpr int paperMaxWidthPx = 520;
constexpr int deskMarginPx = 56;

/// What the style sheet calls an outcome. Not paid and refused look alike: nothing was charged.
QString toneOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Paid:
        return QStringLiteral("paid");
    case Outcome::Unresolved:
        return QStringLiteral("unresolved");
    case Outcome::NotPaid:
    case Outcome::Refused:
        return QStringLiteral("notPaid");
    case Outcome::None:
        break;
    }
    return {};
}

} // namespace

ResultScreen::ResultScreen(presentation::CheckoutViewModel &checkout, ReceiptView receipts)
    : m_checkout(checkout), m_receipts(std::move(receipts)), m_icon(new QLabel),
      m_title(makeLabel(QStringLiteral("display"), {}, QStringLiteral("resultTitle"))),
      m_amount(new TabularLabel(QStringLiteral("amount"), QStringLiteral("resultAmount"))),
      m_customerBox(makeFrame(QStringLiteral("words"))),
      m_customerWords(makeParagraph(QStringLiteral("lead"), {}, QStringLiteral("customerWords"))),
      m_staffWords(makeParagraph(QStringLiteral("body"), {}, QStringLiteral("staffWords"))),
      m_pdfLine(makeParagraph(QStringLiteral("caption"), {}, QStringLiteral("receiptFile"))),
      m_newSale(new ActionButton(QStringLiteral("newSaleButton"), tr("New sale"), QStringLiteral("primary"))),
      m_retry(new ActionButton(QStringLiteral("retryButton"), tr("Try again as a new sale"),
                               QStringLiteral("large"))),
      m_openPdf(new ActionButton(QStringLiteral("openPdfButton"), tr("Open PDF"), QStringLiteral("large"))),
      m_printAgain(
          new ActionButton(QStringLiteral("printAgainButton"), tr("Print again"), QStringLiteral("large"))),
      m_desk(makeFrame(QStringLiteral("desk"))), m_paper(new PaperView)
{
    setObjectName(QStringLiteral("resultScreen"));
    auto *deskLayout = new QVBoxLayout(m_desk);
    deskLayout->setContentsMargins(0, 0, 0, 0);
    deskLayout->addWidget(m_paper);

    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(makeLeft(), 1);
    columns->addWidget(m_desk);

    connect(m_newSale, &QPushButton::clicked, this, &ResultScreen::newSaleWanted);
    connect(m_retry, &QPushButton::clicked, this, &ResultScreen::retryWanted);
    connect(m_openPdf, &QPushButton::clicked, this, &ResultScreen::openPdf);
    connect(m_printAgain, &QPushButton::clicked, this, &ResultScreen::printAgain);
    connect(&m_checkout, &presentation::CheckoutViewModel::changed, this, &ResultScreen::showState);
    showState();
}

QWidget *ResultScreen::makeLeft()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(20);
    head->addWidget(m_icon, 0, Qt::AlignVCenter);
    head->addWidget(m_title, 1);

    auto *customer = new QVBoxLayout(m_customerBox);
    customer->setContentsMargins(24, 20, 24, 20);
    customer->setSpacing(6);
    customer->addWidget(makeLabel(QStringLiteral("caption"), tr("Tell the customer")));
    customer->addWidget(m_customerWords);

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(24);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    m_reference = addFact(facts, tr("Reference"), QStringLiteral("resultReference"));
    m_cliveId = addFact(facts, tr("Clive"), QStringLiteral("resultCliveId"));
    m_receiptNumber = addFact(facts, tr("Receipt"), QStringLiteral("receiptNumber"));
    m_receiptName = static_cast<QLabel *>(facts->itemAtPosition(facts->rowCount() - 1, 0)->widget());

    auto *actions = new QHBoxLayout;
    actions->setSpacing(12);
    actions->addWidget(m_newSale);
    actions->addWidget(m_retry);
    actions->addWidget(m_openPdf);
    actions->addWidget(m_printAgain);
    actions->addStretch();

    auto *content = new QWidget;
    content->setMaximumWidth(leftMaxWidthPx);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addStretch();
    layout->addLayout(head);
    layout->addWidget(m_amount);
    layout->addWidget(m_customerBox);
    layout->addWidget(m_staffWords);
    layout->addLayout(facts);
    layout->addSpacing(8);
    layout->addLayout(actions);
    layout->addWidget(m_pdfLine);
    layout->addStretch();

    auto *left = new QWidget;
    auto *centre = new QHBoxLayout(left);
    centre->setContentsMargins(screenPaddingPx, screenPaddingPx, screenPaddingPx, screenPaddingPx);
    centre->addWidget(content);
    return left;
}

QLabel *ResultScreen::addFact(QGridLayout *facts, const QString &name, const QString &objectName)
{
    const int row = facts->rowCount();
    auto *value = makeLabel(QStringLiteral("label"), {}, objectName);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts->addWidget(makeLabel(QStringLiteral("muted"), name), row, 0);
    facts->addWidget(value, row, 1);
    return value;
}

void ResultScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    showIcon();
}

void ResultScreen::takeFocus()
{
    m_newSale->setFocus();
}

void ResultScreen::printAgain()
{
    if (m_printAgain->isVisible())
        m_receipts.printAgain();
}

void ResultScreen::showState()
{
    const Outcome outcome = m_checkout.outcome();
    if (outcome == Outcome::None)
        return;
    const QString tone = toneOf(outcome);
    setStyled(m_title, "tone", tone);
    setStyled(m_customerBox, "tone", tone);
    m_title->setText(m_checkout.outcomeTitle());
    m_amount->setText(m_checkout.amountText());
    m_customerWords->setText(m_checkout.customerWords());
    m_staffWords->setText(m_checkout.staffWords());
    m_reference->setText(m_checkout.reference());
    m_cliveId->setText(m_checkout.cliveId().isEmpty() ? QStringLiteral("–") : m_checkout.cliveId());
    const bool hasReceipt = m_checkout.receiptNumber() > 0;
    m_receiptNumber->setText(hasReceipt ? QString::number(m_checkout.receiptNumber()) : QString());
    m_receiptNumber->setVisible(hasReceipt);
    m_receiptName->setVisible(hasReceipt);
    m_retry->setVisible(m_checkout.canRetry());
    m_printAgain->setVisible(m_receipts.printAgain
                             && (outcome == Outcome::Paid || outcome == Outcome::Unresolved));
    showIcon();
    showPaper();
}

void ResultScreen::showIcon()
{
    if (!m_theme)
        return;
    switch (m_checkout.outcome()) {
    case Outcome::Paid:
        setIcon(m_icon, *m_theme, QStringLiteral("circle-check"), QStringLiteral("success"), outcomeIconPx);
        break;
    case Outcome::Unresolved:
        setIcon(m_icon, *m_theme, QStringLiteral("clock"), QStringLiteral("warning"), outcomeIconPx);
        break;
    case Outcome::NotPaid:
    case Outcome::Refused:
        setIcon(m_icon, *m_theme, QStringLiteral("circle-x"), QStringLiteral("danger"), outcomeIconPx);
        break;
    case Outcome::None:
        break;
    }
}

void ResultScreen::showPaper()
{
    const QImage picture =
        m_receipts.picture ? m_receipts.picture(int(m_paperWidthPx * devicePixelRatioF())) : QImage();
    m_paper->setPicture(picture);
    m_desk->setVisible(!picture.isNull());
    const QString pdf = m_receipts.pdfPath ? m_receipts.pdfPath() : QString();
    m_openPdf->setVisible(!pdf.isEmpty());
    m_pdfLine->setVisible(!pdf.isEmpty());
    m_pdfLine->setText(tr("Saved as %1").arg(QDir::toNativeSeparators(pdf)));
}

void ResultScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int wanted = std::clamp(width() * paperShareOfWidthPercent / 100, paperMinWidthPx, paperMaxWidthPx);
    if (wanted == m_paperWidthPx)
        return;
    m_paperWidthPx = wanted;
    m_desk->setFixedWidth(m_paperWidthPx + 2 * deskMarginPx);
    if (m_checkout.outcome() != Outcome::None)
        showPaper();
}

void ResultScreen::openPdf()
{
    const QString pdf = m_receipts.pdfPath ? m_receipts.pdfPath() : QString();
    if (!pdf.isEmpty() && !QDesktopServices::openUrl(QUrl::fromLocalFile(pdf)))
        m_pdfLine->setText(
            tr("No program here can show a PDF. The file is %1").arg(QDir::toNativeSeparators(pdf)));
}

} // namespace tillwright::kiosk::register_face
