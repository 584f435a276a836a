#include "kiosk/terminal/screen_voice.h"

#include "kiosk/presentation/speaker.h"
#include "kiosk/presentation/spoken_text.h"
#include "kiosk/presentation/terminal_view_model.h"
#include "kiosk/quick_items/shown_item.h"
#include "kiosk/terminal/languages.h"

#include <QAccessible>
#include <QLocale>
#include <QQuickItem>
#include <QQuickWidget>
#include <QQuickWindow>
#include <utility>

namespace tillwright::kiosk::terminal {

using namespace Qt::StringLiterals;

namespace {

bool isControl(const QQuickItem *item)
{
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField");
}

QString nameOf(const QQuickItem *item)
{
    // Null for what is decoration, or only holds others.
    auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QQuickItem *>(item));
    return accessible ? accessible->text(QAccessible::Name).simplified() : QString();
}

void collect(const QQuickItem *item, QStringList &texts)
{
    if (!item->isVisible() || qFuzzyIsNull(item->opacity()))
        return;
    if (isControl(item))
        return;
    // What changes every second is read as something that does not.
    const QVariant said = item->property("spoken");
    const QString text = said.isValid() ? said.toString() : nameOf(item);
    if (!text.isEmpty()) {
        // Whatever has a name speaks for what it is made of.
        if (!texts.contains(text))
            texts.append(text);
        return;
    }
    const auto children = item->childItems();
    for (const QQuickItem *child : children)
        collect(child, texts);
}

/// As one text, with a pause after each.
QString joined(const QStringList &texts)
{
    QString all;
    for (const QString &text : texts) {
        if (text.isEmpty())
            continue;
        if (!all.isEmpty())
            all += u' ';
        all += text;
        if (!text.back().isPunct())
            all += u'.';
    }
    return all;
}

} // namespace

ScreenVoice::ScreenVoice(QQuickWidget &face, presentation::TerminalViewModel &terminal, Languages &languages,
                         presentation::Speaker &speaker, QObject *parent)
    : QObject(parent), m_face(face), m_terminal(terminal), m_languages(languages), m_speaker(speaker)
{
    m_looks.setInterval(lookEveryMs);
    connect(&m_looks, &QTimer::timeout, this, &ScreenVoice::look);
    connect(&m_terminal, &presentation::TerminalViewModel::typedChanged, this, &ScreenVoice::typedChanged);
    connect(&m_speaker, &presentation::Speaker::changed, this, &ScreenVoice::changed);
    // By name: it is QML's own signal.
    connect(m_face.rootObject(), SIGNAL(accessibleChanged()), this, SLOT(follow()));
    follow();
}

bool ScreenVoice::isAvailable() const
{
    return m_speaker.isAvailable();
}

int ScreenVoice::volume() const
{
    return m_speaker.volume();
}

void ScreenVoice::follow()
{
    const bool isOn = m_face.rootObject()->property("accessible").toBool();
    m_speaker.setEnabled(isOn);
    m_top.clear();
    m_focus.clear();
    m_texts.clear();
    m_focusText.clear();
    m_typed = m_terminal.typed();
    isOn ? m_looks.start() : m_looks.stop();
}

QQuickItem *ScreenVoice::top() const
{
    auto *root = m_face.rootObject();
    for (const QString &name : {u"idleWarning"_s, u"languagePicker"_s}) {
        if (auto *over = quick_items::shownItem(root, name))
            return over;
    }
    auto *loader = quick_items::shownItem(root, u"screenLoader"_s);
    return loader ? loader->property("item").value<QQuickItem *>() : nullptr;
}

QStringList ScreenVoice::texts() const
{
    QStringList texts;
    if (const auto *shown = top())
        collect(shown, texts);
    return texts;
}

QString ScreenVoice::focusText(const QQuickItem *focus) const
{
    if (!focus || !isControl(focus))
        return {};
    const QString name = nameOf(focus);
    if (focus->inherits("QQuickTextField")) {
        const QString typed = focus->property("text").toString();
        return tr("%1, text field, %2")
            .arg(name,
                 typed.isEmpty() ? tr("empty")
                                 : presentation::spokenReference(typed, QLocale(m_languages.current())));
    }
    if (!focus->property("spokenLanguage").toString().isEmpty())
        return name;
    // The keys of the pad are called by their letters alone, because one after the other is passed.
    return focus->objectName().startsWith("key_"_L1) ? name : tr("%1, button").arg(name);
}

