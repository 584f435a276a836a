#pragma once

#include <QByteArray>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace tillwright::testing {

/// What is in an archive, by name, as the system's own tar finds it. Empty when tar does not understand it.
inline QMap<QString, QByteArray> unpacked(const QString &archive)
{
    const auto run = [](const QStringList &arguments) {
        QProcess tar;
        tar.start(QStringLiteral("tar"), arguments);
        return tar.waitForFinished(30'000) && tar.exitCode() == 0 ? tar.readAllStandardOutput()
                                                                  : QByteArray();
    };
    QMap<QString, QByteArray> files;
    const auto names =
        QString::fromUtf8(run({QStringLiteral("-tzf"), archive})).split(u'\n', Qt::SkipEmptyParts);
    for (const auto &name : names)
        files.insert(name, run({QStringLiteral("-xzOf"), archive, name}));
    return files;
}

} // namespace tillwright::testing
