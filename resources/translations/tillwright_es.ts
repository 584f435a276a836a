<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>AttractScreen</name>
    <message>
        <source>Pay for your booking here</source>
        <translation>Pague su reserva aquí</translation>
    </message>
    <message>
        <source>Touch the screen to begin, or scan your booking or your boarding pass.</source>
        <translation>Toque la pantalla para empezar, o escanee su reserva o su tarjeta de embarque.</translation>
    </message>
    <message>
        <source>Normal text and colors</source>
        <translation>Texto y colores normales</translation>
    </message>
    <message>
        <source>Large text and strong contrast</source>
        <translation>Texto grande y alto contraste</translation>
    </message>
    <message>
        <source>With keys: Tab or the arrows lead on, Enter chooses. F5 repeats, F6 is silence, F7 is quieter, F8 is louder.</source>
        <translation>Con teclas: Tab o las flechas avanzan, Intro elige. F5 repite, F6 calla, F7 baja el volumen, F8 lo sube.</translation>
    </message>
    <message>
        <source>Normal text, no speech</source>
        <translation>Texto normal, sin voz</translation>
    </message>
    <message>
        <source>Large text, strong contrast, speech</source>
        <translation>Texto grande, alto contraste, voz</translation>
    </message>
</context>
<context>
    <name>CheckingScreen</name>
    <message>
        <source>Booking reference</source>
        <translation>Referencia de la reserva</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>Welcome.</source>
        <translation>Bienvenido.</translation>
    </message>
    <message>
        <source>One moment, we are preparing your payment.</source>
        <translation>Un momento, estamos preparando su pago.</translation>
    </message>
    <message>
        <source>The card form has not opened yet. One moment, please.</source>
        <translation>El formulario de la tarjeta aún no se ha abierto. Un momento, por favor.</translation>
    </message>
    <message>
        <source>One moment, the card form is opening.</source>
        <translation>Un momento, se está abriendo el formulario de la tarjeta.</translation>
    </message>
    <message>
        <source>Please enter your card.</source>
        <translation>Introduzca su tarjeta, por favor.</translation>
    </message>
    <message>
        <source>Your bank is confirming the payment. Please wait.</source>
        <translation>Su banco está confirmando el pago. Espere, por favor.</translation>
    </message>
    <message>
        <source>We are checking your payment. Please do not pay again.</source>
        <translation>Estamos comprobando su pago. No pague otra vez, por favor.</translation>
    </message>
    <message>
        <source>We do not know yet whether your payment of %1 went through. Please do not pay again. We go on checking. Keep the slip with your reference, %2.</source>
        <translation>Aún no sabemos si su pago de %1 se ha realizado. No pague otra vez, por favor. Seguimos comprobándolo. Guarde el comprobante con su referencia, %2.</translation>
    </message>
    <message>
        <source>Thank you. Your payment of %1 is complete.</source>
        <translation>Gracias. Su pago de %1 se ha completado.</translation>
    </message>
    <message>
        <source>%1 Nothing was charged.</source>
        <translation>%1 No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Your card was declined. Nothing was charged.</source>
        <translation>Su tarjeta ha sido rechazada. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>The payment was cancelled. Nothing was charged.</source>
        <translation>El pago se ha cancelado. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>The payment took too long and has expired. Nothing was charged.</source>
        <translation>El pago ha tardado demasiado y ha caducado. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>The payment was not finished. Nothing was charged.</source>
        <translation>El pago no se ha terminado. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>We stopped the payment because the amount was not right. Nothing was charged.</source>
        <translation>Hemos detenido el pago porque el importe no era correcto. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>The card form could not be shown on this machine. Nothing was charged.</source>
        <translation>No se ha podido mostrar el formulario de la tarjeta en este terminal. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>The payment is being cancelled.</source>
        <translation>Se está cancelando el pago.</translation>
    </message>
    <message>
        <source>The payment could not be started. Nothing was charged.</source>
        <translation>No se ha podido iniciar el pago. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Please finish the payment on your phone.</source>
        <translation>Termine el pago en su teléfono.</translation>
    </message>
    <message>
        <source>The payment on your phone did not go through. Please try again there, or pay here by card.</source>
        <translation>El pago en su teléfono no se completó. Inténtelo de nuevo en el teléfono o pague aquí con tarjeta.</translation>
    </message>
    <message>
        <source>Please pay on your phone, or enter your card here.</source>
        <translation>Pague en su teléfono o introduzca aquí su tarjeta.</translation>
    </message>
    <message>
        <source>The payment was cancelled on the phone. Nothing was charged.</source>
        <translation>El pago se canceló en el teléfono. No se ha cobrado nada.</translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>This card was not accepted</source>
        <translation>Esta tarjeta no ha sido aceptada</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Try another card</source>
        <translation>Probar con otra tarjeta</translation>
    </message>
    <message>
        <source>Cancel payment</source>
        <translation>Cancelar el pago</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Pagar con mi teléfono</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Your receipt is being printed. Please take it with you.</source>
        <translation>Se está imprimiendo su recibo. Lléveselo, por favor.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Referencia de la reserva</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Número de recibo</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>To take it along on your phone as well, scan this code with your phone’s camera.</source>
        <translation>Para llevárselo también en el teléfono, escanee este código con la cámara.</translation>
    </message>
    <message>
        <source>To take your receipt along, scan this code with your phone’s camera.</source>
        <translation>Para llevarse su recibo, escanee este código con la cámara de su teléfono.</translation>
    </message>
    <message>
        <source>QR code with your receipt</source>
        <translation>Código QR con su recibo</translation>
    </message>
