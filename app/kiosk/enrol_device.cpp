#include "kiosk/enrol_device.h"

#include "kiosk/backend_client/enrolment.h"
#include "kiosk/kiosk_config.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QTextStream>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

constexpr int exitFailed = 1;
constexpr int exitBadInput = 2;

int complain(const QString &text, int exitCode)
{
    QTextStream(stderr) << "tillwright: " << text << Qt::endl;
    return exitCode;
}

} // namespace

int enrolDevice(const CommandLine &line)
{
    const auto config = loadKioskConfig(line.configFile, DeviceToken::NotYet);
    if (!config)
        return complain(config.error().join(u'\n'), exitBadInput);
    // Before the code is used up: a token that cannot be kept would be lost.
    QSaveFile file(config->tokenFile);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return complain(u"%1 cannot be written: %2"_s.arg(config->tokenFile, file.errorString()), exitFailed);

    backend_client::Enrolment enrolment(config->backendUrl, config->backendCaFile);
    enrolment.redeem(
        line.enrolmentCode, [&](const tl::expected<contract::EnrolledDevice, QString> &enrolled) {
            if (!enrolled) {
                QCoreApplication::exit(complain(enrolled.error(), exitFailed));
                return;
            }
            file.write(QByteArray::fromStdString(enrolled->token.reveal()) + '\n');
            if (!file.commit()) {
                QCoreApplication::exit(
                    complain(u"%1 cannot be written: %2; the code is used up, ask for a new one"_s.arg(
                                 config->tokenFile, file.errorString()),
                             exitFailed));
                return;
            }
            QTextStream(stdout) << "This device is " << QString::fromStdString(enrolled->device)
                                << "; its token is in " << config->tokenFile << Qt::endl;
            QCoreApplication::exit(0);
        });
    return QCoreApplication::exec();
}

} // namespace tillwright::kiosk
