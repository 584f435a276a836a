#pragma once

#include "register_fixture.h"

#include <QDir>
#include <QScrollArea>

/// What every screen has to pass in every size: nothing is cut off, everything can be hit by a finger. With
/// TILLWRIGHT_SCREENSHOT_DIR set, a picture of each is left there for a person to look at.
namespace tillwright::testing {

inline const QList<QSize> screenSizes{{1280, 720}, {1280, 800}, {1366, 768}, {1920, 1080}, {3840, 2160}};
inline constexpr int touchTargetMinPx = 48;

inline QString describe(const QWidget *widget)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                       widget->objectName());
}

/// What is scrolled through need not be on the window.
inline bool isScrolled(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(parent))
            return true;
    }
    return false;
}

inline void checkLabels(RegisterFixture &fixture, const QString &where)
{
    const auto labels = fixture.window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QRect onWindow(label->mapTo(&fixture.window, QPoint()), label->size());
        QVERIFY2(isScrolled(label) || fixture.window.rect().contains(onWindow),
                 qPrintable(where + u' ' + describe(label)));
        const int wanted =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        QVERIFY2(label->height() >= wanted,
                 qPrintable(where + u' ' + describe(label) + u' ' + label->text()));
        if (!label->wordWrap())
            QVERIFY2(label->width() >= label->sizeHint().width(),
                     qPrintable(where + u' ' + describe(label) + u' ' + label->text()));
    }
}

inline void checkTargets(RegisterFixture &fixture, const QString &where)
{
    QList<QWidget *> targets;
    for (auto *button : fixture.window.findChildren<QPushButton *>())
        targets.append(button);
    for (auto *edit : fixture.window.findChildren<QLineEdit *>())
        targets.append(edit);
    for (const QWidget *target : std::as_const(targets)) {
        if (!target->isVisible())
            continue;
        QVERIFY2(target->height() >= touchTargetMinPx && target->width() >= touchTargetMinPx,
                 qPrintable(where + u' ' + describe(target)));
        QVERIFY2(!target->objectName().isEmpty(), qPrintable(where + u' ' + describe(target)));
        QVERIFY2(target->width() >= target->minimumSizeHint().width(),
                 qPrintable(where + u' ' + describe(target)));
        const QRect onWindow(target->mapTo(&fixture.window, QPoint()), target->size());
        QVERIFY2(isScrolled(target) || fixture.window.rect().contains(onWindow),
                 qPrintable(where + u' ' + describe(target)));
    }
}

inline void lookAt(RegisterFixture &fixture, const QString &name)
{
    for (const QSize &size : screenSizes) {
        fixture.window.resize(size);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        const QString where = QStringLiteral("%1-%2x%3").arg(name).arg(size.width()).arg(size.height());
        QCOMPARE(fixture.window.size(), size);
        const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
        if (!directory.isEmpty()) {
            QVERIFY(QDir().mkpath(directory));
            const QString scheme = fixture.window.scheme() == kiosk::register_face::Scheme::Light
                ? QStringLiteral("light")
                : QStringLiteral("dark");
            QVERIFY(fixture.window.grab().save(QStringLiteral("%1/%2-%3.png").arg(directory, where, scheme)));
        }
        checkLabels(fixture, where);
        checkTargets(fixture, where);
    }
}

} // namespace tillwright::testing
