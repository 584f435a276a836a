#include "kiosk/register/step_list.h"

#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QGridLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int stepIconPx = 20;

} // namespace

StepList::StepList(const QStringList &labels)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (const QString &text : labels) {
        const Row row{new QLabel, makeLabel(QStringLiteral("muted"), text)};
        grid->addWidget(row.icon, int(m_rows.size()), 0);
        grid->addWidget(row.label, int(m_rows.size()), 1);
        m_rows.append(row);
    }
}

void StepList::setCurrent(int step)
{
    if (m_current == step)
        return;
    m_current = step;
    for (int i = 0; i < m_rows.size(); ++i)
        showRow(i);
}

void StepList::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    for (int i = 0; i < m_rows.size(); ++i)
        showRow(i);
}

void StepList::showRow(int step)
{
    const Row &row = m_rows[step];
    const bool done = step < m_current;
    const bool current = step == m_current;
    setStyled(row.label, "role", current ? QStringLiteral("label") : QStringLiteral("muted"));
    // Colour and shape are not the only cue for those who hear the screen.
    row.label->setAccessibleName(done          ? tr("%1: done").arg(row.label->text())
                                     : current ? tr("%1: now").arg(row.label->text())
                                               : row.label->text());
    if (!m_theme)
        return;
    if (done)
        setIcon(row.icon, *m_theme, QStringLiteral("circle-check"), QStringLiteral("success"), stepIconPx);
    else if (current)
        setIcon(row.icon, *m_theme, QStringLiteral("clock"), QStringLiteral("accent"), stepIconPx);
    else
        setIcon(row.icon, *m_theme, QStringLiteral("circle"), QStringLiteral("borderControl"), stepIconPx);
}

} // namespace tillwright::kiosk::register_face
