import QtQuick
import QtQuick.Layouts
import "../theme"

/* A calm surface for what belongs together. */
Rectangle {
    default property alias content: column.data
    property alias spacing: column.spacing

    radius: Theme.radiusCard
    color: Theme.surface
    border.width: Theme.highContrast ? 2 : 1
    border.color: Theme.border
    implicitHeight: column.implicitHeight + 2 * Theme.spaceXl
    implicitWidth: column.implicitWidth + 2 * Theme.spaceXl

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.spaceXl
        spacing: Theme.spaceL
    }
}
