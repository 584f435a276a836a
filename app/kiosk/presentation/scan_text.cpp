#include "kiosk/presentation/scan_text.h"

#include "domain/reference.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace tillwright::kiosk::presentation {

tl::expected<QString, QString> checkScanText(const QString &scanned)
{
    const auto wrong = [](const char *sentence) {
        return tl::unexpected(QCoreApplication::translate("ScanText", sentence));
    };
    const QString text = scanned.trimmed();
    if (text.isEmpty())
        return wrong(QT_TRANSLATE_NOOP("ScanText", "The scanner read nothing. Scan it again."));
    if (text.size() > scanTextMaxCharacters)
        return wrong(QT_TRANSLATE_NOOP("ScanText", "This code is too long to mean something here."));
    const bool isPrintable =
        std::all_of(text.begin(), text.end(), [](QChar character) { return character.isPrint(); });
    if (!isPrintable)
        return wrong(QT_TRANSLATE_NOOP("ScanText", "This code has characters that mean nothing here."));
    return text;
}

std::optional<ScannedReceipt> receiptOf(const QString &text)
{
    const auto words = text.split(u' ');
    if (words.size() != 4 || words[0] != QStringLiteral("TW1"))
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = words[1].toLongLong(&isNumber);
    if (!isNumber || number < 0 || words[3].isEmpty() || !domain::Reference::parse(words[2].toStdString()))
        return std::nullopt;
    return ScannedReceipt{number, words[2], words[3]};
}

} // namespace tillwright::kiosk::presentation
