import QtQuick
import QtQuick.Layouts
import "../theme"

/* The characters that a reference is made of, for those who touch. One stop on the way of the Tab key; the arrows move
   between its keys. References are written in Latin characters, so it stands from left to right in every language. */
FocusScope {
    id: pad

    readonly property var rows: ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-"]
    property real keyHeight: Theme.touchTarget

    signal typed(string character)
    signal erased

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    implicitWidth: 10 * (Theme.touchTarget + column.spacing)
    implicitHeight: column.implicitHeight
    activeFocusOnTab: true

    function keyAt(row, column): Item {
        const line = lines.itemAt(row);
        return line ? line.keyAt(column) : null;
    }

    ColumnLayout {
        id: column

        anchors.fill: parent
        spacing: Theme.spaceS

        Repeater {
            id: lines

            model: pad.rows
            RowLayout {
                id: line

                required property string modelData
                required property int index

                Layout.alignment: Qt.AlignHCenter
                Layout.fillWidth: true
                spacing: column.spacing

                function keyAt(place): Item {
                    return keys.itemAt(Math.max(0, Math.min(place, keys.count - 1)));
                }

                Repeater {
                    id: keys

                    // The eraser stands at the end of the last line.
                    model: line.modelData.split("").concat(line.index === pad.rows.length - 1 ? ["erase"] : [])
                    PressButton {
                        required property string modelData
                        required property int index

                        objectName: "key_" + modelData
                        Layout.fillWidth: true
                        Layout.preferredWidth: modelData === "erase" ? 2 : 1
                        // Narrower rather than beyond the edge, on a screen that has no room for ten.
                        Layout.minimumWidth: Math.max(0, Math.min(Theme.touchTarget, pad.width / 10 - column.spacing))
                        implicitHeight: pad.keyHeight
                        leftPadding: 0
                        rightPadding: 0
                        focus: line.index === 0 && index === 0
                        activeFocusOnTab: false
                        // A finger leaves the field's focus where it is.
                        focusPolicy: Qt.NoFocus
                        text: modelData === "erase" ? "" : modelData
                        iconName: modelData === "erase" ? "delete" : ""
                        Accessible.name: modelData === "erase" ? qsTr("Delete the last character") : modelData
                        onClicked: modelData === "erase" ? pad.erased() : pad.typed(modelData)
                        Keys.onPressed: event => {
                            const steps = {
                                [Qt.Key_Left]: [0, -1],
                                [Qt.Key_Right]: [0, 1],
                                [Qt.Key_Up]: [-1, 0],
                                [Qt.Key_Down]: [1, 0]
                            };
                            const step = steps[event.key];
                            const next = step ? pad.keyAt(line.index + step[0], index + step[1]) : null;
                            if (!next || next === this)
                                return;
                            next.forceActiveFocus(Qt.TabFocusReason);
                            event.accepted = true;
                        }
                    }
                }
            }
        }
    }
}
