#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tillwright::kiosk::register_face {

class Theme;

/// A field with a keypad of its own beside it: no other keyboard comes for it.
inline constexpr const char *hasKeypadProperty = "hasKeypad";

/// Digits for fingers. It types into one line and never takes the focus, because whoever has a keyboard has digits.
class Keypad : public QWidget
{
    Q_OBJECT

public:
    /// `hasPoint`: the currency has decimals.
    Keypad(QLineEdit &target, bool hasPoint);
    void applyTheme(const Theme &theme);
    /// Lower keys, still as high as a finger needs.
    void setCompact(bool compact);

private:
    QPushButton *addKey(const QString &objectName, const QString &face, const QString &accessibleName,
                        int row, int column);
    void type(const QString &text);

    QLineEdit &m_target;
    QPushButton *m_delete = nullptr;
    bool m_isCompact = false;
};

} // namespace tillwright::kiosk::register_face
