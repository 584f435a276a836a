#include "kiosk/speech/speech_dispatcher.h"

#include <QFile>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tillwright;
using checkout::SpeechStatus;
using kiosk::speech::SpeechDispatcher;
using Kind = SpeechStatus::Kind;

namespace {

/// What was really said, a line each: language, volume and text (tests/support/with_speech.sh).
QStringList spoken()
{
    QFile file(qEnvironmentVariable("TILLWRIGHT_SPOKEN"));
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("the file cannot be read")};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QStringList spokenTexts()
{
    QStringList texts;
    for (const QString &line : spoken())
        texts += line.section(u'|', 0, 0) + u'|' + line.section(u'|', 2).trimmed();
    return texts;
}

Kind kindOf(const SpeechDispatcher &speech)
{
    return speech.status().kind;
}

} // namespace

/// With a real speech-dispatcher, whose voice is a file.
class SpeechDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QFile file(qEnvironmentVariable("TILLWRIGHT_SPOKEN"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    }

    void itIsReadyByItself()
    {
        SpeechDispatcher speech;
        QVERIFY(kindOf(speech) == Kind::Starting);
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        QVERIFY(speech.status().cause.empty());
    }

    void itSpeaksInEveryLanguage()
    {
        SpeechDispatcher speech;
        const QList<checkout::Utterance> utterances{{"750 US dollars", "en", 100},
                                                    {"750 dollars américains", "fr", 100},
                                                    {"750 dólares estadounidenses", "es", 100},
                                                    {"750 دولار أمريكي", "ar", 100}};
        QStringList expected;
        for (const auto &utterance : utterances) {
            speech.say(utterance);
            expected += QString::fromStdString(utterance.language + '|' + utterance.text);
            QTRY_COMPARE(spokenTexts(), expected);
            QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        }
    }

    void aCountrysVoiceIsItsLanguages()
    {
        SpeechDispatcher speech;
        speech.say({"bonjour", "fr-CA", 100});
        QTRY_COMPARE(spokenTexts(), QStringList{QStringLiteral("fr|bonjour")});
    }

    void louderIsLouder()
    {
        SpeechDispatcher speech;
        for (const int percent : {20, 100}) {
            speech.say({"loud", "en", percent});
            QTRY_COMPARE(spoken().size(), percent == 20 ? 1 : 2);
            QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        }
        const auto volume = [](const QString &line) { return line.section(u'|', 1, 1).toInt(); };
        QVERIFY2(volume(spoken()[0]) < volume(spoken()[1]), qPrintable(spoken().join(u';')));
        // Nought is silence.
        speech.say({"silent", "en", 0});
        speech.say({"the end", "en", 100});
        QTRY_COMPARE(spoken().size(), 3);
        QVERIFY(spokenTexts().constLast().endsWith(QStringLiteral("the end")));
    }

    void itIsInterrupted()
    {
        SpeechDispatcher speech;
        int changes = 0;
        speech.setListener([&changes] { ++changes; });
        speech.say({"hold this for a minute", "en", 100});
        QTRY_COMPARE(spoken().size(), 1);
        QTRY_VERIFY(kindOf(speech) == Kind::Speaking);
        speech.say({"something else", "en", 100});
        // Long before the first would have ended by itself.
        QTRY_COMPARE(spoken().size(), 2);
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        speech.say({"hold that too", "en", 100});
        QTRY_COMPARE(spoken().size(), 3);
        QTRY_VERIFY(kindOf(speech) == Kind::Speaking);
        speech.stop();
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        QVERIFY(changes > 0);
    }

    void aLanguageWithoutAVoiceIsTold()
    {
        SpeechDispatcher speech;
        speech.say({"tere", "et", 100});
        QTRY_VERIFY(kindOf(speech) == Kind::Unavailable);
        QVERIFY(QString::fromStdString(speech.status().cause).contains(QStringLiteral("for et")));
        speech.say({"hello", "en", 100});
        QTRY_COMPARE(spokenTexts(), QStringList{QStringLiteral("en|hello")});
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
    }

    /// The text is sent as lines of a protocol, and must not become one of its commands.
    void aTextIsNoCommand()
    {
        SpeechDispatcher speech;
        speech.say({"one\n.\nQUIT\n..two", "en", 100});
        QTRY_VERIFY(spoken().join(u'\n').contains(QStringLiteral("..two")));
        const QString all = spoken().join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("|one")) && all.contains(QStringLiteral("QUIT")),
                 qPrintable(all));
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        speech.say({"still there", "en", 100});
        QTRY_VERIFY(spokenTexts().contains(QStringLiteral("en|still there")));
    }

    void silenceIsSoonerThanTheConnection()
    {
        SpeechDispatcher speech;
        speech.say({"never", "en", 100});
        speech.stop();
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        speech.say({"the end", "en", 100});
        QTRY_COMPARE(spokenTexts(), QStringList{QStringLiteral("en|the end")});
    }

    void whereThereIsNone()
    {
        const QByteArray address = qgetenv("SPEECHD_ADDRESS");
        qputenv("SPEECHD_ADDRESS", "unix_socket:/nonexistent/speechd.sock");
        SpeechDispatcher speech;
        speech.say({"hello", "en", 100});
        QTRY_VERIFY(kindOf(speech) == Kind::Unavailable);
        QVERIFY(!speech.status().cause.empty());
        // Somebody has installed it.
        qputenv("SPEECHD_ADDRESS", address);
        speech.say({"hello", "en", 100});
        QTRY_COMPARE(spokenTexts(), QStringList{QStringLiteral("en|hello")});
    }

    void aServerThatDoesNotSpeakTheProtocol()
    {
        QTemporaryDir folder;
        QLocalServer server;
        QVERIFY(server.listen(folder.filePath(QStringLiteral("speechd.sock"))));
        connect(&server, &QLocalServer::newConnection, &server, [&server] {
            server.nextPendingConnection()->write(
                QByteArray(kiosk::speech::SsipSession::lineMaxBytes + 1, 'x'));
        });
        const QByteArray address = qgetenv("SPEECHD_ADDRESS");
        qputenv("SPEECHD_ADDRESS", "unix_socket:" + server.fullServerName().toUtf8());
        SpeechDispatcher speech;
        QTRY_VERIFY(kindOf(speech) == Kind::Unavailable);
        qputenv("SPEECHD_ADDRESS", address);
    }

    /// Last, because the server does not come back.
    void aServerThatGoesIsNoEnd()
    {
        SpeechDispatcher speech;
        speech.say({"hello", "en", 100});
        QTRY_COMPARE(spoken().size(), 1);
        QTRY_VERIFY(kindOf(speech) == Kind::Quiet);
        QCOMPARE(::kill(qEnvironmentVariableIntValue("TILLWRIGHT_SPEECHD_PID"), SIGKILL), 0);
        // At once, before the loss can be known, and as often as somebody asks.
        for (int i = 0; i < 3; ++i) {
            speech.say({"is somebody there", "en", 100});
            speech.stop();
            speech.say({"is somebody there", "en", 100});
            QTRY_VERIFY(kindOf(speech) == Kind::Unavailable);
        }
        QVERIFY(!speech.status().cause.empty());
        QCOMPARE(spoken().size(), 1);
        SpeechDispatcher another;
        QTRY_VERIFY(kindOf(another) == Kind::Unavailable);
    }
};

QTEST_GUILESS_MAIN(SpeechDispatcherTest)
#include "tst_speech_dispatcher.moc"
