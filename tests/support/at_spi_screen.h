#pragma once

#include "at_spi_ear.h"

#include <QTest>

namespace tillwright::testing {

/// The screen that was looked at last, as assistive technology is told of it.
class HeardScreen
{
protected:
    /// Everything that can be focused, pressed or chosen says what it is and what it is for. `container`: the name of what Qt
    /// lets be focused without a role, because of what is in it.
    void look(const QString &screen, const QString &container = {})
    {
        m_tree = accessibleTree();
        QVERIFY2(!m_tree.isEmpty(), qPrintable(screen + QStringLiteral(": nothing came over AT-SPI")));
        int controls = 0;
        for (const QJsonObject &element : std::as_const(m_tree)) {
            if (!is(element, "showing"))
                continue;
            const QString where =
                screen + u' ' + QString::fromUtf8(QJsonDocument(element).toJson(QJsonDocument::Compact));
            if (!isControl(element) || element[QLatin1String("depth")].toInt() < 2
                || (!container.isEmpty() && text(element, "name") == container))
                continue;
            ++controls;
            const QString role = text(element, "role");
            QVERIFY2(!text(element, "name").isEmpty(), qPrintable(where));
            QVERIFY2(role != QStringLiteral("unknown") && role != QStringLiteral("invalid")
                         && role != QStringLiteral("filler"),
                     qPrintable(where));
        }
        QVERIFY2(controls > 0, qPrintable(screen));
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
};

} // namespace tillwright::testing
