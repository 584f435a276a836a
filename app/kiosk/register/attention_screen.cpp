#include "kiosk/register/attention_screen.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/attention_card.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScroller>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int contentMaxWidthPx = 880;
constexpr int paddingPx = 24;
constexpr int emptyIconPx = 48;
constexpr int problemIconPx = 20;

} // namespace

AttentionScreen::AttentionScreen(presentation::AttentionViewModel &attention)
    : m_attention(attention),
      m_asked(makeLabel(QStringLiteral("caption"), {}, QStringLiteral("attentionAsked"))),
      m_askAgain(new ActionButton(QStringLiteral("attentionAskAgain"), tr("Ask again"))),
      m_problem(makeFrame(QStringLiteral("words"))), m_problemIcon(new QLabel),
      m_problemWords(makeParagraph(QStringLiteral("label"), {}, QStringLiteral("attentionProblem"))),
      m_stack(new QStackedWidget), m_scroll(new QScrollArea), m_emptyIcon(new QLabel),
      m_emptyWords(makeParagraph(QStringLiteral("lead"), {}, QStringLiteral("attentionEmpty")))
{
    setObjectName(QStringLiteral("attentionScreen"));
    setAccessibleRole(this, QAccessible::Grouping);
    setFocusPolicy(Qt::StrongFocus);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(makeLabel(QStringLiteral("heading"), tr("Attention")));
    head->addStretch();
    head->addWidget(m_asked);
    head->addWidget(m_askAgain);
    setStyled(m_problem, "tone", QStringLiteral("notPaid"));
    auto *problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(16, 12, 16, 12);
    problem->setSpacing(12);
    problem->addWidget(m_problemIcon, 0, Qt::AlignTop);
    problem->addWidget(m_problemWords, 1);

    auto *cards = new QWidget;
    m_list = new QVBoxLayout(cards);
    m_list->setContentsMargins(0, 0, 12, 0);
    m_list->setSpacing(16);
    m_list->addStretch();
    m_scroll->setWidget(cards);
    m_scroll->setObjectName(QStringLiteral("attentionList"));
    m_scroll->setAccessibleName(tr("What needs attention"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    auto *empty = new QWidget;
    auto *emptyLayout = new QVBoxLayout(empty);
    emptyLayout->setSpacing(16);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_emptyIcon, 0, Qt::AlignHCenter);
    m_emptyWords->setAlignment(Qt::AlignHCenter);
    emptyLayout->addWidget(m_emptyWords);
    emptyLayout->addStretch(3);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(empty);

    auto *content = new QWidget;
    content->setMaximumWidth(contentMaxWidthPx);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addWidget(m_problem);
    layout->addWidget(m_stack, 1);
    auto *centre = new QHBoxLayout(this);
    centre->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    centre->addWidget(content);

    connect(m_askAgain, &QPushButton::clicked, &m_attention, &presentation::AttentionViewModel::refresh);
    connect(&m_attention, &presentation::AttentionViewModel::changed, this, &AttentionScreen::showItems);
    showItems();
}

void AttentionScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    for (auto *card : std::as_const(m_cards))
        card->applyTheme(theme);
    showState();
}

void AttentionScreen::enter()
{
    m_attention.refresh();
    if (m_cards.isEmpty())
        setFocus();
    else
        m_cards.constFirst()->takeFocus();
}

void AttentionScreen::showItems()
{
    const auto &items = m_attention.items();
    bool isSame = items.size() == m_cards.size();
    for (qsizetype i = 0; isSame && i < items.size(); ++i)
        isSame = m_cards[i]->showItem(items[i]);
    if (!isSame) {
        const int place = placeOfFocus();
        for (auto *card : std::as_const(m_cards)) {
            // The button that was pressed is still at work.
            card->hide();
            card->setParent(nullptr);
            card->deleteLater();
        }
        m_cards.clear();
        for (const auto &item : items) {
            auto *card = new AttentionCard(m_attention, item, int(m_cards.size()));
            if (m_theme)
                card->applyTheme(*m_theme);
            connect(card, &AttentionCard::saleWanted, this, &AttentionScreen::saleWanted);
            m_list->insertWidget(m_list->count() - 1, card);
            card->show();
            // A button would lead the arrows to the next button.
            for (auto *button : card->findChildren<QPushButton *>())
                button->installEventFilter(this);
            m_cards.append(card);
        }
        // Where the keyboard was, or what has moved up to there.
        // It waits here itself while the list is empty.
        if ((place >= 0 || hasFocus()) && isVisible()) {
            if (m_cards.isEmpty())
                setFocus();
            else
                m_cards[std::clamp<qsizetype>(place, 0, m_cards.size() - 1)]->takeFocus();
        }
    }
    showState();
}

void AttentionScreen::showState()
{
    const bool isFirstAsking = m_attention.isAsking() && m_cards.isEmpty();
    m_asked->setText(m_attention.askedText());
    m_askAgain->setEnabled(!m_attention.isAsking());
    m_problem->setVisible(!m_attention.problem().isEmpty());
    m_problemWords->setText(tr("%1 Shown is what this register knows.").arg(m_attention.problem()));
    m_stack->setCurrentIndex(m_cards.isEmpty() ? 1 : 0);
    const bool isUnknown = !m_attention.problem().isEmpty();
    m_emptyWords->setText(isFirstAsking   ? tr("Asking the backend …")
                              : isUnknown ? tr("This register knows of nothing that needs attention.")
                                          : tr("Nothing needs attention."));
    // It has the keyboard while there is no card.
    setAccessibleName(m_cards.isEmpty() ? tr("Attention: %1").arg(m_emptyWords->text()) : tr("Attention"));
    if (!m_theme)
        return;
    setIcon(m_problemIcon, *m_theme, QStringLiteral("circle-alert"), QStringLiteral("danger"), problemIconPx);
    setIcon(m_emptyIcon, *m_theme,
            isFirstAsking   ? QStringLiteral("loader")
                : isUnknown ? QStringLiteral("circle-alert")
                            : QStringLiteral("circle-check"),
            isFirstAsking   ? QStringLiteral("accent")
                : isUnknown ? QStringLiteral("textMuted")
                            : QStringLiteral("success"),
            emptyIconPx);
}

int AttentionScreen::placeOfFocus() const
{
    const QWidget *focus = QApplication::focusWidget();
    for (qsizetype i = 0; focus && i < m_cards.size(); ++i) {
        if (m_cards[i]->isAncestorOf(focus))
            return int(i);
    }
    return -1;
}

void AttentionScreen::walk(int by)
{
    if (m_cards.isEmpty())
        return;
    const int place = placeOfFocus();
    auto *card = m_cards[std::clamp<qsizetype>(place < 0 ? 0 : place + by, 0, m_cards.size() - 1)];
    card->takeFocus();
    m_scroll->ensureWidgetVisible(card);
}

bool AttentionScreen::eventFilter(QObject *watched, QEvent *event)
{
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return SideScreen::eventFilter(watched, event);
    walk(key == Qt::Key_Down ? 1 : -1);
    return true;
}

} // namespace tillwright::kiosk::register_face
