<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AttractScreen</name>
    <message>
        <source>Pay for your booking here</source>
        <translation>Payez votre réservation ici</translation>
    </message>
    <message>
        <source>Touch the screen to begin, or scan your booking or your boarding pass.</source>
        <translation>Touchez l’écran pour commencer, ou scannez votre réservation ou votre carte d’embarquement.</translation>
    </message>
    <message>
        <source>Normal text and colors</source>
        <translation>Texte et couleurs normaux</translation>
    </message>
    <message>
        <source>Large text and strong contrast</source>
        <translation>Grand texte et fort contraste</translation>
    </message>
    <message>
        <source>With keys: Tab or the arrows lead on, Enter chooses. F5 repeats, F6 is silence, F7 is quieter, F8 is louder.</source>
        <translation>Avec les touches : Tab ou les flèches font avancer, Entrée choisit. F5 répète, F6 fait taire, F7 baisse le son, F8 l’augmente.</translation>
    </message>
    <message>
        <source>Normal text, no speech</source>
        <translation>Texte normal, sans parole</translation>
    </message>
    <message>
        <source>Large text, strong contrast, speech</source>
        <translation>Grand texte, contraste fort, parole</translation>
    </message>
</context>
<context>
    <name>CheckingScreen</name>
    <message>
        <source>Booking reference</source>
        <translation>Référence de réservation</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>Welcome.</source>
        <translation>Bienvenue.</translation>
    </message>
    <message>
        <source>One moment, we are preparing your payment.</source>
        <translation>Un instant, nous préparons votre paiement.</translation>
    </message>
    <message>
        <source>The card form has not opened yet. One moment, please.</source>
        <translation>Le formulaire de carte n’est pas encore ouvert. Un instant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>One moment, the card form is opening.</source>
        <translation>Un instant, le formulaire de carte s’ouvre.</translation>
    </message>
    <message>
        <source>Please enter your card.</source>
        <translation>Veuillez saisir votre carte.</translation>
    </message>
    <message>
        <source>Your bank is confirming the payment. Please wait.</source>
        <translation>Votre banque confirme le paiement. Veuillez patienter.</translation>
    </message>
    <message>
        <source>We are checking your payment. Please do not pay again.</source>
        <translation>Nous vérifions votre paiement. Ne payez pas une seconde fois.</translation>
    </message>
    <message>
        <source>We do not know yet whether your payment of %1 went through. Please do not pay again. We go on checking. Keep the slip with your reference, %2.</source>
        <translation>Nous ne savons pas encore si votre paiement de %1 a abouti. Ne payez pas une seconde fois. Nous continuons à vérifier. Conservez le ticket portant votre référence, %2.</translation>
    </message>
    <message>
        <source>Thank you. Your payment of %1 is complete.</source>
        <translation>Merci. Votre paiement de %1 est effectué.</translation>
    </message>
    <message>
        <source>%1 Nothing was charged.</source>
        <translation>%1 Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Your card was declined. Nothing was charged.</source>
        <translation>Votre carte a été refusée. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The payment was cancelled. Nothing was charged.</source>
        <translation>Le paiement a été annulé. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The payment took too long and has expired. Nothing was charged.</source>
        <translation>Le paiement a pris trop de temps et a expiré. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The payment was not finished. Nothing was charged.</source>
        <translation>Le paiement n’a pas été terminé. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>We stopped the payment because the amount was not right. Nothing was charged.</source>
        <translation>Nous avons arrêté le paiement car le montant n’était pas le bon. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The card form could not be shown on this machine. Nothing was charged.</source>
        <translation>Le formulaire de carte n’a pas pu s’afficher sur cette borne. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The payment is being cancelled.</source>
        <translation>Le paiement est en cours d’annulation.</translation>
    </message>
    <message>
        <source>The payment could not be started. Nothing was charged.</source>
        <translation>Le paiement n’a pas pu commencer. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Please finish the payment on your phone.</source>
        <translation>Veuillez terminer le paiement sur votre téléphone.</translation>
    </message>
    <message>
        <source>The payment on your phone did not go through. Please try again there, or pay here by card.</source>
        <translation>Le paiement sur votre téléphone n’a pas abouti. Veuillez réessayer sur le téléphone, ou payer ici par carte.</translation>
    </message>
    <message>
        <source>Please pay on your phone, or enter your card here.</source>
        <translation>Veuillez payer sur votre téléphone, ou saisir votre carte ici.</translation>
    </message>
    <message>
        <source>The payment was cancelled on the phone. Nothing was charged.</source>
        <translation>Le paiement a été annulé sur le téléphone. Rien n’a été débité.</translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>This card was not accepted</source>
        <translation>Cette carte n’a pas été acceptée</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Try another card</source>
        <translation>Essayer une autre carte</translation>
    </message>
    <message>
        <source>Cancel payment</source>
        <translation>Annuler le paiement</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Payer sur mon téléphone</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Your receipt is being printed. Please take it with you.</source>
        <translation>Votre reçu s’imprime. Pensez à l’emporter.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Référence de réservation</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Numéro du reçu</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>To take it along on your phone as well, scan this code with your phone’s camera.</source>
        <translation>Pour l’emporter aussi sur votre téléphone, scannez ce code avec l’appareil photo.</translation>
    </message>
    <message>
        <source>To take your receipt along, scan this code with your phone’s camera.</source>
        <translation>Pour emporter votre reçu, scannez ce code avec l’appareil photo de votre téléphone.</translation>
    </message>
    <message>
        <source>QR code with your receipt</source>
        <translation>Code QR contenant votre reçu</translation>
    </message>
