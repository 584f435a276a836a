#include "kiosk/register/theme.h"

#include <QRegularExpression>

namespace tillwright::kiosk::register_face {

namespace {

// `@color.x` and so on are replaced by the tokens. Widgets say by the dynamic properties `role` (labels), `kind`
// (buttons, frames) and `tone` (paid, notPaid, ...) what they are; how that looks is said here only.
const char sheet[] = R"(
* { font-family: @family; font-size: @font.bodypx; color: @color.text; }
QMainWindow, QWidget#registerCentral, QWidget#customerDisplay, QWidget#qaPanel { background: @color.background; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: @color.textMuted; }
QLabel[role="caption"] { color: @color.textMuted; font-size: @font.captionpx; }
QLabel[role="label"] { font-weight: @weight.medium; }
QLabel[role="lead"] { font-size: @font.bodyLargepx; }
QLabel[role="strong"] { font-size: @font.bodyLargepx; font-weight: @weight.semibold; }
QLabel[role="title"] { font-size: @font.titlepx; font-weight: @weight.semibold; }
QLabel[role="heading"] { font-size: @font.headingpx; font-weight: @weight.semibold; }
QLabel[role="amount"] { font-size: @font.amountpx; font-weight: @weight.semibold; }
QLabel[role="display"] { font-size: @font.displaypx; font-weight: @weight.semibold; }
QLabel[role="huge"] { font-size: @font.hugepx; font-weight: @weight.semibold; }
QLabel[role="error"] { color: @color.danger; font-size: @font.captionpx; font-weight: @weight.medium; }
QLabel[role="wordmark"] { font-size: @font.bodyLargepx; font-weight: @weight.semibold; }

QFrame[kind="card"] { background: @color.surface; border: 1px solid @color.border;
    border-radius: @radius.cardpx; }
QFrame[kind="panel"] { background: @color.surface; border: none; border-right: 1px solid @color.border; }
QFrame[kind="rule"] { background: @color.border; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="desk"] { background: @color.surfaceSunken; border: none; border-left: 1px solid @color.border; }
QFrame[kind="strip"] { background: @color.surface; border: none; border-bottom: 1px solid @color.border; }
QFrame[kind="rail"] { background: @color.surface; border: none; border-right: 1px solid @color.border; }
QFrame[kind="rail"] QToolButton { border: none; border-radius: @radius.controlpx; background: transparent; color: @color.textMuted;
    font-size: @font.captionpx; font-weight: @weight.medium; padding: 8px 0px; }
QFrame[kind="rail"] QToolButton:focus { border: 2px solid @color.focusRing; padding: 6px 0px; outline: none; }
QFrame[kind="rail"] QToolButton:hover { background: @color.surfaceSunken; }
QFrame[kind="rail"] QToolButton:pressed, QFrame[kind="rail"] QToolButton:checked { background: @color.accentSoft;
    color: @color.accent; }
QFrame[kind="rail"] QToolButton:disabled { color: @color.textDisabled; }
QFrame[kind="keys"] { background: @color.surface; border: none; border-top: 1px solid @color.border; }
QFrame[kind="sandboxLine"] { background: @color.sandbox; border: none; }
QLabel#sandboxBadge { background: @color.sandbox; color: @color.onSandbox; font-weight: @weight.semibold;
    border-radius: @radius.smallpx; padding: 4px 10px; }
QLabel#sandboxPins { background: @color.sandbox; color: @color.onSandbox; border-radius: @radius.smallpx;
    padding: 4px 12px; }
QLabel#checkingBadge { background: @color.warningSoft; color: @color.warning; font-weight: @weight.medium;
    border-radius: @radius.smallpx; padding: 4px 10px; }
QFrame#alarmBar, QFrame#paperQuestionBar { background: @color.dangerSoft; border: none; border-bottom: 1px solid @color.danger; }
QFrame#alarmBar QLabel, QFrame#paperQuestionBar QLabel { color: @color.danger; font-weight: @weight.medium; }

QFrame[kind="line"] { border: 1px solid @color.border; border-radius: @radius.controlpx; background: @color.surface; }
QFrame[kind="line"][current="true"] { background: @color.surfaceSunken; }
QFrame[kind="line"][focused="true"] { border: 2px solid @color.focusRing; }
QFrame[kind="keyboard"] { background: @color.surfaceRaised; border: 1px solid @color.borderControl; border-radius: @radius.controlpx; }
QFrame[kind="toast"] { background: @color.surfaceRaised; border: 1px solid @color.borderControl; border-radius: @radius.controlpx; }
QFrame[kind="toast"][tone="notPaid"] { background: @color.dangerSoft; border-color: @color.danger; }
QFrame[kind="toast"][tone="notPaid"] QLabel { color: @color.danger; }
QLabel[role="notice"] { color: @color.warning; font-size: @font.captionpx; font-weight: @weight.medium; }

