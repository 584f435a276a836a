import QtQuick
import QtQuick.Layouts
import "../theme"

/* Before a traveller counts as gone. Any touch answers it; the button is for those who look for one. */
Overlay {
    id: warning

    required property var terminal

    open: terminal.warning

    Icon {
        Layout.alignment: Qt.AlignHCenter
        name: "hourglass"
        color: Theme.warning
        size: 96
    }
    AppText {
        Layout.fillWidth: true
        isHeading: true
        text: qsTr("Are you still there?")
        font.pixelSize: Theme.heading
        font.weight: Theme.semibold
        horizontalAlignment: Text.AlignHCenter
    }
    AppText {
        /* Once, and not every second. */
        readonly property string spoken: qsTr("This terminal starts over soon. What you have entered is deleted then. Press any key if you are still there.")

        objectName: "idleCountdown"
        Layout.fillWidth: true
        text: qsTr("This terminal starts over in %1 s. What you have entered is deleted then.").arg(warning.terminal.secondsLeft)
        font.pixelSize: Theme.bodyLarge
        horizontalAlignment: Text.AlignHCenter
    }
    PressButton {
        objectName: "moreTimeButton"
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceM
        focus: true
        kind: "primary"
        text: qsTr("I need more time")
        enabled: warning.terminal.extensionsLeft > 0
        onClicked: warning.terminal.needMoreTime()
    }
}
