#include "kiosk/closed_sign.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <fcntl.h>
#include <unistd.h>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// A file that was made, renamed or removed is so after a power cut only when its folder is on the disk, too.
void bringToTheDisk(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

ClosedSign::ClosedSign(const QString &folder)
    : m_folder(folder), m_file(QDir(folder).filePath(u"closed-by-staff"_s))
{
}

bool ClosedSign::isUp() const
{
    // That it is there is all that counts: whatever became of what is in it, somebody has closed this terminal.
    return QFile::exists(m_file);
}

tl::expected<void, QString> ClosedSign::set(bool isUp) const
{
    if (isUp) {
        const QByteArray text =
            "Staff have closed this terminal. It is opened again in its corner for staff.\n";
        QSaveFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
            || file.write(text) != text.size() || !file.commit())
            return tl::unexpected(u"%1: %2"_s.arg(m_file, file.errorString()));
    } else if (QFile file(m_file); file.exists() && !file.remove()) {
        return tl::unexpected(u"%1: %2"_s.arg(m_file, file.errorString()));
    }
    bringToTheDisk(m_folder);
    return {};
}

} // namespace tillwright::kiosk
