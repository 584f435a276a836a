#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// That staff have closed this terminal, on the disk: a restart, a crash or a power cut opens nothing.
class ClosedSign
{
public:
    /// `folder`: the data folder, which is there.
    explicit ClosedSign(const QString &folder);

    [[nodiscard]] bool isUp() const;
    /// On the disk when it returns. The error is technical, for staff; nothing has changed then.
    [[nodiscard]] tl::expected<void, QString> set(bool isUp) const;

private:
    const QString m_folder;
    const QString m_file;
};

} // namespace tillwright::kiosk
