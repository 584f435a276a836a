import {languageOf, type Language} from './messages';

// What the page on a customer's own phone says beside the card form, one table per language.

export interface PayWords {
    payTo: string;
    /** {reference} is the sale's. */
    reference: string;
    loading: string;
    offline: string;
    cancel: string;
    cancelQuestion: string;
    cancelYes: string;
    cancelNo: string;
    cancelling: string;
    cancelFailed: string;
    checkingTitle: string;
    checking: string;
    paidTitle: string;
    paid: string;
    alreadyPaidTitle: string;
    alreadyPaid: string;
    failedTitle: string;
    failed: string;
    abandonedTitle: string;
    cancelledHereTitle: string;
    abandoned: string;
    expiredTitle: string;
    expired: string;
    unknownTitle: string;
    unknown: string;
}

const en: PayWords = {
    payTo: 'Payment to',
    reference: 'Reference {reference}',
    loading: 'Opening the payment…',
    offline: 'No connection. Trying again…',
    cancel: 'Cancel payment',
    cancelQuestion: 'Cancel this payment? It ends on the terminal as well.',
    cancelYes: 'Yes, cancel',
    cancelNo: 'Keep paying',
    cancelling: 'Cancelling…',
    cancelFailed: 'It could not be cancelled just now. Please look at the terminal, or try again.',
    checkingTitle: 'We are checking this payment',
    checking: 'Please wait for the final word, and do not pay again. It appears here and on the terminal.',
    paidTitle: 'Paid',
    paid: 'Thank you. The terminal knows it too. You can close this page.',
    alreadyPaidTitle: 'Already paid',
    alreadyPaid: 'This was paid before, and nothing more is charged. You can close this page.',
    failedTitle: 'This payment did not go through',
    failed: 'Nothing was charged. Please go back to the terminal.',
    abandonedTitle: 'Cancelled at the terminal',
    cancelledHereTitle: 'You cancelled this payment',
    abandoned: 'Nothing was charged. You can close this page.',
    expiredTitle: 'This link is no longer valid',
    expired: 'Nothing can be paid with it any more. Please go back to the terminal.',
    unknownTitle: 'There is nothing at this link',
    unknown: 'Please scan the code on the terminal again.',
};

const fr: PayWords = {
    payTo: 'Paiement à',
    reference: 'Référence {reference}',
    loading: 'Ouverture du paiement…',
    offline: 'Pas de connexion. Nouvel essai…',
    cancel: 'Annuler le paiement',
    cancelQuestion: 'Annuler ce paiement ? Il prend fin aussi sur la borne.',
    cancelYes: 'Oui, annuler',
    cancelNo: 'Continuer à payer',
    cancelling: 'Annulation…',
    cancelFailed: 'L’annulation n’a pas abouti. Regardez la borne ou réessayez.',
    checkingTitle: 'Nous vérifions ce paiement',
    checking:
        'Attendez la réponse définitive et ne payez pas une seconde fois. Elle s’affiche ici et sur la borne.',
    paidTitle: 'Payé',
    paid: 'Merci. La borne le sait aussi. Vous pouvez fermer cette page.',
    alreadyPaidTitle: 'Déjà payé',
    alreadyPaid: 'Ce paiement a déjà été fait ; rien d’autre n’est débité. Vous pouvez fermer cette page.',
    failedTitle: 'Ce paiement n’a pas abouti',
    failed: 'Rien n’a été débité. Veuillez retourner à la borne.',
    abandonedTitle: 'Annulé sur la borne',
    cancelledHereTitle: 'Vous avez annulé ce paiement',
    abandoned: 'Rien n’a été débité. Vous pouvez fermer cette page.',
    expiredTitle: 'Ce lien n’est plus valable',
    expired: 'Il ne permet plus de payer. Veuillez retourner à la borne.',
    unknownTitle: 'Il n’y a rien à ce lien',
    unknown: 'Veuillez scanner de nouveau le code sur la borne.',
};

