#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QHBoxLayout;

namespace tillwright::kiosk::register_face {

class Theme;

/// A label, a line to type in and the place for what is wrong with it. The place is kept free, so that an error moves
/// nothing.
class FormField : public QWidget
{
    Q_OBJECT

public:
    FormField(const QString &label, const QString &editName, const QString &errorName);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] QLabel *errorLabel() const { return m_error; }
    /// Stands behind the line, such as a button that fills it.
    void addBeside(QWidget *widget);
    /// Shown inside the line, before the text, such as `$`.
    void setMark(const QString &mark);
    /// Empty: nothing is wrong. Assistive technology reads it with the field.
    void setError(const QString &sentence);
    void applyTheme(const Theme &theme);

private:
    void updateMark();

    QLabel *m_label;
    QLineEdit *m_edit;
    QLabel *m_mark = nullptr;
    QHBoxLayout *m_line;
    QLabel *m_errorIcon;
    QLabel *m_error;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace tillwright::kiosk::register_face
