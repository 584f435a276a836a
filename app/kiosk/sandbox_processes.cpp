#include "kiosk/sandbox_processes.h"

#include "kiosk/sandbox_samples.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

constexpr int stopLimitMs = 5'000;
const QString backendProgram = u"tillwright-backend"_s;
const QString backendDatabase = u"backend.sqlite"_s;

QString besideThis(const QString &program)
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(program);
}

QByteArray randomToken()
{
    std::array<quint32, 8> words;
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

QByteArray tomlString(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return '"' + escaped.toUtf8() + '"';
}

} // namespace

SandboxProcesses::SandboxProcesses(const QDir &data, const QString &cliveFlow, QObject *parent)
    : QObject(parent), m_data(data), m_cliveFlow(cliveFlow), m_cliveToken(randomToken()),
      m_webhookSecret("whsec_" + randomToken()), m_stripeSecretKey("sk_test_" + randomToken())
{
    m_endpoints.controlToken = randomToken();
    m_endpoints.deviceToken = domain::Secret(randomToken().toStdString());
}

SandboxProcesses::~SandboxProcesses()
{
    m_stopping = true;
    // The backend first, so that it does not see Clive go.
    stop(m_backend);
    stop(m_sandbox);
}

void SandboxProcesses::stop(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(stopLimitMs)) {
        process.kill();
        process.waitForFinished(stopLimitMs);
    }
}

void SandboxProcesses::start()
{
    startProgram(m_sandbox, u"tillwright-sandbox"_s,
                 "[clive]\n"
                 "listen = \"127.0.0.1:0\"\n"
                 "api_token = \""
                     + m_cliveToken
                     + "\"\n"
                       "amount_unit = \"major\"\n"
                       "webhook_secret = \""
                     + m_webhookSecret
                     + "\"\n"
                       "[stripe]\n"
                       "listen = \"127.0.0.1:0\"\n"
                       "publishable_key = \"pk_test_tillwright\"\n"
                       "secret_key = \""
                     + m_stripeSecretKey
                     + "\"\n"
                       "[control]\n"
                       "token = \""
                     + m_endpoints.controlToken + "\"\n",
                 &SandboxProcesses::sandboxReady);
}

void SandboxProcesses::startProgram(QProcess &process, const QString &program,
                                    const QByteArray &configuration,
                                    void (SandboxProcesses::*whenReady)(const QJsonObject &))
{
    const QString path = besideThis(program);
    if (!QFileInfo(path).isExecutable()) {
        Q_EMIT failed(u"%1 is not beside this program; install or build it"_s.arg(program));
        return;
    }
    QFile file(m_configurations.filePath(program + u".toml"_s));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(configuration) != configuration.size()) {
        Q_EMIT failed(u"the configuration of %1 cannot be written: %2"_s.arg(program, file.errorString()));
        return;
    }
    file.close();
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&process, &QProcess::readyReadStandardOutput, this, [this, &process, program, whenReady] {
        if (!process.canReadLine())
            return;
        const auto line = QJsonDocument::fromJson(process.readLine()).object();
        if (!line.value("ready"_L1).toBool())
            Q_EMIT failed(u"%1 did not say that it is ready"_s.arg(program));
        else
            (this->*whenReady)(line);
    });
    connect(&process, &QProcess::errorOccurred, this,
            [this, &process, program](QProcess::ProcessError error) {
                if (error == QProcess::FailedToStart)
                    Q_EMIT failed(u"%1 did not start: %2"_s.arg(program, process.errorString()));
            });
    connect(&process, &QProcess::finished, this, [this, program](int exitCode) {
        if (!m_stopping)
            Q_EMIT failed(u"%1 ended with exit code %2"_s.arg(program).arg(exitCode));
    });
    // The terminal is the kiosk's: a line for every request would bury its own.
    process.start(path,
                  {u"serve"_s, u"--config"_s, file.fileName(), u"--exit-with-parent"_s, u"--log-level"_s,
                   u"warning"_s});
}

QByteArray SandboxProcesses::legacyStripe(const QJsonObject &line) const
{
    if (m_cliveFlow != "legacy"_L1)
        return {};
    return "secret_key = " + tomlString(QString::fromLatin1(m_stripeSecretKey))
        + "\napi_base_url = " + tomlString(u"https://"_s + line.value("stripe_listen"_L1).toString())
        + "\napi_spki_sha256 = " + tomlString(line.value("stripe_spki_sha256"_L1).toString()) + "\n";
}

void SandboxProcesses::sandboxReady(const QJsonObject &line)
{
    m_endpoints.cliveUrl = QUrl(line.value("clive_url"_L1).toString());
    m_endpoints.stripePort = quint16(line.value("stripe_listen"_L1).toString().section(u':', -1).toUInt());
    m_endpoints.stripeSpkiSha256 = line.value("stripe_spki_sha256"_L1).toString().toLatin1();
    const auto tokenHash =
        QCryptographicHash::hash(QByteArray::fromStdString(m_endpoints.deviceToken.reveal()),
                                 QCryptographicHash::Sha256)
            .toHex();
    m_isBackendNew = !m_data.exists(backendDatabase);
    startProgram(m_backend, backendProgram,
                 "[server]\n"
                 "listen = \"127.0.0.1:0\"\n"
                 "[store]\n"
                 "sqlite = "
                     + tomlString(m_data.filePath(backendDatabase))
                     + "\n"
                       "[clive]\n"
                       "base_url = "
                     + tomlString(m_endpoints.cliveUrl.toString()) + "\nflow = " + tomlString(m_cliveFlow)
                     + "\n"
                       "api_token = \""
                     + m_cliveToken
                     + "\"\n"
                       "amount_unit = \"major\"\n"
                       "partner_id = \"ECHEZONA001\"\n"
                       "client_id = \"AIRPEACE001\"\n"
                       "webhook_secrets = [\""
                     + m_webhookSecret
                     + "\"]\n"
                       "[stripe]\n"
                       "publishable_key = "
                     + tomlString(line.value("stripe_publishable_key"_L1).toString()) + "\n"
                     + legacyStripe(line) + "[pay]\npublic_url = \"http://127.0.0.1:0\"\n"
                     + "[descriptor]\n"
                       "prefix = \""
                     + QByteArray(sandboxDescriptorPrefix)
                     + "\"\n"
                       "suffix = \""
                     + QByteArray(sandboxDescriptorSuffix)
                     + "\"\n"
                       "[[devices]]\n"
                       "name = \"register-1\"\n"
                       "token_sha256 = \""
                     + tokenHash + "\"\n",
                 &SandboxProcesses::backendReady);
}

void SandboxProcesses::backendReady(const QJsonObject &line)
{
    m_endpoints.backendUrl = QUrl(line.value("url"_L1).toString());
    if (m_isBackendNew)
        importSamples();
    else
        becomeReady();
}

void SandboxProcesses::importSamples()
{
    m_samples = std::make_unique<SandboxSamples>(besideThis(backendProgram),
                                                 m_configurations.filePath(backendProgram + u".toml"_s));
    connect(m_samples.get(), &SandboxSamples::failed, this, &SandboxProcesses::failed);
    connect(m_samples.get(), &SandboxSamples::imported, this, &SandboxProcesses::becomeReady);
    m_samples->start();
}

void SandboxProcesses::becomeReady()
{
    // Everybody has read theirs.
    m_configurations.remove();
    Q_EMIT ready();
}

} // namespace tillwright::kiosk
