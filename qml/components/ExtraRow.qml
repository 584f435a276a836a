import QtQuick
import QtQuick.Layouts
import "../theme"

/* Something that can be added, and how many of it are. */
Rectangle {
    id: row

    required property int quantity
    property string itemName
    property string itemPrice
    property string iconName
    property bool canAdd: true

    signal added
    signal takenAway
    /* One of its buttons got the focus by key. */
    signal focused(Item item)

    implicitHeight: layout.implicitHeight + 2 * Theme.spaceM
    implicitWidth: layout.implicitWidth + 2 * Theme.spaceL
    radius: Theme.radiusCard
    color: quantity > 0 ? Theme.accentSoft : Theme.surface
    border.width: quantity > 0 || Theme.highContrast ? 2 : 1
    border.color: quantity > 0 ? Theme.accent : Theme.border

    RowLayout {
        id: layout

        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        anchors.topMargin: Theme.spaceM
        anchors.bottomMargin: Theme.spaceM
        spacing: Theme.spaceL

        Icon {
            // Large text needs its room.
            visible: !Theme.largeText
            name: row.iconName
            color: Theme.accent
            size: Theme.iconPx
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1, %2, %3 chosen").arg(row.itemName).arg(row.itemPrice).arg(row.quantity)

            AppText {
                objectName: row.objectName + "_name"
                Layout.fillWidth: true
                text: row.itemName
                font.pixelSize: Theme.body
                font.weight: Theme.medium
                Accessible.ignored: true
            }
            AppText {
                Layout.fillWidth: true
                text: row.itemPrice
                color: Theme.textMuted
                font.pixelSize: Theme.body
                Accessible.ignored: true
            }
        }
        PressButton {
            objectName: row.objectName + "_less"
            Layout.preferredWidth: Theme.touchTarget
            leftPadding: 0
            rightPadding: 0
            iconName: "minus"
            enabled: row.quantity > 0
            Accessible.name: qsTr("One less: %1").arg(row.itemName)
            onActiveFocusChanged: if (activeFocus) row.focused(this)
            onClicked: row.takenAway()
        }
        AppText {
            objectName: row.objectName + "_quantity"
            Layout.minimumWidth: Theme.touchTarget / 2
            text: row.quantity
            font.pixelSize: Theme.title
            font.weight: Theme.semibold
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
        PressButton {
            objectName: row.objectName + "_more"
            Layout.preferredWidth: Theme.touchTarget
            leftPadding: 0
            rightPadding: 0
            iconName: "plus"
            enabled: row.canAdd
            Accessible.name: qsTr("One more: %1").arg(row.itemName)
            onActiveFocusChanged: if (activeFocus) row.focused(this)
            onClicked: row.added()
        }
    }
}