</context>
<context>
    <name>ExtraRow</name>
    <message>
        <source>%1, %2, %3 chosen</source>
        <translation>%1, %2, elegidos: %3</translation>
    </message>
    <message>
        <source>One less: %1</source>
        <translation>Uno menos: %1</translation>
    </message>
    <message>
        <source>One more: %1</source>
        <translation>Uno más: %1</translation>
    </message>
</context>
<context>
    <name>ExtrasScreen</name>
    <message>
        <source>Would you like to add something?</source>
        <translation>¿Desea añadir algo?</translation>
    </message>
    <message>
        <source>To pay: %1</source>
        <translation>A pagar: %1</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>Eso es todo</translation>
    </message>
</context>
<context>
    <name>FindBookingScreen</name>
    <message>
        <source>Which booking do you want to pay?</source>
        <translation>¿Qué reserva quiere pagar?</translation>
    </message>
    <message>
        <source>Enter your booking reference, or scan your booking or your boarding pass.</source>
        <translation>Introduzca su referencia, o escanee su reserva o su tarjeta de embarque.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Referencia de la reserva</translation>
    </message>
    <message>
        <source>Find my booking</source>
        <translation>Buscar mi reserva</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Our staff can help you</source>
        <translation>Nuestro personal puede ayudarle</translation>
    </message>
    <message>
        <source>Please go to the counter, or speak to anybody who works for us here.</source>
        <translation>Vaya al mostrador o hable con cualquiera de nuestro personal.</translation>
    </message>
    <message>
        <source>Tell them this reference. They never need your card number.</source>
        <translation>Dígales esta referencia. Nunca necesitan el número de su tarjeta.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Referencia de la reserva</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>¿Sigue usted ahí?</translation>
    </message>
    <message>
        <source>This terminal starts over in %1 s. What you have entered is deleted then.</source>
        <translation>Este terminal vuelve a empezar en %1 s. Se borrará lo que ha introducido.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Necesito más tiempo</translation>
    </message>
    <message>
        <source>This terminal starts over soon. What you have entered is deleted then. Press any key if you are still there.</source>
        <translation>Este terminal volverá pronto al inicio. Lo que ha introducido se borrará. Pulse cualquier tecla si sigue ahí.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Delete the last character</source>
        <translation>Borrar el último carácter</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete the last character</source>
        <translation>Borrar el último carácter</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Mayúscula</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>Signos</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>Letras latinas</translation>
    </message>
    <message>
        <source>Arabic letters</source>
        <translation>Letras árabes</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Campo siguiente</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Ocultar el teclado</translation>
    </message>
    <message>
        <source>On-screen keyboard</source>
        <translation>Teclado en pantalla</translation>
    </message>
