import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* What can be added to the booking, and how many of each. */
ScreenFrame {
    id: screen

    required property var terminal

    firstFocus: doneButton
    title: qsTr("Would you like to add something?")
    // An amount is read from left to right in every language.
    text: qsTr("To pay: %1").arg("\u2066" + screen.terminal.amountText + "\u2069")

    GridLayout {
        Layout.fillWidth: true
        columns: screen.isPortrait ? 1 : 2
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceM

        Repeater {
            model: screen.terminal.extras
            ExtraRow {
                required property string name
                required property string price
                required property string code
                required property string icon
                required property bool full
                required property int index

                objectName: "extra_" + code
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                itemName: name
                itemPrice: price
                iconName: icon
                canAdd: !full
                onAdded: screen.terminal.extras.add(index)
                onTakenAway: screen.terminal.extras.takeAway(index)
                onFocused: item => screen.showItem(item)
            }
        }
    }
    actions: [
        ActionButton {
            id: doneButton

            stacked: screen.stacked
            objectName: "extrasDoneButton"
            kind: "primary"
            iconName: "check"
            text: qsTr("That is all")
            onClicked: screen.terminal.back()
        }
    ]
}
