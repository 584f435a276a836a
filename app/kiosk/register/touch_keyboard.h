#pragma once

#include <QFrame>
#include <QPointer>

class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace tillwright::kiosk::register_face {

class Theme;

/// Letters and digits for whoever has no keyboard. It comes when a field, or one of the payment page's, was entered by a finger,
/// and goes with the next key of a real keyboard, or when what has the focus takes no text. Like the keypad it never takes the
/// focus; its keys go to what has it.
class TouchKeyboard : public QFrame
{
    Q_OBJECT

public:
    /// Over `parent`, at its lower edge, or above the field where it would cover that. `page`: the payment page.
    TouchKeyboard(QWidget *parent, QWidget *page);
    void applyTheme(const Theme &theme);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addRow(const QString &keys, const QString &shifted);
    QPushButton *addKey(QHBoxLayout *row, const QString &objectName, const QString &face, const QString &name,
                        int stretch = 1);
    void addCharacter(QHBoxLayout *row, const QString &plain, const QString &shifted);
    void setShifted(bool shifted);
    /// As a keyboard would.
    void send(int key, const QString &text);
    /// What a finger has just left.
    void touched(QPointer<QWidget> widget);
    void review();
    /// What has the focus takes text, and has no keys of its own.
    [[nodiscard]] bool takesText(const QWidget *widget) const;
    [[nodiscard]] bool isOfPage(const QWidget *widget) const;
    void place();

    QPointer<QWidget> m_page;
    QVBoxLayout *m_rows;
    QPushButton *m_shift = nullptr;
    QPushButton *m_delete = nullptr;
    QList<QPushButton *> m_characters;
    bool m_isShifted = false;
    /// The last thing that was touched was on the payment page, which says later whether it takes text.
    bool m_pageWasTouched = false;
};

} // namespace tillwright::kiosk::register_face
