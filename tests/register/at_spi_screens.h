#pragma once

#include "../support/at_spi_screen.h"

#include <QApplication>
#include <QStackedWidget>
#include <QWidget>

namespace tillwright::testing {

/// What was looked at over AT-SPI, by the widgets' object names.
class HeardScreens : protected HeardScreen
{
protected:
    void look(const QString &screen)
    {
        HeardScreen::look(screen);
        // Qt 6.4 gives assistive technology no object names, so they are taken from what was shown.
        const auto windows = QApplication::topLevelWidgets();
        for (const QWidget *window : windows) {
            for (const auto *widget : window->findChildren<QWidget *>()) {
                if (widget->isVisible())
                    m_heard.insert(widget->objectName());
            }
            if (window->isVisible())
                m_heard.insert(window->objectName());
        }
        for (const QWidget *window : windows) {
            for (const auto *stack : window->findChildren<QStackedWidget *>()) {
                for (int i = 0; i < stack->count(); ++i)
                    m_stacked.insert(stack->widget(i)->objectName());
            }
        }
    }

    /// Object names.
    QSet<QString> m_heard;
    QSet<QString> m_stacked;
};

} // namespace tillwright::testing
