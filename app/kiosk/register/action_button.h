#pragma once

#include <QPushButton>

namespace tillwright::kiosk::register_face {

/// A push button that Enter presses as well, not only the space bar; at a counter nobody reaches for the space bar.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    /// `kind` is the style sheet's; empty for the plain look. Its text is its accessible name.
    ActionButton(const QString &objectName, const QString &text, const QString &kind = {});

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace tillwright::kiosk::register_face
