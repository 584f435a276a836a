#include "kiosk/journal/row_checksum.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

namespace tillwright::kiosk::journal {

namespace {

QByteArray bigEndian(qint64 number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray lengthAndText(const QByteArray &utf8)
{
    return bigEndian(utf8.size()) + utf8;
}

} // namespace

QByteArray checksumOf(const char *table, const QVariantList &values)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(lengthAndText(table));
    for (const QVariant &value : values) {
        if (value.isNull())
            hash.addData(QByteArray(1, 'n'));
        else if (value.typeId() == QMetaType::QString)
            hash.addData('t' + lengthAndText(value.toString().toUtf8()));
        else
            hash.addData('i' + bigEndian(value.toLongLong()));
    }
    return hash.result();
}

} // namespace tillwright::kiosk::journal
