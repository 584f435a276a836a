import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* People, when the terminal is not enough. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: done
    iconName: "headset"
    title: qsTr("Our staff can help you")
    text: terminal.helpText !== "" ? terminal.helpText : qsTr("Please go to the counter, or speak to anybody who works for us here.")

    Card {
        Layout.fillWidth: true
        visible: screen.terminal.reference !== ""

        AppText {
            Layout.fillWidth: true
            text: qsTr("Tell them this reference. They never need your card number.")
        }
        Fact {
            objectName: "helpReference"
            Layout.fillWidth: true
            isAmount: true
            label: qsTr("Booking reference")
            value: screen.terminal.reference
        }
    }
    actions: [
        ActionButton {
            place: 0
            places: 1
            stacked: screen.stacked
            id: done
            Layout.columnSpan: screen.stacked ? 1 : 3
            kind: "primary"
            objectName: "backButton"
            iconName: "arrow-left"
            text: qsTr("Back")
            onClicked: screen.terminal.back()
        }
    ]
}
