import QtQuick
import QtQuick.Layouts
import "../theme"

/* One of resources/icons in a colour. Decoration: what it means is said beside it. */
Image {
    id: icon

    property string name
    property color color: Theme.text
    property int size: Theme.iconPx

    source: name === "" ? "" : "image://icons/" + name + "/" + String(color).slice(-6)
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    Layout.preferredWidth: size
    Layout.preferredHeight: size
    Accessible.ignored: true
}
