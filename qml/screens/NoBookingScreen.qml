import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* What was looked for cannot be paid here. Why, and what to do. */
ScreenFrame {
    id: screen

    required property var terminal
    /* Which of the reasons; kept while the screen goes. */
    property string name

    firstFocus: mainAction
    iconName: ({"unreachable": "wifi-off", "expired": "calendar-x", "alreadyPaid": "circle-check", "beingPaid": "hourglass"})[name] ?? "search-x"
    tone: name === "alreadyPaid" ? "success" : "warning"
    title: ({
            "notUnderstood": qsTr("This is no booking reference"),
            "notFound": qsTr("Booking not found"),
            "expired": qsTr("Too late to pay"),
            "alreadyPaid": qsTr("Paid already"),
            "beingPaid": qsTr("Being paid somewhere else"),
            "notPayable": qsTr("Cannot be paid here"),
            "unreachable": qsTr("No connection")
        })[name] ?? ""
    text: terminal.words
    actions: [
        ActionButton {
            place: 0
            places: 2
            stacked: screen.stacked
            id: mainAction
            objectName: "backButton"
            kind: "primary"
            iconName: "arrow-left"
            text: qsTr("Enter another reference")
            onClicked: screen.terminal.back()
        },
        ActionButton {
            place: 1
            places: 2
            stacked: screen.stacked
            objectName: "finishButton"
            text: qsTr("Cancel")
            onClicked: screen.terminal.finish()
        }
    ]
}