QFrame[kind="words"] { border: none; border-radius: @radius.controlpx; background: @color.surfaceSunken; }
QFrame[kind="words"][tone="paid"] { background: @color.successSoft; }
QFrame[kind="words"][tone="notPaid"] { background: @color.dangerSoft; }
QFrame[kind="words"][tone="unresolved"] { background: @color.warningSoft; }
QLabel[role="display"][tone="paid"] { color: @color.success; }
QLabel[role="display"][tone="notPaid"] { color: @color.danger; }
QLabel[role="display"][tone="unresolved"] { color: @color.warning; }

QLineEdit { background: @color.surface; border: 1px solid @color.borderControl; border-radius: @radius.controlpx;
    padding: 0px 13px; min-height: 46px; font-size: @font.bodyLargepx; selection-background-color: @color.accent;
    selection-color: @color.onAccent; }
QLineEdit:focus { border: 2px solid @color.focusRing; padding: 0px 12px; min-height: 44px; }
QLineEdit[wrong="true"] { border: 2px solid @color.danger; padding: 0px 12px; min-height: 44px; }
QLineEdit#saleAmount { font-size: @font.amountpx; font-weight: @weight.semibold; min-height: 70px; }
QLineEdit#saleAmount:focus, QLineEdit#saleAmount[wrong="true"] { min-height: 68px; }
QLineEdit#saleAmount[compact="true"] { font-size: @font.headingpx; min-height: 50px; }
QLineEdit#saleAmount[compact="true"]:focus, QLineEdit#saleAmount[compact="true"][wrong="true"] { min-height: 48px; }
QLineEdit#saleAmount[compact="true"] QLabel { font-size: @font.headingpx; }
QLineEdit#catalogueSearch { padding-left: 6px; }
QLineEdit#catalogueSearch:focus { padding-left: 5px; }
QLineEdit:read-only { background: @color.surfaceSunken; }

QPushButton { background: @color.surface; border: 1px solid @color.borderControl; border-radius: @radius.controlpx;
    min-height: 46px; padding: 0px 17px; font-weight: @weight.medium; outline: none; }
QPushButton:hover { background: @color.surfaceSunken; }
QPushButton:pressed { background: @color.accentSoft; border-color: @color.accent; }
QPushButton:focus { border: 2px solid @color.focusRing; min-height: 44px; padding: 0px 16px; }
QPushButton:disabled { color: @color.textDisabled; background: @color.disabledFill; border-color: @color.border; }
QPushButton[kind="primary"] { background: @color.accent; color: @color.onAccent; border: 2px solid @color.accent;
    min-height: 60px; font-size: @font.titlepx; font-weight: @weight.semibold; padding: 0px 22px; }
QPushButton[kind="primary"]:hover { background: @color.accentHover; border-color: @color.accentHover; }
QPushButton[kind="primary"]:pressed { background: @color.accentPressed; border-color: @color.accentPressed; }
QPushButton[kind="primary"]:focus { border: 3px solid @color.text; min-height: 58px; padding: 0px 21px; }
QPushButton[kind="primary"]:disabled { background: @color.disabledFill; color: @color.textDisabled;
    border-color: @color.border; }
QPushButton[kind="large"] { min-height: 62px; }
QPushButton[kind="large"]:focus { min-height: 60px; }
QPushButton[kind="key"] { font-size: @font.headingpx; font-weight: @weight.medium; min-height: 54px;
    border-color: @color.border; background: @color.surfaceSunken; padding: 0px; }
QPushButton[kind="key"][compact="true"] { font-size: @font.titlepx; min-height: 46px; }
QPushButton[kind="key"]:hover { border-color: @color.borderControl; }
QPushButton[kind="key"]:pressed { background: @color.accentSoft; border-color: @color.accent; }
QPushButton[kind="accent"] { background: @color.accent; color: @color.onAccent; border: 1px solid @color.accent;
    font-weight: @weight.semibold; }
