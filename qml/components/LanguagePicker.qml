import QtQuick
import QtQuick.Layouts
import "../theme"

Overlay {
    id: picker

    required property var languages

    signal closed

    Keys.onEscapePressed: closed()

    AppText {
        Layout.fillWidth: true
        isHeading: true
        text: qsTr("Language")
        font.pixelSize: Theme.heading
        font.weight: Theme.semibold
        horizontalAlignment: Text.AlignHCenter
    }
    LanguageTiles {
        Layout.fillWidth: true
        columns: 2
        languages: picker.languages
        showsCurrent: true
        onPicked: picker.closed()
    }
    PressButton {
        objectName: "closeLanguages"
        Layout.fillWidth: true
        focus: true
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: picker.closed()
    }
}
