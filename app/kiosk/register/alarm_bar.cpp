#include "kiosk/register/alarm_bar.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int alarmIconPx = 20;

} // namespace

AlarmBar::AlarmBar()
    : m_icon(new QLabel), m_text(makeParagraph(QStringLiteral("alarm"), {}, QStringLiteral("alarmText")))
{
    setObjectName(QStringLiteral("alarmBar"));
    auto *noted = new ActionButton(QStringLiteral("alarmNotedButton"), tr("Noted"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 8, 24, 8);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(noted);
    m_text->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    connect(noted, &QPushButton::clicked, this, [this] {
        m_text->clear();
        hide();
    });
    hide();
}

void AlarmBar::add(const QString &text)
{
    const QString before = m_text->text();
    if (before.contains(text))
        return;
    m_text->setText(before.isEmpty() ? tr("Attention: %1").arg(text) : before + u'\n' + text);
    show();
}

void AlarmBar::applyTheme(const Theme &theme)
{
    setIcon(m_icon, theme, QStringLiteral("triangle-alert"), QStringLiteral("danger"), alarmIconPx);
}

} // namespace tillwright::kiosk::register_face
