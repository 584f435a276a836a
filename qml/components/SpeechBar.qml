import QtQuick
import QtQuick.Layouts
import "../theme"

/* For those who listen: once more, be quiet, softer, louder. Each has a key, too (F5 to F8). */
Rectangle {
    id: bar

    /* Says the screens; null where nothing can be said. */
    property var voice: null

    /* Words are what counts; on a high screen there is no room for more. */
    readonly property bool hasIcons: !Theme.isPortrait

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceXl
        anchors.rightMargin: Theme.spaceXl
        spacing: Theme.spaceM

        PressButton {
            objectName: "repeatButton"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            iconName: bar.hasIcons ? "repeat" : ""
            text: qsTr("Repeat")
            textSize: Theme.caption
            onClicked: bar.voice.repeat()
        }
        PressButton {
            objectName: "silenceButton"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            iconName: bar.hasIcons ? "volume-x" : ""
            text: qsTr("Silence")
            textSize: Theme.caption
            onClicked: bar.voice.silence()
        }
        PressButton {
            objectName: "quieterButton"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            iconName: bar.hasIcons ? "volume-1" : ""
            text: qsTr("Quieter")
            textSize: Theme.caption
            onClicked: bar.voice.quieter()
        }
        PressButton {
            objectName: "louderButton"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            iconName: bar.hasIcons ? "volume-2" : ""
            text: qsTr("Louder")
            textSize: Theme.caption
            onClicked: bar.voice.louder()
        }
    }
}
