import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Paid, by Clive's word. */
ScreenFrame {
    id: screen

    required property var terminal
    readonly property bool hasCode: terminal.receiptCodeNumber > 0

    firstFocus: done
    titleSize: Theme.amount
    // A low screen has room for one picture, and so has large text.
    iconName: hasCode && (!isPortrait || Theme.largeText) ? "" : "circle-check"
    tone: "success"
    title: qsTr("Paid")
    text: terminal.words

    Card {
        Layout.fillWidth: true

        // Beside each other, so that the code is on the screen as a whole.
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXl

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceL

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.spaceL
                    visible: screen.terminal.printsReceipts

                    Icon {
                        name: "printer"
                        color: Theme.accent
                        size: 64
                    }
                    AppText {
                        objectName: "takeReceipt"
                        Layout.fillWidth: true
                        text: qsTr("Your receipt is being printed. Please take it with you.")
                        font.pixelSize: screen.hasCode ? Theme.body : Theme.bodyLarge
                        font.weight: Theme.semibold
                    }
                }
                Fact {
                    objectName: "doneReference"
                    Layout.fillWidth: true
                    label: qsTr("Booking reference")
                    value: screen.terminal.reference
                }
                Fact {
                    objectName: "doneReceipt"
                    Layout.fillWidth: true
                    label: qsTr("Receipt number")
                    value: screen.terminal.receiptNumber > 0 ? String(screen.terminal.receiptNumber) : ""
                }
                AppText {
                    objectName: "takeAlong"
                    Layout.fillWidth: true
                    visible: screen.hasCode
                    text: screen.terminal.printsReceipts ? qsTr("To take it along on your phone as well, scan this code with your phone’s camera.") : qsTr("To take your receipt along, scan this code with your phone’s camera.")
                    font.weight: screen.terminal.printsReceipts ? Theme.regular : Theme.semibold
                }
            }
            PhoneCode {
                visible: screen.hasCode
                implicitWidth: Math.round((screen.isPortrait ? 500 : 420) * Theme.fit)
                implicitHeight: implicitWidth
                provider: "receipt"
                label: qsTr("QR code with your receipt")
                number: screen.terminal.receiptCodeNumber
            }
        }
    }
    actions: [
        ActionButton {
            place: 0
            places: 1
            stacked: screen.stacked
            id: done
            Layout.columnSpan: screen.stacked ? 1 : 3
            kind: "primary"
            objectName: "finishButton"
            text: qsTr("Finish")
            onClicked: screen.terminal.finish()
        }
    ]
}
