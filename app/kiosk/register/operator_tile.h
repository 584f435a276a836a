#pragma once

#include <QPushButton>

namespace tillwright::kiosk::register_face {

class Theme;

/// One person: the name over the role. A name that is too long for its tile ends in dots and is whole in the tool tip.
class OperatorTile : public QPushButton
{
    Q_OBJECT

public:
    OperatorTile(const QString &objectName, const QString &name, const QString &caption);
    /// Such as "Supervisor" or "Locked".
    void setCaption(const QString &caption, bool isWarning);
    [[nodiscard]] const QString &name() const { return m_name; }
    void applyTheme(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_caption;
    bool m_isWarning = false;
    QColor m_ink;
    QColor m_muted;
    QColor m_warning;
    int m_namePx = 17;
    int m_captionPx = 13;
};

} // namespace tillwright::kiosk::register_face