</context>
<context>
    <name>LanguagePicker</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
</context>
<context>
    <name>NoBookingScreen</name>
    <message>
        <source>This is no booking reference</source>
        <translation>Esto no es una referencia de reserva</translation>
    </message>
    <message>
        <source>Booking not found</source>
        <translation>Reserva no encontrada</translation>
    </message>
    <message>
        <source>Too late to pay</source>
        <translation>Demasiado tarde para pagar</translation>
    </message>
    <message>
        <source>Paid already</source>
        <translation>Ya está pagada</translation>
    </message>
    <message>
        <source>Being paid somewhere else</source>
        <translation>Se está pagando en otro lugar</translation>
    </message>
    <message>
        <source>Cannot be paid here</source>
        <translation>No se puede pagar aquí</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Enter another reference</source>
        <translation>Introducir otra referencia</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>NotPaidScreen</name>
    <message>
        <source>Not paid</source>
        <translation>No pagado</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Volver a intentarlo</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
</context>
<context>
    <name>OutOfServiceScreen</name>
    <message>
        <source>This terminal is out of service</source>
        <translation>Este terminal está fuera de servicio</translation>
    </message>
</context>
<context>
    <name>PayScreen</name>
    <message>
        <source>Pay by card</source>
        <translation>Pagar con tarjeta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>A pagar, en %1</translation>
    </message>
    <message>
        <source>Pay by card here</source>
        <translation>Pagar con tarjeta aquí</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Pagar con mi teléfono</translation>
    </message>
    <message>
        <source>The card form. Type the card number, then press Tab and type the expiration date, press Tab and type the security code. Tab leads on to Pay, and Enter presses it.</source>
        <translation>El formulario de la tarjeta. Escriba el número de la tarjeta, pulse Tab y escriba la fecha de caducidad, pulse Tab y escriba el código de seguridad. Tab lleva después a Pagar, e Intro lo pulsa.</translation>
    </message>
</context>
<context>
    <name>PhoneCode</name>
    <message>
        <source>QR code that opens the payment on your phone</source>
        <translation>Código QR que abre el pago en su teléfono</translation>
    </message>
</context>
<context>
    <name>PhoneWords</name>
    <message>
        <source>Pay on your phone</source>
        <translation>Pague con su teléfono</translation>
    </message>
    <message>
        <source>Opened on your phone</source>
        <translation>Abierto en su teléfono</translation>
    </message>
    <message>
        <source>Paying on your phone</source>
        <translation>Pagando con su teléfono</translation>
    </message>
    <message>
        <source>Not paid on your phone</source>
        <translation>No se ha pagado con su teléfono</translation>
    </message>
    <message>
        <source>Point your phone’s camera at the code and open the link.</source>
        <translation>Apunte la cámara de su teléfono al código y abra el enlace.</translation>
    </message>
    <message>
        <source>Check the amount there, then choose how to pay.</source>
        <translation>Compruebe allí el importe y elija cómo pagar.</translation>
    </message>
    <message>
        <source>Please finish the payment there. This screen goes on by itself.</source>
        <translation>Termine allí el pago. Esta pantalla continúa por sí sola.</translation>
    </message>
    <message>
        <source>You can try again there with another card, or pay here by card.</source>
        <translation>Puede intentarlo de nuevo allí con otra tarjeta, o pagar aquí con tarjeta.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Is this right?</source>
        <translation>¿Es correcto?</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>A pagar, en %1</translation>
    </message>
    <message>
        <source>Passenger</source>
        <translation>Pasajero</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Concepto</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Referencia de la reserva</translation>
    </message>
    <message>
        <source>On your card statement</source>
        <translation>En el extracto de su tarjeta</translation>
    </message>
    <message>
        <source>Pay by card</source>
        <translation>Pagar con tarjeta</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Añadido</translation>
    </message>
    <message>
        <source>Change what is added</source>
        <translation>Cambiar lo añadido</translation>
    </message>
    <message>
        <source>Add baggage or a seat</source>
        <translation>Añadir equipaje o asiento</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Pagar con mi teléfono</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silencio</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Más bajo</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Más alto</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Language: %1</source>
        <translation>Idioma: %1</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
