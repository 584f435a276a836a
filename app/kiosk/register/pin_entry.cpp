#include "kiosk/register/pin_entry.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/theme.h"

#include <QGridLayout>
#include <QIcon>
#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int dotsHeightPx = 56;
constexpr int dotPx = 14;
constexpr int dotGapPx = 14;
constexpr int keyIconPx = 26;

} // namespace

/// How many digits there are, and never which.
class PinEntry::Dots : public QWidget
{
public:
    Dots()
    {
        setFixedHeight(dotsHeightPx);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void applyTheme(const Theme &theme)
    {
        m_ink = theme.color(QStringLiteral("text"));
        m_fill = theme.color(QStringLiteral("surface"));
        m_border = theme.color(QStringLiteral("borderControl"));
        m_ring = theme.color(QStringLiteral("focusRing"));
        m_radius = theme.radiusPx(QStringLiteral("control"));
        update();
    }
    void show(std::size_t count, bool active)
    {
        m_count = int(count);
        m_isActive = active;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal line = m_isActive ? 2 : 1;
        painter.setPen(QPen(m_isActive ? m_ring : m_border, line));
        painter.setBrush(m_fill);
        painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), m_radius,
                                m_radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_ink);
        const int width = m_count * dotPx + std::max(0, m_count - 1) * dotGapPx;
        int x = (this->width() - width) / 2;
        for (int i = 0; i < m_count; ++i, x += dotPx + dotGapPx)
            painter.drawEllipse(x, (height() - dotPx) / 2, dotPx, dotPx);
    }

private:
    QColor m_ink;
    QColor m_fill;
    QColor m_border;
    QColor m_ring;
    int m_radius = 0;
    int m_count = 0;
    bool m_isActive = false;
};

PinEntry::PinEntry(const QString &prefix) : m_dots(new Dots)
{
    // Digits keep their places in every language.
    setLayoutDirection(Qt::LeftToRight);
    m_dots->setObjectName(prefix + QStringLiteral("Pin"));
    setAccessibleRole(m_dots, QAccessible::StaticText);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_dots, 0, 0, 1, 3);
    for (int digit = 0; digit <= 9; ++digit) {
        const QString face = QString::number(digit);
        auto *key = addKey(prefix + QStringLiteral("Key%1").arg(digit), face, face,
                           digit == 0 ? 4 : (digit - 1) / 3 + 1, digit == 0 ? 1 : (digit - 1) % 3);
        connect(key, &QPushButton::clicked, this, [this, digit] { addDigit(char('0' + digit)); });
    }
    m_delete = addKey(prefix + QStringLiteral("KeyDelete"), {}, tr("Delete the last digit"), 4, 0);
    connect(m_delete, &QPushButton::clicked, this, &PinEntry::removeDigit);
    m_enter = addKey(prefix + QStringLiteral("KeyEnter"), {}, tr("Enter"), 4, 2);
    connect(m_enter, &QPushButton::clicked, this, &PinEntry::enterPressed);
    changed();
}

QPushButton *PinEntry::addKey(const QString &objectName, const QString &face, const QString &name, int row,
                              int column)
{
    auto *key = new QPushButton(face);
    key->setObjectName(objectName);
    key->setAccessibleName(name);
    key->setProperty("kind", QStringLiteral("key"));
    key->setFocusPolicy(Qt::NoFocus);
    key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    static_cast<QGridLayout *>(layout())->addWidget(key, row, column);
    return key;
}

void PinEntry::applyTheme(const Theme &theme)
{
    m_dots->applyTheme(theme);
    for (const auto &[key, icon] :
         {std::pair(m_delete, QStringLiteral("delete")), std::pair(m_enter, QStringLiteral("check"))}) {
        QIcon both;
        both.addPixmap(iconPixmap(icon, theme.color(QStringLiteral("text")), keyIconPx, devicePixelRatioF()));
        both.addPixmap(
            iconPixmap(icon, theme.color(QStringLiteral("textDisabled")), keyIconPx, devicePixelRatioF()),
            QIcon::Disabled);
        key->setIcon(both);
        key->setIconSize({keyIconPx, keyIconPx});
    }
}

void PinEntry::addDigit(char digit)
{
    if (!isEnabled() || m_length == m_digits.size())
        return;
    m_digits[m_length++] = digit;
    changed();
}

void PinEntry::removeDigit()
{
    if (m_length > 0)
        m_digits[--m_length] = 0;
    changed();
}

void PinEntry::clear()
{
    // Through a volatile pointer, because a plain store before destruction would be optimised away.
    volatile char *bytes = m_digits.data();
    for (std::size_t i = 0; i < m_digits.size(); ++i)
        bytes[i] = 0;
    m_length = 0;
    changed();
}

domain::Secret PinEntry::take()
{
    domain::Secret pin(std::string(m_digits.data(), m_length));
    clear();
    return pin;
}

void PinEntry::setActive(bool active)
{
    setProperty("active", active);
    changed();
}

void PinEntry::changed()
{
    m_dots->show(m_length, property("active").toBool());
    const int length = int(m_length);
    m_dots->setAccessibleName(length == 0       ? tr("PIN: nothing typed")
                                  : length == 1 ? tr("PIN: 1 digit")
                                                : tr("PIN: %1 digits").arg(length));
}

} // namespace tillwright::kiosk::register_face
