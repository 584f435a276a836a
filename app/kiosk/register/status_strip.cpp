#include "kiosk/register/status_strip.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int stripHeightPx = 56;
constexpr int healthIconPx = 16;
constexpr int fieldGapPx = 12;

} // namespace

StatusStrip::StatusStrip(const Environment &environment)
    : m_checking(makeLabel({}, {}, QStringLiteral("checkingBadge")))
{
    setObjectName(QStringLiteral("statusStrip"));
    setProperty("kind", QStringLiteral("strip"));
    setFixedHeight(stripHeightPx);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(QStringLiteral("wordmark"), QStringLiteral("Tillwright")));
    layout->addSpacing(4);
    layout->addWidget(makeLabel(QStringLiteral("muted"), environment.device, QStringLiteral("deviceName")));
    layout->addSpacing(8);
    if (environment.sandbox)
        layout->addWidget(makeLabel({}, tr("SANDBOX – no real money moves"), QStringLiteral("sandboxBadge")),
                          0, Qt::AlignVCenter);
    layout->addStretch();
    m_checking->setVisible(false);
    layout->addWidget(m_checking, 0, Qt::AlignVCenter);
    layout->addSpacing(8);

    m_network = makeField(tr("Network"), QStringLiteral("networkState"));
    m_backend = makeField(tr("Backend"), QStringLiteral("backendState"));
    m_printer = makeField(tr("Printer"), QStringLiteral("printerState"));
    m_printer.icon->hide();
    m_printer.label->hide();
    if (!environment.engineVersion.isEmpty())
        layout->addWidget(makeLabel(QStringLiteral("caption"), tr("Engine %1").arg(environment.engineVersion),
                                    QStringLiteral("engineVersion")));
    auto *help = new ActionButton(QStringLiteral("helpButton"), tr("Keys (F1)"), QStringLiteral("quiet"));
    // The keyboard has F1, and the way of the Tab key leads through the sale only.
    help->setFocusPolicy(Qt::NoFocus);
    connect(help, &QPushButton::clicked, this, &StatusStrip::helpWanted);
    layout->addWidget(help, 0, Qt::AlignVCenter);
    setNetwork(Health::Unknown);
    setBackend(Health::Unknown);
}

void StatusStrip::setNetwork(Health health)
{
    setHealth(m_network, health);
}

void StatusStrip::setBackend(Health health)
{
    setHealth(m_backend, health);
}

void StatusStrip::setPrinter(Health health, const QString &words, const QString &advice)
{
    m_printer.health = health;
    m_printer.label->setText(words);
    m_printer.label->setToolTip(advice);
    m_printer.label->setAccessibleName(words);
    m_printer.label->setAccessibleDescription(advice);
    m_printer.icon->show();
    m_printer.label->show();
    showIcon(m_printer);
}

void StatusStrip::setChecking(const QString &text)
{
    m_checking->setText(text);
    m_checking->setVisible(!text.isEmpty());
}

void StatusStrip::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    showField(m_network);
    showField(m_backend);
    showIcon(m_printer);
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
    field.health = health;
    showField(field);
}

void StatusStrip::showField(const Field &field)
{
    switch (field.health) {
    case Health::Unknown:
        field.label->setText(field.name);
        break;
    case Health::Good:
        field.label->setText(tr("%1 fine").arg(field.name));
        break;
    case Health::Bad:
        field.label->setText(tr("%1 down").arg(field.name));
        break;
    }
    field.label->setAccessibleName(field.health == Health::Unknown ? tr("%1: not checked yet").arg(field.name)
                                                                   : field.label->text());
    showIcon(field);
}

void StatusStrip::showIcon(const Field &field)
{
    if (!m_theme)
        return;
    if (field.health == Health::Good)
        setIcon(field.icon, *m_theme, QStringLiteral("circle-check"), QStringLiteral("success"),
                healthIconPx);
    else if (field.health == Health::Bad)
        setIcon(field.icon, *m_theme, QStringLiteral("triangle-alert"), QStringLiteral("danger"),
                healthIconPx);
    else
        setIcon(field.icon, *m_theme, QStringLiteral("circle"), QStringLiteral("borderControl"),
                healthIconPx);
}

} // namespace tillwright::kiosk::register_face
