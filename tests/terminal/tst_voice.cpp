#include "terminal_fixture.h"

#include "../support/fake_speech.h"
#include "kiosk/presentation/speaker.h"
#include "kiosk/terminal/screen_voice.h"

#include <QQuickWindow>

using namespace tillwright;
using kiosk::presentation::Speaker;
using testing::TerminalFixture;

namespace {

constexpr QSize portrait(1080, 1920);

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A terminal that can speak, as it is before anybody comes.
struct VoiceFixture : TerminalFixture {
    VoiceFixture()
    {
        window.setSpeaker(speaker);
        QObject::connect(&terminal, &kiosk::presentation::TerminalViewModel::left, &window,
                         [this] { speaker.forget(); });
        showAt(portrait);
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window is not active");
        window.face().setFocus();
    }
    ~VoiceFixture() { QObject::disconnect(&terminal, nullptr, &window, nullptr); }

    void key(Qt::Key key)
    {
        QTest::keyClick(QApplication::focusWidget(), key);
        settle();
    }
    /// The accessible mode is on, and the first screen was read.
    void begin()
    {
        key(Qt::Key_Down);
        waitFor(s("Pay for your booking here"));
    }
    /// Until something with that in it was said; what it was.
    checkout::Utterance waitFor(const QString &text)
    {
        const checkout::Utterance *found = nullptr;
        const auto isSaid = [&] {
            for (auto next = heard; !found && next < speech.said.size(); ++next) {
                if (QString::fromStdString(speech.said[next].text).contains(text)) {
                    found = &speech.said[next];
                    heard = next + 1;
                }
            }
            return found != nullptr;
        };
        if (QTest::qWaitFor(isSaid))
            return *found;
        QStringList all;
        for (const auto &utterance : speech.said)
            all += QString::fromStdString(utterance.language + ": " + utterance.text);
        qWarning().noquote() << "not said:" << text << "but" << all.join(s("\n"));
        return {};
    }
    /// At once, instead of when the time has come.
    void look()
    {
        settle();
        auto *voice = root()->property("voice").value<QObject *>();
        if (!QMetaObject::invokeMethod(voice, "look", Qt::DirectConnection))
            qFatal("the voice does not look");
    }
    /// What comes next has not been said yet.
    void nothingElse() { heard = speech.said.size(); }
    QString focusName() const
    {
        const auto *focus = const_cast<VoiceFixture *>(this)->window.face().quickWindow()->activeFocusItem();
        return focus ? focus->objectName() : QString();
    }

    testing::FakeSpeech speech;
    Speaker speaker{speech};
    std::size_t heard = 0;
};

std::string language(const checkout::Utterance &utterance)
{
    return utterance.language;
}

QString text(const checkout::Utterance &utterance)
{
    return QString::fromStdString(utterance.text);
}

} // namespace

/// The accessible mode: what is said, when, and in which language.
class VoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingToWhoDoesNotWantIt();
    void aKeyOnTheFirstScreenBeginsIt();
    void languagesAreSaidInThemselves();
    void everyScreenIsReadInItsLanguage();
    void amountsAndReferencesAreSaidAsPeopleDo();
    void whatHasTheFocusIsSaid();
    void whatIsTypedIsSaid();
    void waitsAndProblemsAreSaid();
    void theWarningIsSaidOnce();
    void itIsRepeatedAndSilenced();
    void theVolumeIsTheTravellers();
    void theNextTravellerStartsInSilence();
    void withoutAVoiceThereIsNothingToPress();
    void theWholeWayByKeysAlone();
};

void VoiceTest::saysNothingToWhoDoesNotWantIt()
{
    VoiceFixture fixture;
    fixture.press(s("language_fr"));
    fixture.toReview();
    fixture.look();
    QVERIFY(fixture.speech.said.empty());
    QVERIFY(!fixture.find(s("repeatButton")));
    // A key elsewhere is an ordinary one.
    fixture.key(Qt::Key_Tab);
    QVERIFY(!fixture.root()->property("accessible").toBool());
}

