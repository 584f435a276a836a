import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Which booking? Typed on the screen or on keys, or scanned. */
ScreenFrame {
    id: screen

    required property var terminal
    readonly property bool isLooking: terminal.isWaiting

    firstFocus: field
    // So that field and keys stay within low reach.
    stacked: isPortrait && !Theme.accessible
    title: qsTr("Which booking do you want to pay?")
    text: isLooking ? "" : qsTr("Enter your booking reference, or scan your booking or your boarding pass.")

    Waiting {
        Layout.fillWidth: true
        visible: screen.isLooking
        running: screen.isLooking
        text: screen.terminal.words
        slowText: screen.terminal.slowWords
    }
    EntryField {
        id: field

        objectName: "referenceField"
        Layout.fillWidth: true
        visible: !screen.isLooking
        label: qsTr("Booking reference")
        placeholderText: "EZ12345"
        text: screen.terminal.typed
        // A boarding pass is read by the scanner; nobody types more than a reference.
        maximumLength: 64
        bringsKeys: true
        inputMethodHints: Qt.ImhUppercaseOnly | Qt.ImhNoPredictiveText | Qt.ImhLatinOnly
        onTextEdited: screen.terminal.typed = text.toUpperCase()
        onAccepted: screen.terminal.find()
    }
    KeyPad {
        Layout.fillWidth: true
        visible: !screen.isLooking
        keyHeight: screen.stacked ? Theme.touchTarget * 1.5 : Theme.touchTarget
        onTyped: character => screen.terminal.typed = screen.terminal.typed + character
        onErased: screen.terminal.typed = screen.terminal.typed.slice(0, -1)
    }
    actions: [
        ActionButton {
            place: 0
            places: 2
            stacked: screen.stacked
            objectName: "findButton"
            kind: "primary"
            enabled: !screen.isLooking && screen.terminal.typed.trim() !== ""
            iconName: "search"
            text: qsTr("Find my booking")
            onClicked: screen.terminal.find()
        },
        ActionButton {
            place: 1
            places: 2
            stacked: screen.stacked
            objectName: "backButton"
            iconName: "arrow-left"
            text: qsTr("Back")
            onClicked: screen.terminal.back()
        }
    ]
}
