import QtQuick
import QtQuick.Layouts
import "../theme"

/* The keys of a PIN, for fingers; a keyboard's digits come past them. None of them ever has the focus, and assistive technology
   sees none of them, so that nobody but whoever types learns the digits. */
ColumnLayout {
    id: pad

    /* How many digits there are, and whether they may be enough. */
    property int length: 0
    property bool canEnter: false

    signal typed(int digit)
    signal erased
    signal entered

    spacing: Theme.spaceM
    activeFocusOnTab: true
    Accessible.role: Accessible.EditableText
    Accessible.passwordEdit: true
    Accessible.focusable: true

    Rectangle {
        objectName: "pinDots"
        Layout.fillWidth: true
        implicitHeight: Theme.touchTarget
        radius: Theme.radiusControl
        color: Theme.surface
        border.width: pad.activeFocus ? Theme.focusRingWidth : 2
        border.color: pad.activeFocus ? Theme.focusRing : Theme.borderControl
        Accessible.ignored: true

        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceM

            Repeater {
                model: pad.length
                Rectangle {
                    width: Theme.spaceL
                    height: width
                    radius: width / 2
                    color: Theme.text
                    Accessible.ignored: true
                }
            }
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter"]
            PressButton {
                required property string modelData

                objectName: "pin_" + modelData
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: Theme.touchTarget * (Theme.isPortrait ? 1.5 : 1)
                focusPolicy: Qt.NoFocus
                activeFocusOnTab: false
                kind: modelData === "enter" ? "primary" : "secondary"
                enabled: modelData !== "enter" || pad.canEnter
                text: modelData.length === 1 ? modelData : ""
                iconName: modelData === "erase" ? "delete" : modelData === "enter" ? "check" : ""
                Accessible.ignored: true
                onClicked: modelData === "erase" ? pad.erased() : modelData === "enter" ? pad.entered() : pad.typed(Number(modelData))
            }
        }
    }
}
