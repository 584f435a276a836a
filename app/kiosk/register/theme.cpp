#include "kiosk/register/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tillwright::kiosk::register_face {

namespace {

const QStringList colorNames{
    QStringLiteral("background"),    QStringLiteral("surface"),       QStringLiteral("surfaceSunken"),
    QStringLiteral("border"),        QStringLiteral("borderControl"), QStringLiteral("text"),
    QStringLiteral("textMuted"),     QStringLiteral("textDisabled"),  QStringLiteral("accent"),
    QStringLiteral("accentHover"),   QStringLiteral("accentPressed"), QStringLiteral("accentSoft"),
    QStringLiteral("onAccent"),      QStringLiteral("success"),       QStringLiteral("successSoft"),
    QStringLiteral("warning"),       QStringLiteral("warningSoft"),   QStringLiteral("danger"),
    QStringLiteral("dangerSoft"),    QStringLiteral("disabledFill"),  QStringLiteral("focusRing"),
    QStringLiteral("sandbox"),       QStringLiteral("onSandbox"),     QStringLiteral("scrim"),
    QStringLiteral("surfaceRaised"), QStringLiteral("onDanger")};

struct SizeGroup {
    QStringList path;
    QString prefix;
    QStringList names;
};

QList<SizeGroup> sizeGroups()
{
    const auto list = [](const char *names) { return QString::fromLatin1(names).split(u' '); };
    return {{list("font sizePx"), QStringLiteral("font."),
             list("caption body bodyLarge title heading amount display huge")},
            {list("font weight"), QStringLiteral("weight."), list("regular medium semibold")},
            {list("spacePx"), QStringLiteral("space."), list("xxs xs s m l xl xxl xxxl")},
            {list("radiusPx"), QStringLiteral("radius."), list("small control card")},
            {list("sizePx"), QStringLiteral("size."), list("touchTarget control icon border focusRing")}};
}

/// `#rrggbb`, or `#rrggbbaa` as the web writes it (Qt's own form has the alpha in front).
QColor parseColor(const QString &text)
{
    if (text.size() == 9 && text.startsWith(u'#'))
        return QColor(u'#' + text.right(2) + text.mid(1, 6));
    return QColor(text);
}

} // namespace

tl::expected<Theme, QString> Theme::parse(const QByteArray &json, Scheme scheme)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return tl::unexpected(QStringLiteral("tokens: not a JSON object (%1)").arg(error.errorString()));
    const QJsonObject root = document.object();

    Theme theme;
    theme.m_scheme = scheme;
    const QString schemeName = scheme == Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark");
    const QJsonObject colors = root[u"color"].toObject()[schemeName].toObject();
    for (const QString &name : colorNames) {
        const QColor color = parseColor(colors[name].toString());
        if (!color.isValid())
            return tl::unexpected(
                QStringLiteral("tokens: color.%1.%2 is missing or no colour").arg(schemeName, name));
        theme.m_colors.insert(name, color);
    }
    const auto groups = sizeGroups();
    for (const SizeGroup &group : groups) {
        QJsonObject object = root;
        for (const QString &step : group.path)
            object = object[step].toObject();
        for (const QString &name : group.names) {
            const int value = object[name].toInt(0);
            if (value <= 0)
                return tl::unexpected(
                    QStringLiteral("tokens: %1.%2 is missing or no number").arg(group.path.join(u'.'), name));
            theme.m_sizes.insert(group.prefix + name, value);
        }
    }
    const auto families = root[u"font"].toObject()[u"family"].toArray();
    for (const auto &family : families)
        theme.m_fontFamilies.append(family.toString());
    if (theme.m_fontFamilies.isEmpty())
        return tl::unexpected(QStringLiteral("tokens: font.family is missing"));
    return theme;
}

Theme Theme::builtIn(Scheme scheme)
{
    QFile file(QStringLiteral(":/tillwright/tokens.json"));
    auto theme = file.open(QIODevice::ReadOnly) ? parse(file.readAll(), scheme)
                                                : tl::unexpected(QStringLiteral("tokens: not built in"));
    if (!theme)
        qFatal("%s", qUtf8Printable(theme.error()));
    return *std::move(theme);
}

Theme Theme::withTypeScaled(qreal factor) const
{
    Theme scaled = *this;
    for (auto it = scaled.m_sizes.begin(); it != scaled.m_sizes.end(); ++it) {
        if (it.key().startsWith(QStringLiteral("font.")))
            it.value() = qRound(it.value() * factor);
    }
    return scaled;
}

QColor Theme::color(const QString &name) const
{
    Q_ASSERT(m_colors.contains(name));
    return m_colors.value(name);
}

int Theme::size(const QString &key) const
{
    Q_ASSERT(m_sizes.contains(key));
    return m_sizes.value(key);
}

QFont Theme::font() const
{
    QFont font;
    font.setFamilies(m_fontFamilies);
    font.setPixelSize(fontPx(QStringLiteral("body")));
    return font;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [this, &palette](QPalette::ColorRole role, const char *name) {
        palette.setColor(role, color(QLatin1String(name)));
    };
    set(QPalette::Window, "background");
    set(QPalette::WindowText, "text");
    set(QPalette::Base, "surface");
    set(QPalette::AlternateBase, "surfaceSunken");
    set(QPalette::Text, "text");
    set(QPalette::Button, "surface");
    set(QPalette::ButtonText, "text");
    set(QPalette::Highlight, "accent");
    set(QPalette::HighlightedText, "onAccent");
    set(QPalette::PlaceholderText, "textMuted");
    set(QPalette::ToolTipBase, "surfaceRaised");
    set(QPalette::ToolTipText, "text");
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(QStringLiteral("textDisabled")));
    return palette;
}

} // namespace tillwright::kiosk::register_face
