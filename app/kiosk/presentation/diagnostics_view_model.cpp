#include "kiosk/presentation/diagnostics_view_model.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::presentation {

DiagnosticsViewModel::DiagnosticsViewModel(DiagnosticSources sources, const checkout::Clock &clock,
                                           QObject *parent)
    : QObject(parent), m_sources(std::move(sources)), m_clock(clock)
{
}

QString DiagnosticsViewModel::lookedText() const
{
    if (m_lookedAtMs == 0)
        return {};
    const auto at = QDateTime::fromMSecsSinceEpoch(m_lookedAtMs);
    return tr("Looked at %1").arg(QLocale::c().toString(at, QStringLiteral("HH:mm:ss")));
}

void DiagnosticsViewModel::setShown(bool isShown)
{
    m_isShown = isShown;
    if (!isShown)
        return;
    m_printText.clear();
    m_testLines.clear();
    look();
}

void DiagnosticsViewModel::look()
{
    if (!m_isShown)
        return;
    auto facts = m_sources.look();
    facts.errors = m_errors;
    m_groups = diagnosticGroups(facts);
    if (m_isTesting)
        m_groups.prepend({tr("Self-test"), {{tr("Under way"), tr("this takes up to 20 s")}}});
    else if (!m_testLines.isEmpty())
        m_groups.prepend({tr("Self-test"), m_testLines});
    m_lookedAtMs = m_clock.nowMs();
    Q_EMIT changed();
}

void DiagnosticsViewModel::check()
{
    m_sources.check();
    look();
}

void DiagnosticsViewModel::testPrint()
{
    if (!m_sources.testPrint)
        return;
    m_sources.testPrint();
    m_printText = tr("A test print is on its way to the printer.");
    look();
}

void DiagnosticsViewModel::runSelfTest()
{
    if (!m_sources.selfTest || m_isTesting)
        return;
    m_isTesting = true;
    look();
    m_sources.selfTest([self = QPointer(this)](const QList<DiagnosticLine> &lines) {
        if (!self)
            return;
        self->m_isTesting = false;
        self->m_testLines = lines;
        self->look();
    });
}

void DiagnosticsViewModel::makeBundle()
{
    if (!m_sources.makeBundle)
        return;
    m_sources.makeBundle([self = QPointer(this)](const QString &words) {
        if (!self)
            return;
        self->m_printText = words;
        self->look();
    });
}

void DiagnosticsViewModel::addError(const QString &text)
{
    // The backend's requests have numbers, by which each failure would be another one.
    const auto withoutRequest = [](const QString &error) {
        return error.section(QStringLiteral(" (request "), 0, 0);
    };
    m_errors.removeIf(
        [&](const RememberedError &error) { return withoutRequest(error.text) == withoutRequest(text); });
    m_errors.prepend({m_clock.nowMs(), text});
    m_errors.resize(std::min(m_errors.size(), errorsKeptMax));
    look();
}

} // namespace tillwright::kiosk::presentation
