#pragma once

#include <QString>

#include <optional>

namespace tillwright::kiosk::register_face {

/// How this counter's scanner types.
struct ScannerOptions {
    /// What it sends before and after a code. An empty prefix: any code begins a scan. An empty suffix: a pause ends it.
    QString prefix{};
    QString suffix = QStringLiteral("\r");
    /// From one key to the next, at most. People are slower, even when they roll their fingers.
    int maxGapMs = 35;
    /// Of the code alone, in characters.
    int minLength = 4;

    friend bool operator==(const ScannerOptions &, const ScannerOptions &) = default;
};

/// Tells a scanner that types like a keyboard from a person, by the time between keys. A key that may begin a scan is held
/// until the next one, or until the time for it is over; then all that is held goes on, in order, or is a scan as a whole.
/// No clock of its own: it goes by the keys' own times, so that a face that was busy for a moment does not take a person
/// for a scanner.
class ScanRecognizer
{
public:
    enum class Fate {
        Hold, ///< not known yet
        Pass, ///< somebody typed it
        Drop, ///< a scanner typed it
    };
    struct Outcome {
        /// Of the keys that were held before, all of them: they come before this one.
        Fate held = Fate::Hold;
        /// Of the key that was just pressed; Pass, when there was none.
        Fate key = Fate::Pass;
        /// The code, without prefix and suffix.
        std::optional<QString> scan{};
        /// It was a scan, but its beginning had gone on already, because its keys came late.
        bool isTorn = false;
    };

    explicit ScanRecognizer(ScannerOptions options) : m_options(std::move(options)) {}

    [[nodiscard]] bool isHolding() const { return m_isHolding; }
    /// `text`: what the key writes. `timeMs`: by any clock that does not jump.
    [[nodiscard]] Outcome press(const QString &text, qint64 timeMs);
    /// The time for the next key is over.
    [[nodiscard]] Outcome expire();
    /// Something else has happened (a click, another key): nobody scans meanwhile.
    [[nodiscard]] Outcome interrupt();

private:
    [[nodiscard]] bool mayBegin(const QString &text) const;
    [[nodiscard]] bool fitsThePrefix() const;
    [[nodiscard]] qsizetype codeLength(bool withSuffix) const;
    /// What is held is a scan.
    [[nodiscard]] Outcome scanned(bool withSuffix);
    /// What is held was typed.
    [[nodiscard]] Outcome typed();
    /// No more keys belong to what is held.
    [[nodiscard]] Outcome end();
    [[nodiscard]] Outcome begin(const QString &text, qint64 timeMs);

    ScannerOptions m_options;
    bool m_isHolding = false;
    QString m_text;
    qint64 m_lastMs = 0;
    /// When the last key was pressed of what went on because its time was over.
    std::optional<qint64> m_typedMs;
    /// When a scan ended.
    std::optional<qint64> m_scannedMs;
    bool m_isTorn = false;
};

} // namespace tillwright::kiosk::register_face
