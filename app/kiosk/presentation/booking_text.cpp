#include "kiosk/presentation/booking_text.h"

#include "domain/boarding_pass.h"
#include "kiosk/presentation/scan_text.h"

#include <QUrl>

#include <algorithm>

namespace tillwright::kiosk::presentation {

namespace {

using References = std::vector<domain::Reference>;

References onlyOne(const QString &text)
{
    const auto reference = domain::Reference::parse(text.toStdString());
    return reference && canBeBooking(*reference) ? References{*reference} : References{};
}

References ofBoardingPass(const std::string &code)
{
    References references;
    const auto pass = domain::parseBoardingPass(code);
    if (!pass)
        return references;
    for (const auto &leg : pass->legs) {
        const auto reference = domain::Reference::parse(leg.bookingReference);
        if (reference && canBeBooking(*reference)
            && std::find(references.begin(), references.end(), *reference) == references.end())
            references.push_back(*reference);
    }
    return references;
}

References ofAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isPlain = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
        && url.port() == -1 && !url.hasQuery() && !url.hasFragment();
    const QString end = url.path(QUrl::FullyEncoded).section(u'/', -1);
    // A percent sign is nothing that a reference has.
    return isPlain && end.size() <= addressReferenceMaxCharacters ? onlyOne(end) : References{};
}

/// `ez 24081` is EZ24081 to everybody.
QString asWritten(const QString &typed)
{
    QString text;
    for (const QChar character : typed) {
        if (character.isDigit())
            text += QChar(u'0' + character.digitValue());
        else if (!character.isSpace())
            text += character.toUpper();
    }
    return text;
}

} // namespace

bool canBeBooking(const domain::Reference &reference)
{
    const auto &text = reference.text();
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c != '.' && c != '/' && c != '-' && c != '_'; });
}

References bookingReferencesIn(const QString &text)
{
    if (text.size() > bookingTextMaxCharacters)
        return {};
    // Blanks fill a boarding pass up, at its end too.
    if (const auto code = text.toStdString(); domain::looksLikeBoardingPass(code))
        return ofBoardingPass(code);
    const QString trimmed = text.trimmed();
    if (const auto receipt = receiptOf(trimmed))
        return onlyOne(receipt->reference);
    if (trimmed.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive))
        return ofAddress(trimmed);
    return onlyOne(asWritten(trimmed));
}

} // namespace tillwright::kiosk::presentation
