#pragma once

#include "kiosk/presentation/staff_session.h"

#include <QWidget>
#include <functional>

class QGridLayout;
class QLabel;

namespace tillwright::kiosk::register_face {

class OperatorTile;
class PinEntry;
class Theme;

/// Who, and the PIN: tiles beside a keypad. One place in the way of the Tab key: letters and arrows choose the person, digits
/// are the PIN, Enter ends it.
class StaffPicker : public QWidget
{
    Q_OBJECT

public:
    /// `prefix`: of the object names, such as `signIn`. `session` must outlive it.
    StaffPicker(const QString &prefix, presentation::StaffSession &session);
    void applyTheme(const Theme &theme);
    /// Whom to choose from. Who was chosen stays chosen.
    void setPeople(const std::vector<shift::Operator> &people);
    void choose(const QString &id);
    [[nodiscard]] QString chosen() const { return m_chosen; }
    /// No digit is left, and no word about the last PIN.
    void clear();
    [[nodiscard]] bool hasPin() const;
    /// Hands the PIN over, as Enter does.
    void submit();
    /// What came of it.
    void showAnswer(const shift::PinAnswer &answer);
    void setOnSubmit(std::function<void(const std::string &id, domain::Secret pin)> onSubmit)
    {
        m_onSubmit = std::move(onSubmit);
    }

Q_SIGNALS:
    void chosenChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void layOut();
    void showGates();
    void moveBy(int steps);
    void chooseByLetter(QChar letter);
    [[nodiscard]] int indexOf(const QString &id) const;

    const QString m_prefix;
    presentation::StaffSession &m_session;
    std::function<void(const std::string &, domain::Secret)> m_onSubmit;
    std::vector<shift::Operator> m_people;
    QList<OperatorTile *> m_tiles;
    QString m_chosen;
    QString m_words;
    bool m_isChecking = false;
    const Theme *m_theme = nullptr;
    QWidget *m_area;
    QGridLayout *m_grid;
    QLabel *m_name;
    QLabel *m_message;
    PinEntry *m_pin;
};

} // namespace tillwright::kiosk::register_face
