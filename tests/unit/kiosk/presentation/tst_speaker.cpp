#include "../../../support/fake_speech.h"

#include "kiosk/presentation/speaker.h"
#include "kiosk/presentation/spoken_text.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using checkout::SpeechStatus;
using checkout::Utterance;

namespace {

domain::Money money(std::int64_t minor, const char *currency = "USD")
{
    return {minor, *domain::Currency::parse(currency)};
}

} // namespace

class SpeakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsSpokenToWhoDidNotAsk()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        QVERIFY(!speaker.isEnabled());
        speaker.say(QStringLiteral("Find your booking"));
        speaker.repeat();
        QVERIFY(speech.said.empty());
        // Whoever turns it on hears where they are.
        speaker.setEnabled(true);
        QCOMPARE(speech.said.size(), 1U);
        QVERIFY(speech.said.back() == (Utterance{"Find your booking", "en", Speaker::volumeAtFirst}));
        QVERIFY(speaker.isSpeaking());
        speech.finish();
        QVERIFY(!speaker.isSpeaking());
    }

    void itRepeatsAndIsInterrupted()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        speaker.setEnabled(true);
        speaker.say(QStringLiteral("one"));
        speaker.say(QStringLiteral("two"));
        QCOMPARE(speech.said.back().text, std::string("two"));
        speaker.stop();
        QVERIFY(!speaker.isSpeaking());
        speaker.repeat();
        QCOMPARE(speech.said.size(), 3U);
        QCOMPARE(speech.said.back().text, std::string("two"));
        // Silence interrupts too.
        const int stops = speech.stops;
        speaker.say({});
        QCOMPARE(speech.stops, stops + 1);
        QCOMPARE(speech.said.size(), 3U);
    }

    void turningItOffSilencesIt()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        speaker.setEnabled(true);
        speaker.say(QStringLiteral("one"));
        speaker.setEnabled(false);
        QVERIFY(!speaker.isSpeaking());
        speaker.say(QStringLiteral("two"));
        QCOMPARE(speech.said.size(), 1U);
    }

    void volumeAndLanguageAreOfWhatComesNext()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        QSignalSpy changed(&speaker, &Speaker::changed);
        speaker.setEnabled(true);
        speaker.setVolume(55);
        speaker.setLanguage(QStringLiteral("fr"));
        QCOMPARE(changed.size(), 3);
        speaker.say(QStringLiteral("bonjour"));
        QVERIFY(speech.said.back() == (Utterance{"bonjour", "fr", 55}));
        speaker.setVolume(-5);
        QCOMPARE(speaker.volume(), 0);
        speaker.setVolume(400);
        QCOMPARE(speaker.volume(), 100);
    }

    void theNextCustomerHearsNothingOfThis()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        speaker.setEnabled(true);
        speaker.setVolume(100);
        speaker.say(QStringLiteral("Booking E Z 1"));
        speaker.forget();
        QVERIFY(!speaker.isSpeaking() && !speaker.isEnabled());
        QCOMPARE(speaker.volume(), Speaker::volumeAtFirst);
        speaker.setEnabled(true);
        speaker.repeat();
        QCOMPARE(speech.said.size(), 1U);
    }

    void diagnosticsAreToldWhatIsWrong()
    {
        testing::FakeSpeech speech;
        Speaker speaker(speech);
        QSignalSpy changed(&speaker, &Speaker::changed);
        QVERIFY(speaker.isAvailable() && speaker.problem().isEmpty());
        speech.become({SpeechStatus::Kind::Unavailable, "no engine"});
        QCOMPARE(changed.size(), 1);
        QVERIFY(!speaker.isAvailable());
        QCOMPARE(speaker.problem(), QStringLiteral("no engine"));
        // Everything else goes on.
        speaker.setEnabled(true);
        speaker.say(QStringLiteral("one"));
        QVERIFY(!speaker.isSpeaking());
    }

    void itLeavesThePortInSilence()
    {
        testing::FakeSpeech speech;
        {
            Speaker speaker(speech);
            speaker.setEnabled(true);
            speaker.say(QStringLiteral("one"));
        }
        QVERIFY(!speech.isHeard());
        QVERIFY(speech.status().kind == SpeechStatus::Kind::Quiet);
    }

    void amounts_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("spoken");
        const auto row = [](const char *locale, qint64 minor, const char *currency, const char *spoken) {
            QTest::addRow("%s %lld %s", locale, static_cast<long long>(minor), currency)
                << QString::fromUtf8(locale) << minor << QString::fromUtf8(currency)
                << QString::fromUtf8(spoken);
        };
        row("en", 75'000, "USD", "750 US dollars");
        row("en", 125'050, "USD", "1250 US dollars and 50 cents");
        row("en", 101, "USD", "1 US dollar and 1 cent");
        row("en", 50, "USD", "50 cents");
        row("en", 0, "USD", "0 US dollars");
        row("en-GB", 205, "GBP", "2 pounds and 5 pence");
        row("en", 61'240, "NGN", "612 naira and 40 kobo");
        row("en", 500, "JPY", "500, J P Y");
        row("en", 1'205, "CHF", "12.05, C H F");
        row("en", 1'005, "KWD", "1.005, K W D");
        row("fr", 75'000, "USD", "750 dollars américains");
        row("fr", 0, "EUR", "0 euro");
        row("fr-CA", 150, "USD", "1 dollar américain et 50 cents");
        row("fr", 1'205, "CHF", "12,05, C H F");
        row("es", 75'001, "USD", "750 dólares estadounidenses y 1 centavo");
        row("es", 100, "EUR", "1 euro");
        row("ar", 75'000, "USD", "750 دولار أمريكي");
        row("ar-EG", 75'050, "USD", "750 دولار أمريكي و 50 سنت");
        // Not one of ours: English, and the voice is English too.
        row("de", 75'000, "USD", "750 US dollars");
    }
    void amounts()
    {
        QFETCH(const QString, locale);
        QFETCH(const qint64, minor);
        QFETCH(const QString, currency);
        QFETCH(const QString, spoken);
        QCOMPARE(spokenAmount(money(minor, currency.toUtf8().constData()), QLocale(locale)), spoken);
    }

    void references()
    {
        const QLocale english(QStringLiteral("en"));
        QCOMPARE(spokenReference(QStringLiteral("EZ24081"), english), QStringLiteral("E, Z, 2, 4, 0, 8, 1"));
        QCOMPARE(spokenReference(QStringLiteral("ez-1/b_2.c"), english),
                 QStringLiteral("E, Z, dash, 1, slash, B, underscore, 2, dot, C"));
        QCOMPARE(spokenReference(QStringLiteral("A-1"), QLocale(QStringLiteral("fr"))),
                 QStringLiteral("A, tiret, 1"));
        QCOMPARE(spokenReference(QStringLiteral("A-1"), QLocale(QStringLiteral("es"))),
                 QStringLiteral("A, guion, 1"));
        QCOMPARE(spokenReference(QStringLiteral("A-1"), QLocale(QStringLiteral("ar"))),
                 QString::fromUtf8("A, شرطة, 1"));
        QVERIFY(spokenReference({}, english).isEmpty());
    }
};

QTEST_APPLESS_MAIN(SpeakerTest)
#include "tst_speaker.moc"
