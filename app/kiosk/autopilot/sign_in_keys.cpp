#include "kiosk/autopilot/sign_in_keys.h"

#include "kiosk/autopilot/widget_input.h"

#include <QAbstractButton>
#include <QStringList>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

/// After so long a PIN is typed again.
constexpr qint64 answerLimitMs = 10'000;

QAbstractButton *find(const QWidget *window, const QString &name)
{
    return window->findChild<QAbstractButton *>(u"signIn"_s + name);
}

} // namespace

SignInKeys::SignInKeys(QString operatorId, QString pin)
    : m_operatorId(std::move(operatorId)), m_pin(std::move(pin))
{
}

bool SignInKeys::signsIn(const QWidget *window)
{
    const auto *screen = window->findChild<QWidget *>(u"signInScreen"_s);
    if (!screen || !screen->isVisible())
        return false;
    auto *tile = find(window, u"Tile_"_s + m_operatorId);
    const bool isLookedAt = m_sincePressed.isValid() && m_sincePressed.elapsed() < answerLimitMs;
    if (!tile || isLookedAt)
        return true;
    clickWidget(tile);
    for (const QChar digit : m_pin)
        clickWidget(find(window, u"Key"_s + digit));
    clickWidget(find(window, u"KeyEnter"_s));
    m_sincePressed.start();
    return true;
}

} // namespace tillwright::kiosk::autopilot
