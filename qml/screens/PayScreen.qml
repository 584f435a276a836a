import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* The card form, which the window puts into `pagePlace`; until it is there, what is waited for. */
ScreenFrame {
    id: screen

    required property var terminal
    /* Where the card form goes. */
    property alias pagePlace: pagePlace

    /* The way of the Tab key leads on into the card form. */
    signal pageFocusWanted

    centered: false
    firstFocus: cancel
    title: qsTr("Pay by card")

    Item {
        id: pagePlace

        objectName: "pagePlace"
        Layout.fillWidth: true
        Layout.fillHeight: true

        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusCard
            color: Theme.surface
            border.width: 1
            border.color: Theme.border
        }
        Waiting {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.spaceXl
            // The form, once it is there, has its own; what it covers need not be painted.
            running: screen.terminal.isWaiting && !screen.terminal.pageShown
            visible: running
            text: screen.terminal.words
            slowText: screen.terminal.slowWords
        }
    }
    AppText {
        objectName: "confirmingWords"
        Layout.fillWidth: true
        visible: !screen.terminal.canCancel
        text: screen.terminal.words
        font.pixelSize: Theme.bodyLarge
        horizontalAlignment: Text.AlignHCenter
    }
    actions: [
        ActionButton {
            place: 0
            places: 1
            stacked: screen.stacked
            id: cancel
            objectName: "cancelButton"
            Layout.columnSpan: screen.stacked ? 1 : 3
            visible: screen.terminal.canCancel
            iconName: "x"
            text: qsTr("Cancel")
            onClicked: screen.terminal.cancelPayment()
            Keys.onTabPressed: screen.pageFocusWanted()
            Keys.onBacktabPressed: screen.pageFocusWanted()
        }
    ]
}
