#include "kiosk/self_test/report.h"

#include <algorithm>

namespace tillwright::kiosk::self_test {

using namespace Qt::StringLiterals;
using presentation::FactTone;

namespace {

/// The same in every language: scripts look for them.
QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok:
        return u"ok"_s;
    case Verdict::Warning:
        return u"warning"_s;
    case Verdict::Failed:
        return u"failed"_s;
    case Verdict::NotConfigured:
        return u"not configured"_s;
    }
    return {};
}

FactTone toneOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok:
        return FactTone::Good;
    case Verdict::Warning:
        return FactTone::Warning;
    case Verdict::Failed:
        return FactTone::Bad;
    case Verdict::NotConfigured:
        break;
    }
    return FactTone::Plain;
}

} // namespace

int exitCodeOf(const QList<Result> &results)
{
    const bool hasFailed = std::any_of(results.begin(), results.end(), [](const Result &result) {
        return result.verdict == Verdict::Failed;
    });
    return hasFailed ? exitFailed : exitAllWell;
}

QString reportText(const QList<Result> &results)
{
    constexpr int verdictColumns = 16;
    constexpr int nameColumns = 9;
    QString text;
    for (const auto &result : results) {
        text += wordOf(result.verdict).leftJustified(verdictColumns) + result.name.leftJustified(nameColumns)
            + result.words.simplified();
        if (!result.advice.isEmpty())
            text += u" -> "_s + result.advice;
        text += u'\n';
    }
    return text;
}

QList<presentation::DiagnosticLine> reportLines(const QList<Result> &results)
{
    QList<presentation::DiagnosticLine> lines;
    for (const auto &result : results) {
        QString name = result.name;
        name[0] = name[0].toUpper();
        lines.append({name,
                      result.advice.isEmpty() ? result.words : u"%1 → %2"_s.arg(result.words, result.advice),
                      toneOf(result.verdict)});
    }
    return lines;
}

} // namespace tillwright::kiosk::self_test
