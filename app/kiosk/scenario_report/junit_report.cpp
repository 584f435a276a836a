#include "kiosk/scenario_report/junit_report.h"

#include <QJsonArray>
#include <QXmlStreamWriter>
#include <numeric>

namespace tillwright::kiosk::scenario_report {

using namespace Qt::StringLiterals;

namespace {

QString secondsText(qint64 ms)
{
    constexpr double msPerS = 1000;
    return QString::number(double(ms) / msPerS, 'f', 3);
}

/// XML has no place for most control characters, not even as references.
QString clean(QString text)
{
    for (auto &character : text) {
        if (character < u' ' && character != u'\n' && character != u'\t')
            character = u'?';
    }
    return text;
}

QString timelineOf(const PlayedScenario &played)
{
    QString text = played.description.isEmpty() ? QString() : played.description + u"\n\n"_s;
    for (const auto &line : played.result.value("timeline"_L1).toArray())
        text += u"%1 ms %2\n"_s.arg(line.toObject().value("t_ms"_L1).toInteger(), 7)
                    .arg(line.toObject().value("event"_L1).toString());
    return text;
}

} // namespace

QByteArray junitReport(const PlayedFolder &folder)
{
    QByteArray xml;
    QXmlStreamWriter out(&xml);
    out.setAutoFormatting(true);
    out.writeStartDocument();
    out.writeStartElement(u"testsuites"_s);
    out.writeStartElement(u"testsuite"_s);
    const auto totalMs = std::accumulate(folder.scenarios.begin(), folder.scenarios.end(), qint64(0),
                                         [](qint64 sum, const auto &each) { return sum + each.durationMs; });
    out.writeAttribute(u"name"_s, u"tillwright scenarios"_s);
    out.writeAttribute(u"tests"_s, QString::number(folder.scenarios.size()));
    out.writeAttribute(u"failures"_s, QString::number(failedCount(folder)));
    out.writeAttribute(u"errors"_s, u"0"_s);
    out.writeAttribute(u"skipped"_s, u"0"_s);
    out.writeAttribute(u"timestamp"_s, folder.startedAt);
    out.writeAttribute(u"time"_s, secondsText(totalMs));
    out.writeStartElement(u"properties"_s);
    for (const auto &[name, value] :
         {std::pair(u"version"_s, folder.version), std::pair(u"system"_s, folder.system)}) {
        out.writeEmptyElement(u"property"_s);
        out.writeAttribute(u"name"_s, name);
        out.writeAttribute(u"value"_s, value);
    }
    out.writeEndElement();
    for (const auto &played : folder.scenarios) {
        out.writeStartElement(u"testcase"_s);
        out.writeAttribute(u"classname"_s, u"scenarios"_s);
        out.writeAttribute(u"name"_s, played.name);
        out.writeAttribute(u"time"_s, secondsText(played.durationMs));
        if (!played.hasPassed) {
            out.writeStartElement(u"failure"_s);
            out.writeAttribute(u"message"_s, clean(played.problems.join(u"; "_s)));
            out.writeCharacters(clean(played.logEnd));
            out.writeEndElement();
        }
        out.writeTextElement(u"system-out"_s, clean(timelineOf(played)));
        out.writeEndElement();
    }
    out.writeEndDocument();
    return xml;
}

} // namespace tillwright::kiosk::scenario_report
