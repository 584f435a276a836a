#include "kiosk/terminal/icon_provider.h"

#include <QQmlEngine>
#include <QtQuickTest>

/// The QML tests in qml/, with what the window gives to the screens.
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImageProvider(QStringLiteral("icons"), new tillwright::kiosk::terminal::IconProvider);
    }
};

QUICK_TEST_MAIN_WITH_SETUP(components, Setup)
#include "tst_components.moc"
