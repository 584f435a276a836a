#pragma once

#include <QWidget>

namespace tillwright::kiosk::register_face {
class Theme;
}

namespace tillwright::kiosk::qa_panel {

/// One of the panel's pages.
class PanelPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual void applyTheme(const register_face::Theme &theme) = 0;
    /// It comes to the front: the keyboard goes where it is wanted first.
    virtual void enter() = 0;

Q_SIGNALS:
    /// For the line at the panel's foot: something was done, or could not be.
    void said(const QString &words);
};

} // namespace tillwright::kiosk::qa_panel
