#include "kiosk/journal/wal_check.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

/// The format is SQLite's (https://www.sqlite.org/fileformat2.html#the_write_ahead_log), fixed since 3.7.0.
namespace tillwright::kiosk::journal {

namespace {

constexpr quint32 walMagic = 0x377f0682; // the lowest bit says which byte order the checksums use
constexpr qsizetype walHeaderBytes = 32;
constexpr qsizetype frameHeaderBytes = 24;
constexpr qsizetype frameHeaderSummedBytes = 8;
constexpr quint32 pageSizeMin = 512;
constexpr quint32 pageSizeMax = 65'536;
/// The transaction that a power cut tore may have left its commit frame behind; a second one was acknowledged.
constexpr int tornCommitsMax = 1;

quint32 field(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

struct Checksum {
    quint32 first = 0;
    quint32 second = 0;
    friend bool operator==(const Checksum &, const Checksum &) = default;
};

void add(Checksum &sum, const QByteArray &bytes, bool bigEndian)
{
    for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8) {
        const auto word = [&](qsizetype place) {
            const char *data = bytes.constData() + place;
            return bigEndian ? qFromBigEndian<quint32>(data) : qFromLittleEndian<quint32>(data);
        };
        sum.first += word(at) + sum.second;
        sum.second += word(at + 4) + sum.first;
    }
}

} // namespace

tl::expected<void, QString> checkWal(const QString &walPath)
{
    QFile file(walPath);
    if (!file.exists() || file.size() < walHeaderBytes + frameHeaderBytes)
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {}; // SQLite will say why it cannot be read
    const QByteArray header = file.read(walHeaderBytes);
    const bool bigEndian = (field(header, 0) & 1U) != 0;
    const quint32 pageSize = field(header, 8);
    Checksum sum;
    add(sum, header.left(24), bigEndian);
    // The header is on the disk before the first frame is, so a broken one is not a torn write.
    if ((field(header, 0) & ~1U) != walMagic || sum != Checksum{field(header, 24), field(header, 28)}
        || pageSize < pageSizeMin || pageSize > pageSizeMax)
        return tl::unexpected(QStringLiteral("the head of its write-ahead log is damaged"));

    bool broken = false;
    int commitsBehind = 0;
    while (true) {
        const QByteArray frame = file.read(frameHeaderBytes);
        const QByteArray page = file.read(pageSize);
        if (frame.size() < frameHeaderBytes || page.size() < qsizetype(pageSize))
            break;
        const bool ofThisLog = frame.mid(8, 8) == header.mid(16, 8);
        if (!broken) {
            Checksum next = sum;
            add(next, frame.left(frameHeaderSummedBytes), bigEndian);
            add(next, page, bigEndian);
            broken = !ofThisLog || next != Checksum{field(frame, 16), field(frame, 20)};
            sum = next;
        }
        // Frames of an earlier round of the log carry another salt.
        if (broken && ofThisLog && field(frame, 4) != 0)
            ++commitsBehind;
    }
    if (commitsBehind > tornCommitsMax)
        return tl::unexpected(
            QStringLiteral("%1 transactions of its write-ahead log lie behind a damaged one")
                .arg(commitsBehind));
    return {};
}

} // namespace tillwright::kiosk::journal
