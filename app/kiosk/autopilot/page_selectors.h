#pragma once

#include "kiosk/autopilot/scenario.h"

/// Where on the payment page, and on the sandbox's page of a bank, something is typed or pressed.
namespace tillwright::kiosk::autopilot {

inline constexpr const char *payButton = "button[type=submit]";

/// What of a card is typed where.
struct Field {
    const char *selector;
    QString CardToType::*text;
};
inline const Field cardFields[] = {{"input[name=number]", &CardToType::number},
                                   {"input[name=expiry]", &CardToType::expiry},
                                   {"input[name=cvc]", &CardToType::cvc}};

/// On the bank’s page.
inline QString challengeSelector(Challenge challenge)
{
    switch (challenge) {
    case Challenge::Complete:
        return QStringLiteral("#test-source-authorize-3ds");
    case Challenge::Fail:
        return QStringLiteral("#test-source-fail-3ds");
    case Challenge::Close:
        return QStringLiteral("#test-source-close-3ds");
    }
    return {};
}

} // namespace tillwright::kiosk::autopilot