QPushButton[kind="accent"]:hover { background: @color.accentHover; border-color: @color.accentHover; }
QPushButton[kind="accent"]:pressed { background: @color.accentPressed; border-color: @color.accentPressed; }
QPushButton[kind="accent"]:focus { border: 3px solid @color.text; min-height: 42px; padding: 0px 15px; }
QPushButton[kind="accent"]:disabled { background: @color.disabledFill; color: @color.textDisabled; border-color: @color.border; }
QPushButton[kind="entry"] { border: none; background: transparent; text-align: left; padding: 0px 12px; min-height: 48px; }
QPushButton[kind="entry"]:hover { background: @color.surfaceSunken; }
QPushButton[kind="entry"]:focus { border: 2px solid @color.focusRing; padding: 0px 10px; min-height: 44px; }
QPushButton[kind="tile"] { background: @color.surfaceSunken; border: 1px solid @color.border; padding: 0px;
    min-height: 70px; }
QPushButton[kind="tile"]:hover { border-color: @color.borderControl; }
QPushButton[kind="tile"]:pressed, QPushButton[kind="tile"]:checked { background: @color.accentSoft;
    border: 2px solid @color.accent; min-height: 68px; }
QPushButton[kind="quiet"] { border: none; min-height: 48px; background: transparent; color: @color.accent; padding: 0px 12px; }
QPushButton[kind="quiet"]:hover { background: @color.accentSoft; }
QPushButton[kind="quiet"]:focus { border: 2px solid @color.focusRing; padding: 0px 10px; min-height: 44px; }

QPushButton[kind="step"] { padding: 0px; }
QPushButton[kind="step"]:focus { padding: 0px; }
QTabBar { background: transparent; border: none; outline: none; }
QTabBar::tab { background: @color.surface; border: 1px solid @color.border; border-radius: @radius.controlpx; padding: 0px 13px;
    min-height: 46px; margin-right: 6px; font-weight: @weight.medium; color: @color.text; }
QTabBar::tab:hover { background: @color.surfaceSunken; }
QTabBar::tab:selected { background: @color.accentSoft; border-color: @color.accent; color: @color.accent; }
QTabBar::tab:selected:focus { border: 2px solid @color.focusRing; padding: 0px 12px; min-height: 44px; }
QTabBar::scroller { width: 96px; }
QTabBar QToolButton { background: @color.surface; border: 1px solid @color.borderControl; border-radius: @radius.controlpx; }
QPushButton[kind="chip"] { padding: 0px 13px; border-color: @color.border; }
QPushButton[kind="chip"]:focus { padding: 0px 12px; border-color: @color.focusRing; }
QPushButton[kind="chip"]:checked { background: @color.accentSoft; color: @color.accent; border: 2px solid @color.accent;
    min-height: 44px; padding: 0px 12px; font-weight: @weight.semibold; }
QPushButton[kind="chip"]:checked:focus { border-color: @color.text; }
QListView { background: @color.surface; border: none; outline: none; }
QListView:focus { border: 2px solid @color.focusRing; }
QListView#catalogueGrid, QListView#catalogueGrid:focus { background: transparent; border: none; }
QFrame[kind="side"] { background: @color.surface; border: none; border-right: 1px solid @color.border; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea#diagnosticsList:focus { border: 2px solid @color.focusRing; border-radius: @radius.controlpx; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar::handle:vertical { background: @color.borderControl; border-radius: 4px; min-height: 48px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @color.surfaceRaised; color: @color.text; border: 1px solid @color.border; padding: 4px; }
QLabel[role="key"] { border: 1px solid @color.borderControl; border-radius: @radius.smallpx; padding: 2px 8px;
    font-size: @font.captionpx; font-weight: @weight.medium; background: @color.surfaceSunken; }
)";

} // namespace

QString Theme::styleSheet() const
{
    QString result;
    const QString source = QString::fromLatin1(sheet);
    static const QRegularExpression token(
        QStringLiteral("@(family|color|font|weight|radius|space)(?:\\.([A-Za-z]+?))?"
                       "(?=px|[^A-Za-z])"));
    qsizetype end = 0;
    for (auto matches = token.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(source).mid(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const QString group = match.captured(1);
        const QString name = match.captured(2);
        if (group == QStringLiteral("family"))
            result += u'"' + m_fontFamilies.join(QStringLiteral("\", \"")) + u'"';
        else if (group == QStringLiteral("color"))
            result += color(name).name(QColor::HexArgb);
        else
            result += QString::number(size(group + u'.' + name));
    }
    result += QStringView(source).mid(end);
    return result;
}

} // namespace tillwright::kiosk::register_face
