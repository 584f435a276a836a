import QtQuick
import QtQuick.Layouts
import "../theme"

/* A button at the lower end of a screen. `place`: 0 for the main one, then the next; side by side the main one is last to be
   read, one below the other it is on top. */
PressButton {
    property int place: 0
    property int places: 1
    property bool stacked: false

    implicitHeight: Math.max(stacked ? Theme.touchTarget * 1.4 : Theme.touchTarget, implicitContentHeight + topPadding + bottomPadding)
    Layout.fillWidth: true
    Layout.preferredWidth: 1
    Layout.row: stacked ? place : 0
    Layout.column: stacked ? 0 : places - 1 - place
}
