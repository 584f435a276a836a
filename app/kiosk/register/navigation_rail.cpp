#include "kiosk/register/navigation_rail.h"

#include "kiosk/register/icons.h"
#include "kiosk/register/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int railWidthPx = 96;
constexpr int railPaddingPx = 8;
constexpr int buttonHeightPx = 72;
constexpr int iconPx = 24;
constexpr int badgeHeightPx = 20;
constexpr int badgePaddingPx = 6;
/// From the button's middle to the badge, so that it sits on the icon's upper corner.
constexpr int badgeOffsetPx = 6;
constexpr int countShownMax = 99;

} // namespace

RailButton::RailButton(const QString &objectName, const QString &name, const QString &icon,
                       const QString &keyName)
    : m_name(name), m_icon(icon), m_keyName(keyName)
{
    setObjectName(objectName);
    setText(name);
    setCheckable(true);
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setFixedHeight(buttonHeightPx);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setIconSize({iconPx, iconPx});
    // The keyboard has the F-key, and the way of the Tab key leads through the screen only.
    setFocusPolicy(Qt::NoFocus);
    describe();
}

void RailButton::setName(const QString &name)
{
    m_name = name;
    ensurePolished();
    setText(fontMetrics().elidedText(name, Qt::ElideRight, railWidthPx - 2 * railPaddingPx - 4));
    describe();
}

void RailButton::setCount(int count)
{
    m_count = count;
    describe();
    update();
}

void RailButton::describe()
{
    setAccessibleName(m_count > 0 ? tr("%1: %n waiting", nullptr, m_count).arg(m_name) : m_name);
    setToolTip(m_keyName.isEmpty() ? QString() : tr("%1 (%2)").arg(m_name, m_keyName));
}

void RailButton::applyTheme(const Theme &theme)
{
    QIcon icon;
    icon.addPixmap(iconPixmap(m_icon, theme.color(QStringLiteral("textMuted")), iconPx, devicePixelRatioF()),
                   QIcon::Normal, QIcon::Off);
    icon.addPixmap(iconPixmap(m_icon, theme.color(QStringLiteral("accent")), iconPx, devicePixelRatioF()),
                   QIcon::Normal, QIcon::On);
    icon.addPixmap(
        iconPixmap(m_icon, theme.color(QStringLiteral("textDisabled")), iconPx, devicePixelRatioF()),
        QIcon::Disabled, QIcon::Off);
    setIcon(icon);
    m_badge = theme.color(QStringLiteral("danger"));
    m_onBadge = theme.color(QStringLiteral("onDanger"));
    m_badgeFontPx = theme.fontPx(QStringLiteral("caption"));
    update();
}

void RailButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_count <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont badgeFont = font();
    badgeFont.setPixelSize(m_badgeFontPx);
    badgeFont.setWeight(QFont::DemiBold);
    painter.setFont(badgeFont);
    const QString text =
        m_count > countShownMax ? QStringLiteral("%1+").arg(countShownMax) : QString::number(m_count);
    const int width =
        std::max(badgeHeightPx, painter.fontMetrics().horizontalAdvance(text) + 2 * badgePaddingPx);
    const QRect badge(this->width() / 2 + badgeOffsetPx, badgePaddingPx, width, badgeHeightPx);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_badge);
    painter.drawRoundedRect(badge, badgeHeightPx / 2.0, badgeHeightPx / 2.0);
    painter.setPen(m_onBadge);
    painter.drawText(badge, Qt::AlignCenter, text);
}

NavigationRail::NavigationRail() : m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("navigationRail"));
    setProperty("kind", QStringLiteral("rail"));
    setFixedWidth(railWidthPx);
    m_layout->setContentsMargins(railPaddingPx, 12, railPaddingPx, 12);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    hide();
}

RailButton *NavigationRail::add(const QString &objectName, const QString &name, const QString &icon,
                                const QString &keyName)
{
    return insert(m_ways++, new RailButton(objectName, name, icon, keyName));
}

RailButton *NavigationRail::addFoot(const QString &objectName, const QString &name, const QString &icon,
                                    const QString &keyName)
{
    auto *button = insert(m_layout->count(), new RailButton(objectName, name, icon, keyName));
    button->setCheckable(false);
    return button;
}

RailButton *NavigationRail::insert(int index, RailButton *button)
{
    m_layout->insertWidget(index, button);
    m_buttons.append(button);
    if (m_theme)
        button->applyTheme(*m_theme);
    setVisible(m_buttons.size() > 1);
    return button;
}

void NavigationRail::setCurrent(const RailButton *button)
{
    for (RailButton *each : std::as_const(m_buttons))
        each->setChecked(each == button);
}

void NavigationRail::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    for (RailButton *button : std::as_const(m_buttons))
        button->applyTheme(theme);
}

} // namespace tillwright::kiosk::register_face
