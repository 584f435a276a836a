#include "kiosk/register/sale_arrangement.h"

#include "kiosk/register/catalogue_panel.h"
#include "kiosk/register/form_field.h"
#include "kiosk/register/keypad.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/line_list.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int formMaxWidthPx = 1120;
constexpr int formMaxHeightPx = 640;
constexpr int formPaddingPx = 32;
constexpr int formKeypadMinWidthPx = 400;

constexpr int tillPaddingPx = 16;
constexpr int tillGapPx = 12;
constexpr int amountMinWidthPx = 288;
constexpr int amountMaxWidthPx = 400;
constexpr int linesMinWidthPx = 372;
constexpr int linesMaxWidthPx = 520;
/// A keypad as high as a screen would have keys that nobody aims at.
constexpr int tillKeypadMaxHeightPx = 480;

QString tr(const char *text)
{
    return QCoreApplication::translate("SaleArrangement", text);
}

QVBoxLayout *layOutCard(QFrame *card, int paddingPx, int spacingPx)
{
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    layout->setSpacing(spacingPx);
    return layout;
}

void addTotal(QVBoxLayout *layout, const SaleParts &parts, const char *role)
{
    setStyled(parts.total, "role", QLatin1String(role));
    parts.total->updateGeometry();
    auto *total = new QHBoxLayout;
    total->addWidget(makeLabel(QStringLiteral("title"), tr("Total")));
    total->addStretch();
    total->addWidget(parts.total);
    layout->addLayout(total);
}

QWidget *formCard(const SaleParts &parts)
{
    auto *card = makeFrame(QStringLiteral("card"));
    auto *layout = layOutCard(card, formPaddingPx, 12);
    layout->addWidget(makeLabel(QStringLiteral("heading"), tr("New sale")));
    layout->addSpacing(8);
    layout->addWidget(parts.amount);
    layout->addWidget(parts.email);
    layout->addWidget(parts.reference);
    layout->addStretch();
    layout->addWidget(parts.notice);
    if (parts.statement) {
        layout->addWidget(makeRule());
        layout->addSpacing(4);
        layout->addWidget(parts.statement);
    }
    return card;
}

QWidget *totalCard(const SaleParts &parts)
{
    auto *card = makeFrame(QStringLiteral("card"));
    card->setMinimumWidth(formKeypadMinWidthPx);
    auto *layout = layOutCard(card, formPaddingPx, 16);
    layout->addWidget(parts.keypad, 1);
    layout->addWidget(makeRule());
    addTotal(layout, parts, "display");
    layout->addWidget(parts.formError);
    layout->addWidget(parts.charge);
    return card;
}

QWidget *amountCard(const SaleParts &parts)
{
    auto *card = makeFrame(QStringLiteral("card"));
    auto *layout = layOutCard(card, tillPaddingPx, 8);
    layout->addWidget(parts.amount);
    layout->addWidget(parts.keypad, 1);
    layout->addWidget(parts.addAmount);
    // What is left over is not the keys'.
    layout->addStretch(0);
    return card;
}

QWidget *customerCard(const SaleParts &parts)
{
    auto *card = makeFrame(QStringLiteral("card"));
    auto *layout = new QHBoxLayout(card);
    layout->setContentsMargins(tillPaddingPx, tillPaddingPx - 4, tillPaddingPx, 4);
    layout->setSpacing(tillPaddingPx);
    layout->addWidget(parts.email, 1);
    layout->addWidget(parts.reference, 1);
    return card;
}

QWidget *linesCard(const SaleParts &parts)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(QStringLiteral("title"), tr("Sale")));
    head->addWidget(parts.lineCount);
    head->addStretch();
    head->addWidget(parts.voidSale);
    // Room for the button, so that the first line moves nothing.
    constexpr int headHeightPx = 50;
    head->addStrut(headHeightPx);

    auto *card = makeFrame(QStringLiteral("card"));
    card->setMinimumWidth(linesMinWidthPx);
    card->setMaximumWidth(linesMaxWidthPx);
    auto *layout = layOutCard(card, tillPaddingPx, 10);
    layout->setContentsMargins(tillPaddingPx, 8, tillPaddingPx, tillPaddingPx);
    layout->addLayout(head);
    layout->addWidget(parts.noLines, 1);
    layout->addWidget(parts.lines, 1);
    layout->addWidget(makeRule());
    addTotal(layout, parts, "amount");
    layout->addWidget(parts.formError);
    layout->addWidget(parts.charge);
    if (parts.statement)
        layout->addWidget(parts.statement);
    return card;
}

} // namespace

void SaleParts::moveTo(QWidget *parent) const
{
    for (QWidget *part :
         {static_cast<QWidget *>(amount), static_cast<QWidget *>(email), static_cast<QWidget *>(reference),
          static_cast<QWidget *>(keypad), static_cast<QWidget *>(total), static_cast<QWidget *>(charge),
          static_cast<QWidget *>(formError), static_cast<QWidget *>(statement),
          static_cast<QWidget *>(notice), static_cast<QWidget *>(addAmount), static_cast<QWidget *>(voidSale),
          static_cast<QWidget *>(lines), static_cast<QWidget *>(lineCount), static_cast<QWidget *>(noLines),
          static_cast<QWidget *>(catalogue)}) {
        if (part)
            part->setParent(parent);
    }
}

QWidget *arrangeForm(const SaleParts &parts)
{
    setStyled(parts.amount->edit(), "compact", false);
    parts.keypad->setMaximumHeight(QWIDGETSIZE_MAX);
    parts.keypad->setCompact(false);
    auto *content = new QWidget;
    content->setMaximumSize(formMaxWidthPx, formMaxHeightPx);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    columns->addWidget(formCard(parts), 5);
    columns->addWidget(totalCard(parts), 4);

    auto *centre = new QWidget;
    auto *layout = new QHBoxLayout(centre);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addWidget(content);
    return centre;
}

QWidget *arrangeTill(const SaleParts &parts)
{
    setStyled(parts.amount->edit(), "compact", true);
    parts.keypad->setMaximumHeight(tillKeypadMaxHeightPx);
    parts.keypad->setCompact(true);
    auto *amount = amountCard(parts);
    auto *top = new QHBoxLayout;
    top->setSpacing(tillGapPx);
    if (parts.catalogue) {
        amount->setMaximumWidth(amountMaxWidthPx);
        top->addWidget(parts.catalogue, 5);
    }
    amount->setMinimumWidth(amountMinWidthPx);
    top->addWidget(amount, 2);
    auto *left = new QVBoxLayout;
    left->setSpacing(tillGapPx);
    left->addLayout(top, 1);
    left->addWidget(customerCard(parts));

    auto *till = new QWidget;
    auto *columns = new QHBoxLayout(till);
    columns->setContentsMargins(tillPaddingPx, tillPaddingPx, tillPaddingPx, tillPaddingPx);
    columns->setSpacing(tillGapPx);
    columns->addLayout(left, 5);
    columns->addWidget(linesCard(parts), 2);
    return till;
}

} // namespace tillwright::kiosk::register_face
