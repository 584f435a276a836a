import QtQuick
import QtTest
import "qrc:/tillwright/qml/components"
import "qrc:/tillwright/qml/theme"

TestCase {
    id: test

    name: "Components"
    when: windowShown
    visible: true
    width: 1080
    height: 1200

    Component {
        id: button
        PressButton {
            text: "Pay"
            kind: "primary"
        }
    }
    Component {
        id: pad
        KeyPad {
            width: 1000
            property string text
            onTyped: character => text += character
            onErased: text = text.slice(0, -1)
        }
    }
    Component {
        id: waiting
        Waiting {
            width: 800
            text: "Looking"
            slowText: "Still looking"
        }
    }
    SignalSpy {
        id: clicks
        signalName: "clicked"
    }

    function cleanup() {
        Theme.reset();
        Theme.dark = false;
    }

    function test_aPressShowsAtOnce() {
        const item = createTemporaryObject(button, test);
        clicks.target = item;
        clicks.clear();
        const calm = String(item.background.color);
        mousePress(item);
        verify(String(item.background.color) !== calm);
        mouseRelease(item);
        compare(String(item.background.color), calm);
        compare(clicks.count, 1);
        verify(item.width >= 72 && item.height >= 72);
    }
    function test_enterAndSpacePress() {
        const item = createTemporaryObject(button, test);
        clicks.target = item;
        clicks.clear();
        item.forceActiveFocus(Qt.TabFocusReason);
        verify(item.visualFocus);
        for (const key of [Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space])
            keyClick(key);
        compare(clicks.count, 3);
        item.enabled = false;
        keyClick(Qt.Key_Return);
        compare(clicks.count, 3);
    }
    function test_aLongTextWrapsInItsButton() {
        const item = createTemporaryObject(button, test, {width: 200, text: "Enter another reference, please"});
        const oneLine = createTemporaryObject(button, test);
        tryVerify(() => item.implicitHeight > oneLine.implicitHeight);
    }
    function test_keysOfThePadType() {
        const item = createTemporaryObject(pad, test);
        mouseClick(findChild(item, "key_Z"));
        mouseClick(findChild(item, "key_7"));
        compare(item.text, "Z7");
        mouseClick(findChild(item, "key_erase"));
        compare(item.text, "Z");
    }
    function test_arrowsLeadThroughThePad() {
        const item = createTemporaryObject(pad, test);
        item.forceActiveFocus(Qt.TabFocusReason);
        verify(findChild(item, "key_1").activeFocus);
        keyClick(Qt.Key_Right);
        keyClick(Qt.Key_Down);
        verify(findChild(item, "key_W").activeFocus);
        keyClick(Qt.Key_Return);
        compare(item.text, "W");
        // The last line is shorter: the nearest key.
        for (let i = 0; i < 9; ++i)
            keyClick(Qt.Key_Right);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        verify(findChild(item, "key_erase").activeFocus);
    }
    function test_waitingKeepsStillInTheAccessibleMode() {
        const dots = findChild(createTemporaryObject(waiting, test), "waitingDots");
        tryCompare(dots, "moving", true);
        Theme.accessible = true;
        compare(dots.moving, false);
    }
    function test_waitingIsSaidInTwoSteps() {
        const item = createTemporaryObject(waiting, test, {slowAfterMs: 700});
        compare(item.shownAfterMs, 300);
        compare(item.opacity, 0);
        tryCompare(item, "isShown", true);
        verify(!item.isSlow);
        tryCompare(item, "isSlow", true);
        item.running = false;
        compare(item.opacity, 0);
        verify(!item.isSlow);
    }
    function test_aSlowWaitIsEightSeconds() {
        compare(createTemporaryObject(waiting, test).slowAfterMs, 8000);
    }

    readonly property var textColors: ["text", "textMuted", "accent", "success", "warning", "danger"]

    function luminance(color) {
        const linear = value => value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
    }
    function contrast(a, b) {
        const lights = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (lights[0] + 0.05) / (lights[1] + 0.05);
    }
    function test_textStandsOut_data() {
        return [
            {tag: "light", dark: false, high: false, least: 4.5},
            {tag: "dark", dark: true, high: false, least: 4.5},
            {tag: "light, high contrast", dark: false, high: true, least: 7},
            {tag: "dark, high contrast", dark: true, high: true, least: 7}
        ];
    }
    function test_textStandsOut(data) {
        Theme.dark = data.dark;
        Theme.highContrast = data.high;
        for (const name of textColors) {
            for (const surface of ["background", "surface"])
                verify(contrast(Theme[name], Theme[surface]) >= data.least, name + " on " + surface);
        }
        verify(contrast(Theme.accentInk, Theme.accent) >= data.least, "accentInk on accent");
        verify(contrast(Theme.sandboxInk, Theme.sandbox) >= 4.5);
    }
    function test_largeTextIsLarger() {
        const before = Theme.body;
        Theme.largeText = true;
        verify(Theme.body > before);
        compare(Theme.touchTarget, 72);
        Theme.reset();
        compare(Theme.body, before);
    }
}