QString ScreenVoice::spoken(const QString &text) const
{
    return m_terminal.spoken(text, QLocale(m_languages.current()));
}

bool ScreenVoice::isStaffHere() const
{
    return m_face.rootObject()->property("staffOpen").toBool();
}

void ScreenVoice::look()
{
    if (!m_looks.isActive())
        return;
    if (isStaffHere()) {
        m_speaker.stop();
        // The traveller hears the whole screen when it is theirs again.
        m_top = nullptr;
        return;
    }
    auto *shown = top();
    const bool isNew = shown != m_top || m_language != m_languages.current();
    m_top = shown;
    m_language = m_languages.current();

    const QStringList all = texts();
    QStringList news;
    for (const QString &text : all) {
        if (isNew || !m_texts.contains(text))
            news.append(text);
    }
    m_texts = all;

    auto *focus = focusItem();
    QString focusNews;
    if (const QString text = focusText(focus); isNew || focus != m_focus) {
        m_focus = focus;
        focusNews = text;
        m_focusText = text;
    } else if (text != m_focusText && focus && !focus->inherits("QQuickTextField")) {
        // A button that says something else now; what is typed is said letter by letter.
        focusNews = m_focusText = text;
    }
    if (news.isEmpty() && focusNews.isEmpty())
        return;
    // A language's name sounds right in that language alone.
    const QString own = focus ? focus->property("spokenLanguage").toString() : QString();
    say(joined(news + QStringList{focusNews}), news.isEmpty() && !own.isEmpty() ? own : m_language);
}

void ScreenVoice::say(const QString &text, const QString &language)
{
    m_speaker.setLanguage(language);
    m_speaker.say(spoken(text));
}

void ScreenVoice::typedChanged()
{
    const QString before = std::exchange(m_typed, m_terminal.typed());
    if (!m_looks.isActive() || m_typed == before)
        return;
    // Gone at once: the traveller has left, or begins anew.
    if (m_typed.isEmpty() && before.size() > 1)
        return;
    // A key that was reached and pressed at once is said as what it has typed.
    passFocus();
    const QLocale locale(m_languages.current());
    m_speaker.setLanguage(m_languages.current());
    if (m_typed.startsWith(before))
        m_speaker.say(presentation::spokenReference(m_typed.mid(before.size()), locale));
    else if (before.startsWith(m_typed))
        m_speaker.say(
            tr("%1 deleted").arg(presentation::spokenReference(before.mid(m_typed.size()), locale)));
    else
        m_speaker.say(presentation::spokenReference(m_typed, locale));
}

void ScreenVoice::repeat()
{
    if (!m_looks.isActive() || isStaffHere())
        return;
    QStringList all = texts();
    passFocus();
    const auto *focus = focusItem();
    const auto *shown = top();
    // Not the button for this.
    if (focus && shown && shown->isAncestorOf(focus))
        all += focusText(focus);
    say(joined(all), m_languages.current());
}

void ScreenVoice::silence()
{
    passFocus();
    m_speaker.stop();
}

/// A button of ours that was touched has the focus now, and is not to be said on top of what it did.
void ScreenVoice::passFocus()
{
    m_focus = focusItem();
    m_focusText = focusText(m_focus);
}

QQuickItem *ScreenVoice::focusItem() const
{
    // While the card form has the keys, nothing of ours has.
    return m_face.hasFocus() && m_face.quickWindow() ? m_face.quickWindow()->activeFocusItem() : nullptr;
}

void ScreenVoice::changeVolume(int by)
{
    if (!m_looks.isActive() || isStaffHere())
        return;
    passFocus();
    m_speaker.setVolume(m_speaker.volume() + by);
    say(tr("Volume %1").arg(m_speaker.volume()), m_languages.current());
}

bool ScreenVoice::pressed(int key)
{
    if (!m_looks.isActive())
        return false;
    switch (key) {
    case Qt::Key_F5:
        repeat();
        return true;
    case Qt::Key_F6:
    case Qt::Key_MediaStop:
        silence();
        return true;
    case Qt::Key_F7:
    case Qt::Key_VolumeDown:
        quieter();
        return true;
    case Qt::Key_F8:
    case Qt::Key_VolumeUp:
        louder();
        return true;
    default:
        return false;
    }
}

} // namespace tillwright::kiosk::terminal
