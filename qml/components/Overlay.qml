import QtQuick
import QtQuick.Layouts
import "../theme"

/* Something that has to be answered before the screen behind goes on. Keys do not reach what is behind. */
FocusScope {
    id: overlay

    property bool open: false
    default property alias content: column.data

    visible: open
    onVisibleChanged: if (visible)
        forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.accessible ? parent.height - height - Theme.spaceXxl : (parent.height - height) / 2
        width: Math.min(parent.width - 2 * Theme.spaceXl, Theme.contentMax)
        height: column.implicitHeight + 2 * Theme.spaceXxl
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: Theme.highContrast ? 3 : 0
        border.color: Theme.text

        ColumnLayout {
            id: column

            anchors.fill: parent
            anchors.margins: Theme.spaceXxl
            spacing: Theme.spaceL
        }
    }
}
