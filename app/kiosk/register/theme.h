#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QPalette>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace tillwright::kiosk::register_face {

enum class Scheme { Light, Dark };

/// The design tokens (resources/tokens.json) in one colour scheme. Sizes are in px.
class Theme
{
public:
    /// From the file built into the program.
    [[nodiscard]] static Theme builtIn(Scheme scheme);
    /// Error: what is missing or malformed, naming the token. Every token that the register uses has to be there.
    [[nodiscard]] static tl::expected<Theme, QString> parse(const QByteArray &json, Scheme scheme);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// The same with larger type, for screens that are looked at from further away.
    [[nodiscard]] Theme withTypeScaled(qreal factor) const;
    /// Names as in the file. Asking for one that parse() did not require is a bug.
    [[nodiscard]] QColor color(const QString &name) const;
    [[nodiscard]] int fontPx(const QString &name) const { return size(QStringLiteral("font.") + name); }
    [[nodiscard]] int spacePx(const QString &name) const { return size(QStringLiteral("space.") + name); }
    [[nodiscard]] int radiusPx(const QString &name) const { return size(QStringLiteral("radius.") + name); }
    [[nodiscard]] int sizePx(const QString &name) const { return size(QStringLiteral("size.") + name); }
    [[nodiscard]] int weight(const QString &name) const { return size(QStringLiteral("weight.") + name); }
    [[nodiscard]] QFont font() const;

    /// The style sheet for a whole window, and the palette for what style sheets do not reach.
    [[nodiscard]] QString styleSheet() const;
    [[nodiscard]] QPalette palette() const;

private:
    [[nodiscard]] int size(const QString &key) const;

    Scheme m_scheme = Scheme::Light;
    QHash<QString, QColor> m_colors;
    QHash<QString, int> m_sizes;
    QStringList m_fontFamilies;
};

} // namespace tillwright::kiosk::register_face
