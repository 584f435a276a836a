#include "kiosk/autopilot/shift_keys.h"

#include "kiosk/autopilot/widget_input.h"

#include <QAbstractButton>
#include <QLabel>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

bool press(const QWidget *window, const QString &name)
{
    auto *button = window->findChild<QAbstractButton *>(name);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    clickWidget(button);
    return true;
}

} // namespace

bool ShiftKeys::closes(const QWidget *window)
{
    const auto *title = window->findChild<QLabel *>(u"reportTitle"_s);
    switch (m_step) {
    case Step::Screen:
        if (press(window, u"shiftRailButton"_s))
            m_step = Step::Close;
        break;
    case Step::Close:
        if (press(window, u"closeShiftButton"_s))
            m_step = Step::Confirm;
        break;
    case Step::Confirm:
        if (press(window, u"closeShiftButton"_s))
            m_step = Step::Wait;
        break;
    case Step::Wait:
        return title && title->isVisible() && title->text().startsWith(u'Z');
    }
    return false;
}

} // namespace tillwright::kiosk::autopilot
