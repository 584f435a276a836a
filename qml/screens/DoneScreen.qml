import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Paid, by Clive's word. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: done
    titleSize: Theme.amount
    iconName: "circle-check"
    tone: "success"
    title: qsTr("Paid")
    text: terminal.words

    Card {
        Layout.fillWidth: true

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
                font.pixelSize: Theme.bodyLarge
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