</context>
<context>
    <name>ExtraRow</name>
    <message>
        <source>%1, %2, %3 chosen</source>
        <translation>%1, %2, choisi : %3</translation>
    </message>
    <message>
        <source>One less: %1</source>
        <translation>Un de moins : %1</translation>
    </message>
    <message>
        <source>One more: %1</source>
        <translation>Un de plus : %1</translation>
    </message>
</context>
<context>
    <name>ExtrasScreen</name>
    <message>
        <source>Would you like to add something?</source>
        <translation>Souhaitez-vous ajouter quelque chose ?</translation>
    </message>
    <message>
        <source>To pay: %1</source>
        <translation>À payer : %1</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>C’est tout</translation>
    </message>
</context>
<context>
    <name>FindBookingScreen</name>
    <message>
        <source>Which booking do you want to pay?</source>
        <translation>Quelle réservation voulez-vous payer ?</translation>
    </message>
    <message>
        <source>Enter your booking reference, or scan your booking or your boarding pass.</source>
        <translation>Saisissez votre référence, ou scannez votre réservation ou votre carte d’embarquement.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Référence de réservation</translation>
    </message>
    <message>
        <source>Find my booking</source>
        <translation>Trouver ma réservation</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Our staff can help you</source>
        <translation>Notre personnel peut vous aider</translation>
    </message>
    <message>
        <source>Please go to the counter, or speak to anybody who works for us here.</source>
        <translation>Rendez-vous au comptoir ou adressez-vous à un membre de notre personnel.</translation>
    </message>
    <message>
        <source>Tell them this reference. They never need your card number.</source>
        <translation>Donnez-leur cette référence. Ils n’ont jamais besoin de votre numéro de carte.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Référence de réservation</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>Êtes-vous toujours là ?</translation>
    </message>
    <message>
        <source>This terminal starts over in %1 s. What you have entered is deleted then.</source>
        <translation>Cette borne recommence dans %1 s. Ce que vous avez saisi sera alors effacé.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Il me faut plus de temps</translation>
    </message>
    <message>
        <source>This terminal starts over soon. What you have entered is deleted then. Press any key if you are still there.</source>
        <translation>Cette borne recommence bientôt. Ce que vous avez saisi sera effacé. Appuyez sur une touche si vous êtes toujours là.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Delete the last character</source>
        <translation>Effacer le dernier caractère</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete the last character</source>
        <translation>Effacer le dernier caractère</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Majuscule</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Lettres</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>Signes</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>Lettres latines</translation>
    </message>
    <message>
        <source>Arabic letters</source>
        <translation>Lettres arabes</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Champ suivant</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Masquer le clavier</translation>
    </message>
    <message>
        <source>On-screen keyboard</source>
        <translation>Clavier à l’écran</translation>
    </message>
