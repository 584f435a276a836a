#include "kiosk/register/history_detail.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/sale_tone.h"
#include "kiosk/register/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

using Check = presentation::HistoryViewModel::Check;

namespace {

constexpr int paddingPx = 28;
constexpr int titleIconPx = 32;
constexpr int smallIconPx = 20;
constexpr int factNameWidthPx = 132;
/// A value and the button that copies it stay together on a wide screen.
constexpr int contentMaxWidthPx = 760;
constexpr int stepTimeWidthPx = 132;

QWidget *makeGridOwner(QGridLayout *&grid)
{
    auto *owner = new QWidget;
    grid = new QGridLayout(owner);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    return owner;
}

} // namespace

HistoryDetail::HistoryDetail(presentation::HistoryViewModel &history, bool canPrint)
    : m_history(history), m_hasPrinter(canPrint), m_icon(new QLabel),
      m_title(makeParagraph(QStringLiteral("heading"), {}, QStringLiteral("historyStatus"))),
      m_amount(new TabularLabel(QStringLiteral("amount"), QStringLiteral("historyAmount"))),
      m_advice(makeParagraph(QStringLiteral("body"), {}, QStringLiteral("historyAdvice"))),
      m_print(new ActionButton(QStringLiteral("historyPrintButton"), tr("Print again"))),
      m_check(new ActionButton(QStringLiteral("historyCheckButton"), tr("Check now"))),
      m_checkBox(makeFrame(QStringLiteral("words"))), m_checkIcon(new QLabel),
      m_checkText(makeParagraph(QStringLiteral("label"), {}, QStringLiteral("historyCheckText"))),
      m_content(new QWidget)
{
    setObjectName(QStringLiteral("historyDetail"));
    setAccessibleName(tr("The chosen sale"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);

    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(12);
    actions->addWidget(m_print);
    actions->addWidget(m_check);
    actions->addStretch();
    auto *check = new QHBoxLayout(m_checkBox);
    check->setContentsMargins(16, 12, 16, 12);
    check->setSpacing(12);
    check->addWidget(m_checkIcon, 0, Qt::AlignTop);
    check->addWidget(m_checkText, 1);

    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addWidget(m_amount);
    layout->addWidget(m_advice);
    layout->addLayout(actions);
    layout->addWidget(m_checkBox);
    layout->addWidget(makeRule());
    layout->addWidget(makeRule());
    layout->addWidget(makeLabel(QStringLiteral("title"), tr("How it went")));
    layout->addStretch();
    m_content->setMaximumWidth(contentMaxWidthPx);
    setWidget(m_content);

    connect(m_print, &QPushButton::clicked, this, &HistoryDetail::printWanted);
    connect(m_check, &QPushButton::clicked, this, [this] { m_history.checkNow(); });
    connect(&m_history, &presentation::HistoryViewModel::chosenChanged, this, &HistoryDetail::showSale);
}

void HistoryDetail::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    m_shownFacts.clear();
    showSale();
}

void HistoryDetail::takeFocus()
{
    if (m_print->isVisible())
        m_print->setFocus();
    else if (m_check->isVisible())
        m_check->setFocus();
    else if (auto *button = m_content->findChild<QPushButton *>(QStringLiteral("historyCopy0")))
        button->setFocus();
}

bool HistoryDetail::canPrint() const
{
    const auto *record = m_history.chosen();
    if (!record || !m_hasPrinter || !record->ids)
        return false;
    return record->phase == checkout::Phase::Unresolved
        || (record->phase == checkout::Phase::Paid && record->receiptNumber > 0);
}

void HistoryDetail::showSale()
{
    const auto *record = m_history.chosen();
    if (!record || !m_theme)
        return;
    const ToneLook look = lookOf(presentation::toneOf(record->phase));
    setIcon(m_icon, *m_theme, look.icon, look.color, titleIconPx);
    m_title->setText(m_history.statusText());
    m_amount->setText(m_history.amountText());
    m_amount->updateGeometry();
    m_advice->setText(m_history.statusAdvice());
    m_print->setVisible(canPrint());
    // Not disabled while Clive is asked: the keyboard would be lost from it.
    m_check->setVisible(record->ids.has_value());
    showCheck();
    showFacts();
    showSteps();
}