const es: PayWords = {
    payTo: 'Pago a',
    reference: 'Referencia {reference}',
    loading: 'Abriendo el pago…',
    offline: 'Sin conexión. Intentándolo de nuevo…',
    cancel: 'Cancelar el pago',
    cancelQuestion: '¿Cancelar este pago? También termina en el terminal.',
    cancelYes: 'Sí, cancelar',
    cancelNo: 'Seguir pagando',
    cancelling: 'Cancelando…',
    cancelFailed: 'No se ha podido cancelar ahora. Mire el terminal o inténtelo de nuevo.',
    checkingTitle: 'Estamos comprobando este pago',
    checking: 'Espere la respuesta definitiva y no pague otra vez. Aparece aquí y en el terminal.',
    paidTitle: 'Pagado',
    paid: 'Gracias. El terminal también lo sabe. Puede cerrar esta página.',
    alreadyPaidTitle: 'Ya está pagado',
    alreadyPaid: 'Este pago ya se hizo y no se cobra nada más. Puede cerrar esta página.',
    failedTitle: 'Este pago no se ha realizado',
    failed: 'No se ha cobrado nada. Vuelva al terminal.',
    abandonedTitle: 'Cancelado en el terminal',
    cancelledHereTitle: 'Ha cancelado este pago',
    abandoned: 'No se ha cobrado nada. Puede cerrar esta página.',
    expiredTitle: 'Este enlace ya no es válido',
    expired: 'Ya no se puede pagar con él. Vuelva al terminal.',
    unknownTitle: 'No hay nada en este enlace',
    unknown: 'Escanee de nuevo el código del terminal.',
};

const ar: PayWords = {
    payTo: 'الدفع إلى',
    reference: 'المرجع {reference}',
    loading: 'جارٍ فتح عملية الدفع…',
    offline: 'لا يوجد اتصال. جارٍ إعادة المحاولة…',
    cancel: 'إلغاء الدفع',
    cancelQuestion: 'هل تريد إلغاء هذه الدفعة؟ ستنتهي على الجهاز أيضًا.',
    cancelYes: 'نعم، إلغاء',
    cancelNo: 'متابعة الدفع',
    cancelling: 'جارٍ الإلغاء…',
    cancelFailed: 'تعذر الإلغاء الآن. يُرجى النظر إلى الجهاز أو المحاولة مرة أخرى.',
    checkingTitle: 'نتحقق من هذه الدفعة',
    checking: 'يُرجى انتظار الرد النهائي وعدم الدفع مرة أخرى. سيظهر هنا وعلى الجهاز.',
    paidTitle: 'تم الدفع',
    paid: 'شكرًا لك. الجهاز يعلم بذلك أيضًا. يمكنك إغلاق هذه الصفحة.',
    alreadyPaidTitle: 'سبق الدفع',
    alreadyPaid: 'تمت هذه الدفعة من قبل ولن يُخصم أي مبلغ آخر. يمكنك إغلاق هذه الصفحة.',
    failedTitle: 'لم تتم هذه الدفعة',
    failed: 'لم يُخصم أي مبلغ. يُرجى العودة إلى الجهاز.',
    abandonedTitle: 'أُلغيت على الجهاز',
    cancelledHereTitle: 'لقد ألغيت هذه الدفعة',
    abandoned: 'لم يُخصم أي مبلغ. يمكنك إغلاق هذه الصفحة.',
    expiredTitle: 'لم يعد هذا الرابط صالحًا',
    expired: 'لا يمكن الدفع به بعد الآن. يُرجى العودة إلى الجهاز.',
    unknownTitle: 'لا يوجد شيء في هذا الرابط',
    unknown: 'يُرجى مسح الرمز على الجهاز مرة أخرى.',
};

const tables: Record<Language, PayWords> = {en, fr, es, ar};

export function payWordsFor(locale: string): PayWords {
    return tables[languageOf(locale)];
}
