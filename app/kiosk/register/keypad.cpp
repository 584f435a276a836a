#include "kiosk/register/keypad.h"

#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QGridLayout>
#include <QIcon>
#include <QLineEdit>
#include <QPushButton>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int deleteIconPx = 26;

} // namespace

Keypad::Keypad(QLineEdit &target, bool hasPoint) : m_target(target)
{
    m_target.setProperty(hasKeypadProperty, true);
    // Digits keep their places in every language.
    setLayoutDirection(Qt::LeftToRight);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    for (int digit = 1; digit <= 9; ++digit) {
        const QString face = QString::number(digit);
        auto *key = addKey(QStringLiteral("key%1").arg(digit), face, face, (digit - 1) / 3, (digit - 1) % 3);
        connect(key, &QPushButton::clicked, this, [this, face] { type(face); });
    }
    auto *point = addKey(QStringLiteral("keyPoint"), QStringLiteral("."), tr("Decimal point"), 3, 0);
    point->setEnabled(hasPoint);
    connect(point, &QPushButton::clicked, this, [this] { type(QStringLiteral(".")); });
    auto *zero = addKey(QStringLiteral("key0"), QStringLiteral("0"), QStringLiteral("0"), 3, 1);
    connect(zero, &QPushButton::clicked, this, [this] { type(QStringLiteral("0")); });
    m_delete = addKey(QStringLiteral("keyDelete"), {}, tr("Delete the last digit"), 3, 2);
    m_delete->setAutoRepeat(true);
    connect(m_delete, &QPushButton::clicked, this, [this] {
        m_target.setFocus();
        m_target.backspace();
    });
}

void Keypad::applyTheme(const Theme &theme)
{
    m_delete->setIcon(iconPixmap(QStringLiteral("delete"), theme.color(QStringLiteral("text")), deleteIconPx,
                                 devicePixelRatioF()));
    m_delete->setIconSize({deleteIconPx, deleteIconPx});
}

void Keypad::setCompact(bool compact)
{
    if (m_isCompact == compact)
        return;
    m_isCompact = compact;
    const auto keys = findChildren<QPushButton *>();
    for (QPushButton *key : keys)
        setStyled(key, "compact", compact);
}

QPushButton *Keypad::addKey(const QString &objectName, const QString &face, const QString &accessibleName,
                            int row, int column)
{
    auto *key = new QPushButton(face);
    key->setObjectName(objectName);
    key->setAccessibleName(accessibleName);
    key->setProperty("kind", QStringLiteral("key"));
    key->setFocusPolicy(Qt::NoFocus);
    key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    static_cast<QGridLayout *>(layout())->addWidget(key, row, column);
    return key;
}

void Keypad::type(const QString &text)
{
    m_target.setFocus();
    m_target.insert(text);
}

} // namespace tillwright::kiosk::register_face
