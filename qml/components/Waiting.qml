import QtQuick
import QtQuick.Layouts
import "../theme"

/* Says that something is under way once it takes longer than 0.3 s, and what is waited for once it takes longer than 8 s.
   Its room is there from the beginning, so that nothing jumps. */
ColumnLayout {
    id: waiting

    property bool running: true
    property string text
    property string slowText
    property bool isSlow: false
    property bool isShown: false

    property int shownAfterMs: 300
    property int slowAfterMs: 8000

    spacing: Theme.spaceL
    opacity: isShown ? 1 : 0
    Accessible.ignored: !isShown
    onRunningChanged: isSlow = isShown = false

    Timer {
        interval: waiting.shownAfterMs
        running: waiting.running && !waiting.isShown
        onTriggered: waiting.isShown = true
    }
    Timer {
        interval: waiting.slowAfterMs
        running: waiting.running && !waiting.isSlow
        onTriggered: waiting.isSlow = true
    }

    // Steps instead of turning: calm, and no work for the machine in between.
    Row {
        id: dots

        property int step: 0
        /* Who needs it calm reads or hears that it goes on. */
        readonly property bool moving: waiting.running && waiting.isShown && waiting.visible && !Theme.accessible

        objectName: "waitingDots"
        Layout.alignment: Qt.AlignHCenter
        spacing: Theme.spaceM
        Accessible.role: Accessible.ProgressBar
        Accessible.name: waiting.text

        Timer {
            interval: 700
            repeat: true
            running: dots.moving
            onTriggered: dots.step = (dots.step + 1) % 3
        }
        Repeater {
            model: 3
            Rectangle {
                required property int index

                width: Theme.spaceL
                height: width
                radius: width / 2
                color: index === dots.step ? Theme.accent : Theme.border
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        text: waiting.text
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.bodyLarge
        visible: text !== ""
    }
    AppText {
        objectName: "slowWords"
        Layout.fillWidth: true
        text: waiting.slowText
        opacity: waiting.isSlow ? 1 : 0
        Accessible.ignored: !waiting.isSlow
        horizontalAlignment: Text.AlignHCenter
        color: Theme.textMuted
    }
}
