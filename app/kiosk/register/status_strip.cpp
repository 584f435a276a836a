#include "kiosk/register/status_strip.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int stripHeightPx = 56;
constexpr int healthIconPx = 16;
constexpr int fieldGapPx = 4;

} // namespace

StatusStrip::StatusStrip(const Environment &environment)
    : m_checking(makeLabel({}, {}, QStringLiteral("checkingBadge")))
{
    setObjectName(QStringLiteral("statusStrip"));
    setProperty("kind", QStringLiteral("strip"));
    setFixedHeight(stripHeightPx);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(QStringLiteral("wordmark"), QStringLiteral("Tillwright")));
    layout->addWidget(makeLabel(QStringLiteral("muted"), environment.device, QStringLiteral("deviceName")));
    if (environment.sandbox)
        layout->addWidget(makeLabel({}, tr("SANDBOX – no real money moves"), QStringLiteral("sandboxBadge")),
                          0, Qt::AlignVCenter);
    layout->addStretch();
    m_checking->setVisible(false);
    layout->addWidget(m_checking, 0, Qt::AlignVCenter);

    m_network = makeField(tr("Network"), QStringLiteral("networkState"));
    m_backend = makeField(tr("Backend"), QStringLiteral("backendState"));
    m_clive = makeField(tr("Clive"), QStringLiteral("cliveState"));
    m_printer = makeField(tr("Printer"), QStringLiteral("printerState"));
    m_engine = makeField(tr("Engine"), QStringLiteral("engineVersion"));
    for (const Field &field : {m_printer, m_engine}) {
        field.icon->hide();
        field.label->hide();
    }
    auto *help = new ActionButton(QStringLiteral("helpButton"), tr("Keys (F1)"), QStringLiteral("quiet"));
    // The keyboard has F1, and the way of the Tab key leads through the sale only.
    help->setFocusPolicy(Qt::NoFocus);
    connect(help, &QPushButton::clicked, this, &StatusStrip::helpWanted);
    layout->addWidget(help, 0, Qt::AlignVCenter);
    for (Field *field : {&m_network, &m_backend, &m_clive})
        setHealth(*field, Health::Unknown);
    const auto &engine = environment.engine;
    const auto ofOld = engine.takesCardsBelow ? Health::Warning : Health::Bad;
    if (!engine.version.isEmpty())
        say(m_engine, isBelowFloor(engine) ? ofOld : Health::Good, engineWords(engine), engineAdvice(engine));
}

void StatusStrip::setPrinter(Health health, const QString &words, const QString &advice)
{
    // The words name the printer themselves, and the strip does it for them.
    const QString state = words.startsWith(m_printer.name) ? words.mid(m_printer.name.size()) : words;
    const auto isPunctuation = [](QChar letter) { return letter == u':' || letter.isSpace(); };
    const auto begin = std::find_if_not(state.begin(), state.end(), isPunctuation);
    say(m_printer, health, state.mid(begin - state.begin()), advice);
}

void StatusStrip::setChecking(const QString &text)
{
    m_checking->setText(text);
    m_checking->setVisible(!text.isEmpty());
}

void StatusStrip::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    for (const Field &field : {m_network, m_backend, m_clive, m_printer, m_engine})
        showIcon(field);
}

StatusStrip::Field StatusStrip::makeField(const QString &name, const QString &objectName)
{
    Field field{new QLabel, makeLabel(QStringLiteral("caption"), {}, objectName), name};
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->addWidget(field.icon);
    row->addWidget(field.label);
    // A margin of its own, so that a field that is hidden leaves no gap.
    field.label->setContentsMargins(0, 0, fieldGapPx, 0);
    return field;
}

void StatusStrip::setHealth(Field &field, Health health)
{
    switch (health) {
    case Health::Unknown:
        say(field, health, tr("unknown"));
        break;
    case Health::Good:
        say(field, health, tr("fine"));
        break;
    case Health::Warning:
    case Health::Bad:
        say(field, health, tr("down"));
        break;
    }
}

void StatusStrip::say(Field &field, Health health, const QString &state, const QString &advice)
{
    field.health = health;
    const QString shown = state.isEmpty() ? tr("unknown") : state;
    // In two lines, because a strip with all of them in one would be wider than the smallest window.
    field.label->setText(field.name + u'\n' + shown);
    field.label->setAccessibleName(tr("%1: %2").arg(field.name, shown));
    field.label->setAccessibleDescription(advice);
    field.label->setToolTip(advice);
    field.icon->show();
    field.label->show();
    showIcon(field);
}

void StatusStrip::showIcon(const Field &field) const
{
    if (!m_theme)
        return;
    const auto [icon, color] = [&field] {
        switch (field.health) {
        case Health::Good:
            return std::pair(QStringLiteral("circle-check"), QStringLiteral("success"));
        case Health::Warning:
            return std::pair(QStringLiteral("triangle-alert"), QStringLiteral("warning"));
        case Health::Bad:
            return std::pair(QStringLiteral("circle-x"), QStringLiteral("danger"));
        case Health::Unknown:
            break;
        }
        return std::pair(QStringLiteral("circle"), QStringLiteral("borderControl"));
    }();
    setIcon(field.icon, *m_theme, icon, color, healthIconPx);
}

} // namespace tillwright::kiosk::register_face
