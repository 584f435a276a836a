import QtQuick
import "../theme"

/* Text that wraps instead of being cut off. */
Text {
    property bool isHeading: false

    color: Theme.text
    font.family: Theme.fontFamily
    font.pixelSize: Theme.body
    // Said, so that it is mirrored whatever the text itself is written in.
    horizontalAlignment: Text.AlignLeft
    wrapMode: Text.Wrap
    lineHeight: Theme.lineHeight
    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    Accessible.role: isHeading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
