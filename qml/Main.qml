import QtQuick
import QtQuick.Layouts
import "components"
import "screens"
import "theme"

/* The traveller's face: the bar, one screen at a time, and what lies over them. */
FocusScope {
    id: root

    required property var terminal
    required property var languages
    property string merchantName
    property bool sandbox: false
    property bool dark: false
    /* Says what is shown, and has the volume; null without speech. */
    property var voice: null
    readonly property bool accessible: Theme.accessible
    /* The part that is staff's; null where there is none. */
    property var staff: null
    readonly property bool staffOpen: staff !== null && staff.open

    /* Where the window puts the card form, and whether it is to be seen. */
    readonly property bool pageShown: terminal.pageShown && !picker.open && !staffOpen && screenLoader.pagePlace !== null
    property rect pageRect
    /* What the on-screen keyboard takes at the lower end of the window. Text and spaces stay as large as they are. */
    property real dockHeight: 0

    signal pageFocusWanted

    LayoutMirroring.enabled: languages.rightToLeft
    LayoutMirroring.childrenInherit: true
    focus: true
    onDarkChanged: Theme.dark = dark
    Component.onCompleted: {
        Theme.dark = dark;
        measure();
    }

    readonly property bool speaks: voice !== null && voice.available
    readonly property var sources: ({
            "attract": attract,
            "findBooking": findBooking,
            "review": review,
            "extras": extras,
            "pay": pay,
            "checking": checking,
            "declined": declined,
            "notPaid": notPaid,
            "done": done,
            "unresolved": unresolved,
            "help": help,
            "outOfService": outOfService
        })

    Component { id: attract; AttractScreen { terminal: root.terminal; languages: root.languages; speaks: root.speaks } }
    Component { id: findBooking; FindBookingScreen { terminal: root.terminal } }
    Component { id: noBooking; NoBookingScreen { terminal: root.terminal; name: root.terminal.screenName } }
    Component { id: review; ReviewScreen { terminal: root.terminal } }
    Component { id: extras; ExtrasScreen { terminal: root.terminal } }
    Component { id: pay; PayScreen { terminal: root.terminal; onPageFocusWanted: root.pageFocusWanted() } }
    Component { id: checking; CheckingScreen { terminal: root.terminal } }
    Component { id: declined; DeclinedScreen { terminal: root.terminal } }
    Component { id: notPaid; NotPaidScreen { terminal: root.terminal } }
    Component { id: done; DoneScreen { terminal: root.terminal } }
    Component { id: unresolved; UnresolvedScreen { terminal: root.terminal } }
    Component { id: help; HelpScreen { terminal: root.terminal } }
    Component { id: outOfService; OutOfServiceScreen { terminal: root.terminal } }

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
    Item {
        id: face

        // Low reach: the bars lie below, beside each other where there is room.
        readonly property bool low: Theme.accessible
        readonly property bool beside: speech.visible && width > height

        anchors.fill: parent
        enabled: !warning.open && !picker.open && !root.staffOpen

        TopBar {
            id: bar

            x: face.beside && !root.languages.rightToLeft ? speech.width : 0
            y: face.low ? face.height - height : 0
            width: face.beside ? face.width - speech.width : face.width
            height: Math.max(implicitHeight, face.beside ? speech.implicitHeight : 0)
            terminal: root.terminal
            languages: root.languages
            merchantName: root.merchantName
            sandbox: root.sandbox
            // The first screen has tiles for them.
            showsLanguages: root.terminal.screenName !== "attract"
            onLanguagesAsked: picker.open = true
        }
        SpeechBar {
            id: speech

            visible: face.low && root.speaks
            x: face.beside && root.languages.rightToLeft ? bar.width : 0
            y: face.beside ? bar.y : bar.y - height
            width: face.beside ? Math.round(face.width * 0.55) : face.width
            height: face.beside ? bar.height : implicitHeight
            voice: root.voice
        }
        Loader {
            id: screenLoader

            readonly property Item pagePlace: item && item.pagePlace ? item.pagePlace : null

            objectName: "screenLoader"
            y: face.low ? 0 : bar.height
            width: face.width
            height: face.height - bar.height - (speech.visible && !face.beside ? speech.height : 0)
            focus: true
            sourceComponent: root.sources[root.terminal.screenName] ?? noBooking
            onLoaded: {
                if (item.firstFocus)
                    item.firstFocus.forceActiveFocus(Qt.OtherFocusReason);
                root.placePage();
            }
        }
    }
    IdleWarning {
        id: warning

        objectName: "idleWarning"
        anchors.fill: parent
        terminal: root.terminal
    }
    LanguagePicker {
        id: picker

        objectName: "languagePicker"
        anchors.fill: parent
        languages: root.languages
        onClosed: open = false
    }
    Loader {
        id: staffLoader

        anchors.fill: parent
        active: false
        sourceComponent: Component { StaffScreen { staff: root.staff } }
        onLoaded: item.forceActiveFocus(Qt.OtherFocusReason)
    }
    /* One screen for each place, as a traveller's are: what is laid out anew in place may keep heights of before. */
    readonly property string staffPlace: staff !== null ? staff.place : ""
    onStaffPlaceChanged: Qt.callLater(showStaff)
    function showStaff() {
        staffLoader.active = false;
        staffLoader.active = staffOpen;
    }
    onStaffOpenChanged: {
        if (!staffOpen)
            staffLoader.active = false;
        // The traveller goes on where they were.
        if (!staffOpen && screenLoader.item && screenLoader.item.firstFocus)
            screenLoader.item.firstFocus.forceActiveFocus(Qt.OtherFocusReason);
    }
    Connections {
        target: root.terminal
        function onLeft() {
            picker.open = false;
            Theme.reset();
        }
    }

    // The arrows lead through a screen as the Tab key does.
    Keys.onPressed: event => {
        const forward = event.key === Qt.Key_Down || event.key === (languages.rightToLeft ? Qt.Key_Left : Qt.Key_Right);
        const backward = event.key === Qt.Key_Up || event.key === (languages.rightToLeft ? Qt.Key_Right : Qt.Key_Left);
        const window = root.Window.window;
        if ((!forward && !backward) || !window || !window.activeFocusItem)
            return;
        const next = window.activeFocusItem.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        event.accepted = true;
    }

    function beAccessible() {
        Theme.accessible = true;
    }
    function placePage() {
        const place = screenLoader.pagePlace;
        if (place)
            pageRect = root.mapFromItem(place, 0, 0, place.width, place.height);
    }
    Connections {
        target: screenLoader.pagePlace
        function onWidthChanged() { Qt.callLater(root.placePage) }
        function onHeightChanged() { Qt.callLater(root.placePage) }
        function onXChanged() { Qt.callLater(root.placePage) }
        function onYChanged() { Qt.callLater(root.placePage) }
    }
    onWidthChanged: measure()
    onHeightChanged: measure()
    onDockHeightChanged: measure()

    function measure() {
        const high = height + dockHeight;
        Theme.isPortrait = high > width;
        Theme.fit = high > width ? Math.min(1, width / 1080, high / 1700) : Math.min(1, width / 1600, high / 1080);
        Qt.callLater(placePage);
    }
}
