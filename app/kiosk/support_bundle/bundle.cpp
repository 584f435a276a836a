#include "kiosk/support_bundle/bundle.h"

#include <QFile>
#include <QSaveFile>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace tillwright::kiosk::support_bundle {

using namespace Qt::StringLiterals;

namespace {

struct Closer {
    void operator()(archive *writer) const { archive_write_free(writer); }
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive *, void *bytes, const void *data, std::size_t size)
{
    static_cast<QByteArray *>(bytes)->append(static_cast<const char *>(data), qsizetype(size));
    return la_ssize_t(size);
}

tl::unexpected<QString> failed(archive *writer)
{
    return tl::unexpected(
        u"the archive cannot be made: %1"_s.arg(QString::fromUtf8(archive_error_string(writer))));
}

tl::expected<QByteArray, QString> archived(const QString &folder, const QList<BundleFile> &files,
                                           const Masker &masker, std::int64_t nowMs)
{
    constexpr int mode = 0600;
    constexpr std::int64_t msPerS = 1000;
    QByteArray bytes;
    const std::unique_ptr<archive, Closer> writer(archive_write_new());
    // Its last block is not filled up: the bytes are a file's, not a tape's.
    if (archive_write_set_format_pax_restricted(writer.get()) != ARCHIVE_OK
        || archive_write_add_filter_gzip(writer.get()) != ARCHIVE_OK
        || archive_write_set_bytes_in_last_block(writer.get(), 1) != ARCHIVE_OK
        || archive_write_open(writer.get(), &bytes, nullptr, &append, nullptr) != ARCHIVE_OK)
        return failed(writer.get());
    for (const auto &file : files) {
        const auto text = masker.mask(file.text).toUtf8();
        const std::unique_ptr<archive_entry, Closer> entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), u"%1/%2"_s.arg(folder, file.name).toUtf8().constData());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), mode);
        archive_entry_set_mtime(entry.get(), nowMs / msPerS, 0);
        archive_entry_set_size(entry.get(), text.size());
        if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK
            || archive_write_data(writer.get(), text.constData(), std::size_t(text.size())) != text.size())
            return failed(writer.get());
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK)
        return failed(writer.get());
    return bytes;
}

} // namespace

tl::expected<void, QString> writeBundle(const QString &fileName, const QString &folder,
                                        const QList<BundleFile> &files, const Masker &masker,
                                        std::int64_t nowMs)
{
    if (QFile::exists(fileName))
        return tl::unexpected(u"%1 is there already; name another file"_s.arg(fileName));
    const auto bytes = archived(folder, files, masker, nowMs);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(*bytes) != bytes->size() || !file.commit())
        return tl::unexpected(u"%1 cannot be written: %2"_s.arg(fileName, file.errorString()));
    return {};
}

} // namespace tillwright::kiosk::support_bundle
