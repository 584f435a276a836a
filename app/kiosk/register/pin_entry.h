#pragma once

#include "domain/secret.h"
#include "kiosk/shift/operators.h"

#include <QWidget>
#include <array>

class QPushButton;

namespace tillwright::kiosk::register_face {

class Theme;

/// Dots for a PIN, and digits for fingers below. The digits lie in one array that is overwritten when they are taken or
/// withdrawn: a line edit would leave copies behind. Keys reach it through its owner, which has the focus.
class PinEntry : public QWidget
{
    Q_OBJECT

public:
    /// `prefix`: of the object names, such as `signIn`.
    explicit PinEntry(const QString &prefix);
    ~PinEntry() override { clear(); }

    void applyTheme(const Theme &theme);
    void addDigit(char digit);
    void removeDigit();
    void clear();
    [[nodiscard]] std::size_t length() const { return m_length; }
    /// Leaves none behind.
    [[nodiscard]] domain::Secret take();
    /// The owner has the focus: the keyboard types here.
    void setActive(bool active);

Q_SIGNALS:
    /// The key at the keypad's end.
    void enterPressed();

private:
    class Dots;
    QPushButton *addKey(const QString &objectName, const QString &face, const QString &name, int row,
                        int column);
    void changed();

    std::array<char, shift::pinMaxDigits> m_digits{};
    std::size_t m_length = 0;
    Dots *m_dots;
    QPushButton *m_delete = nullptr;
    QPushButton *m_enter = nullptr;
};

} // namespace tillwright::kiosk::register_face
