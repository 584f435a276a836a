import QtQuick
import QtQuick.Templates as T
import "../theme"

/* One line to type into. References are written from left to right in every language. */
T.TextField {
    id: control

    property string label
    /* Its screen shows keys beside it: the on-screen keyboard stays away. */
    property bool bringsKeys: false

    implicitHeight: Math.max(Theme.touchTarget, contentHeight + topPadding + bottomPadding)
    leftPadding: Theme.spaceL
    rightPadding: Theme.spaceL
    topPadding: Theme.spaceM
    bottomPadding: Theme.spaceM
    color: Theme.text
    placeholderTextColor: Theme.textMuted
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    font.family: Theme.fontFamily
    font.pixelSize: Theme.heading
    font.weight: Theme.medium
    verticalAlignment: TextInput.AlignVCenter
    renderType: Text.NativeRendering
    selectByMouse: false
    activeFocusOnTab: true
    LayoutMirroring.enabled: false
    horizontalAlignment: TextInput.AlignLeft
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.focusable: true

    background: Rectangle {
        radius: Theme.radiusControl
        color: Theme.surface
        border.width: control.activeFocus ? Theme.focusRingWidth : 2
        border.color: control.activeFocus ? Theme.focusRing : Theme.borderControl
    }
}