</context>
<context>
    <name>LanguagePicker</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>NoBookingScreen</name>
    <message>
        <source>This is no booking reference</source>
        <translation>Ce n’est pas une référence de réservation</translation>
    </message>
    <message>
        <source>Booking not found</source>
        <translation>Réservation introuvable</translation>
    </message>
    <message>
        <source>Too late to pay</source>
        <translation>Trop tard pour payer</translation>
    </message>
    <message>
        <source>Paid already</source>
        <translation>Déjà payée</translation>
    </message>
    <message>
        <source>Being paid somewhere else</source>
        <translation>En cours de paiement ailleurs</translation>
    </message>
    <message>
        <source>Cannot be paid here</source>
        <translation>Ne peut pas être payée ici</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Pas de connexion</translation>
    </message>
    <message>
        <source>Enter another reference</source>
        <translation>Saisir une autre référence</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>NotPaidScreen</name>
    <message>
        <source>Not paid</source>
        <translation>Non payé</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
</context>
<context>
    <name>OutOfServiceScreen</name>
    <message>
        <source>This terminal is out of service</source>
        <translation>Cette borne est hors service</translation>
    </message>
</context>
<context>
    <name>PayScreen</name>
    <message>
        <source>Pay by card</source>
        <translation>Payer par carte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>À payer, en %1</translation>
    </message>
    <message>
        <source>Pay by card here</source>
        <translation>Payer par carte ici</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Payer sur mon téléphone</translation>
    </message>
    <message>
        <source>The card form. Type the card number, then press Tab and type the expiration date, press Tab and type the security code. Tab leads on to Pay, and Enter presses it.</source>
        <translation>Le formulaire de carte. Tapez le numéro de carte, appuyez sur Tab et tapez la date d’expiration, appuyez sur Tab et tapez le code de sécurité. Tab mène ensuite à Payer, et Entrée valide.</translation>
    </message>
</context>
<context>
    <name>PhoneCode</name>
    <message>
        <source>QR code that opens the payment on your phone</source>
        <translation>Code QR qui ouvre le paiement sur votre téléphone</translation>
    </message>
</context>
<context>
    <name>PhoneWords</name>
    <message>
        <source>Pay on your phone</source>
        <translation>Payez sur votre téléphone</translation>
    </message>
    <message>
        <source>Opened on your phone</source>
        <translation>Ouvert sur votre téléphone</translation>
    </message>
    <message>
        <source>Paying on your phone</source>
        <translation>Paiement en cours sur votre téléphone</translation>
    </message>
    <message>
        <source>Not paid on your phone</source>
        <translation>Non payé sur votre téléphone</translation>
    </message>
    <message>
        <source>Point your phone’s camera at the code and open the link.</source>
        <translation>Dirigez l’appareil photo de votre téléphone vers le code et ouvrez le lien.</translation>
    </message>
    <message>
        <source>Check the amount there, then choose how to pay.</source>
        <translation>Vérifiez-y le montant, puis choisissez comment payer.</translation>
    </message>
    <message>
        <source>Please finish the payment there. This screen goes on by itself.</source>
        <translation>Veuillez y terminer le paiement. Cet écran continue de lui-même.</translation>
    </message>
    <message>
        <source>You can try again there with another card, or pay here by card.</source>
        <translation>Vous pouvez y réessayer avec une autre carte, ou payer ici par carte.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Is this right?</source>
        <translation>Est-ce correct ?</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>À payer, en %1</translation>
    </message>
    <message>
        <source>Passenger</source>
        <translation>Passager</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>Référence de réservation</translation>
    </message>
    <message>
        <source>On your card statement</source>
        <translation>Sur votre relevé de carte</translation>
    </message>
    <message>
        <source>Pay by card</source>
        <translation>Payer par carte</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Ajouté</translation>
    </message>
    <message>
        <source>Change what is added</source>
        <translation>Modifier les ajouts</translation>
    </message>
    <message>
        <source>Add baggage or a seat</source>
        <translation>Ajouter un bagage ou un siège</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>Payer sur mon téléphone</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Repeat</source>
        <translation>Répéter</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Moins fort</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Plus fort</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Language: %1</source>
        <translation>Langue : %1</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
