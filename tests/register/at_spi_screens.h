#pragma once

#include "at_spi_ear.h"

#include <QApplication>
#include <QStackedWidget>
#include <QTest>
#include <QWidget>

namespace tillwright::testing {

/// What was looked at over AT-SPI, the last screen of it in detail.
class HeardScreens
{
protected:
    /// Everything that can be focused, pressed or chosen says what it is and what it is for.
    void look(const QString &screen)
    {
        m_tree = accessibleTree();
        QVERIFY2(!m_tree.isEmpty(), qPrintable(screen + QStringLiteral(": nothing came over AT-SPI")));
        int controls = 0;
        for (const QJsonObject &element : std::as_const(m_tree)) {
            if (!is(element, "showing"))
                continue;
            const QString where =
                screen + u' ' + QString::fromUtf8(QJsonDocument(element).toJson(QJsonDocument::Compact));
            if (!isControl(element) || element[QLatin1String("depth")].toInt() < 2)
                continue;
            ++controls;
            const QString role = text(element, "role");
            QVERIFY2(!text(element, "name").isEmpty(), qPrintable(where));
            QVERIFY2(role != QStringLiteral("unknown") && role != QStringLiteral("invalid")
                         && role != QStringLiteral("filler"),
                     qPrintable(where));
        }
        QVERIFY2(controls > 0, qPrintable(screen));
        // Qt 6.4 gives assistive technology no object names, so they are taken from what was shown.
        const auto windows = QApplication::topLevelWidgets();
        for (const QWidget *window : windows) {
            for (const auto *widget : window->findChildren<QWidget *>()) {
                if (widget->isVisible())
                    m_heard.insert(widget->objectName());
            }
            if (window->isVisible())
                m_heard.insert(window->objectName());
        }
        for (const QWidget *window : windows) {
            for (const auto *stack : window->findChildren<QStackedWidget *>()) {
                for (int i = 0; i < stack->count(); ++i)
                    m_stacked.insert(stack->widget(i)->objectName());
            }
        }
    }
    [[nodiscard]] const QJsonObject *find(const QString &role, const QString &name) const
    {
        const auto found = std::find_if(m_tree.begin(), m_tree.end(), [&](const QJsonObject &element) {
            return is(element, "showing") && text(element, "role") == role && text(element, "name") == name;
        });
        return found == m_tree.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool has(const QString &role, const QString &name) const { return find(role, name); }
    [[nodiscard]] const QJsonObject *focused() const
    {
        // A list's current row and a bar's current tab say so as well, whether they have the keyboard or not.
        const auto found = std::find_if(m_tree.rbegin(), m_tree.rend(), [](const QJsonObject &element) {
            static const QSet<QString> parts{QStringLiteral("list item"), QStringLiteral("page tab")};
            return is(element, "showing") && is(element, "focused") && is(element, "focusable")
                && !parts.contains(text(element, "role"));
        });
        return found == m_tree.rend() ? nullptr : &*found;
    }

    QList<QJsonObject> m_tree;
    /// Object names.
    QSet<QString> m_heard;
    QSet<QString> m_stacked;
};

} // namespace tillwright::testing
