#include "kiosk/autopilot/hand_steps.h"

#include <QJsonObject>
#include <QStringList>
#include <optional>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

using Kind = HandStep::Kind;
struct Word {
    const char *word;
    Kind kind;
};
constexpr Word words[] = {{"press", Kind::Press},
                          {"type", Kind::Type},
                          {"key", Kind::Key},
                          {"write", Kind::Write},
                          {"scan", Kind::Scan},
                          {"tap", Kind::Tap},
                          {"tapText", Kind::TapText},
                          {"tapOnPage", Kind::TapOnPage},
                          {"clearOnPage", Kind::ClearOnPage},
                          {"fill", Kind::Fill},
                          {"lead", Kind::Lead},
                          {"pad", Kind::Pad},
                          {"field", Kind::Field},
                          {"see", Kind::See},
                          {"gone", Kind::Gone},
                          {"focus", Kind::Focus},
                          {"focusOnPage", Kind::FocusOnPage},
                          {"seeOnPage", Kind::SeeOnPage},
                          {"pass", Kind::Pass},
                          {"picture", Kind::Picture}};

std::optional<HandStep> readStep(const QJsonObject &object)
{
    for (const auto &[word, kind] : words) {
        const auto name = object[QLatin1String(word)].toString();
        if (!name.isEmpty())
            return HandStep{kind, name, object["text"_L1].toString()};
    }
    return std::nullopt;
}

} // namespace

QString describe(const HandStep &step)
{
    for (const auto &[word, kind] : words) {
        if (kind == step.kind)
            return u"%1 %2 %3"_s.arg(QLatin1String(word), step.name, step.text).trimmed();
    }
    return {};
}

tl::expected<QList<HandStep>, QString> readHandSteps(const QJsonArray &array)
{
    QList<HandStep> steps;
    for (const auto &value : array) {
        const auto step = readStep(value.toObject());
        if (!step) {
            QStringList known;
            for (const auto &word : words)
                known.append(QLatin1String(word.word));
            return tl::unexpected(
                u"hands: step %1 is none of %2"_s.arg(steps.size() + 1).arg(known.join(u", "_s)));
        }
        steps.append(*step);
    }
    return steps;
}

} // namespace tillwright::kiosk::autopilot