</context>
<context>
    <name>UnresolvedScreen</name>
    <message>
        <source>Please do not pay again</source>
        <translation>Ne payez pas une seconde fois</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>Votre référence</translation>
    </message>
    <message>
        <source>A slip with this reference is being printed. Please take it with you.</source>
        <translation>Un ticket portant cette référence s’imprime. Pensez à l’emporter.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Call our staff</source>
        <translation>Appeler notre personnel</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::Availability</name>
    <message>
        <source>This terminal is closed. Please use another one, or go to the counter.</source>
        <translation>Cette borne est fermée. Utilisez-en une autre ou rendez-vous au comptoir.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Please use another one, or go to the counter.</source>
        <translation>Cette borne n’accepte pas les cartes pour le moment. Utilisez-en une autre ou rendez-vous au comptoir.</translation>
    </message>
    <message>
        <source>This terminal has no connection at the moment. Please use another one, or go to the counter.</source>
        <translation>Cette borne n’a pas de connexion pour le moment. Utilisez-en une autre ou rendez-vous au comptoir.</translation>
    </message>
    <message>
        <source>This terminal cannot print receipts at the moment. Please use another one, or go to the counter.</source>
        <translation>Cette borne ne peut pas imprimer de reçus pour le moment. Utilisez-en une autre ou rendez-vous au comptoir.</translation>
    </message>
    <message>
        <source>Closed by staff. Open it again in the corner for staff.</source>
        <translation>Fermée par le personnel. Rouvrez-la dans le coin réservé au personnel.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor. Customers can pay on their phone only; install the system’s updates.</source>
        <translation>Le moteur de navigation est trop ancien. Les clients ne peuvent payer que sur leur téléphone ; installez les mises à jour du système.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor, so cards may not be entered here. Install the system’s updates, or turn payment on the phone on.</source>
        <translation>Le moteur de navigation est trop ancien, donc aucune carte ne peut être saisie ici. Installez les mises à jour du système ou activez le paiement par téléphone.</translation>
    </message>
    <message>
        <source>No network. Check cable and switch.</source>
        <translation>Pas de réseau. Vérifiez le câble et le commutateur.</translation>
    </message>
    <message>
        <source>The backend gives no good answer. Tell whoever runs it.</source>
        <translation>Le serveur ne répond pas correctement. Prévenez son exploitant.</translation>
    </message>
    <message>
        <source>The backend works, but gets no answer from Clive. Wait, or tell Clive’s support.</source>
        <translation>Le serveur fonctionne, mais Clive ne lui répond pas. Patientez ou prévenez l’assistance de Clive.</translation>
    </message>
    <message>
        <source>Nothing can be printed. Put paper in, close the printer, and look at its cable.</source>
        <translation>Rien ne peut être imprimé. Mettez du papier, fermez l’imprimante et vérifiez son câble.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::BookingFinder</name>
    <message>
        <source>Looking for %1 …</source>
        <translation>Recherche de %1 …</translation>
    </message>
    <message>
        <source>This is no booking reference. Type the letters and digits from your booking, such as EZ12345, or scan your boarding pass.</source>
        <translation>Ce n’est pas une référence de réservation. Saisissez les lettres et les chiffres de votre réservation, par exemple EZ12345, ou scannez votre carte d’embarquement.</translation>
    </message>
    <message>
        <source>There is no booking %1 here. Check each letter and digit, or ask our staff.</source>
        <translation>Il n’y a pas de réservation %1 ici. Vérifiez chaque lettre et chaque chiffre, ou demandez à notre personnel.</translation>
    </message>
    <message>
        <source>The time to pay booking %1 is over. Please ask our staff.</source>
        <translation>Le délai pour payer la réservation %1 est passé. Adressez-vous à notre personnel.</translation>
    </message>
    <message>
        <source>Booking %1 is paid already. There is nothing to pay.</source>
        <translation>La réservation %1 est déjà payée. Il n’y a rien à payer.</translation>
    </message>
    <message>
        <source>Booking %1 is being paid somewhere else right now. Please do not pay it again here.</source>
        <translation>La réservation %1 est en cours de paiement ailleurs. Ne la payez pas une seconde fois ici.</translation>
    </message>
    <message>
        <source>Booking %1 cannot be paid here. Please ask our staff.</source>
        <translation>La réservation %1 ne peut pas être payée ici. Adressez-vous à notre personnel.</translation>
    </message>
    <message>
        <source>We cannot look for your booking right now. Please try again, or ask our staff.</source>
        <translation>Nous ne pouvons pas chercher votre réservation pour le moment. Réessayez ou adressez-vous à notre personnel.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::PhoneWay</name>
    <message>
        <source>Nothing was charged. You can try again there with another card.</source>
        <translation>Rien n’a été débité. Vous pouvez y réessayer avec une autre carte.</translation>
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
        <translation>Cette réservation ne peut pas être payée par carte ici. Adressez-vous à notre personnel.</translation>
    </message>
    <message>
        <source>The last payment of this booking is still being checked. Please do not pay again.</source>
        <translation>Le dernier paiement de cette réservation est encore en cours de vérification. Ne payez pas une seconde fois.</translation>
    </message>
    <message>
        <source>This terminal is still busy. Nothing was charged. Please try again in a moment.</source>
        <translation>Cette borne est encore occupée. Rien n’a été débité. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>Still waiting for the payment service. Nothing has been charged.</source>
        <translation>Toujours en attente du service de paiement. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Still waiting for the card form. Nothing has been charged.</source>
        <translation>Toujours en attente du formulaire de carte. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>Still waiting for your bank. It may want you to approve the payment.</source>
        <translation>Toujours en attente de votre banque. Elle vous demande peut-être d’approuver le paiement.</translation>
    </message>
    <message>
        <source>Still waiting for the final word on your payment. Please do not pay again.</source>
        <translation>Toujours en attente de la réponse définitive sur votre paiement. Ne payez pas une seconde fois.</translation>
    </message>
    <message>
        <source>Still waiting until it is certain that nothing was charged.</source>
        <translation>Nous attendons d’être certains que rien n’a été débité.</translation>
    </message>
    <message>
        <source>Still looking for your booking. The connection may be slow.</source>
        <translation>La recherche de votre réservation continue. La connexion est peut-être lente.</translation>
    </message>
    <message>
        <source>It is starting. One moment, please.</source>
        <translation>Elle démarre. Un instant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Nothing was charged. Please use another one, or go to the counter.</source>
        <translation>Cette borne ne peut pas accepter de carte pour le moment. Rien n’a été débité. Veuillez en utiliser une autre ou aller au comptoir.</translation>
    </message>
    <message>
        <source>Still waiting for your phone. Your bank may want you to approve the payment there.</source>
        <translation>Toujours en attente de votre téléphone. Votre banque peut vous y demander d’approuver le paiement.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::terminal::ScreenVoice</name>
    <message>
        <source>%1, text field, %2</source>
        <translation>%1, champ de texte, %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>%1, button</source>
        <translation>%1, bouton</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1 effacé</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation>Volume %1</translation>
    </message>
</context>
</TS>
