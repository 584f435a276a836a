<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>AttractScreen</name>
    <message>
        <source>Pay for your booking here</source>
        <translation>ادفع ثمن حجزك هنا</translation>
    </message>
    <message>
        <source>Touch the screen to begin, or scan your booking or your boarding pass.</source>
        <translation>المس الشاشة للبدء، أو امسح رمز حجزك أو بطاقة صعودك إلى الطائرة.</translation>
    </message>
    <message>
        <source>Normal text and colors</source>
        <translation>نص وألوان عادية</translation>
    </message>
    <message>
        <source>Large text and strong contrast</source>
        <translation>نص كبير وتباين قوي</translation>
    </message>
    <message>
        <source>With keys: Tab or the arrows lead on, Enter chooses. F5 repeats, F6 is silence, F7 is quieter, F8 is louder.</source>
        <translation>بالمفاتيح: ينقلك Tab أو الأسهم، ويختار Enter. يكرر F5، ويُسكت F6، ويخفض F7 الصوت، ويرفعه F8.</translation>
    </message>
    <message>
        <source>Normal text, no speech</source>
        <translation>نص عادي، بلا صوت</translation>
    </message>
    <message>
        <source>Large text, strong contrast, speech</source>
        <translation>نص كبير وتباين قوي وصوت</translation>
    </message>
</context>
<context>
    <name>CheckingScreen</name>
    <message>
        <source>Booking reference</source>
        <translation>مرجع الحجز</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>Welcome.</source>
        <translation>أهلاً بك.</translation>
    </message>
    <message>
        <source>One moment, we are preparing your payment.</source>
        <translation>لحظة من فضلك، نجهّز عملية الدفع.</translation>
    </message>
    <message>
        <source>The card form has not opened yet. One moment, please.</source>
        <translation>لم يُفتح نموذج البطاقة بعد. لحظة من فضلك.</translation>
    </message>
    <message>
        <source>One moment, the card form is opening.</source>
        <translation>لحظة من فضلك، يُفتح نموذج البطاقة.</translation>
    </message>
    <message>
        <source>Please enter your card.</source>
        <translation>يرجى إدخال بيانات بطاقتك.</translation>
    </message>
    <message>
        <source>Your bank is confirming the payment. Please wait.</source>
        <translation>يؤكد مصرفك عملية الدفع. يرجى الانتظار.</translation>
    </message>
    <message>
        <source>We are checking your payment. Please do not pay again.</source>
        <translation>نتحقق من عملية الدفع. يرجى عدم الدفع مرة أخرى.</translation>
    </message>
    <message>
        <source>We do not know yet whether your payment of %1 went through. Please do not pay again. We go on checking. Keep the slip with your reference, %2.</source>
        <translation>لا نعرف بعد هل تمت عملية دفع %1. يرجى عدم الدفع مرة أخرى. نواصل التحقق. احتفظ بالقسيمة التي تحمل مرجعك %2.</translation>
    </message>
    <message>
        <source>Thank you. Your payment of %1 is complete.</source>
        <translation>شكراً لك. اكتملت عملية دفع %1.</translation>
    </message>
    <message>
        <source>%1 Nothing was charged.</source>
        <translation>%1 لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Your card was declined. Nothing was charged.</source>
        <translation>رُفضت بطاقتك. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>The payment was cancelled. Nothing was charged.</source>
        <translation>أُلغيت عملية الدفع. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>The payment took too long and has expired. Nothing was charged.</source>
        <translation>استغرقت عملية الدفع وقتاً طويلاً وانتهت صلاحيتها. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>The payment was not finished. Nothing was charged.</source>
        <translation>لم تكتمل عملية الدفع. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>We stopped the payment because the amount was not right. Nothing was charged.</source>
        <translation>أوقفنا عملية الدفع لأن المبلغ لم يكن صحيحاً. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>The card form could not be shown on this machine. Nothing was charged.</source>
        <translation>تعذّر عرض نموذج البطاقة على هذا الجهاز. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>The payment is being cancelled.</source>
        <translation>يجري إلغاء عملية الدفع.</translation>
    </message>
    <message>
        <source>The payment could not be started. Nothing was charged.</source>
        <translation>تعذّر بدء عملية الدفع. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Please finish the payment on your phone.</source>
        <translation>يُرجى إتمام الدفع على هاتفك.</translation>
    </message>
    <message>
        <source>The payment on your phone did not go through. Please try again there, or pay here by card.</source>
        <translation>لم يتم الدفع على هاتفك. يُرجى المحاولة مرة أخرى على الهاتف، أو الدفع هنا بالبطاقة.</translation>
    </message>
    <message>
        <source>Please pay on your phone, or enter your card here.</source>
        <translation>يُرجى الدفع على هاتفك، أو إدخال بطاقتك هنا.</translation>
    </message>
    <message>
        <source>The payment was cancelled on the phone. Nothing was charged.</source>
        <translation>أُلغي الدفع على الهاتف. لم يُخصم أي مبلغ.</translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>This card was not accepted</source>
        <translation>لم تُقبل هذه البطاقة</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Try another card</source>
        <translation>جرّب بطاقة أخرى</translation>
    </message>
    <message>
        <source>Cancel payment</source>
        <translation>إلغاء الدفع</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>الدفع بهاتفي</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>Paid</source>
        <translation>تم الدفع</translation>
    </message>
    <message>
        <source>Your receipt is being printed. Please take it with you.</source>
        <translation>يُطبع إيصالك الآن. يرجى أخذه معك.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>مرجع الحجز</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>رقم الإيصال</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>To take it along on your phone as well, scan this code with your phone’s camera.</source>
        <translation>لتأخذه معك على هاتفك أيضاً، امسح هذا الرمز بكاميرا هاتفك.</translation>
    </message>
    <message>
        <source>To take your receipt along, scan this code with your phone’s camera.</source>
        <translation>لتأخذ إيصالك معك، امسح هذا الرمز بكاميرا هاتفك.</translation>
    </message>
    <message>
        <source>QR code with your receipt</source>
        <translation>رمز QR يحتوي على إيصالك</translation>
    </message>
