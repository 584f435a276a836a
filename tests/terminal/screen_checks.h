#pragma once

#include "terminal_fixture.h"

#include <QAccessible>
#include <QDir>

/// What every screen has to pass in every language and size: nothing is cut off, nothing lies over something else,
/// everything can be hit by a finger, has a name, and in the accessible mode lies within low reach. With TILLWRIGHT_SCREENSHOT_DIR set, a picture of each is left there
/// for a person to look at.
namespace tillwright::testing {

inline constexpr int touchTargetMinPx = 72;
/// Layouts share pixels out in fractions.
inline constexpr qreal fractionPx = 1.0;

struct SeenItem {
    const QQuickItem *item;
    QRectF box; ///< on the window
    bool isText;
    /// The button that it is a part of, or null.
    const QQuickItem *button;
};

inline QString describe(const QQuickItem *item)
{
    return QStringLiteral("%1 %2 %3")
        .arg(QLatin1String(item->metaObject()->className()), item->objectName(),
             item->property("text").toString());
}

inline bool isText(const QQuickItem *item)
{
    return item->inherits("QQuickText") && !item->property("text").toString().isEmpty();
}

inline bool isTarget(const QQuickItem *item)
{
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField");
}

inline void collect(const QQuickItem *item, const QQuickItem *button, QList<SeenItem> &seen)
{
    if (!item->isVisible())
        return;
    const bool target = isTarget(item);
    if (target || isText(item)) {
        // Of a text, what is painted: its item may be higher.
        const qreal height = target ? item->height() : item->property("contentHeight").toReal();
        seen.append({item, item->mapRectToScene(QRectF(0, 0, item->width(), height)), !target, button});
    }
    // What a field has in it is its own affair.
    if (item->inherits("QQuickTextField"))
        return;
    const auto children = item->childItems();
    for (const QQuickItem *child : children)
        collect(child, target ? item : button, seen);
}

/// What is scrolled through need not be on the window.
inline bool isScrolled(const QQuickItem *item)
{
    for (const QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->inherits("QQuickFlickable"))
            return parent->property("interactive").toBool();
    }
    return false;
}

/// Empty, or what is wrong.
inline QString problemOf(const SeenItem &seen, const QRectF &window)
{
    const auto grown = window.adjusted(-fractionPx, -fractionPx, fractionPx, fractionPx);
    if (!isScrolled(seen.item) && !grown.contains(seen.box))
        return QStringLiteral("is not on the window");
    if (seen.isText) {
        if (seen.item->property("truncated").toBool())
            return QStringLiteral("is cut off");
        if (seen.item->property("contentWidth").toReal() > seen.box.width() + fractionPx
            || seen.box.height() > seen.item->height() + fractionPx)
            return QStringLiteral("has no room for its text");
        if (seen.button) {
            const QRectF around =
                seen.button->mapRectToScene(QRectF(0, 0, seen.button->width(), seen.button->height()));
            if (!around.adjusted(-fractionPx, -fractionPx, fractionPx, fractionPx).contains(seen.box))
                return QStringLiteral("sticks out of its button");
        }
        return {};
    }
    if (seen.box.width() < touchTargetMinPx || seen.box.height() < touchTargetMinPx)
        return QStringLiteral("is too small for a finger");
    if (seen.item->objectName().isEmpty())
        return QStringLiteral("has no object name");
    // The keys of a PIN are for fingers alone (decision 023).
    if (seen.item->objectName().startsWith(QStringLiteral("pin_")))
        return {};
    auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QQuickItem *>(seen.item));
    if (!accessible || accessible->text(QAccessible::Name).isEmpty())
        return QStringLiteral("has no name for those who do not see it");
    return {};
}

inline void checkItems(TerminalFixture &fixture, const QString &where)
{
    // What lies over the screen hides it on purpose.
    const QQuickItem *top = fixture.root();
    for (const QString &name :
         {QStringLiteral("idleWarning"), QStringLiteral("languagePicker"), QStringLiteral("staffScreen")}) {
        if (const auto *overlay = fixture.find(name))
            top = overlay;
    }
    QList<SeenItem> seen;
    collect(top, nullptr, seen);
    QVERIFY2(!seen.isEmpty(), qPrintable(where));
    const QRectF window(fixture.window.face().rect());
    // A low screen is within reach as a whole; a high one is not for somebody who sits.
    const bool isLow = fixture.root()->property("accessible").toBool() && window.height() > window.width();
    for (const auto &one : std::as_const(seen)) {
        const QString problem = problemOf(one, window);
        QVERIFY2(problem.isEmpty(),
                 qPrintable(where + QStringLiteral(": ") + describe(one.item) + u' ' + problem));
        QVERIFY2(!isLow || one.isText || one.box.top() >= window.height() / 2 - fractionPx,
                 qPrintable(where + QStringLiteral(": ") + describe(one.item)
                            + QStringLiteral(" is out of low reach")));
    }
    for (qsizetype i = 0; i < seen.size(); ++i) {
        for (qsizetype j = i + 1; j < seen.size(); ++j) {
            const auto &a = seen[i];
            const auto &b = seen[j];
            if (a.button || b.button || isScrolled(a.item) != isScrolled(b.item))
                continue;
            const QRectF shared = a.box & b.box;
            QVERIFY2(shared.width() <= fractionPx || shared.height() <= fractionPx,
                     qPrintable(where + QStringLiteral(": ") + describe(a.item)
                                + QStringLiteral(" lies over ") + describe(b.item)));
        }
    }
}

/// In every language, or in those that are given, high and wide. `mode`: goes into the pictures' names.
inline void lookAt(TerminalFixture &fixture, const QString &name, const QString &mode = {},
                   const QStringList &languages = {})
{
    for (const QSize &size : {QSize(1080, 1920), QSize(1920, 1080)}) {
        fixture.window.resize(size);
        for (const QString &language : languages.isEmpty() ? fixture.languages.codes() : languages) {
            fixture.languages.select(language);
            fixture.settle();
            const QString where = QStringLiteral("terminal-%1%2-%3x%4-%5")
                                      .arg(name, mode)
                                      .arg(size.width())
                                      .arg(size.height())
                                      .arg(language);
            QCOMPARE(fixture.window.size(), size);
            const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
            if (!directory.isEmpty()) {
                QVERIFY(QDir().mkpath(directory));
                // Painted as a whole: in software Qt paints what has changed, and is not always right about it.
                fixture.window.resize(size + QSize(0, 1));
                fixture.settle();
                fixture.window.resize(size);
                fixture.settle();
                QVERIFY(fixture.window.grab().save(QStringLiteral("%1/%2.png").arg(directory, where)));
            }
            checkItems(fixture, where);
            if (QTest::currentTestFailed())
                return;
        }
    }
    fixture.languages.select(QStringLiteral("en"));
}

} // namespace tillwright::testing
