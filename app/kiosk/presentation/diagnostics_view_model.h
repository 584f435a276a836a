#pragma once

#include "checkout/ports.h"
#include "kiosk/presentation/diagnostics.h"

#include <QObject>
#include <functional>

namespace tillwright::kiosk::presentation {

/// What diagnostics are made from; handed over by the composition.
struct DiagnosticSources {
    /// All that is known now, but for the errors, which are kept here.
    std::function<DiagnosticFacts()> look;
    /// Asks backend and printer anew. What comes of it is told by looked().
    std::function<void()> check;
    /// Empty on a register without a printer.
    std::function<void()> testPrint;
    /// Tries the whole machine out and tells once what came of it. May be empty, as what follows.
    std::function<void(std::function<void(const QList<DiagnosticLine> &)> tell)> selfTest = {};
    /// Makes a support bundle and tells, for staff, where it lies; nothing when it was not allowed.
    std::function<void(std::function<void(const QString &words)> tell)> makeBundle = {};
};

/// The register's own state as a face shows it, and the errors of this run.
class DiagnosticsViewModel : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype errorsKeptMax = 20;

    /// The clock must outlive it.
    DiagnosticsViewModel(DiagnosticSources sources, const checkout::Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const QList<DiagnosticGroup> &groups() const { return m_groups; }
    /// `Looked at 17:00:05`; empty before the first look.
    [[nodiscard]] QString lookedText() const;
    [[nodiscard]] bool canTestPrint() const { return m_sources.testPrint != nullptr; }
    [[nodiscard]] bool canSelfTest() const { return m_sources.selfTest != nullptr; }
    [[nodiscard]] bool canMakeBundle() const { return m_sources.makeBundle != nullptr; }
    /// What the last test print or bundle came to, for staff; empty for nothing.
    [[nodiscard]] const QString &printText() const { return m_printText; }
    [[nodiscard]] QString text() const { return diagnosticText(m_groups); }

    /// The screen has come to the front, or gone: only then is anything looked at.
    void setShown(bool isShown);
    /// Something has changed somewhere.
    void look();
    /// Backend and printer are asked anew.
    void check();
    void testPrint();
    /// Its results stand first until the screen is left.
    void runSelfTest();
    void makeBundle();
    /// Kept without the screen, too. The same one again takes the place of the one before.
    void addError(const QString &text);

Q_SIGNALS:
    void changed();

private:
    const DiagnosticSources m_sources;
    const checkout::Clock &m_clock;
    bool m_isShown = false;
    std::int64_t m_lookedAtMs = 0;
    QList<DiagnosticGroup> m_groups;
    QList<RememberedError> m_errors;
    QString m_printText;
    QList<DiagnosticLine> m_testLines;
    bool m_isTesting = false;
};

} // namespace tillwright::kiosk::presentation