</context>
<context>
    <name>ExtraRow</name>
    <message>
        <source>%1, %2, %3 chosen</source>
        <translation>%1، %2، المختار: %3</translation>
    </message>
    <message>
        <source>One less: %1</source>
        <translation>إنقاص واحد: %1</translation>
    </message>
    <message>
        <source>One more: %1</source>
        <translation>إضافة واحد: %1</translation>
    </message>
</context>
<context>
    <name>ExtrasScreen</name>
    <message>
        <source>Would you like to add something?</source>
        <translation>هل تريد إضافة شيء؟</translation>
    </message>
    <message>
        <source>To pay: %1</source>
        <translation>المبلغ المطلوب: %1</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>هذا كل شيء</translation>
    </message>
</context>
<context>
    <name>FindBookingScreen</name>
    <message>
        <source>Which booking do you want to pay?</source>
        <translation>أي حجز تريد دفع ثمنه؟</translation>
    </message>
    <message>
        <source>Enter your booking reference, or scan your booking or your boarding pass.</source>
        <translation>أدخل مرجع حجزك، أو امسح رمز حجزك أو بطاقة صعودك إلى الطائرة.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>مرجع الحجز</translation>
    </message>
    <message>
        <source>Find my booking</source>
        <translation>ابحث عن حجزي</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Our staff can help you</source>
        <translation>يمكن لموظفينا مساعدتك</translation>
    </message>
    <message>
        <source>Please go to the counter, or speak to anybody who works for us here.</source>
        <translation>يرجى التوجه إلى الكاونتر أو التحدث إلى أحد موظفينا هنا.</translation>
    </message>
    <message>
        <source>Tell them this reference. They never need your card number.</source>
        <translation>أخبرهم بهذا المرجع. لا يحتاجون أبداً إلى رقم بطاقتك.</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>مرجع الحجز</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>هل ما زلت هنا؟</translation>
    </message>
    <message>
        <source>This terminal starts over in %1 s. What you have entered is deleted then.</source>
        <translation>سيبدأ هذا الجهاز من جديد خلال %1 ثانية، وسيُحذف ما أدخلته.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>أحتاج إلى مزيد من الوقت</translation>
    </message>
    <message>
        <source>This terminal starts over soon. What you have entered is deleted then. Press any key if you are still there.</source>
        <translation>سيبدأ هذا الجهاز من جديد قريباً، وسيُحذف ما أدخلته. اضغط أي مفتاح إن كنت لا تزال هنا.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Delete the last character</source>
        <translation>حذف الحرف الأخير</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete the last character</source>
        <translation>حذف الحرف الأخير</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>حرف كبير</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>أرقام</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>حروف</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>رموز</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>حروف لاتينية</translation>
    </message>
    <message>
        <source>Arabic letters</source>
        <translation>حروف عربية</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>الحقل التالي</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>إخفاء لوحة المفاتيح</translation>
    </message>
    <message>
        <source>On-screen keyboard</source>
        <translation>لوحة المفاتيح على الشاشة</translation>
    </message>
