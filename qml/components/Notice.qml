import QtQuick
import QtQuick.Layouts
import "../theme"

/* Something went another way than expected. Gone while there is nothing to say. */
Rectangle {
    id: notice

    property string text

    visible: text !== ""
    radius: Theme.radiusControl
    color: Theme.warningSoft
    border.width: Theme.highContrast ? 2 : 0
    border.color: Theme.text
    implicitHeight: row.implicitHeight + 2 * Theme.spaceL
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.spaceL
        spacing: Theme.spaceM

        Icon {
            name: "triangle-alert"
            color: Theme.warning
        }
        AppText {
            Layout.fillWidth: true
            text: notice.text
            Accessible.ignored: true
        }
    }
}
