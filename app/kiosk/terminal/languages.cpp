#include "kiosk/terminal/languages.h"

#include <QGuiApplication>

#include <algorithm>
#include <array>

namespace tillwright::kiosk::terminal {

using namespace Qt::StringLiterals;

namespace {

struct Language {
    const char16_t *code;
    const char16_t *name;
    Qt::LayoutDirection direction;
};
// The words in the programs' texts are English; it has no catalogue.
constexpr std::array languages{
    Language{u"en", u"English", Qt::LeftToRight}, Language{u"fr", u"Français", Qt::LeftToRight},
    Language{u"es", u"Español", Qt::LeftToRight}, Language{u"ar", u"العربية", Qt::RightToLeft}};

const Language *languageOf(const QString &code)
{
    const auto *found = std::find_if(languages.begin(), languages.end(), [&code](const Language &language) {
        return QStringView(language.code) == code;
    });
    return found == languages.end() ? nullptr : found;
}

} // namespace

Languages::Languages(const QString &first, QObject *parent)
    : QObject(parent), m_first(first.section(u'-', 0, 0).toLower())
{
    if (!languageOf(m_first))
        m_first = u"en"_s;
    select(m_first);
}

Languages::~Languages()
{
    QCoreApplication::removeTranslator(&m_translator);
}

QStringList Languages::codes() const
{
    QStringList codes;
    for (const auto &language : languages)
        codes.append(QString::fromUtf16(language.code));
    return codes;
}

QString Languages::nameOf(const QString &code) const
{
    const auto *language = languageOf(code);
    return language ? QString::fromUtf16(language->name) : QString();
}

bool Languages::isRightToLeft() const
{
    const auto *language = languageOf(m_current);
    return language && language->direction == Qt::RightToLeft;
}

void Languages::select(const QString &code)
{
    const auto *language = languageOf(code);
    if (!language || code == m_current)
        return;
    m_current = code;
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(u":/tillwright/translations/tillwright_%1.qm"_s.arg(code)))
        QCoreApplication::installTranslator(&m_translator);
    QGuiApplication::setLayoutDirection(language->direction);
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::terminal
