import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* Who, what, how much, and how it will read on the statement. */
ScreenFrame {
    id: screen

    required property var terminal
    readonly property var extras: terminal.extras
    readonly property bool hasExtras: extras !== null && !extras.empty

    firstFocus: payButton.visible ? payButton : phoneButton.visible ? phoneButton : backButton
    title: qsTr("Is this right?")

    Card {
        Layout.fillWidth: true

        Fact {
            objectName: "reviewAmount"
            Layout.fillWidth: true
            isAmount: true
            label: qsTr("To pay, in %1").arg(screen.terminal.currencyCode)
            value: screen.terminal.amountText
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.border
        }
        Grid {
            id: facts

            readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

            Layout.fillWidth: true
            columns: screen.isPortrait ? 1 : 2
            columnSpacing: Theme.spaceXxl
            rowSpacing: Theme.spaceL

            Fact {
                objectName: "reviewPassenger"
                width: facts.cell
                label: qsTr("Passenger")
                value: screen.terminal.passenger
            }
            Fact {
                objectName: "reviewAbout"
                width: facts.cell
                label: qsTr("For")
                value: screen.terminal.about
            }
            Fact {
                objectName: "reviewExtras"
                width: facts.cell
                label: qsTr("Added")
                value: screen.hasExtras ? screen.extras.words : ""
            }
            Fact {
                objectName: "reviewReference"
                width: facts.cell
                label: qsTr("Booking reference")
                value: screen.terminal.reference
            }
            Fact {
                objectName: "reviewStatement"
                width: facts.cell
                label: qsTr("On your card statement")
                value: screen.terminal.statementText
            }
        }
    }
    PressButton {
        objectName: "extrasButton"
        Layout.alignment: Qt.AlignHCenter
        visible: screen.hasExtras
        iconName: "plus"
        text: screen.hasExtras && screen.extras.chosen ? qsTr("Change what is added") : qsTr("Add baggage or a seat")
        onClicked: screen.terminal.openExtras()
    }
    Notice {
        objectName: "reviewProblem"
        Layout.fillWidth: true
        text: screen.terminal.problem
    }
    actions: [
        ActionButton {
            place: 0
            places: 3
            stacked: screen.stacked
            id: payButton
            objectName: "payButton"
            visible: screen.terminal.phone.cardPossible
            kind: "primary"
            iconName: "credit-card"
            text: qsTr("Pay by card")
            onClicked: screen.terminal.pay()
        },
        ActionButton {
            place: 1
            places: 3
            stacked: screen.stacked
            id: phoneButton
            objectName: "payOnPhoneButton"
            visible: screen.terminal.phone.possible
            kind: payButton.visible ? "secondary" : "primary"
            iconName: "smartphone"
            text: qsTr("Pay on my phone")
            onClicked: screen.terminal.payOnPhone()
        },
        ActionButton {
            place: 2
            places: 3
            stacked: screen.stacked
            id: backButton
            objectName: "backButton"
            iconName: "arrow-left"
            text: qsTr("Back")
            onClicked: screen.terminal.back()
        }
    ]
}
