#include "kiosk/autopilot/window_pictures.h"

#include <QApplication>
#include <QScreen>
#include <QWidget>
#include <QWindow>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

QPixmap grab(QWidget &widget)
{
    const auto *window = widget.windowHandle();
    // The screen's own picture has the page as Chromium composed it; off screen there is none, and the widgets'
    // must do.
    return window && window->screen() && QGuiApplication::platformName() == "xcb"_L1
        ? window->screen()->grabWindow(widget.winId())
        : widget.grab();
}

} // namespace

void savePictures(QWidget &window, const QDir &folder, const QString &name)
{
    grab(window).save(folder.filePath(name + u".png"_s));
    const auto others = QApplication::topLevelWidgets();
    for (QWidget *other : others) {
        if (other->objectName() == "customerDisplay"_L1 && other->isVisible())
            grab(*other).save(folder.filePath(u"customer-"_s + name + u".png"_s));
    }
}

} // namespace tillwright::kiosk::autopilot
