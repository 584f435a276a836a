import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import "../theme"

/* `kind`: primary, secondary or danger. Enter presses it as Space does. */
T.Button {
    id: control

    property string kind: "secondary"
    property string iconName
    property int textSize: Theme.bodyLarge
    readonly property bool isFilled: kind === "primary"
    readonly property color ink: !enabled ? Theme.textDisabled : isFilled ? Theme.accentInk : kind === "danger" ? Theme.danger : Theme.text

    focusPolicy: Qt.StrongFocus
    activeFocusOnTab: true
    leftPadding: Theme.spaceL
    rightPadding: Theme.spaceL
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    implicitWidth: Math.max(Theme.touchTarget, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touchTarget, implicitContentHeight + topPadding + bottomPadding)
    Keys.onReturnPressed: event => press(event)
    Keys.onEnterPressed: event => press(event)
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: control.clicked()

    function press(event) {
        if (!event.isAutoRepeat && enabled)
            clicked();
    }

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: Theme.spaceM

            Icon {
                visible: control.iconName !== ""
                name: control.iconName
                color: control.ink
                size: Math.round(control.textSize * 1.2)
                // Arrows point the way that is read.
                mirror: LayoutMirroring.enabled && control.iconName.startsWith("arrow")
            }
            AppText {
                Layout.fillWidth: true
                visible: text !== ""
                text: control.text
                color: control.ink
                font.pixelSize: control.textSize
                font.weight: Theme.semibold
                lineHeight: 1.1
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radiusControl
        color: {
            if (!control.enabled)
                return Theme.disabledFill;
            if (control.isFilled)
                return control.down ? Theme.accentPressed : Theme.accent;
            return control.down ? Theme.surfaceSunken : Theme.surface;
        }
        border.width: control.isFilled && control.enabled ? 0 : 2
        border.color: !control.enabled ? Theme.border : control.down ? Theme.accent : Theme.borderControl

        Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.focusRingWidth * 2
            visible: control.visualFocus
            color: "transparent"
            radius: Theme.radiusControl + Theme.focusRingWidth * 2
            border.width: Theme.focusRingWidth
            border.color: Theme.focusRing
        }
    }
}