void HistoryDetail::showCheck()
{
    const Check check = m_history.check();
    m_checkBox->setVisible(check != Check::None);
    m_checkText->setText(m_history.checkText());
    setStyled(m_checkBox, "tone", check == Check::Failed ? QStringLiteral("notPaid") : QString());
    setIcon(m_checkIcon, *m_theme,
            check == Check::Asking       ? QStringLiteral("loader")
                : check == Check::Failed ? QStringLiteral("circle-alert")
                                         : QStringLiteral("refresh-cw"),
            check == Check::Failed ? QStringLiteral("danger") : QStringLiteral("accent"), smallIconPx);
}

void HistoryDetail::showFacts()
{
    const auto facts = m_history.facts();
    QStringList lines;
    for (const auto &fact : facts)
        lines.append(fact.name + fact.value);
    if (m_facts && lines == m_shownFacts)
        return;
    m_shownFacts = lines;
    delete m_facts;
    QGridLayout *grid = nullptr;
    m_facts = makeGridOwner(grid);
    QList<QWidget *> buttons{m_check};
    for (const auto &fact : facts) {
        const int row = grid->rowCount();
        auto *name = makeParagraph(QStringLiteral("muted"), breakable(fact.name));
        name->setFixedWidth(factNameWidthPx);
        name->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
        auto *value = makeParagraph(QStringLiteral("label"), breakable(fact.value));
        value->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
        grid->addWidget(name, row, 0);
        grid->addWidget(value, row, 1);
        if (!fact.canBeCopied)
            continue;
        auto *button = new ActionButton(QStringLiteral("historyCopy%1").arg(buttons.size() - 1), {},
                                        QStringLiteral("quiet"));
        button->setAccessibleName(tr("Copy %1").arg(fact.name));
        button->setToolTip(tr("Copy"));
        button->setFixedWidth(m_theme->sizePx(QStringLiteral("touchTarget")));
        button->setIcon(iconPixmap(QStringLiteral("copy"), m_theme->color(QStringLiteral("accent")),
                                   smallIconPx, devicePixelRatioF()));
        button->setIconSize({smallIconPx, smallIconPx});
        connect(button, &QPushButton::clicked, this,
                [this, button, value = fact.value] { copy(button, value); });
        grid->addWidget(button, row, 2);
        buttons.append(button);
    }
    auto *layout = static_cast<QVBoxLayout *>(m_content->layout());
    // Between the two rules.
    constexpr int place = 6;
    layout->insertWidget(place, m_facts);
    // At once and not from the event loop, so that the keyboard finds its way there.
    m_facts->show();
    for (qsizetype i = 1; i < buttons.size(); ++i)
        setTabOrder(buttons[i - 1], buttons[i]);
}

void HistoryDetail::showSteps()
{
    const auto steps = m_history.steps();
    QStringList lines;
    for (const auto &step : steps)
        lines.append(step.time + step.text);
    if (m_steps && lines == m_shownSteps)
        return;
    m_shownSteps = lines;
    delete m_steps;
    QGridLayout *grid = nullptr;
    m_steps = makeGridOwner(grid);
    m_steps->setObjectName(QStringLiteral("historySteps"));
    for (const auto &step : steps) {
        const int row = grid->rowCount();
        auto *time = new TabularLabel(QStringLiteral("muted"), {});
        time->setText(step.time);
        time->setFixedWidth(stepTimeWidthPx);
        grid->addWidget(time, row, 0, Qt::AlignTop);
        grid->addWidget(makeParagraph(QStringLiteral("body"), breakable(step.text)), row, 1);
    }
    auto *layout = static_cast<QVBoxLayout *>(m_content->layout());
    layout->insertWidget(layout->count() - 1, m_steps);
    m_steps->show();
}

void HistoryDetail::copy(QPushButton *button, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    button->setIcon(iconPixmap(QStringLiteral("check"), m_theme->color(QStringLiteral("success")),
                               smallIconPx, devicePixelRatioF()));
    button->setToolTip(tr("Copied"));
}

} // namespace tillwright::kiosk::register_face