</context>
<context>
    <name>LanguagePicker</name>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>NoBookingScreen</name>
    <message>
        <source>This is no booking reference</source>
        <translation>هذا ليس مرجع حجز</translation>
    </message>
    <message>
        <source>Booking not found</source>
        <translation>لم نجد الحجز</translation>
    </message>
    <message>
        <source>Too late to pay</source>
        <translation>فات وقت الدفع</translation>
    </message>
    <message>
        <source>Paid already</source>
        <translation>مدفوع من قبل</translation>
    </message>
    <message>
        <source>Being paid somewhere else</source>
        <translation>يُدفع الآن في مكان آخر</translation>
    </message>
    <message>
        <source>Cannot be paid here</source>
        <translation>لا يمكن دفعه هنا</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>لا يوجد اتصال</translation>
    </message>
    <message>
        <source>Enter another reference</source>
        <translation>إدخال مرجع آخر</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>NotPaidScreen</name>
    <message>
        <source>Not paid</source>
        <translation>لم يتم الدفع</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
</context>
<context>
    <name>OutOfServiceScreen</name>
    <message>
        <source>This terminal is out of service</source>
        <translation>هذا الجهاز خارج الخدمة</translation>
    </message>
</context>
<context>
    <name>PayScreen</name>
    <message>
        <source>Pay by card</source>
        <translation>الدفع بالبطاقة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>المبلغ المطلوب بعملة %1</translation>
    </message>
    <message>
        <source>Pay by card here</source>
        <translation>الدفع بالبطاقة هنا</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>الدفع بهاتفي</translation>
    </message>
    <message>
        <source>The card form. Type the card number, then press Tab and type the expiration date, press Tab and type the security code. Tab leads on to Pay, and Enter presses it.</source>
        <translation>نموذج البطاقة. اكتب رقم البطاقة، ثم اضغط Tab واكتب تاريخ الانتهاء، ثم اضغط Tab واكتب رمز الأمان. ينقلك Tab بعد ذلك إلى الدفع، ويؤكده Enter.</translation>
    </message>
</context>
<context>
    <name>PhoneCode</name>
    <message>
        <source>QR code that opens the payment on your phone</source>
        <translation>رمز QR يفتح الدفع على هاتفك</translation>
    </message>
</context>
<context>
    <name>PhoneWords</name>
    <message>
        <source>Pay on your phone</source>
        <translation>ادفع بهاتفك</translation>
    </message>
    <message>
        <source>Opened on your phone</source>
        <translation>مفتوح على هاتفك</translation>
    </message>
    <message>
        <source>Paying on your phone</source>
        <translation>جارٍ الدفع بهاتفك</translation>
    </message>
    <message>
        <source>Not paid on your phone</source>
        <translation>لم يتم الدفع بهاتفك</translation>
    </message>
    <message>
        <source>Point your phone’s camera at the code and open the link.</source>
        <translation>وجّه كاميرا هاتفك نحو الرمز وافتح الرابط.</translation>
    </message>
    <message>
        <source>Check the amount there, then choose how to pay.</source>
        <translation>تحقق من المبلغ هناك ثم اختر طريقة الدفع.</translation>
    </message>
    <message>
        <source>Please finish the payment there. This screen goes on by itself.</source>
        <translation>يرجى إتمام الدفع هناك. ستتابع هذه الشاشة تلقائيًا.</translation>
    </message>
    <message>
        <source>You can try again there with another card, or pay here by card.</source>
        <translation>يمكنك المحاولة هناك مرة أخرى ببطاقة أخرى، أو الدفع هنا بالبطاقة.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Is this right?</source>
        <translation>هل هذا صحيح؟</translation>
    </message>
    <message>
        <source>To pay, in %1</source>
        <translation>المبلغ المطلوب بعملة %1</translation>
    </message>
    <message>
        <source>Passenger</source>
        <translation>المسافر</translation>
    </message>
    <message>
        <source>For</source>
        <translation>مقابل</translation>
    </message>
    <message>
        <source>Booking reference</source>
        <translation>مرجع الحجز</translation>
    </message>
    <message>
        <source>On your card statement</source>
        <translation>في كشف حساب بطاقتك</translation>
    </message>
    <message>
        <source>Pay by card</source>
        <translation>الدفع بالبطاقة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>الإضافات</translation>
    </message>
    <message>
        <source>Change what is added</source>
        <translation>تغيير الإضافات</translation>
    </message>
    <message>
        <source>Add baggage or a seat</source>
        <translation>إضافة أمتعة أو مقعد</translation>
    </message>
    <message>
        <source>Pay on my phone</source>
        <translation>الدفع بهاتفي</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Repeat</source>
        <translation>تكرار</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>صمت</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>أخفض</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>أعلى</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Language: %1</source>
        <translation>اللغة: %1</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مساعدة</translation>
    </message>
