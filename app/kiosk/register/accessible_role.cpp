#include "kiosk/register/accessible_role.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace tillwright::kiosk::register_face {

namespace {

constexpr const char *roleProperty = "accessibleRole";
constexpr const char *selectedProperty = "accessibleSelected";

class RoleInterface : public QAccessibleWidget
{
public:
    RoleInterface(QWidget *widget, QAccessible::Role role) : QAccessibleWidget(widget, role) {}
    [[nodiscard]] QAccessible::State state() const override
    {
        auto state = QAccessibleWidget::state();
        if (role() == QAccessible::ListItem) {
            state.selectable = true;
            state.selected = widget()->property(selectedProperty).toBool();
        }
        return state;
    }
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    // Asked about everything there is, class by class; the browser engine's own items have no type information.
    if (className.startsWith(QStringLiteral("QtWebEngine")) || className == QStringLiteral("QQuickItem")
        || className == QStringLiteral("QObject"))
        return nullptr;
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(roleProperty) : QVariant();
    return role.isValid() ? new RoleInterface(widget, QAccessible::Role(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    [[maybe_unused]] static const bool isInstalled = (QAccessible::installFactory(makeInterface), true);
    widget->setProperty(roleProperty, int(role));
}

void setAccessibleSelected(QWidget *widget, bool selected)
{
    if (widget->property(selectedProperty).toBool() == selected)
        return;
    widget->setProperty(selectedProperty, selected);
    QAccessible::State changed;
    changed.selected = true;
    QAccessibleStateChangeEvent event(widget, changed);
    QAccessible::updateAccessibility(&event);
}

} // namespace tillwright::kiosk::register_face
