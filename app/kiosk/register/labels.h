#pragma once

#include <QFrame>
#include <QLabel>

namespace tillwright::kiosk::register_face {

class Theme;

/// A label whose look is the style sheet's for `role`. The text is never taken for HTML: Stripe's and the
/// backend's words come through here.
[[nodiscard]] QLabel *makeLabel(const QString &role, const QString &text = {},
                                const QString &objectName = {});
/// The same, breaking lines.
[[nodiscard]] QLabel *makeParagraph(const QString &role, const QString &text = {},
                                    const QString &objectName = {});
/// A hairline.
[[nodiscard]] QFrame *makeRule();
[[nodiscard]] QFrame *makeFrame(const QString &kind);
/// Sets a dynamic property and lets the style sheet look at the widget again.
void setStyled(QWidget *widget, const char *property, const QVariant &value);
/// Shows an icon of resources/icons in a label.
void setIcon(QLabel *label, const Theme &theme, const QString &name, const QString &colorName, int sizePx);

/// Digits of equal width, so that amounts line up and a running time does not tremble. Qt 6.4 cannot ask a font for
/// its tabular figures, so each digit is drawn in a cell of its own.
class TabularLabel : public QLabel
{
    Q_OBJECT

public:
    TabularLabel(const QString &role, const QString &objectName);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] qreal textWidth() const;
};

} // namespace tillwright::kiosk::register_face
