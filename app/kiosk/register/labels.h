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

/// Draws in one line with digits of equal width, in the painter's font and pen; to the right edge, or to the left one.
/// Amounts read from left to right in every language.
void drawTabular(QPainter &painter, const QRectF &rect, const QString &text, bool toTheRight);
/// As wide as drawTabular() draws it.
[[nodiscard]] qreal tabularWidth(const QFont &font, const QString &text);
/// A text without blanks, such as a reference or an id, that may be broken where it is too long for a line.
[[nodiscard]] QString breakable(const QString &text);

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
};

} // namespace tillwright::kiosk::register_face
