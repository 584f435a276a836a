#pragma once

#include "kiosk/presentation/approval_desk.h"

#include <QPointer>
#include <QWidget>

class QBoxLayout;
class QLabel;

namespace tillwright::kiosk::register_face {

class ActionButton;
class FormField;
class StaffPicker;
class Theme;

/// A supervisor is asked, over whatever is shown: what is to be done, why, who allows it. Goes by Esc.
class ApprovalPanel : public QWidget
{
    Q_OBJECT

public:
    /// Covers `parent` as long as it is shown. Desk and session must outlive it.
    ApprovalPanel(presentation::ApprovalDesk &desk, presentation::StaffSession &session, QWidget *parent);
    void applyTheme(const Theme &theme);

Q_SIGNALS:
    void shownChanged(bool shown);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// One for fingers, which have no keyboard.
    void addReason(QBoxLayout *layout, const QString &words);
    void showRequest();
    void approve();

    presentation::ApprovalDesk &m_desk;
    QWidget *m_card;
    QLabel *m_prompt;
    QLabel *m_advice;
    FormField *m_reason;
    StaffPicker *m_picker;
    QList<ActionButton *> m_reasons;
    ActionButton *m_allow;
    QColor m_scrim;
    QPointer<QWidget> m_focusBefore;
};

} // namespace tillwright::kiosk::register_face
