import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Nobody knows yet. The one thing that must not happen is a second payment. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: done
    iconName: "triangle-alert"
    tone: "warning"
    title: qsTr("Please do not pay again")
    text: terminal.words

    Card {
        Layout.fillWidth: true

        Fact {
            objectName: "unresolvedReference"
            Layout.fillWidth: true
            isAmount: true
            label: qsTr("Your reference")
            value: screen.terminal.reference
        }
        AppText {
            Layout.fillWidth: true
            visible: screen.terminal.printsReceipts
            text: qsTr("A slip with this reference is being printed. Please take it with you.")
        }
    }
    actions: [
        ActionButton {
            place: 0
            places: 2
            stacked: screen.stacked
            id: done
            kind: "primary"
            objectName: "finishButton"
            text: qsTr("Finish")
            onClicked: screen.terminal.finish()
        },
        ActionButton {
            place: 1
            places: 2
            stacked: screen.stacked
            objectName: "unresolvedHelpButton"
            iconName: "headset"
            text: qsTr("Call our staff")
            onClicked: screen.terminal.openHelp()
        }
    ]
}