void VoiceTest::aKeyOnTheFirstScreenBeginsIt()
{
    VoiceFixture fixture;
    for (const auto key : {Qt::Key_Shift, Qt::Key_Escape, Qt::Key_A})
        fixture.key(key);
    QVERIFY(!fixture.root()->property("accessible").toBool());
    fixture.key(Qt::Key_Return);
    QVERIFY(fixture.root()->property("accessible").toBool());
    // It was for this alone.
    QCOMPARE(fixture.screen(), s("attract"));
    const auto first = fixture.waitFor(s("Pay for your booking here"));
    QCOMPARE(language(first), std::string("en"));
    QVERIFY(text(first).contains(s("Enter chooses")));
    QVERIFY(text(first).endsWith(s("English.")));
    QCOMPARE(first.volumePercent, Speaker::volumeAtFirst);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.screen(), s("findBooking"));
}

void VoiceTest::languagesAreSaidInThemselves()
{
    VoiceFixture fixture;
    fixture.begin();
    for (const auto &[code, name] : {std::pair{"fr", "Français"}, {"es", "Español"}, {"ar", "العربية"}}) {
        fixture.key(Qt::Key_Tab);
        QCOMPARE(language(fixture.waitFor(s(name))), std::string(code));
    }
}

void VoiceTest::everyScreenIsReadInItsLanguage()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.key(Qt::Key_Tab);
    fixture.key(Qt::Key_Return);
    QCOMPARE(language(fixture.waitFor(s("Quelle réservation"))), std::string("fr"));
    fixture.typeReference();
    fixture.answerBooking();
    const auto review = fixture.waitFor(s("Est-ce correct"));
    QCOMPARE(language(review), std::string("fr"));
    QVERIFY2(text(review).contains(s("612 dollars américains et 40 cents")), qPrintable(text(review)));
    // Changed on the way, it is read anew.
    fixture.languages.select(s("es"));
    QCOMPARE(language(fixture.waitFor(s("612 dólares"))), std::string("es"));
    fixture.terminal.openHelp();
    QCOMPARE(language(fixture.waitFor(s("personal"))), std::string("es"));
    fixture.terminal.closeHelp();
    fixture.languages.select(s("en"));
    fixture.nothingElse();
    fixture.terminal.pay();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::IntentSeen{
        answer.cliveTxId, answer.amount.minor, answer.amount.currency.code(), "requires_payment_method"});
    fixture.waitFor(s("Type the card number"));
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.waitFor(s("Your bank is confirming"));
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                                  "insufficient_funds", "Your card has insufficient funds."});
    const auto declined = fixture.waitFor(s("insufficient funds"));
    QVERIFY(text(declined).contains(s("Nothing was charged")));
    QVERIFY(text(declined).contains(s("Try another card, button")));
    fixture.terminal.cancelPayment();
    fixture.waitFor(s("being cancelled"));
    fixture.answerAbandon(answer);
    fixture.waitFor(s("Not paid"));
}

void VoiceTest::amountsAndReferencesAreSaidAsPeopleDo()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.toReview();
    const QString review = text(fixture.waitFor(s("Is this right")));
    QVERIFY2(review.contains(s("612 US dollars and 40 cents")), qPrintable(review));
    QVERIFY(review.contains(s("E, Z, 2, 4, 0, 8, 1")));
    QVERIFY(!review.contains(s("$")) && !review.contains(s("EZ24081")));
    // A fact is said once, with its name.
    QCOMPARE(review.count(s("Adaeze Okonkwo")), 1);
    QVERIFY(review.contains(s("Passenger: Adaeze Okonkwo.")));
    fixture.terminal.back();
    fixture.typeReference();
    fixture.answerBooking(domain::BookingState::Paid);
    // Within a sentence, too.
    const QString paid = text(fixture.waitFor(s("Paid already")));
    QVERIFY2(paid.contains(s("E, Z, 2, 4, 0, 8, 1")), qPrintable(paid));
}

