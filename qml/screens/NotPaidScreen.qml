import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* It ended without a charge. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: again.visible ? again : done
    iconName: "circle-alert"
    tone: "warning"
    title: qsTr("Not paid")
    text: terminal.words
    actions: [
        ActionButton {
            place: 0
            places: 2
            stacked: screen.stacked
            id: again
            objectName: "retryButton"
            visible: screen.terminal.canRetry
            kind: "primary"
            iconName: "refresh-cw"
            text: qsTr("Try again")
            onClicked: screen.terminal.retry()
        },
        ActionButton {
            place: 1
            places: 2
            stacked: screen.stacked
            id: done
            objectName: "finishButton"
            text: qsTr("Finish")
            onClicked: screen.terminal.finish()
        }
    ]
}
