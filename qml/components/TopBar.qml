import QtQuick
import QtQuick.Layouts
import "../theme"

/* Whose terminal it is; the languages and help, reached from every screen. */
Rectangle {
    id: bar

    required property var terminal
    required property var languages
    property string merchantName
    property bool sandbox: false
    property bool showsLanguages: true

    signal languagesAsked

    implicitHeight: column.implicitHeight
    color: Theme.surface

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            visible: bar.sandbox
            color: Theme.sandbox
            implicitHeight: sandboxText.implicitHeight + Theme.spaceXs * 2

            AppText {
                id: sandboxText

                anchors.centerIn: parent
                // For staff, in one language, so that nobody overlooks it.
                text: "SANDBOX"
                color: Theme.sandboxInk
                font.pixelSize: Theme.caption
                font.weight: Theme.semibold
                lineHeight: 1
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceM
            Layout.leftMargin: Theme.spaceXl
            Layout.rightMargin: Theme.spaceXl
            implicitHeight: Math.max(merchant.implicitHeight, buttons.implicitHeight)

            AppText {
                id: merchant

                objectName: "merchantName"
                anchors.left: parent.left
                anchors.right: buttons.left
                anchors.rightMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                text: bar.merchantName
                font.pixelSize: Theme.bodyLarge
                font.weight: Theme.semibold
                lineHeight: 1
            }
            Row {
                id: buttons

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceM

                PressButton {
                    objectName: "languageButton"
                    visible: bar.showsLanguages
                    iconName: "languages"
                    text: bar.languages.nameOf(bar.languages.current)
                    textSize: Theme.body
                    Accessible.name: qsTr("Language: %1").arg(text)
                    onClicked: bar.languagesAsked()
                }
                PressButton {
                    objectName: "helpButton"
                    visible: bar.terminal.canAskForHelp
                    iconName: "circle-question-mark"
                    text: qsTr("Help")
                    textSize: Theme.body
                    onClicked: bar.terminal.openHelp()
                }
            }
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.border
        }
    }
}
