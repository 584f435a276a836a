#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <limits>
#include <map>
#include <mutex>
#include <sqlite3.h>

/// Disks that fail, for every SQLite connection of this process: a VFS over the real one whose writes end with the
/// code a test asks for. It needs no root, no small disk and no waiting. Header only.
namespace tillwright::testing {

class SqliteFaults
{
public:
    /// From here on every connection goes through the faulty VFS; one per process.
    SqliteFaults()
    {
        s_real = sqlite3_vfs_find(nullptr);
        s_faulty = *s_real;
        s_faulty.zName = "tillwright-faults";
        s_faulty.xOpen = &SqliteFaults::open;
        sqlite3_vfs_register(&s_faulty, 1);
    }
    ~SqliteFaults()
    {
        heal();
        sqlite3_vfs_register(s_real, 1);
        sqlite3_vfs_unregister(&s_faulty);
    }
    SqliteFaults(const SqliteFaults &) = delete;
    SqliteFaults &operator=(const SqliteFaults &) = delete;

    /// `SQLITE_FULL`, `SQLITE_READONLY`, `SQLITE_IOERR_WRITE`: what every write ends with, after `goodWrites` good ones, and
    /// `badWrites` times.
    void failWrites(int code, int goodWrites = 0, int badWrites = std::numeric_limits<int>::max())
    {
        s_writeCode = code;
        s_goodWrites = goodWrites;
        s_badWrites = badWrites;
    }
    void failSyncs(int code) { s_syncCode = code; }
    /// A disk that hangs: every sync waits from now on until heal().
    void holdSyncs()
    {
        const std::lock_guard lock(s_mutex);
        s_holdsSyncs = true;
    }
    void releaseSyncs()
    {
        const std::lock_guard lock(s_mutex);
        s_holdsSyncs = false;
        s_released.notify_all();
    }
    void heal()
    {
        s_writeCode = SQLITE_OK;
        s_syncCode = SQLITE_OK;
        releaseSyncs();
    }
    /// How often the disk was waited for, so far.
    [[nodiscard]] int syncCount() const noexcept { return s_syncs; }

private:
    static int open(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int code = s_real->xOpen(s_real, name, file, flags, outFlags);
        if (code == SQLITE_OK && file->pMethods)
            file->pMethods = &patched(file->pMethods);
        return code;
    }
    /// Databases and logs have methods of their own (locks or none), so each kind is patched once and kept.
    static const sqlite3_io_methods &patched(const sqlite3_io_methods *real)
    {
        const std::lock_guard lock(s_patchedMutex);
        auto &methods = s_patched[real];
        methods = *real;
        methods.xWrite = &SqliteFaults::write;
        methods.xSync = &SqliteFaults::sync;
        return methods;
    }
    static const sqlite3_io_methods &realOf(const sqlite3_file *file)
    {
        const std::lock_guard lock(s_patchedMutex);
        for (const auto &[real, methods] : s_patched) {
            if (file->pMethods == &methods)
                return *real;
        }
        std::abort();
    }
    static int write(sqlite3_file *file, const void *data, int count, sqlite3_int64 at)
    {
        if (s_writeCode != SQLITE_OK && s_goodWrites-- <= 0 && s_badWrites-- > 0)
            return s_writeCode;
        return realOf(file).xWrite(file, data, count, at);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        {
            std::unique_lock lock(s_mutex);
            ++s_syncs;
            s_released.wait(lock, [] { return !s_holdsSyncs; });
        }
        if (s_syncCode != SQLITE_OK)
            return s_syncCode;
        return realOf(file).xSync(file, flags);
    }

    inline static sqlite3_vfs *s_real = nullptr;
    inline static sqlite3_vfs s_faulty;
    inline static std::mutex s_patchedMutex;
    inline static std::map<const sqlite3_io_methods *, sqlite3_io_methods> s_patched;
    inline static std::atomic<int> s_writeCode = SQLITE_OK;
    inline static std::atomic<int> s_syncCode = SQLITE_OK;
    inline static std::mutex s_mutex;
    inline static std::condition_variable s_released;
    inline static bool s_holdsSyncs = false;
    inline static std::atomic<int> s_goodWrites = 0;
    inline static std::atomic<int> s_badWrites = 0;
    inline static std::atomic<int> s_syncs = 0;
};

} // namespace tillwright::testing
