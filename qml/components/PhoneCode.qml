import QtQuick
import QtQuick.Layouts
import "../theme"

/* The code that a phone scans, on white whatever the theme is: a camera needs it. As large as there is room for. */
Item {
    id: phoneCode

    /* Which code: the image provider's name. */
    property string provider: "phone"
    property string label: qsTr("QR code that opens the payment on your phone")
    /* Another one for every code; 0 while there is none. */
    property int number: 0
    readonly property int sizePx: Math.max(1, Math.floor(Math.min(width, height) - 2 * Theme.spaceM))

    Accessible.role: Accessible.Graphic
    Accessible.name: label

    Rectangle {
        anchors.centerIn: parent
        width: phoneCode.sizePx + 2 * Theme.spaceM
        height: width
        radius: Theme.radiusCard
        color: "#ffffff"
        border.width: Theme.highContrast ? 2 : 1
        border.color: Theme.border

        Image {
            objectName: phoneCode.provider + "CodeImage"
            anchors.centerIn: parent
            width: phoneCode.sizePx
            height: phoneCode.sizePx
            // It is this traveller's alone, so no copy of it is kept for later.
            cache: false
            source: phoneCode.number > 0 && phoneCode.visible ? "image://" + phoneCode.provider + "/" + phoneCode.number : ""
            sourceSize: Qt.size(phoneCode.sizePx, phoneCode.sizePx)
            Accessible.ignored: true
        }
    }
}
