#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <string>

/// Valid messages made wrong in one place, with Qt's JSON: an independent reader of what ours writes.
namespace tillwright::testing {

inline QJsonObject objectOf(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

inline std::string textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

inline std::string without(const std::string &json, const QString &field)
{
    auto object = objectOf(json);
    object.remove(field);
    return textOf(object);
}

inline std::string with(const std::string &json, const QString &field, const QJsonValue &value)
{
    auto object = objectOf(json);
    object.insert(field, value);
    return textOf(object);
}

} // namespace tillwright::testing