</context>
<context>
    <name>UnresolvedScreen</name>
    <message>
        <source>Please do not pay again</source>
        <translation>يرجى عدم الدفع مرة أخرى</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>مرجعك</translation>
    </message>
    <message>
        <source>A slip with this reference is being printed. Please take it with you.</source>
        <translation>تُطبع الآن قسيمة تحمل هذا المرجع. يرجى أخذها معك.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Call our staff</source>
        <translation>اطلب موظفينا</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::Availability</name>
    <message>
        <source>This terminal is closed. Please use another one, or go to the counter.</source>
        <translation>هذا الجهاز مغلق. يرجى استخدام جهاز آخر أو التوجه إلى الكاونتر.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Please use another one, or go to the counter.</source>
        <translation>لا يقبل هذا الجهاز البطاقات حالياً. يرجى استخدام جهاز آخر أو التوجه إلى الكاونتر.</translation>
    </message>
    <message>
        <source>This terminal has no connection at the moment. Please use another one, or go to the counter.</source>
        <translation>لا يوجد اتصال بهذا الجهاز حالياً. يرجى استخدام جهاز آخر أو التوجه إلى الكاونتر.</translation>
    </message>
    <message>
        <source>This terminal cannot print receipts at the moment. Please use another one, or go to the counter.</source>
        <translation>لا يستطيع هذا الجهاز طباعة الإيصالات حالياً. يرجى استخدام جهاز آخر أو التوجه إلى الكاونتر.</translation>
    </message>
    <message>
        <source>Closed by staff. Open it again in the corner for staff.</source>
        <translation>أغلقه الموظفون. أعد فتحه من ركن الموظفين.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor. Customers can pay on their phone only; install the system’s updates.</source>
        <translation>محرك المتصفح أقدم من الحد المطلوب. يمكن للعملاء الدفع بهواتفهم فقط؛ ثبّت تحديثات النظام.</translation>
    </message>
    <message>
        <source>The browser engine is older than its floor, so cards may not be entered here. Install the system’s updates, or turn payment on the phone on.</source>
        <translation>محرك المتصفح أقدم من الحد المطلوب، لذا لا يجوز إدخال البطاقات هنا. ثبّت تحديثات النظام أو فعّل الدفع بالهاتف.</translation>
    </message>
    <message>
        <source>No network. Check cable and switch.</source>
        <translation>لا توجد شبكة. تحقق من الكابل والمحوّل.</translation>
    </message>
    <message>
        <source>The backend gives no good answer. Tell whoever runs it.</source>
        <translation>لا يعطي الخادم إجابة صحيحة. أبلغ من يشغّله.</translation>
    </message>
    <message>
        <source>The backend works, but gets no answer from Clive. Wait, or tell Clive’s support.</source>
        <translation>يعمل الخادم لكنه لا يتلقى إجابة من Clive. انتظر أو أبلغ دعم Clive.</translation>
    </message>
    <message>
        <source>Nothing can be printed. Put paper in, close the printer, and look at its cable.</source>
        <translation>لا يمكن طباعة شيء. ضع الورق وأغلق الطابعة وتحقق من كابلها.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::BookingFinder</name>
    <message>
        <source>Looking for %1 …</source>
        <translation>نبحث عن %1 …</translation>
    </message>
    <message>
        <source>This is no booking reference. Type the letters and digits from your booking, such as EZ12345, or scan your boarding pass.</source>
        <translation>هذا ليس مرجع حجز. اكتب حروف حجزك وأرقامه، مثل EZ12345، أو امسح بطاقة صعودك إلى الطائرة.</translation>
    </message>
    <message>
        <source>There is no booking %1 here. Check each letter and digit, or ask our staff.</source>
        <translation>لا يوجد هنا حجز بالمرجع %1. تحقق من كل حرف ورقم، أو اسأل موظفينا.</translation>
    </message>
    <message>
        <source>The time to pay booking %1 is over. Please ask our staff.</source>
        <translation>انتهت مهلة دفع الحجز %1. يرجى سؤال موظفينا.</translation>
    </message>
    <message>
        <source>Booking %1 is paid already. There is nothing to pay.</source>
        <translation>الحجز %1 مدفوع من قبل. لا يوجد ما يُدفع.</translation>
    </message>
    <message>
        <source>Booking %1 is being paid somewhere else right now. Please do not pay it again here.</source>
        <translation>يُدفع الحجز %1 الآن في مكان آخر. يرجى عدم دفعه هنا مرة أخرى.</translation>
    </message>
    <message>
        <source>Booking %1 cannot be paid here. Please ask our staff.</source>
        <translation>لا يمكن دفع الحجز %1 هنا. يرجى سؤال موظفينا.</translation>
    </message>
    <message>
        <source>We cannot look for your booking right now. Please try again, or ask our staff.</source>
        <translation>لا يمكننا البحث عن حجزك الآن. حاول مرة أخرى أو اسأل موظفينا.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::PhoneWay</name>
    <message>
        <source>Nothing was charged. You can try again there with another card.</source>
        <translation>لم يُخصم أي مبلغ. يمكنك المحاولة هناك مرة أخرى ببطاقة أخرى.</translation>
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
        <translation>، </translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::presentation::TerminalViewModel</name>
    <message>
        <source>This booking cannot be paid by card here. Please ask our staff.</source>
        <translation>لا يمكن دفع هذا الحجز بالبطاقة هنا. يرجى سؤال موظفينا.</translation>
    </message>
    <message>
        <source>The last payment of this booking is still being checked. Please do not pay again.</source>
        <translation>ما زلنا نتحقق من آخر عملية دفع لهذا الحجز. يرجى عدم الدفع مرة أخرى.</translation>
    </message>
    <message>
        <source>This terminal is still busy. Nothing was charged. Please try again in a moment.</source>
        <translation>هذا الجهاز ما زال مشغولاً. لم يُخصم أي مبلغ. حاول مرة أخرى بعد لحظات.</translation>
    </message>
    <message>
        <source>Still waiting for the payment service. Nothing has been charged.</source>
        <translation>ما زلنا ننتظر خدمة الدفع. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Still waiting for the card form. Nothing has been charged.</source>
        <translation>ما زلنا ننتظر نموذج البطاقة. لم يُخصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Still waiting for your bank. It may want you to approve the payment.</source>
        <translation>ما زلنا ننتظر مصرفك. ربما يطلب منك الموافقة على الدفع.</translation>
    </message>
    <message>
        <source>Still waiting for the final word on your payment. Please do not pay again.</source>
        <translation>ما زلنا ننتظر الرد النهائي بشأن دفعتك. يرجى عدم الدفع مرة أخرى.</translation>
    </message>
    <message>
        <source>Still waiting until it is certain that nothing was charged.</source>
        <translation>ننتظر حتى نتأكد من عدم خصم أي مبلغ.</translation>
    </message>
    <message>
        <source>Still looking for your booking. The connection may be slow.</source>
        <translation>ما زلنا نبحث عن حجزك. قد يكون الاتصال بطيئاً.</translation>
    </message>
    <message>
        <source>It is starting. One moment, please.</source>
        <translation>إنه يبدأ التشغيل. لحظة من فضلك.</translation>
    </message>
    <message>
        <source>This terminal cannot take cards at the moment. Nothing was charged. Please use another one, or go to the counter.</source>
        <translation>لا يقبل هذا الجهاز البطاقات حالياً. لم يُخصم أي مبلغ. يرجى استخدام جهاز آخر أو التوجه إلى الكاونتر.</translation>
    </message>
    <message>
        <source>Still waiting for your phone. Your bank may want you to approve the payment there.</source>
        <translation>ما زلنا في انتظار هاتفك. قد يطلب منك بنكك الموافقة على الدفع هناك.</translation>
    </message>
</context>
<context>
    <name>tillwright::kiosk::terminal::ScreenVoice</name>
    <message>
        <source>%1, text field, %2</source>
        <translation>%1، حقل نص، %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>فارغ</translation>
    </message>
    <message>
        <source>%1, button</source>
        <translation>%1، زر</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>حُذف %1</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation>مستوى الصوت %1</translation>
    </message>
</context>
</TS>
