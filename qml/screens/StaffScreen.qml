import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* What staff see, over everything of the traveller's. Its words come from its view model, in one language, from left to right. */
FocusScope {
    id: screen

    required property var staff
    readonly property bool asksPin: staff.place === "pin"

    objectName: "staffScreen"
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        id: strip

        width: parent.width
        height: Theme.spaceM
        color: Theme.accent
    }
    ScreenFrame {
        id: frame

        anchors.fill: parent
        anchors.topMargin: strip.height
        centered: screen.staff.place !== "diagnostics"
        iconName: centered ? "lock" : ""
        title: screen.staff.title
        text: screen.staff.text

        Notice {
            objectName: "staffNotice"
            Layout.fillWidth: true
            text: screen.staff.notice
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: pad.implicitHeight
            visible: screen.asksPin

            PinPad {
                id: pad

                objectName: "pinPad"
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, Theme.touchTarget * 8)
                Accessible.name: screen.staff.text
                length: screen.staff.pinLength
                canEnter: screen.staff.canEnter
                onTyped: digit => screen.staff.typeDigit(digit)
                onErased: screen.staff.eraseDigit()
                onEntered: screen.staff.enterPin()
            }
        }
        Repeater {
            model: screen.staff.report
            Card {
                id: group

                required property var modelData

                Layout.fillWidth: true
                activeFocusOnTab: true
                onActiveFocusChanged: if (activeFocus) frame.showItem(this)
                border.color: activeFocus ? Theme.focusRing : Theme.border
                spacing: Theme.spaceS

                AppText {
                    Layout.fillWidth: true
                    isHeading: true
                    text: group.modelData.title
                    font.weight: Theme.semibold
                }
                Repeater {
                    model: group.modelData.lines
                    // Widths of their own, so that a text knows at once how high it is.
                    Item {
                        id: line

                        required property var modelData

                        Layout.fillWidth: true
                        implicitHeight: Math.max(name.implicitHeight, value.implicitHeight)

                        AppText {
                            id: name

                            width: Math.round(line.width * 0.32)
                            text: line.modelData.name
                            color: Theme.textMuted
                            font.pixelSize: Theme.caption
                        }
                        AppText {
                            id: value

                            x: Math.round(line.width * 0.34)
                            width: line.width - x
                            text: line.modelData.value
                            color: ({
                                    "good": Theme.success,
                                    "warning": Theme.warning,
                                    "bad": Theme.danger
                                })[line.modelData.tone] ?? Theme.text
                            font.pixelSize: Theme.caption
                            font.weight: line.modelData.tone === "plain" ? Theme.regular : Theme.semibold
                        }
                    }
                }
            }
        }
        actions: [
            GridLayout {
                Layout.fillWidth: true
                Layout.columnSpan: frame.stacked ? 1 : 3
                columns: frame.isPortrait ? (frame.centered ? 1 : 2) : (frame.centered ? 2 : 4)
                columnSpacing: Theme.spaceL
                rowSpacing: Theme.spaceM
                visible: choices.count > 0

                Repeater {
                    id: choices

                    model: screen.staff.choices
                    PressButton {
                        required property var modelData

                        objectName: "staff_" + modelData.name
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        kind: modelData.danger ? "danger" : "secondary"
                        iconName: modelData.icon
                        text: modelData.text
                        enabled: modelData.enabled
                        onClicked: screen.staff.choose(modelData.name)
                    }
                }
            },
            PressButton {
                id: back

                objectName: "staffBack"
                Layout.fillWidth: true
                Layout.columnSpan: frame.stacked ? 1 : 3
                iconName: "arrow-left"
                text: screen.staff.backText
                onClicked: screen.staff.back()
            }
        ]
    }

    function lead() {
        const first = choices.count > 0 ? choices.itemAt(0) : null;
        (asksPin ? pad : first ?? back).forceActiveFocus(Qt.OtherFocusReason);
    }
    Component.onCompleted: lead()
    Connections {
        target: screen.staff
        function onChoicesChanged() { Qt.callLater(screen.lead) }
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Escape) {
            screen.staff.back();
        } else if (screen.asksPin && event.key >= Qt.Key_0 && event.key <= Qt.Key_9) {
            screen.staff.typeDigit(event.key - Qt.Key_0);
        } else if (screen.asksPin && event.key === Qt.Key_Backspace) {
            screen.staff.eraseDigit();
        } else if (screen.asksPin && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)) {
            screen.staff.enterPin();
        } else {
            return;
        }
        event.accepted = true;
    }
}
