#include "kiosk/settings_file.h"

#include "configuration/configuration.h"

#include <QFile>
#include <QSaveFile>
#include <limits>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::SettingValues;

namespace {

/// Of the type that this setting's values have.
QString valueOf(const configuration::ConfigTable &table, const QString &key, const QString &example)
{
    const std::string name = key.toStdString();
    bool isNumber = false;
    const int number = example.toInt(&isNumber);
    if (isNumber)
        return QString::number(
            table.integer(name, number, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
    if (example == "true"_L1 || example == "false"_L1)
        return table.boolean(name, example == "true"_L1) ? u"true"_s : u"false"_s;
    return QString::fromStdString(table.string(name, example.toStdString()));
}

QByteArray written(const QString &value)
{
    bool isNumber = false;
    static_cast<void>(value.toInt(&isNumber));
    const bool isBare = isNumber || value == "true"_L1 || value == "false"_L1;
    return isBare ? value.toUtf8() : '"' + value.toUtf8() + '"';
}

} // namespace

tl::expected<SettingValues, QStringList> readSettings(const QString &fileName)
{
    if (!QFile::exists(fileName))
        return SettingValues();
    const auto file = configuration::ConfigFile::load(fileName.toStdString());
    if (!file)
        return tl::unexpected(QStringList{QString::fromStdString(file.error().text())});
    const auto root = file->root();
    const auto examples = presentation::valuesOf({});
    SettingValues values;
    for (const auto &key : presentation::settingKeys()) {
        // Asked for in any case, so that an unknown key is answered with all that there are.
        const QString value = valueOf(root, key, examples.value(key));
        if (!root.has(key.toStdString()))
            continue;
        if (const QString problem = presentation::problemOf(key, value); !problem.isEmpty())
            root.fail(key.toStdString(), problem.section(u"; "_s, 0, 0).toStdString(),
                      problem.section(u"; "_s, 1).toStdString());
        values.insert(key, value);
    }
    QStringList errors;
    for (const auto &error : file->finish())
        errors.append(QString::fromStdString(error.text()));
    if (!errors.isEmpty())
        return tl::unexpected(errors);
    return values;
}

tl::expected<void, QString> writeSettings(const QString &fileName, const SettingValues &values)
{
    QByteArray text =
        "# Written by the register's settings screen. What the configuration fixes is not read here.\n";
    for (auto value = values.begin(); value != values.end(); ++value)
        text += value.key().toUtf8() + " = " + written(value.value()) + '\n';
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(text) != text.size() || !file.commit())
        return tl::unexpected(u"%1: %2"_s.arg(fileName, file.errorString()));
    return {};
}

} // namespace tillwright::kiosk
