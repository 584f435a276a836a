import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Until somebody comes. A touch anywhere begins; one of a language begins in it. */
ScreenFrame {
    id: screen

    required property var terminal
    required property var languages

    firstFocus: tiles.first
    titleSize: Theme.amount
    iconName: "plane"
    title: qsTr("Pay for your booking here")
    text: qsTr("Touch the screen to begin, or scan your booking or your boarding pass.")

    // Behind everything else.
    MouseArea {
        parent: screen
        anchors.fill: parent
        z: -1
        Accessible.ignored: true
        onClicked: screen.terminal.begin()
    }

    LanguageTiles {
        id: tiles

        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceL
        columns: screen.isPortrait ? 2 : 4
        languages: screen.languages
        onPicked: screen.terminal.begin()
    }
    actions: ActionButton {
        objectName: "accessibilityButton"
        stacked: screen.stacked
        Layout.columnSpan: screen.stacked ? 1 : 3
        iconName: "accessibility"
        text: Theme.largeText ? qsTr("Normal text and colors") : qsTr("Large text and strong contrast")
        Accessible.checkable: true
        Accessible.checked: Theme.largeText
        onClicked: {
            Theme.highContrast = !Theme.largeText;
            Theme.largeText = !Theme.largeText;
        }
    }
}
