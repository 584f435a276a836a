#include "kiosk/qa/qa_access.h"

#include <QHostAddress>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

tl::expected<QaAccess, QString> QaAccess::ask(bool isSandbox, const std::optional<QUrl> &cliveUrl)
{
    if (!isSandbox || !cliveUrl)
        return tl::unexpected(u"QA mode is for --sandbox; a live configuration has none"_s);
    if (!QHostAddress(cliveUrl->host()).isLoopback())
        return tl::unexpected(u"QA mode is for a sandbox on this machine's loopback"_s);
    return QaAccess();
}

bool QaAccess::isTestKey(const QString &publishableKey)
{
    return publishableKey.startsWith("pk_test_"_L1);
}

} // namespace tillwright::kiosk::qa
