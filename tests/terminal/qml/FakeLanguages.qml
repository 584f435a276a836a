import QtQml

QtObject {
    property string current: "en"
    property var codes: ["en", "fr", "es", "ar"]
    property bool rightToLeft: current === "ar"

    function nameOf(code) {
        return ({"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"})[code] ?? "";
    }
    function select(code) { current = code }
}
