import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Clive's word is awaited, or that nothing was charged. Nothing can be pressed; that is why it says what happens. */
ScreenFrame {
    id: screen

    required property var terminal

    iconName: "clock"
    title: terminal.words

    Waiting {
        Layout.fillWidth: true
        slowText: screen.terminal.slowWords
    }
    Card {
        Layout.fillWidth: true

        Fact {
            objectName: "checkingReference"
            Layout.fillWidth: true
            label: qsTr("Booking reference")
            value: screen.terminal.reference
        }
        Fact {
            Layout.fillWidth: true
            label: qsTr("Amount")
            value: screen.terminal.amountText
        }
    }
}
