#pragma once

#include <QDir>
#include <QString>

class QWidget;

namespace tillwright::kiosk::autopilot {

/// `NAME.png` of the register's window and `customer-NAME.png` of the customer's display, where there is one.
void savePictures(QWidget &window, const QDir &folder, const QString &name);

} // namespace tillwright::kiosk::autopilot
