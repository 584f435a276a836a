#pragma once

#include "../support/terminal_parts.h"

#include "kiosk/quick_items/shown_item.h"
#include "kiosk/terminal/languages.h"
#include "kiosk/terminal/terminal_window.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QQuickItem>
#include <QQuickWidget>
#include <QTest>

namespace tillwright::testing {

/// Painted without a graphics card. Before the application is made.
inline const bool isPaintedInSoftware = qputenv("QT_QUICK_BACKEND", "software");

/// The real window over the terminal's parts.
class TerminalFixture : public TerminalParts
{
public:
    explicit TerminalFixture(const QString &language = QStringLiteral("en"))
        : languages(language), page(new QFrame),
          window(terminal, languages, page, {QStringLiteral("Air Peace"), true, false})
    {
        page->setObjectName(QStringLiteral("fakePage"));
        page->setFocusPolicy(Qt::StrongFocus);
        QObject::connect(&terminal, &kiosk::presentation::TerminalViewModel::left, &window,
                         [this] { languages.reset(); });
        QObject::connect(&languages, &kiosk::terminal::Languages::changed, &window,
                         [this] { extras.setLanguage(languages.current()); });
    }

    /// Shown, laid out and painted.
    void showAt(const QSize &size)
    {
        window.resize(size);
        window.show();
        settle();
    }
    void settle()
    {
        // A layout may need another round for what the first one has changed.
        for (int round = 0; round < 3; ++round) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            window.face().grabFramebuffer();
        }
    }
    QQuickItem *root() const { return const_cast<TerminalFixture *>(this)->window.face().rootObject(); }
    /// Null when it is not to be seen.
    QQuickItem *find(const QString &objectName) const
    {
        return kiosk::quick_items::shownItem(root(), objectName);
    }
    void press(const QString &objectName)
    {
        auto *item = find(objectName);
        if (!item)
            qFatal("there is no %s", qPrintable(objectName));
        const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
        QTest::mouseClick(&window.face(), Qt::LeftButton, {}, middle.toPoint());
        settle();
    }

    kiosk::terminal::Languages languages;
    QFrame *page; ///< stands in for the payment page; belongs to the window
    kiosk::terminal::TerminalWindow window;
};

} // namespace tillwright::testing
