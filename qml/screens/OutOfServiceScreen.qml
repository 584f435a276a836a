import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Nobody can pay here now, and why. It goes by itself. */
ScreenFrame {
    id: screen

    required property var terminal

    iconName: "construction"
    tone: "warning"
    title: qsTr("This terminal is out of service")
    text: terminal.outOfServiceText
}
