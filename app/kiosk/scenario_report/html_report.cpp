#include "kiosk/scenario_report/html_report.h"

#include <QJsonArray>
#include <algorithm>

namespace tillwright::kiosk::scenario_report {

using namespace Qt::StringLiterals;

namespace {

// Texts, marks and colours that are told apart without colours as well; dark where the reader's system is.
const char *const head = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data: file:; style-src 'unsafe-inline'">
<title>Tillwright scenarios</title><style>
:root { color-scheme: light dark; --text: #17202a; --muted: #5b6672; --ground: #ffffff; --card: #f4f6f8; --line: #d5dbe1;
  --good: #12703d; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e8edf2; --muted: #9aa7b4; --ground: #12171c; --card: #1b2229;
  --line: #323c46; --good: #6fd39b; --bad: #ff8a80; } }
body { font: 16px/1.5 Inter, system-ui, sans-serif; color: var(--text); background: var(--ground); margin: 0 auto;
  padding: 32px 24px; max-width: 1200px; }
h1 { font-size: 28px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 0 0 4px; }
p { margin: 4px 0; } .muted { color: var(--muted); } a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: 24px 0; }
th, td { text-align: left; padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: var(--good); font-weight: 600; white-space: nowrap; } .bad { color: var(--bad); font-weight: 600; white-space: nowrap; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 24px; margin: 16px 0; }
.pictures { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 12px; } figure { margin: 0; max-width: 260px; }
.pictures img { max-width: 260px; max-height: 260px; border: 1px solid var(--line); border-radius: 6px; display: block; }
figcaption { font-size: 14px; color: var(--muted); overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 12px; font-size: 13px; }
details { margin-top: 12px; } summary { cursor: pointer; }
</style></head><body>
)";

QString verdict(const PlayedScenario &played)
{
    return played.hasPassed ? u"<span class=\"good\">✓ passed</span>"_s
                            : u"<span class=\"bad\">✗ failed</span>"_s;
}

QString number(const QJsonObject &result, QLatin1StringView key)
{
    const auto value = result.value(key);
    return value.isDouble() ? QString::number(value.toInteger()) : u"–"_s;
}

QString seconds(qint64 ms)
{
    constexpr double msPerS = 1000;
    return u"%1 s"_s.arg(double(ms) / msPerS, 0, 'f', 1);
}

QString row(const PlayedScenario &played)
{
    return u"<tr><td>%1</td><td><a href=\"#%2\">%3</a><br><span class=\"muted\">%2</span></td><td>%4</td>"
           "<td class=\"number\">%5</td><td class=\"number\">%6</td><td class=\"number\">%7</td></tr>\n"_s
               .arg(verdict(played), played.name.toHtmlEscaped(), played.title.toHtmlEscaped(),
                    played.result.value("outcome"_L1).toString(u"–"_s).toHtmlEscaped(),
                    number(played.result, "charges"_L1), number(played.result, "receipts"_L1),
                    seconds(played.durationMs));
}

QString section(const PlayedScenario &played)
{
    const QString name = played.name.toHtmlEscaped();
    QString html = u"<section id=\"%1\"><h2>%2</h2><p>%3 <span class=\"muted\">%1, %4</span></p>\n"_s.arg(
        name, played.title.toHtmlEscaped(), verdict(played), seconds(played.durationMs));
    if (!played.description.isEmpty())
        html += u"<p>%1</p>\n"_s.arg(played.description.toHtmlEscaped());
    for (const auto &problem : played.problems)
        html += u"<p class=\"bad\">%1</p>\n"_s.arg(problem.toHtmlEscaped());
    if (!played.pictures.isEmpty()) {
        html += u"<div class=\"pictures\">\n"_s;
        for (const auto &picture : played.pictures) {
            const QString path = u"%1/%2"_s.arg(name, picture.toHtmlEscaped());
            const QString what = picture.chopped(4).toHtmlEscaped();
            html += u"<figure><a href=\"%1\"><img src=\"%1\" alt=\"Screen: %2\" loading=\"lazy\"></a>"
                    "<figcaption>%2</figcaption></figure>\n"_s.arg(path, what);
        }
        html += u"</div>\n"_s;
    }
    const auto timeline = played.result.value("timeline"_L1).toArray();
    if (!timeline.isEmpty()) {
        html += u"<details><summary>Timeline</summary><pre>"_s;
        for (const auto &line : timeline)
            html += u"%1 ms  %2\n"_s.arg(line.toObject().value("t_ms"_L1).toInteger(), 7)
                        .arg(line.toObject().value("event"_L1).toString().toHtmlEscaped());
        html += u"</pre></details>\n"_s;
    }
    if (!played.logEnd.isEmpty())
        html += u"<details open><summary>The end of the log</summary><pre>%1</pre></details>\n"_s.arg(
            played.logEnd.toHtmlEscaped());
    return html + u"</section>\n"_s;
}

} // namespace

QByteArray htmlReport(const PlayedFolder &folder)
{
    auto scenarios = folder.scenarios;
    std::stable_partition(scenarios.begin(), scenarios.end(),
                          [](const PlayedScenario &played) { return !played.hasPassed; });
    const int failed = failedCount(folder);
    QString html = QString::fromUtf8(head);
    html += u"<h1>%1 of %2 scenarios passed</h1>\n<p>%3</p>\n<p class=\"muted\">%4, %5, %6</p>\n"_s
                .arg(folder.scenarios.size() - failed)
                .arg(folder.scenarios.size())
                .arg(failed == 0 ? u"<span class=\"good\">✓ Nothing failed.</span>"_s
                                 : u"<span class=\"bad\">✗ %1 failed; they stand first.</span>"_s.arg(failed),
                     folder.version.toHtmlEscaped(), folder.system.toHtmlEscaped(),
                     folder.startedAt.toHtmlEscaped());
    html +=
        u"<table><thead><tr><th>Result</th><th>Scenario</th><th>Outcome</th><th class=\"number\">Charges</th>"
        "<th class=\"number\">Receipts</th><th class=\"number\">Time</th></tr></thead><tbody>\n"_s;
    for (const auto &played : scenarios)
        html += row(played);
    html += u"</tbody></table>\n"_s;
    for (const auto &played : scenarios)
        html += section(played);
    return (html + u"</body></html>\n"_s).toUtf8();
}

} // namespace tillwright::kiosk::scenario_report
