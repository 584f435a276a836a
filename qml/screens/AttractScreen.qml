import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Until somebody comes. A touch anywhere begins; one of a language begins in it. */
ScreenFrame {
    id: screen

    required property var terminal
    required property var languages
    /* What is shown is said as well, in the accessible mode. */
    property bool speaks: false

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

    AppText {
        objectName: "keyWords"
        Layout.fillWidth: true
        visible: Theme.accessible && screen.speaks
        text: qsTr("With keys: Tab or the arrows lead on, Enter chooses. F5 repeats, F6 is silence, F7 is quieter, F8 is louder.")
        horizontalAlignment: Text.AlignHCenter
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
        text: {
            if (screen.speaks)
                return Theme.accessible ? qsTr("Normal text, no speech") : qsTr("Large text, strong contrast, speech");
            return Theme.accessible ? qsTr("Normal text and colors") : qsTr("Large text and strong contrast");
        }
        Accessible.checkable: true
        Accessible.checked: Theme.accessible
        onClicked: Theme.accessible = !Theme.accessible
    }
}
