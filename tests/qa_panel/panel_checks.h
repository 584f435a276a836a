#pragma once

#include <QAbstractButton>
#include <QAccessible>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>
#include <QWidget>

/// What the panel has to pass on every page in every size. With TILLWRIGHT_SCREENSHOT_DIR set, a picture of each is left there
/// for a person to look at.
namespace tillwright::testing {

inline constexpr int targetMinPx = 48;

inline bool isInScrollArea(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(parent))
            return true;
    }
    return false;
}

inline QString named(const QWidget *widget)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                       widget->objectName());
}

inline void checkPanel(QWidget &window, const QString &where)
{
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QString what = where + u' ' + named(label) + u' ' + label->text();
        const QRect onWindow(label->mapTo(&window, QPoint()), label->size());
        QVERIFY2(isInScrollArea(label) || window.rect().contains(onWindow), qPrintable(what));
        const int wanted =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        QVERIFY2(label->height() >= wanted, qPrintable(what));
        QVERIFY2(label->wordWrap() || label->width() >= label->sizeHint().width(), qPrintable(what));
    }
    QList<QWidget *> targets;
    for (auto *button : window.findChildren<QAbstractButton *>()) {
        // Of the list fields' own: the cross that empties one, for which Escape is there as well.
        if (!button->parentWidget()->inherits("QLineEdit") && !button->parentWidget()->inherits("QTabBar"))
            targets.append(button);
    }
    for (auto *edit : window.findChildren<QLineEdit *>())
        targets.append(edit);
    for (const QWidget *target : std::as_const(targets)) {
        if (!target->isVisible())
            continue;
        const QString what = where + u' ' + named(target);
        QVERIFY2(target->height() >= targetMinPx && target->width() >= targetMinPx, qPrintable(what));
        QVERIFY2(target->width() >= target->minimumSizeHint().width(), qPrintable(what));
        QVERIFY2(!target->objectName().isEmpty(), qPrintable(what));
        const auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(target));
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(what));
        const QRect onWindow(target->mapTo(&window, QPoint()), target->size());
        QVERIFY2(isInScrollArea(target) || window.rect().contains(onWindow), qPrintable(what));
    }
}

inline void lookAtPanel(QWidget &window, const QString &name, const QString &scheme)
{
    for (const QSize &size : {QSize(640, 720), QSize(1024, 768), QSize(1280, 800), QSize(1920, 1080)}) {
        window.resize(size);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        const QString where = QStringLiteral("qa-%1-%2x%3").arg(name).arg(size.width()).arg(size.height());
        QCOMPARE(window.size(), size);
        const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
        if (!directory.isEmpty()) {
            QVERIFY(QDir().mkpath(directory));
            QVERIFY(window.grab().save(QStringLiteral("%1/%2-%3.png").arg(directory, where, scheme)));
        }
        checkPanel(window, where);
    }
}

} // namespace tillwright::testing
