#pragma once

#include "domain/secret.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace tillwright::kiosk::support_bundle {

/// `b***@***.com`: enough to see whether two are the same person's, too little to write to.
[[nodiscard]] QString maskedEmail(const QString &email);

/// Takes out of a text what must not leave this machine, whatever brought it in: client secrets, keys, signing secrets,
/// tokens, links that a customer pays at, card numbers, PINs that are named so, and what is left of an e-mail address. What
/// goes into a bundle holds none of it in the first place; this is the second lock.
class Masker
{
public:
    /// `known`: secrets of this device, which are found by their text alone. Empty ones are passed over.
    explicit Masker(std::vector<domain::Secret> known = {});
    [[nodiscard]] QString mask(const QString &text) const;

private:
    std::vector<domain::Secret> m_known;
};

} // namespace tillwright::kiosk::support_bundle