void VoiceTest::whatHasTheFocusIsSaid()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.toReview();
    fixture.waitFor(s("Is this right"));
    fixture.key(Qt::Key_Down);
    QCOMPARE(fixture.focusName(), s("backButton"));
    QCOMPARE(text(fixture.waitFor(s("Back"))), s("Back, button."));
    fixture.terminal.back();
    fixture.waitFor(s("Booking reference, text field, E, Z, 2, 4, 0, 8, 1"));
    fixture.key(Qt::Key_Tab);
    // A key of the pad is its letter.
    QCOMPARE(text(fixture.waitFor(s("1"))), s("1."));
}

void VoiceTest::whatIsTypedIsSaid()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.terminal.begin();
    fixture.waitFor(s("text field"));
    fixture.settle();
    QTest::keyClicks(&fixture.window.face(), s("e"));
    fixture.waitFor(s("E"));
    fixture.nothingElse();
    QTest::keyClicks(&fixture.window.face(), s("7"));
    QCOMPARE(text(fixture.waitFor(s("7"))), s("7"));
    QTest::keyClick(&fixture.window.face(), Qt::Key_Backspace);
    QCOMPARE(text(fixture.waitFor(s("deleted"))), s("7 deleted"));
}

void VoiceTest::waitsAndProblemsAreSaid()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.typeReference();
    fixture.waitFor(s("Looking"));
    fixture.answerBooking(domain::BookingState::Expired);
    fixture.waitFor(s("Too late to pay"));
    // A payment that is not taken stays on the screen; only what is new is said.
    fixture.terminal.finish();
    fixture.toUnresolved();
    fixture.terminal.finish();
    fixture.begin();
    fixture.toReview();
    fixture.waitFor(s("Is this right"));
    fixture.nothingElse();
    fixture.terminal.pay();
    const QString problem = text(fixture.waitFor(s("do not pay again")));
    QVERIFY2(!problem.contains(s("Is this right")), qPrintable(problem));
}

void VoiceTest::theWarningIsSaidOnce()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.toReview();
    fixture.waitFor(s("Is this right"));
    fixture.fakes.clock.advance(kiosk::presentation::IdleSettings{}.quietS * 1000);
    const QString warning = text(fixture.waitFor(s("Are you still there")));
    QVERIFY(warning.contains(s("I need more time, button")));
    fixture.nothingElse();
    const auto before = fixture.speech.said.size();
    for (int second = 0; second < 5; ++second) {
        fixture.fakes.clock.advance(1000);
        fixture.look();
    }
    QCOMPARE(fixture.speech.said.size(), before);
    fixture.key(Qt::Key_Return);
    fixture.waitFor(s("Is this right"));
}

void VoiceTest::itIsRepeatedAndSilenced()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.toReview();
    fixture.waitFor(s("Is this right"));
    const int stops = fixture.speech.stops;
    fixture.key(Qt::Key_F6);
    QVERIFY(fixture.speech.stops > stops);
    fixture.nothingElse();
    fixture.key(Qt::Key_F5);
    const QString again = text(fixture.waitFor(s("Is this right")));
    QVERIFY(again.contains(s("612 US dollars")) && again.endsWith(s("Pay by card, button.")));
    fixture.press(s("repeatButton"));
    fixture.waitFor(s("Is this right"));
    const int before = fixture.speech.stops;
    fixture.press(s("silenceButton"));
    QVERIFY(fixture.speech.stops > before);
}