</context>
<context>
    <name>UnresolvedScreen</name>
    <message>
        <source>Please do not pay again</source>
        <translation>No pague otra vez</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>Su referencia</translation>
    </message>
    <message>
        <source>A slip with this reference is being printed. Please take it with you.</source>
        <translation>Se está imprimiendo un comprobante con esta referencia. Lléveselo, por favor.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Call our staff</source>
        <translation>Llamar a nuestro personal</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::Availability</name>
    <message>
        <source>This terminal is closed. Please use another one, or go to the counter.</source>
        <translation>Este terminal está cerrado. Use otro o vaya al mostrador.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Please use another one, or go to the counter.</source>
        <translation>Este terminal no acepta tarjetas en este momento. Use otro o vaya al mostrador.</translation>
    </message>
    <message>
        <source>This terminal has no connection at the moment. Please use another one, or go to the counter.</source>
        <translation>Este terminal no tiene conexión en este momento. Use otro o vaya al mostrador.</translation>
    </message>
    <message>
        <source>This terminal cannot print receipts at the moment. Please use another one, or go to the counter.</source>
        <translation>Este terminal no puede imprimir recibos en este momento. Use otro o vaya al mostrador.</translation>
    </message>
    <message>
        <source>Closed by staff. Open it again in the corner for staff.</source>
        <translation>Cerrado por el personal. Ábralo de nuevo en la esquina del personal.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor. Customers can pay on their phone only; install the system’s updates.</source>
        <translation>El motor de navegación es demasiado antiguo. Los clientes solo pueden pagar en su teléfono; instale las actualizaciones del sistema.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor, so cards may not be entered here. Install the system’s updates, or turn payment on the phone on.</source>
        <translation>El motor de navegación es demasiado antiguo, por lo que aquí no se pueden introducir tarjetas. Instale las actualizaciones del sistema o active el pago con el teléfono.</translation>
    </message>
    <message>
        <source>No network. Check cable and switch.</source>
        <translation>Sin red. Compruebe el cable y el conmutador.</translation>
    </message>
    <message>
        <source>The backend gives no good answer. Tell whoever runs it.</source>
        <translation>El servidor no responde bien. Avise a quien lo gestiona.</translation>
    </message>
    <message>
        <source>The backend works, but gets no answer from Clive. Wait, or tell Clive’s support.</source>
        <translation>El servidor funciona, pero Clive no le responde. Espere o avise al soporte de Clive.</translation>
    </message>
    <message>
        <source>Nothing can be printed. Put paper in, close the printer, and look at its cable.</source>
        <translation>No se puede imprimir nada. Ponga papel, cierre la impresora y revise su cable.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::BookingFinder</name>
    <message>
        <source>Looking for %1 …</source>
        <translation>Buscando %1 …</translation>
    </message>
    <message>
        <source>This is no booking reference. Type the letters and digits from your booking, such as EZ12345, or scan your boarding pass.</source>
        <translation>Esto no es una referencia de reserva. Escriba las letras y los números de su reserva, por ejemplo EZ12345, o escanee su tarjeta de embarque.</translation>
    </message>
    <message>
        <source>There is no booking %1 here. Check each letter and digit, or ask our staff.</source>
        <translation>Aquí no hay ninguna reserva %1. Compruebe cada letra y cada número, o pregunte a nuestro personal.</translation>
    </message>
    <message>
        <source>The time to pay booking %1 is over. Please ask our staff.</source>
        <translation>El plazo para pagar la reserva %1 ha terminado. Pregunte a nuestro personal.</translation>
    </message>
    <message>
        <source>Booking %1 is paid already. There is nothing to pay.</source>
        <translation>La reserva %1 ya está pagada. No hay nada que pagar.</translation>
    </message>
    <message>
        <source>Booking %1 is being paid somewhere else right now. Please do not pay it again here.</source>
        <translation>La reserva %1 se está pagando ahora en otro lugar. No la pague otra vez aquí.</translation>
    </message>
    <message>
        <source>Booking %1 cannot be paid here. Please ask our staff.</source>
        <translation>La reserva %1 no se puede pagar aquí. Pregunte a nuestro personal.</translation>
    </message>
    <message>
        <source>We cannot look for your booking right now. Please try again, or ask our staff.</source>
        <translation>Ahora no podemos buscar su reserva. Inténtelo de nuevo o pregunte a nuestro personal.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::PhoneWay</name>
    <message>
        <source>Nothing was charged. You can try again there with another card.</source>
        <translation>No se ha cobrado nada. Puede intentarlo de nuevo allí con otra tarjeta.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::TerminalExtras</name>
    <message>
        <source>%1 × %2</source>
        <comment>name, how many</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between two things</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::TerminalViewModel</name>
    <message>
        <source>This booking cannot be paid by card here. Please ask our staff.</source>
        <translation>Esta reserva no se puede pagar aquí con tarjeta. Pregunte a nuestro personal.</translation>
    </message>
    <message>
        <source>The last payment of this booking is still being checked. Please do not pay again.</source>
        <translation>El último pago de esta reserva aún se está comprobando. No pague otra vez, por favor.</translation>
    </message>
    <message>
        <source>This terminal is still busy. Nothing was charged. Please try again in a moment.</source>
        <translation>Este terminal aún está ocupado. No se ha cobrado nada. Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Still waiting for the payment service. Nothing has been charged.</source>
        <translation>Seguimos esperando al servicio de pago. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Still waiting for the card form. Nothing has been charged.</source>
        <translation>Seguimos esperando el formulario de la tarjeta. No se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Still waiting for your bank. It may want you to approve the payment.</source>
        <translation>Seguimos esperando a su banco. Quizá le pida que apruebe el pago.</translation>
    </message>
    <message>
        <source>Still waiting for the final word on your payment. Please do not pay again.</source>
        <translation>Seguimos esperando la respuesta definitiva sobre su pago. No pague otra vez, por favor.</translation>
    </message>
    <message>
        <source>Still waiting until it is certain that nothing was charged.</source>
        <translation>Esperamos hasta estar seguros de que no se ha cobrado nada.</translation>
    </message>
    <message>
        <source>Still looking for your booking. The connection may be slow.</source>
        <translation>Seguimos buscando su reserva. La conexión puede ser lenta.</translation>
    </message>
    <message>
        <source>It is starting. One moment, please.</source>
        <translation>Se está iniciando. Un momento, por favor.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Nothing was charged. Please use another one, or go to the counter.</source>
        <translation>Este terminal no acepta tarjetas en este momento. No se ha cobrado nada. Use otro o vaya al mostrador.</translation>
    </message>
    <message>
        <source>Still waiting for your phone. Your bank may want you to approve the payment there.</source>
        <translation>Seguimos esperando a su teléfono. Puede que su banco le pida allí que apruebe el pago.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::terminal::ScreenVoice</name>
    <message>
        <source>%1, text field, %2</source>
        <translation>%1, campo de texto, %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>%1, button</source>
        <translation>%1, botón</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1 borrado</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation>Volumen %1</translation>
    </message>
</context>
</TS>
