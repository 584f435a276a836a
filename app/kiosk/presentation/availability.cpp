#include "kiosk/presentation/availability.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

QString Availability::word(Reason reason)
{
    switch (reason) {
    case Reason::Staff:
        return QStringLiteral("staff");
    case Reason::EngineFloor:
        return QStringLiteral("engine_floor");
    case Reason::Network:
        return QStringLiteral("network");
    case Reason::Backend:
        return QStringLiteral("backend");
    case Reason::Clive:
        return QStringLiteral("clive");
    case Reason::Paper:
        break;
    }
    return QStringLiteral("paper");
}

void Availability::setReason(Reason reason, bool holds, const QString &cause)
{
    const auto known = m_causes.find(reason);
    const bool isNews = holds ? known == m_causes.end() || known->second != cause : known != m_causes.end();
    if (!isNews)
        return;
    if (holds)
        m_causes.insert_or_assign(reason, cause);
    else
        m_causes.erase(known);
    Q_EMIT changed();
}

void Availability::setPhonePayment(bool isOn)
{
    if (m_hasPhonePayment == isOn)
        return;
    m_hasPhonePayment = isOn;
    Q_EMIT changed();
}

bool Availability::isAvailable() const
{
    return std::none_of(m_causes.begin(), m_causes.end(),
                        [this](const auto &entry) { return closes(entry.first); });
}

bool Availability::closes(Reason reason) const
{
    return reason != Reason::EngineFloor || !m_hasPhonePayment;
}

QStringList Availability::reasons() const
{
    QStringList words;
    for (const auto &[reason, cause] : m_causes)
        words += word(reason);
    return words;
}

QString Availability::customerText() const
{
    for (const auto &[reason, cause] : m_causes) {
        if (closes(reason))
            return plainText(reason);
    }
    return {};
}

QString Availability::plainText(Reason reason)
{
    switch (reason) {
    case Reason::Staff:
        return tr("This terminal is closed. Please use another one, or go to the counter.");
    case Reason::EngineFloor:
        return tr("This terminal cannot take cards at the moment. Please use another one, or go to the "
                  "counter.");
    case Reason::Network:
    case Reason::Backend:
    case Reason::Clive:
        return tr("This terminal has no connection at the moment. Please use another one, or go to the "
                  "counter.");
    case Reason::Paper:
        break;
    }
    return tr("This terminal cannot print receipts at the moment. Please use another one, or go to the "
              "counter.");
}

QStringList Availability::staffTexts() const
{
    return textsWithout(std::nullopt);
}

QStringList Availability::troubles() const
{
    return textsWithout(Reason::Staff);
}

QStringList Availability::textsWithout(std::optional<Reason> left) const
{
    QStringList texts;
    for (const auto &[reason, cause] : m_causes) {
        if (reason == left)
            continue;
        QString text = word(reason) + QStringLiteral(": ") + staffText(reason);
        if (!cause.isEmpty())
            text += QStringLiteral(" (") + cause + u')';
        texts += text;
    }
    return texts;
}

QString Availability::staffText(Reason reason) const
{
    switch (reason) {
    case Reason::Staff:
        return tr("Closed by staff. Open it again in the corner for staff.");
    case Reason::EngineFloor:
        return m_hasPhonePayment
            ? tr("The browser engine is older than its floor. Customers can pay on their phone only; install "
                 "the system’s updates.")
            : tr("The browser engine is older than its floor, so cards may not be entered here. Install the "
                 "system’s updates, or turn payment on the phone on.");
    case Reason::Network:
        return tr("No network. Check cable and switch.");
    case Reason::Backend:
        return tr("The backend gives no good answer. Tell whoever runs it.");
    case Reason::Clive:
        return tr("The backend works, but gets no answer from Clive. Wait, or tell Clive’s support.");
    case Reason::Paper:
        break;
    }
    return tr("Nothing can be printed. Put paper in, close the printer, and look at its cable.");
}

} // namespace tillwright::kiosk::presentation