void VoiceTest::theVolumeIsTheTravellers()
{
    VoiceFixture fixture;
    fixture.begin();
    constexpr int step = kiosk::terminal::ScreenVoice::volumeStep;
    fixture.key(Qt::Key_F8);
    QCOMPARE(fixture.waitFor(s("Volume 80")).volumePercent, Speaker::volumeAtFirst + step);
    fixture.press(s("louderButton"));
    fixture.waitFor(s("Volume 90"));
    for (const auto key : {Qt::Key_VolumeDown, Qt::Key_F7})
        fixture.key(key);
    fixture.waitFor(s("Volume 70"));
    fixture.press(s("quieterButton"));
    QCOMPARE(fixture.waitFor(s("Volume 60")).volumePercent, Speaker::volumeAtFirst - step);
    fixture.key(Qt::Key_Tab);
}

void VoiceTest::theNextTravellerStartsInSilence()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.key(Qt::Key_F8);
    fixture.toReview();
    fixture.waitFor(s("Is this right"));
    fixture.walkAway();
    fixture.settle();
    QCOMPARE(fixture.screen(), s("attract"));
    QVERIFY(!fixture.root()->property("accessible").toBool());
    const auto before = fixture.speech.said.size();
    fixture.look();
    QCOMPARE(fixture.speech.said.size(), before);
    QCOMPARE(fixture.speaker.volume(), Speaker::volumeAtFirst);
    QVERIFY(!fixture.find(s("repeatButton")));
    fixture.nothingElse();
    fixture.key(Qt::Key_Down);
    const QString first = text(fixture.waitFor(s("Pay for your booking here")));
    QVERIFY(!first.contains(s("612")) && !first.contains(s("E, Z")));
}

void VoiceTest::withoutAVoiceThereIsNothingToPress()
{
    VoiceFixture fixture;
    fixture.speech.become({checkout::SpeechStatus::Kind::Unavailable, "no voice"});
    fixture.key(Qt::Key_Down);
    // What can be seen is accessible all the same.
    QVERIFY(fixture.root()->property("accessible").toBool());
    QVERIFY(!fixture.find(s("repeatButton")) && !fixture.find(s("keyWords")));
    fixture.speech.become({checkout::SpeechStatus::Kind::Quiet, {}});
    fixture.settle();
    QVERIFY(fixture.find(s("repeatButton")));
}

void VoiceTest::theWholeWayByKeysAlone()
{
    VoiceFixture fixture;
    fixture.begin();
    fixture.key(Qt::Key_Return);
    fixture.waitFor(s("Which booking"));
    // By the pad: arrows and Enter.
    fixture.key(Qt::Key_Tab);
    QCOMPARE(fixture.focusName(), s("key_1"));
    for (const auto key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Right, Qt::Key_Return, Qt::Key_Down,
                           Qt::Key_Down, Qt::Key_Left, Qt::Key_Left, Qt::Key_Return})
        fixture.key(key);
    QCOMPARE(fixture.terminal.typed(), s("EZ"));
    fixture.waitFor(s("Z"));
    fixture.terminal.setTyped(s("EZ24081"));
    fixture.key(Qt::Key_Tab);
    QCOMPARE(fixture.focusName(), s("findButton"));
    fixture.key(Qt::Key_Return);
    fixture.answerBooking();
    fixture.settle();
    fixture.waitFor(s("612 US dollars"));
    fixture.key(Qt::Key_Return);
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::IntentSeen{
        answer.cliveTxId, answer.amount.minor, answer.amount.currency.code(), "requires_payment_method"});
    fixture.settle();
    // The card form has the keys by itself.
    QVERIFY(fixture.page->hasFocus());
    fixture.waitFor(s("Type the card number"));
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.waitFor(s("do not pay again"));
    fixture.fakes.backend.status.answerLatest(
        testing::exampleState(answer, domain::PaymentStatus::Kind::Paid));
    fixture.settle();
    const QString done = text(fixture.waitFor(s("complete")));
    QVERIFY(done.contains(s("612 US dollars and 40 cents")) && done.contains(s("Finish, button")));
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.screen(), s("attract"));
}

QTEST_MAIN(VoiceTest)
#include "tst_voice.moc"
