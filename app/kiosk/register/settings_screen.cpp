#include "kiosk/register/settings_screen.h"

#include "kiosk/presentation/settings_view_model.h"
#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>
#include <utility>

namespace tillwright::kiosk::register_face {

using presentation::Setting;

namespace {

constexpr int contentMaxWidthPx = 1000;
constexpr int paddingPx = 24;
constexpr int cardPaddingPx = 24;
constexpr int wordsMinWidthPx = 300;
constexpr int problemIconPx = 20;

} // namespace

SettingsScreen::SettingsScreen(presentation::SettingsViewModel &settings)
    : m_settings(settings), m_problemIcon(new QLabel),
      m_problem(makeParagraph(QStringLiteral("label"), {}, QStringLiteral("settingsProblem"))),
      m_done(makeParagraph(QStringLiteral("label"), {}, QStringLiteral("settingsDone"))),
      m_save(new ActionButton(QStringLiteral("settingsSave"), tr("Save changes"), QStringLiteral("accent"))),
      m_discard(new ActionButton(QStringLiteral("settingsDiscard"), tr("Discard (Esc)")))
{
    setObjectName(QStringLiteral("settingsScreen"));
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Settings"));
    setFocusPolicy(Qt::StrongFocus);
    auto *rows = makeFrame(QStringLiteral("card"));
    m_rows = new QVBoxLayout(rows);
    m_rows->setContentsMargins(cardPaddingPx, 8, cardPaddingPx, 8);
    m_rows->setSpacing(0);
    auto *list = new QWidget;
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 12, 0);
    listLayout->addWidget(rows);
    listLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(list);
    QScroller::grabGesture(scroll->viewport(), QScroller::TouchGesture);

    auto *problem = new QHBoxLayout;
    problem->setSpacing(8);
    problem->addWidget(m_problemIcon, 0, Qt::AlignTop);
    problem->addWidget(m_problem, 1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_done, 1);
    foot->addWidget(m_discard);
    foot->addWidget(m_save);

    auto *content = new QWidget;
    content->setMaximumWidth(contentMaxWidthPx);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(makeLabel(QStringLiteral("heading"), tr("Settings")));
    layout->addWidget(makeParagraph(
        QStringLiteral("muted"),
        tr("Of this register alone. Everything else, and what is fixed below, stands in its configuration.")));
    layout->addWidget(scroll, 1);
    layout->addLayout(problem);
    layout->addLayout(foot);
    auto *centre = new QHBoxLayout(this);
    centre->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    centre->addWidget(content);

    connect(m_save, &QPushButton::clicked, &m_settings, &presentation::SettingsViewModel::save);
    connect(m_discard, &QPushButton::clicked, &m_settings, &presentation::SettingsViewModel::discard);
    connect(&m_settings, &presentation::SettingsViewModel::changed, this, &SettingsScreen::showState);
    showState();
}

void SettingsScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    setIcon(m_problemIcon, theme, QStringLiteral("circle-alert"), QStringLiteral("danger"), problemIconPx);
}

void SettingsScreen::enter()
{
    m_settings.refresh();
    for (const auto &setting : m_settings.settings()) {
        if (setting.isFixed)
            continue;
        m_choices.value(setting.key).constFirst()->setFocus();
        return;
    }
    setFocus();
}

bool SettingsScreen::escape()
{
    if (!m_settings.hasChanges())
        return false;
    m_settings.discard();
    return true;
}

void SettingsScreen::makeRows()
{
    while (auto *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_choices.clear();
    const auto settings = m_settings.settings();
    for (const auto &setting : settings) {
        if (m_rows->count() > 0)
            m_rows->addWidget(makeRule());
        auto *row = makeRow(setting);
        m_rows->addWidget(row);
        // At once, so that the keyboard can go there.
        row->show();
    }
}

QWidget *SettingsScreen::makeRow(const Setting &setting)
{
    auto *row = new QWidget;
    row->setObjectName(QStringLiteral("setting_%1").arg(setting.key));
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeParagraph(QStringLiteral("label"), setting.name));
    words->addWidget(makeParagraph(QStringLiteral("caption"), setting.help));
    if (setting.isFixed)
        words->addWidget(makeParagraph(QStringLiteral("caption"),
                                       tr("Fixed by the configuration: it can only be changed there."),
                                       QStringLiteral("settingFixed_%1").arg(setting.key)));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 12, 0, 12);
    layout->setSpacing(24);
    auto *text = new QWidget;
    text->setMinimumWidth(wordsMinWidthPx);
    words->setContentsMargins(0, 0, 0, 0);
    text->setLayout(words);
    layout->addWidget(text, 1);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    for (const auto &choice : setting.choices) {
        auto *button = new ActionButton(QStringLiteral("setting_%1_%2").arg(setting.key, choice.value),
                                        choice.words, QStringLiteral("chip"));
        button->setCheckable(true);
        button->setAccessibleName(tr("%1: %2").arg(setting.name, choice.words));
        button->setEnabled(!setting.isFixed);
        connect(button, &QPushButton::clicked, this,
                [this, key = setting.key, value = choice.value] { m_settings.choose(key, value); });
        choices->addWidget(button);
        m_choices[setting.key].append(button);
    }
    layout->addLayout(choices);
    return row;
}

void SettingsScreen::showState()
{
    const auto settings = m_settings.settings();
    QStringList made;
    for (const auto &setting : settings) {
        made.append(setting.key + (setting.isFixed ? u'!' : u' '));
        for (const auto &choice : setting.choices)
            made.append(choice.value);
    }
    // Made anew only when they are others, so that the keyboard keeps its place.
    if (std::exchange(m_made, made) != made)
        makeRows();
    for (const auto &setting : settings) {
        const auto buttons = m_choices.value(setting.key);
        for (qsizetype i = 0; i < buttons.size(); ++i)
            buttons[i]->setChecked(setting.choices[i].value == setting.value);
    }
    const bool hasProblem = !m_settings.problem().isEmpty();
    m_problemIcon->setVisible(hasProblem);
    m_problem->setVisible(hasProblem);
    m_problem->setText(m_settings.problem());
    m_done->setText(m_settings.hasChanges() ? tr("Not saved yet.") : m_settings.done());
    m_save->setEnabled(m_settings.hasChanges());
    m_discard->setEnabled(m_settings.hasChanges());
}

} // namespace tillwright::kiosk::register_face
