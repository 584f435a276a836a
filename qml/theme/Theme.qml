pragma Singleton
import QtQuick

/* The design tokens as the terminal shows them: larger than at a counter, because a traveller stands further away. */
QtObject {
    id: theme

    property bool dark: false
    /* Large text, strong contrast, speech, and what can be pressed within low reach. */
    property bool accessible: false
    /* Text reaches 7:1 on its surface. */
    property bool highContrast: false
    property bool largeText: false
    /* A high screen has room for larger type. */
    property bool isPortrait: false
    /* Below 1 on a screen that is smaller than a terminal's. */
    property real fit: 1

    readonly property real typeScale: Math.max(1, (isPortrait ? 2.15 : 1.75) * fit) * (largeText ? 1.2 : 1)
    readonly property real spaceScale: 1.5 * fit

    readonly property var colors: Tokens.all.color[dark ? "dark" : "light"]
    readonly property color background: highContrast ? (dark ? "#000000" : "#ffffff") : pick("background")
    readonly property color surface: highContrast ? (dark ? "#000000" : "#ffffff") : pick("surface")
    readonly property color surfaceSunken: highContrast ? surface : pick("surfaceSunken")
    readonly property color border: highContrast ? text : pick("border")
    readonly property color borderControl: highContrast ? text : pick("borderControl")
    readonly property color text: highContrast ? (dark ? "#ffffff" : "#000000") : pick("text")
    readonly property color textMuted: highContrast ? text : pick("textMuted")
    readonly property color textDisabled: highContrast ? pick("textMuted") : pick("textDisabled")
    readonly property color accent: highContrast ? (dark ? pick("accentHover") : pick("accentPressed")) : pick("accent")
    readonly property color accentPressed: highContrast ? text : pick("accentPressed")
    readonly property color accentSoft: highContrast ? surface : pick("accentSoft")
    /* Names that begin with "on" are handlers of signals in QML. */
    readonly property color accentInk: highContrast ? (dark ? "#000000" : "#ffffff") : pick("onAccent")
    readonly property color success: highContrast ? text : pick("success")
    readonly property color successSoft: highContrast ? surface : pick("successSoft")
    readonly property color warning: highContrast ? text : pick("warning")
    readonly property color warningSoft: highContrast ? surface : pick("warningSoft")
    readonly property color danger: highContrast ? text : pick("danger")
    readonly property color dangerSoft: highContrast ? surface : pick("dangerSoft")
    readonly property color disabledFill: highContrast ? surface : pick("disabledFill")
    readonly property color focusRing: highContrast ? text : pick("focusRing")
    readonly property color sandbox: pick("sandbox")
    readonly property color sandboxInk: pick("onSandbox")
    readonly property color scrim: pick("scrim")

    readonly property var fontFamilies: Tokens.all.font.family
    readonly property string fontFamily: fontFamilies[0]
    readonly property int caption: fontPx("caption")
    readonly property int body: fontPx("body")
    readonly property int bodyLarge: fontPx("bodyLarge")
    readonly property int title: fontPx("title")
    readonly property int heading: fontPx("heading")
    readonly property int amount: fontPx("amount")
    readonly property real lineHeight: 1.25
    readonly property int regular: Tokens.all.font.weight.regular
    readonly property int medium: Tokens.all.font.weight.medium
    readonly property int semibold: Tokens.all.font.weight.semibold

    readonly property int spaceXs: spacePx("xs")
    readonly property int spaceS: spacePx("s")
    readonly property int spaceM: spacePx("m")
    readonly property int spaceL: spacePx("l")
    readonly property int spaceXl: spacePx("xl")
    readonly property int spaceXxl: spacePx("xxl")
    readonly property int spaceXxxl: spacePx("xxxl")
    readonly property int radiusControl: Math.round(Tokens.all.radiusPx.control * 1.4)
    readonly property int radiusCard: Math.round(Tokens.all.radiusPx.card * 1.4)
    readonly property int touchTarget: Tokens.all.sizePx.touchTargetTerminal
    readonly property int focusRingWidth: Tokens.all.sizePx.focusRing * 2
    readonly property int iconPx: Math.round(Tokens.all.sizePx.icon * typeScale)
    /* A line of text that is longer than this is hard to read. */
    readonly property int contentMax: largeText ? 1640 : 1240

    onAccessibleChanged: highContrast = largeText = accessible

    function pick(name: string): color {
        const value = colors[name];
        // The web writes alpha behind the colour, Qt before it.
        return value.length === 9 ? "#" + value.slice(7) + value.slice(1, 7) : value;
    }
    function fontPx(name: string): int {
        return Math.round(Tokens.all.font.sizePx[name] * typeScale);
    }
    function spacePx(name: string): int {
        return Math.round(Tokens.all.spacePx[name] * spaceScale);
    }
    /* For the next traveller. */
    function reset() {
        accessible = false;
        highContrast = false;
        largeText = false;
    }
}
