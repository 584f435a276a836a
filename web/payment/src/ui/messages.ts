// The page's own words, one table per language. Stripe brings its own for its fields and its errors.

export interface Words {
    title: string;
    /** {amount} is the amount in the currency's own writing. */
    pay: string;
    preparing: string;
    preparingSlow: string;
    submitting: string;
    confirming: string;
    confirmed: string;
    uncertainTitle: string;
    uncertain: string;
    notStarted: string;
    generic: string;
    refused: string;
    notPayable: string;
    stoppedTitle: string;
    loadFailedTitle: string;
    loadFailed: string;
    loadFailedRetrying: string;
    retry: string;
    secure: string;
}

const en: Words = {
    title: 'Card payment',
    pay: 'Pay {amount}',
    preparing: 'Opening the card form…',
    preparingSlow: 'Still waiting for the card form. The connection may be slow.',
    submitting: 'Checking the card details…',
    confirming: 'Confirming the payment…',
    confirmed: 'Waiting for the final word on the payment. Please do not pay again.',
    uncertainTitle: 'We are checking this payment',
    uncertain:
        'It is not clear yet whether it went through. Please do not pay again; the answer appears here.',
    notStarted: 'The payment was not started and nothing was charged. Please try again.',
    generic: 'The payment did not go through. Please try again or use another card.',
    refused: 'The amount does not match the sale. Nothing was charged. Please call a member of staff.',
    notPayable: 'This payment is not open any more. Please call a member of staff.',
    stoppedTitle: 'This payment was stopped',
    loadFailedTitle: 'The card form did not open',
    loadFailed: 'Nothing was charged. Check the connection and try again.',
    loadFailedRetrying: 'Nothing was charged. The page is trying again by itself.',
    retry: 'Try again',
    secure: 'Card details go straight to Stripe.',
};

const fr: Words = {
    title: 'Paiement par carte',
    pay: 'Payer {amount}',
    preparing: 'Ouverture du formulaire de carte…',
    preparingSlow: 'Le formulaire de carte se fait attendre. La connexion est peut-être lente.',
    submitting: 'Vérification des données de la carte…',
    confirming: 'Confirmation du paiement…',
    confirmed: 'En attente de la réponse définitive. Ne payez pas une seconde fois.',
    uncertainTitle: 'Nous vérifions ce paiement',
    uncertain:
        'On ne sait pas encore s’il a abouti. Ne payez pas une seconde fois ; la réponse s’affichera ici.',
    notStarted: 'Le paiement n’a pas commencé et rien n’a été débité. Veuillez réessayer.',
    generic: 'Le paiement n’a pas abouti. Réessayez ou prenez une autre carte.',
    refused: 'Le montant ne correspond pas à la vente. Rien n’a été débité. Adressez-vous au personnel.',
    notPayable: 'Ce paiement n’est plus ouvert. Adressez-vous au personnel.',
    stoppedTitle: 'Ce paiement a été arrêté',
    loadFailedTitle: 'Le formulaire de carte ne s’est pas ouvert',
    loadFailed: 'Rien n’a été débité. Vérifiez la connexion et réessayez.',
    loadFailedRetrying: 'Rien n’a été débité. La page réessaie d’elle-même.',
    retry: 'Réessayer',
    secure: 'Les données de la carte vont directement à Stripe.',
};

const es: Words = {
    title: 'Pago con tarjeta',
    pay: 'Pagar {amount}',
    preparing: 'Abriendo el formulario de la tarjeta…',
    preparingSlow: 'Seguimos esperando el formulario de la tarjeta. La conexión puede ser lenta.',
    submitting: 'Comprobando los datos de la tarjeta…',
    confirming: 'Confirmando el pago…',
    confirmed: 'Esperando la respuesta definitiva. No pague otra vez.',
    uncertainTitle: 'Estamos comprobando este pago',
    uncertain: 'Aún no se sabe si se ha realizado. No pague otra vez; la respuesta aparecerá aquí.',
    notStarted: 'El pago no ha comenzado y no se ha cobrado nada. Inténtelo de nuevo.',
    generic: 'El pago no se ha realizado. Inténtelo de nuevo o use otra tarjeta.',
    refused: 'El importe no coincide con la venta. No se ha cobrado nada. Avise al personal.',
    notPayable: 'Este pago ya no está abierto. Avise al personal.',
    stoppedTitle: 'Este pago se ha detenido',
    loadFailedTitle: 'El formulario de la tarjeta no se ha abierto',
    loadFailed: 'No se ha cobrado nada. Compruebe la conexión e inténtelo de nuevo.',
    loadFailedRetrying: 'No se ha cobrado nada. La página lo intenta de nuevo por sí sola.',
    retry: 'Intentar de nuevo',
    secure: 'Los datos de la tarjeta van directamente a Stripe.',
};

const ar: Words = {
    title: 'الدفع بالبطاقة',
    pay: 'ادفع {amount}',
    preparing: 'جارٍ فتح نموذج البطاقة…',
    preparingSlow: 'ما زلنا ننتظر نموذج البطاقة. قد يكون الاتصال بطيئًا.',
    submitting: 'جارٍ التحقق من بيانات البطاقة…',
    confirming: 'جارٍ تأكيد الدفع…',
    confirmed: 'في انتظار الرد النهائي. يُرجى عدم الدفع مرة أخرى.',
    uncertainTitle: 'نتحقق من هذه الدفعة',
    uncertain: 'لم يتضح بعد هل تمت الدفعة. يُرجى عدم الدفع مرة أخرى؛ ستظهر النتيجة هنا.',
    notStarted: 'لم يبدأ الدفع ولم يُخصم أي مبلغ. يُرجى المحاولة مرة أخرى.',
    generic: 'لم يتم الدفع. حاول مرة أخرى أو استخدم بطاقة أخرى.',
    refused: 'المبلغ لا يطابق عملية البيع. لم يُخصم أي مبلغ. يُرجى طلب مساعدة أحد الموظفين.',
    notPayable: 'لم تعد هذه الدفعة متاحة. يُرجى طلب مساعدة أحد الموظفين.',
    stoppedTitle: 'تم إيقاف هذه الدفعة',
    loadFailedTitle: 'لم يُفتح نموذج البطاقة',
    loadFailed: 'لم يُخصم أي مبلغ. تحقق من الاتصال وحاول مرة أخرى.',
    loadFailedRetrying: 'لم يُخصم أي مبلغ. تعيد الصفحة المحاولة تلقائيًا.',
    retry: 'حاول مرة أخرى',
    secure: 'تُرسل بيانات البطاقة مباشرة إلى Stripe.',
};

const tables = {en, fr, es, ar};

export type Language = keyof typeof tables;

export const languages = Object.keys(tables) as Language[];

/** The language of a BCP 47 tag, English when the page has no words in it. */
export function languageOf(locale: string): Language {
    const language = (locale.split('-')[0] ?? '').toLowerCase();
    return languages.find((known) => known === language) ?? 'en';
}

export function wordsFor(locale: string): Words {
    return tables[languageOf(locale)];
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
    return languageOf(locale) === 'ar' ? 'rtl' : 'ltr';
}

/** The first of the customer's languages that the page has words in, with its region; English otherwise. */
export function preferredLocale(wanted: readonly string[]): string {
    const isOurs = (locale: string) =>
        languages.some((known) => known === (locale.split('-')[0] ?? '').toLowerCase());
    return wanted.find(isOurs) ?? 'en';
}
