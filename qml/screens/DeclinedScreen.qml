import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* The bank refused the card, in Stripe's words; the same payment takes another. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: another
    iconName: "credit-card"
    tone: "warning"
    title: qsTr("This card was not accepted")
    text: terminal.words

    AppText {
        Layout.fillWidth: true
        text: qsTr("Nothing was charged.")
        font.pixelSize: Theme.bodyLarge
        font.weight: Theme.semibold
        horizontalAlignment: Text.AlignHCenter
    }
    actions: [
        ActionButton {
            place: 0
            places: 3
            stacked: screen.stacked
            id: another
            objectName: "anotherCardButton"
            kind: "primary"
            iconName: "credit-card"
            text: qsTr("Try another card")
            onClicked: screen.terminal.useAnotherCard()
        },
        ActionButton {
            place: 1
            places: 3
            stacked: screen.stacked
            objectName: "usePhoneButton"
            visible: screen.terminal.phone.offered
            iconName: "smartphone"
            text: qsTr("Pay on my phone")
            onClicked: screen.terminal.usePhone()
        },
        ActionButton {
            place: 2
            places: 3
            stacked: screen.stacked
            objectName: "cancelButton"
            visible: screen.terminal.canCancel
            iconName: "x"
            text: qsTr("Cancel payment")
            onClicked: screen.terminal.cancelPayment()
        }
    ]
}
