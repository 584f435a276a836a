import QtQuick
import QtQuick.Layouts
import "../theme"

/* What something is called, and what it is. */
ColumnLayout {
    id: fact

    property string label
    property string value
    property bool isAmount: false

    visible: value !== ""
    spacing: Theme.spaceXs
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + value

    AppText {
        Layout.fillWidth: true
        text: fact.label
        color: Theme.textMuted
        font.pixelSize: Theme.caption
        Accessible.ignored: true
    }
    AppText {
        objectName: fact.objectName + "Value"
        Layout.fillWidth: true
        text: fact.value
        font.pixelSize: fact.isAmount ? Theme.amount : Theme.bodyLarge
        font.weight: fact.isAmount ? Theme.semibold : Theme.medium
        Accessible.ignored: true
    }
}
