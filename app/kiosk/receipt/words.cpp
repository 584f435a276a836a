#include "kiosk/receipt/words.h"

#include <QLocale>

#include <array>

namespace tillwright::kiosk::receipt {

namespace {

constexpr std::size_t wordCount = std::size_t(Word::ThankYou) + 1;

/// In the order of Word.
struct Language {
    const char16_t *code;
    std::array<const char16_t *, wordCount> words;
};

constexpr std::array languages{
    Language{
        u"en",
        {u"DUPLICATE", u"MERCHANT COPY", u"PENDING — NOT PAID", u"Receipt", u"Date", u"Register",
         u"Reference", u"Clive", u"Order %1", u"Total %1", u"Paid by card", u"Clive’s fees", u"Net",
         u"We do not know yet whether this payment went through. Please do not pay again. We go on checking. Ask "
         u"us with the reference above.",
         u"It appears on your statement as", u"If it is charged, it appears on your statement as",
         u"Thank you"}},
    Language{
        u"fr",
        {u"DUPLICATA", u"COPIE COMMERÇANT", u"EN ATTENTE — NON PAYÉ", u"Reçu", u"Date", u"Caisse",
         u"Référence", u"Clive", u"Commande %1", u"Total %1", u"Payé par carte", u"Frais de Clive", u"Net",
         u"Nous ne savons pas encore si ce paiement a abouti. Merci de ne pas payer à nouveau. Nous continuons de "
         u"vérifier. Adressez-vous à nous avec la référence ci-dessus.",
         u"Libellé sur votre relevé", u"En cas de débit, libellé sur votre relevé", u"Merci"}},
    Language{
        u"es",
        {u"DUPLICADO", u"COPIA DEL COMERCIO", u"PENDIENTE — NO PAGADO", u"Recibo", u"Fecha", u"Caja",
         u"Referencia", u"Clive", u"Pedido %1", u"Total %1", u"Pagado con tarjeta", u"Comisiones de Clive",
         u"Neto",
         u"Todavía no sabemos si este pago se ha realizado. Por favor, no pague otra vez. Seguimos comprobándolo. "
         u"Pregúntenos con la referencia de arriba.",
         u"En su extracto aparece como", u"Si se cobra, en su extracto aparece como", u"Gracias"}},
    Language{
        u"ar",
        {u"نسخة مكررة", u"نسخة التاجر", u"قيد الانتظار — لم يتم الدفع", u"إيصال", u"التاريخ", u"الصندوق",
         u"المرجع", u"Clive", u"الطلب %1", u"المجموع %1", u"دفع بالبطاقة", u"رسوم Clive", u"الصافي",
         u"لا نعرف بعد ما إذا تمت عملية الدفع هذه. من فضلك لا تدفع مرة أخرى. سنواصل التحقق. اسألنا مع ذكر المرجع "
         u"المذكور أعلاه.",
         u"تظهر في كشف حسابك باسم", u"إذا تم الخصم فستظهر في كشف حسابك باسم", u"شكرا لك"}},
};

const Language &languageOf(const QString &tag)
{
    // `ar-EG` and `ar_EG` are Arabic.
    const QString code = tag.section(u'-', 0, 0).section(u'_', 0, 0).toLower();
    for (const Language &language : languages) {
        if (code == QStringView(language.code))
            return language;
    }
    return languages.front();
}

} // namespace

QString say(Word word, const QString &language)
{
    return QString::fromUtf16(languageOf(language).words[std::size_t(word)]);
}

QStringList receiptLanguages()
{
    QStringList codes;
    for (const Language &language : languages)
        codes.append(QString::fromUtf16(language.code));
    return codes;
}

bool isRightToLeft(const QString &language)
{
    // Of the words that are printed: an unknown language is answered in English.
    return QLocale(QString::fromUtf16(languageOf(language).code)).textDirection() == Qt::RightToLeft;
}

} // namespace tillwright::kiosk::receipt
