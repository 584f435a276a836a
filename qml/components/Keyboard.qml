import QtQuick
import "../theme"

/* The on-screen keyboard: digits, letters as the chosen language has them on its keyboards, and signs. All three are equally
   high, so that nothing moves when one is changed for another. No language mirrors a keyboard. */
Rectangle {
    id: board

    /* Which keys come first, and where they go (app/kiosk/terminal/keyboard.h). */
    required property var keyboard
    required property var languages

    /* digits, letters or signs. */
    property string keySet: "letters"
    /* The next letter is a capital. */
    property bool shifted: false
    /* Latin letters though the language has others. */
    property bool latin: false
    readonly property string language: languages.current
    readonly property bool capitals: shifted || keyboard.upperCase
    readonly property bool hasOwnScript: language === "ar" && !keyboard.latinOnly
    readonly property var layout: layouts[language === "ar" && (latin || keyboard.latinOnly) ? "en" : language] ?? layouts.en
    readonly property real keyHeight: Theme.isPortrait ? Math.max(Theme.touchTarget, Theme.touchTarget * 1.25 * Theme.fit) : Theme.touchTarget
    readonly property real gap: Math.max(6, Theme.spaceS * 0.75)

    readonly property var layouts: ({
            "en": {
                "letters": ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
                "signs": ["1234567890", "@#&*-+()/_", ".,:;!?'\""],
                "name": "ABC"
            },
            "fr": {
                "letters": ["azertyuiop", "qsdfghjklm", "wxcvbn'-"],
                "signs": ["éèêëàâçùûôîï", "@#&*-+()/_", ".,:;!?'\""],
                "name": "ABC"
            },
            "es": {
                "letters": ["qwertyuiop", "asdfghjklñ", "zxcvbnm-"],
                "signs": ["áéíóúü¿¡", "@#&*-+()/_", ".,:;!?'\""],
                "name": "ABC"
            },
            "ar": {
                "letters": ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذئءؤرىةوزظ"],
                "signs": ["أإآ؟،؛", "@#&*-+()/_", ".:!'\""],
                "name": "أ ب ج"
            }
        })
    readonly property var names: ({
            "erase": qsTr("Delete the last character"),
            "shift": qsTr("Capital letter"),
            "digits": qsTr("Digits"),
            "letters": qsTr("Letters"),
            "signs": qsTr("Signs"),
            "space": qsTr("Space"),
            "latin": qsTr("Latin letters"),
            "script": qsTr("Arabic letters"),
            "next": qsTr("Next field"),
            "enter": qsTr("Done"),
            "hide": qsTr("Hide the keyboard")
        })
    readonly property var icons: ({
            "erase": "delete",
            "shift": "arrow-big-up",
            "next": "arrow-right",
            "enter": "check",
            "hide": "keyboard-off"
        })
    readonly property var words: ({
            "digits": "123",
            "letters": layout.name,
            "signs": "@#",
            "space": qsTr("Space"),
            "latin": "ABC",
            "script": layouts.ar.name
        })
    readonly property string ending: keyboard.endsWithEnter ? "enter" : "next"
    /* As one text, so that keys which stay the same stay. */
    readonly property string arrangement: {
        if (keySet === "digits") {
            const others = keyboard.digitsOnly ? [] : ["letters"];
            return JSON.stringify([["1", "2", "3", "erase"], ["4", "5", "6", ending], ["7", "8", "9", "hide"], others.concat("0")]);
        }
        const rows = layout[keySet].map(row => row.split(""));
        const isLetters = keySet === "letters";
        const cases = isLetters && layout !== layouts.ar && !keyboard.upperCase ? ["shift"] : [];
        const script = isLetters && hasOwnScript ? [latin ? "script" : "latin"] : [];
        return JSON.stringify([rows[0], rows[1], cases.concat(rows[2], "erase"),
            ["digits", isLetters ? "signs" : "letters"].concat(script, "space", ending, "hide")]);
    }
    readonly property var rows: JSON.parse(arrangement)
    /* A pad of digits is not wider than a hand, and letters not wider than two. */
    readonly property real keysWidth: Math.min(width - 2 * Theme.spaceS, keyHeight * (keySet === "digits" ? 8 : 18))
    /* Laid out here, because Qt's layouts trip over keys that are on their way out. */
    readonly property var places: {
        const places = [];
        for (const row of rows) {
            const shares = row.map(key => key === "space" ? 4 : key in names && keySet !== "digits" ? 1.5 : 1);
            const share = (keysWidth - gap * (row.length - 1)) / shares.reduce((sum, each) => sum + each, 0);
            let x = (width - keysWidth) / 2;
            row.forEach((key, at) => {
                places.push({"x": x, "width": share * shares[at]});
                x += share * shares[at] + gap;
            });
        }
        return places;
    }
    readonly property var keys: rows.reduce((all, row, line) => all.concat(row.map(key => ({"key": key, "line": line}))), [])

    function begin() {
        keySet = keyboard.digitsFirst ? "digits" : "letters";
        shifted = latin = false;
    }
    function pressed(key: string) {
        switch (key) {
        case "erase":
            keyboard.erase();
            break;
        case "next":
            keyboard.nextField();
            break;
        case "enter":
            keyboard.enter();
            break;
        case "hide":
            keyboard.hide();
            break;
        case "digits":
        case "letters":
        case "signs":
            keySet = key;
            shifted = false;
            break;
        case "latin":
        case "script":
            latin = key === "latin";
            break;
        case "shift":
            shifted = !shifted;
            break;
        case "space":
            keyboard.type(" ");
            break;
        default:
            keyboard.type(capitals ? key.toUpperCase() : key);
            shifted = false;
        }
    }

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    color: Theme.surfaceSunken
    implicitHeight: 4 * keyHeight + 3 * gap + 2 * Theme.spaceM
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("On-screen keyboard")
    onLanguageChanged: latin = false
    Component.onCompleted: begin()

    Connections {
        target: board.keyboard
        function onFieldEntered() { board.begin() }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        height: 2
        color: Theme.borderControl
    }
    Repeater {
        model: board.keys
        PressButton {
            required property var modelData
            required property int index
            readonly property string key: modelData.key
            readonly property bool writes: !(key in board.names)
            readonly property var place: board.places[index] ?? ({"x": 0, "width": 0})

            objectName: "dock_" + key
            x: place.x
            y: Theme.spaceM + modelData.line * (board.keyHeight + board.gap)
            width: place.width
            height: board.keyHeight
            leftPadding: 0
            rightPadding: 0
            // The field keeps the focus.
            focusPolicy: Qt.NoFocus
            activeFocusOnTab: false
            autoRepeat: key === "erase"
            kind: key === "shift" && board.shifted ? "primary" : "secondary"
            iconName: board.icons[key] ?? ""
            text: iconName ? "" : writes ? (board.capitals ? key.toUpperCase() : key) : board.words[key]
            textSize: writes || iconName ? Theme.title : Theme.body
            Accessible.name: writes ? text : board.names[key]
            onClicked: board.pressed(key)
        }
    }
}
