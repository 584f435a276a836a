#include "kiosk/register/attention_card.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <functional>

namespace tillwright::kiosk::register_face {

using presentation::AttentionItem;
using presentation::AttentionViewModel;

namespace {

constexpr int paddingPx = 20;
constexpr int iconPx = 28;

QString iconOf(const AttentionItem &item)
{
    if (item.isNoted)
        return QStringLiteral("check");
    switch (item.kind) {
    case AttentionItem::Kind::Unresolved:
        return QStringLiteral("clock");
    case AttentionItem::Kind::Paper:
        return QStringLiteral("printer");
    case AttentionItem::Kind::Mismatch:
    case AttentionItem::Kind::PaidAfterEnd:
    case AttentionItem::Kind::UnknownWord:
        break;
    }
    return QStringLiteral("triangle-alert");
}

QString colorOf(const AttentionItem &item)
{
    if (item.isNoted)
        return QStringLiteral("textMuted");
    const bool isMild =
        item.kind == AttentionItem::Kind::Unresolved || item.kind == AttentionItem::Kind::Paper;
    return isMild ? QStringLiteral("warning") : QStringLiteral("danger");
}

} // namespace

AttentionCard::AttentionCard(AttentionViewModel &attention, const AttentionItem &item, int place)
    : m_attention(attention), m_item(item), m_place(place), m_icon(new QLabel),
      m_title(makeParagraph(QStringLiteral("strong"))), m_since(makeLabel(QStringLiteral("caption"))),
      m_subject(makeParagraph(QStringLiteral("label"))), m_words(makeParagraph(QStringLiteral("body"))),
      m_advice(makeParagraph(QStringLiteral("body"))), m_check(makeParagraph(QStringLiteral("label"))),
      m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("attentionCard%1").arg(place));
    setProperty("kind", QStringLiteral("card"));
    setAccessibleRole(this, QAccessible::Grouping);
    m_title->setObjectName(QStringLiteral("attentionTitle%1").arg(place));
    m_check->setObjectName(QStringLiteral("attentionCheckText%1").arg(place));
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title, 1);
    head->addWidget(m_since, 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(6);
    text->addLayout(head);
    for (QLabel *label : {m_subject, m_words, m_advice, m_check})
        text->addWidget(label);
    text->addSpacing(6);
    text->addLayout(m_buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    layout->setSpacing(16);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(text, 1);

    m_buttons->setSpacing(12);
    if (item.isPayment()) {
        addActButton("attentionCheck", tr("Check now"), &AttentionViewModel::checkNow);
        if (m_attention.canResolve(item))
            addActButton("attentionResolve", tr("Resolve"), &AttentionViewModel::resolve);
        auto *sale = addButton("attentionSale", tr("Show sale"));
        connect(sale, &QPushButton::clicked, this, [this] { Q_EMIT saleWanted(m_item.id); });
    } else {
        addActButton("attentionPrint", tr("Print again"), &AttentionViewModel::printAgain);
        if (item.mayBeOut)
            addActButton("attentionCameOut", tr("It came out"), &AttentionViewModel::cameOut);
        addActButton("attentionNotNeeded", tr("Not needed"), &AttentionViewModel::notNeeded);
    }
    m_buttons->addStretch();
    showWords();
}

void AttentionCard::addActButton(const char *name, const QString &words, Act act)
{
    connect(addButton(name, words), &QPushButton::clicked, this,
            [this, act] { std::invoke(act, m_attention, m_item.key); });
}

QPushButton *AttentionCard::addButton(const char *name, const QString &words)
{
    auto *button = new ActionButton(QStringLiteral("%1%2").arg(QLatin1String(name)).arg(m_place), words);
    button->setAccessibleDescription(m_item.title + u' ' + m_item.subject);
    m_buttons->addWidget(button);
    return button;
}

bool AttentionCard::showItem(const AttentionItem &item)
{
    if (item.key != m_item.key || item.isNoted != m_item.isNoted || item.mayBeOut != m_item.mayBeOut)
        return false;
    m_item = item;
    showWords();
    return true;
}

void AttentionCard::showWords()
{
    m_title->setText(m_item.isNoted ? tr("Dealt with: %1").arg(m_item.title) : m_item.title);
    m_since->setText(m_attention.sinceText(m_item));
    m_since->setVisible(!m_since->text().isEmpty());
    m_subject->setText(breakable(m_item.subject));
    m_words->setText(breakable(m_item.words));
    m_advice->setText(m_item.isNoted ? tr("It leaves the list when the backend agrees that it is over.")
                                     : m_item.advice);
    const QString check = m_attention.checkText(m_item);
    m_check->setText(check);
    m_check->setVisible(!check.isEmpty());
    setAccessibleName(m_title->text() + u' ' + m_item.subject);
    if (m_theme)
        setIcon(m_icon, *m_theme, iconOf(m_item), colorOf(m_item), iconPx);
}

void AttentionCard::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    showWords();
}

void AttentionCard::takeFocus()
{
    const auto buttons = findChildren<QPushButton *>();
    for (auto *button : buttons) {
        if (button->isEnabled()) {
            button->setFocus();
            return;
        }
    }
}

} // namespace tillwright::kiosk::register_face
