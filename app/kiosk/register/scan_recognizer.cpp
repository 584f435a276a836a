#include "kiosk/register/scan_recognizer.h"

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::register_face {

namespace {

/// Beyond this a text is too long to mean anything; it is a scan all the same, and whoever takes it says so.
constexpr qsizetype textKeptMaxCharacters = 4096;

bool isLineEnd(const QString &text)
{
    return text == QStringLiteral("\r") || text == QStringLiteral("\n");
}

} // namespace

ScanRecognizer::Outcome ScanRecognizer::press(const QString &text, qint64 timeMs)
{
    if (!m_isHolding)
        return begin(text, timeMs);
    if (timeMs - m_lastMs > m_options.maxGapMs) {
        auto outcome = end();
        const auto next = begin(text, timeMs);
        outcome.key = next.key;
        return outcome;
    }
    if (m_text.size() < textKeptMaxCharacters || m_options.suffix.contains(text))
        m_text += text;
    m_lastMs = timeMs;
    if (!fitsThePrefix()) {
        auto outcome = typed();
        outcome.key = Fate::Pass;
        return outcome;
    }
    if (!m_options.suffix.isEmpty() && m_text.endsWith(m_options.suffix)) {
        if (codeLength(true) >= m_options.minLength)
            return scanned(true);
        auto outcome = typed();
        outcome.key = Fate::Pass;
        return outcome;
    }
    return {Fate::Hold, Fate::Hold};
}

ScanRecognizer::Outcome ScanRecognizer::expire()
{
    return m_isHolding ? end() : Outcome{Fate::Pass, Fate::Pass};
}

ScanRecognizer::Outcome ScanRecognizer::interrupt()
{
    auto outcome = typed();
    m_typedMs.reset();
    m_scannedMs.reset();
    return outcome;
}

bool ScanRecognizer::mayBegin(const QString &text) const
{
    if (!m_options.prefix.isEmpty())
        return !text.isEmpty() && m_options.prefix.startsWith(text);
    // No code begins with a blank, and a button that is pressed with the space bar should not wait.
    return text.size() == 1 && text.at(0).isPrint() && !text.at(0).isSpace();
}

bool ScanRecognizer::fitsThePrefix() const
{
    const auto common = std::min(m_text.size(), m_options.prefix.size());
    return m_text.startsWith(m_options.prefix.left(common));
}

qsizetype ScanRecognizer::codeLength(bool withSuffix) const
{
    return m_text.size() - m_options.prefix.size() - (withSuffix ? m_options.suffix.size() : 0);
}

ScanRecognizer::Outcome ScanRecognizer::scanned(bool withSuffix)
{
    Outcome outcome{Fate::Drop, Fate::Drop};
    if (m_isTorn)
        outcome.isTorn = true;
    else
        outcome.scan = m_text.mid(m_options.prefix.size(), codeLength(withSuffix));
    m_scannedMs = m_lastMs;
    m_typedMs.reset();
    m_isHolding = false;
    m_text.clear();
    return outcome;
}

ScanRecognizer::Outcome ScanRecognizer::typed()
{
    if (m_isHolding)
        m_typedMs = m_lastMs;
    m_isHolding = false;
    m_text.clear();
    return {Fate::Pass, Fate::Pass};
}

ScanRecognizer::Outcome ScanRecognizer::end()
{
    // Where a suffix is to come, one that did not must not make a scan of what somebody typed: twice as many keys that
    // fast are nobody's fingers.
    const auto enough = m_options.suffix.isEmpty() ? m_options.minLength : 2 * m_options.minLength;
    auto outcome = fitsThePrefix() && codeLength(false) >= enough ? scanned(false) : typed();
    outcome.key = Fate::Pass;
    return outcome;
}

ScanRecognizer::Outcome ScanRecognizer::begin(const QString &text, qint64 timeMs)
{
    const auto isSoonAfter = [&](const std::optional<qint64> &when) {
        return when && timeMs >= *when && timeMs - *when <= m_options.maxGapMs;
    };
    // Many scanners send carriage return and line feed.
    if (isSoonAfter(m_scannedMs) && isLineEnd(text)) {
        m_scannedMs = timeMs;
        return {Fate::Pass, Fate::Drop};
    }
    m_isTorn = isSoonAfter(m_typedMs);
    if (!mayBegin(text))
        return {Fate::Pass, Fate::Pass};
    m_isHolding = true;
    m_text = text;
    m_lastMs = timeMs;
    return {Fate::Pass, Fate::Hold};
}

} // namespace tillwright::kiosk::register_face
