import QtQuick
import QtQuick.Layouts
import "../theme"

/* One question: what it is about, what can be seen, and at the lower end, where hands reach, what can be pressed. */
FocusScope {
    id: frame

    default property alias content: body.data
    property alias actions: actionRow.data
    property string title
    property string text
    property string iconName
    property int titleSize: Theme.heading
    /* text, success, warning or danger. */
    property string tone: "text"
    /* Gets the focus when the screen appears. */
    property Item firstFocus: null
    property bool centered: true
    readonly property bool isPortrait: height > width
    /* The buttons stand one below the other. */
    property bool stacked: isPortrait
    readonly property color toneColor: ({
            "success": Theme.success,
            "warning": Theme.warning,
            "danger": Theme.danger
        })[tone] ?? Theme.accent
    readonly property color toneSoft: ({
            "success": Theme.successSoft,
            "warning": Theme.warningSoft,
            "danger": Theme.dangerSoft
        })[tone] ?? Theme.accentSoft

    /* Whoever goes on by keys sees where they are. */
    function showItem(item) {
        const place = column.mapFromItem(item, 0, 0, item.width, item.height);
        const margin = Theme.spaceL;
        if (place.y - margin < scroll.contentY)
            scroll.contentY = Math.max(0, place.y - margin);
        else if (place.y + place.height + margin > scroll.contentY + scroll.height)
            scroll.contentY = Math.min(scroll.contentHeight - scroll.height, place.y + place.height + margin - scroll.height);
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Math.max(Theme.spaceXxl, (frame.width - Theme.contentMax) / 2)
        anchors.rightMargin: anchors.leftMargin
        anchors.topMargin: frame.isPortrait ? Theme.spaceXxl : Theme.spaceS
        // Within low reach every line counts.
        anchors.bottomMargin: frame.isPortrait && !Theme.accessible ? Theme.spaceXxl : Theme.spaceL
        spacing: frame.isPortrait ? Theme.spaceXl : Theme.spaceL

        // Very long names in large text may need more room than there is; the buttons never go out of sight.
        Flickable {
            id: scroll

            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: Math.max(height, column.implicitHeight)
            interactive: contentHeight > height + 1
            clip: interactive
            boundsBehavior: Flickable.StopAtBounds

            ColumnLayout {
                id: column

                width: scroll.width
                height: scroll.contentHeight
                spacing: frame.isPortrait ? Theme.spaceXl : Theme.spaceL

                Item {
                    Layout.fillHeight: true
                    Layout.preferredHeight: 1
                    visible: frame.centered
                }
                Rectangle {
                    Layout.alignment: Qt.AlignHCenter
                    // On a low screen large text needs its room.
                    visible: frame.iconName !== "" && (frame.isPortrait || !Theme.largeText)
                    implicitWidth: icon.size * 1.9
                    implicitHeight: implicitWidth
                    radius: width / 2
                    color: frame.toneSoft

                    Icon {
                        id: icon

                        anchors.centerIn: parent
                        name: frame.iconName
                        color: frame.toneColor
                        size: (frame.isPortrait ? 96 : 72) * Theme.fit
                    }
                }
                AppText {
                    objectName: "screenTitle"
                    Layout.fillWidth: true
                    isHeading: true
                    text: frame.title
                    visible: text !== ""
                    font.pixelSize: frame.titleSize
                    font.weight: Theme.semibold
                    lineHeight: 1.15
                    horizontalAlignment: Text.AlignHCenter
                }
                AppText {
                    objectName: "screenText"
                    Layout.fillWidth: true
                    text: frame.text
                    visible: text !== ""
                    font.pixelSize: Theme.bodyLarge
                    horizontalAlignment: Text.AlignHCenter
                }
                ColumnLayout {
                    id: body

                    Layout.fillWidth: true
                    Layout.fillHeight: !frame.centered
                    spacing: Theme.spaceL
                }
                Item {
                    Layout.fillHeight: true
                    Layout.preferredHeight: 1
                    // Within low reach everything sinks down to the buttons.
                    visible: frame.centered && !Theme.accessible
                }
            }
            Rectangle {
                parent: scroll
                anchors.right: parent.right
                visible: scroll.interactive
                y: scroll.visibleArea.yPosition * scroll.height
                width: Theme.spaceXs
                height: scroll.visibleArea.heightRatio * scroll.height
                radius: width / 2
                color: Theme.textMuted
            }
        }
        GridLayout {
            id: actionRow

            // Side by side where there is room, one below the other where there is not; the main one first to the eye.
            columns: frame.stacked ? 1 : 3
            Layout.fillWidth: true
            Layout.fillHeight: false
            rowSpacing: Theme.spaceM
            columnSpacing: Theme.spaceL
        }
    }
}
