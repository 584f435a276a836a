import QtQuick
import QtQuick.Layouts
import "../theme"

/* Every language under its own name. */
GridLayout {
    id: tiles

    required property var languages
    property bool showsCurrent: false
    readonly property Item first: repeater.count > 0 ? repeater.itemAt(0) : null

    signal picked

    columnSpacing: Theme.spaceL
    rowSpacing: Theme.spaceL

    Repeater {
        id: repeater

        model: tiles.languages.codes
        PressButton {
            required property string modelData
            /* It is said in its own language. */
            readonly property string spokenLanguage: modelData

            objectName: "language_" + modelData
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.touchTarget * 1.6
            kind: tiles.showsCurrent && modelData === tiles.languages.current ? "primary" : "secondary"
            iconName: tiles.showsCurrent && modelData === tiles.languages.current ? "check" : ""
            text: tiles.languages.nameOf(modelData)
            textSize: Theme.title
            onClicked: {
                tiles.languages.select(modelData);
                tiles.picked();
            }
        }
    }
}
