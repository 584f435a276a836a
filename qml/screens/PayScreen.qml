import QtQuick
import QtQuick.Layouts
import "../components"
import "../theme"

/* The card form, which the window puts into `pagePlace`, or the code for the traveller's own phone in its stead; until they
   are there, what is waited for. */
ScreenFrame {
    id: screen

    required property var terminal
    readonly property var phone: terminal.phone
    /* Where the card form goes. */
    property alias pagePlace: pagePlace

    /* Above a keyboard in landscape every line counts, and the form says for itself what it is. */
    readonly property bool formNeedsRoom: !isPortrait && terminal.pageShown && height < 700

    /* The way of the Tab key leads on into the card form. */
    signal pageFocusWanted

    centered: phone.paying
    firstFocus: phone.shown && switchWay.visible ? switchWay : cancel
    title: phone.shown ? phone.title : formNeedsRoom ? "" : qsTr("Pay by card")
    text: phone.shown ? phone.words : ""
    iconName: phone.paying ? "smartphone" : ""

    Notice {
        objectName: "phoneProblem"
        Layout.fillWidth: true
        text: screen.phone.failed && !screen.phone.shown ? screen.terminal.words : ""
    }
    Item {
        id: pagePlace

        objectName: "pagePlace"
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !screen.phone.shown
        Accessible.role: Accessible.StaticText
        Accessible.name: screen.terminal.pageShown ? qsTr("The card form. Type the card number, then press Tab and type the expiration date, press Tab and type the security code. Tab leads on to Pay, and Enter presses it.") : ""

        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusCard
            color: Theme.surface
            border.width: 1
            border.color: Theme.border
        }
        Waiting {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.spaceXl
            // The form, once it is there, has its own; what it covers need not be painted.
            running: screen.terminal.isWaiting && !screen.terminal.pageShown
            visible: running
            text: screen.terminal.words
            slowText: screen.terminal.slowWords
        }
    }
    AppText {
        objectName: "phoneAmount"
        Layout.fillWidth: true
        visible: screen.phone.shown
        text: screen.terminal.amountText
        font.pixelSize: Theme.title
        font.weight: Theme.semibold
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: qsTr("To pay, in %1").arg(screen.terminal.currencyCode) + ": " + text
    }
    PhoneCode {
        objectName: "phoneCode"
        Layout.fillWidth: true
        Layout.fillHeight: true
        // While one phone pays, no other is to begin.
        visible: screen.phone.shown && !screen.phone.paying
        number: screen.phone.codeNumber
    }
    Waiting {
        Layout.fillWidth: true
        visible: screen.phone.paying
        running: screen.phone.paying
        slowText: screen.terminal.slowWords
    }
    AppText {
        objectName: "confirmingWords"
        Layout.fillWidth: true
        visible: !screen.terminal.canCancel && !screen.phone.shown
        text: screen.terminal.words
        font.pixelSize: Theme.bodyLarge
        horizontalAlignment: Text.AlignHCenter
    }
    actions: [
        ActionButton {
            place: 0
            places: 2
            stacked: screen.stacked
            id: switchWay
            objectName: "switchWayButton"
            visible: screen.phone.offered || screen.phone.cardOffered
            iconName: screen.phone.shown ? "credit-card" : "smartphone"
            text: screen.phone.shown ? qsTr("Pay by card here") : qsTr("Pay on my phone")
            onClicked: screen.phone.switchWay()
            Keys.onBacktabPressed: event => screen.leadIntoPage(event)
        },
        ActionButton {
            place: 1
            places: 2
            stacked: screen.stacked
            id: cancel
            objectName: "cancelButton"
            visible: screen.terminal.canCancel
            iconName: "x"
            text: qsTr("Cancel")
            onClicked: screen.terminal.cancelPayment()
            Keys.onTabPressed: event => screen.leadIntoPage(event)
            Keys.onBacktabPressed: event => switchWay.visible ? event.accepted = false : screen.leadIntoPage(event)
        }
    ]

    function leadIntoPage(event) {
        event.accepted = terminal.pageShown;
        if (event.accepted)
            pageFocusWanted();
    }
}
