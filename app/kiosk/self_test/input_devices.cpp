#include "kiosk/self_test/input_devices.h"

#include <QList>
#include <algorithm>

namespace tillwright::kiosk::self_test {

namespace {

// Linux: include/uapi/linux/input-event-codes.h.
constexpr quint64 propDirect = 1U << 1; ///< INPUT_PROP_DIRECT: what is touched is where the finger is
constexpr quint64 eventAbsolute = 1U << 3;
constexpr quint64 eventRepeat = 1U << 20; ///< keys repeat: a keyboard rather than a power button

/// Of makers and in names of scanners that are keyboards.
const QList<QByteArray> &scannerWords()
{
    static const QList<QByteArray> words{"scan",    "barcode",   "bar code",   "symbol",
                                         "zebra",   "honeywell", "metrologic", "datalogic",
                                         "newland", "opticon",   "datafox",    "unitech"};
    return words;
}

quint64 bitsOf(const QByteArray &line)
{
    // The lowest word stands last.
    return line.mid(line.indexOf('=') + 1).trimmed().split(' ').last().toULongLong(nullptr, 16);
}

bool saysScanner(const QByteArray &name)
{
    const auto lower = name.toLower();
    return std::any_of(scannerWords().begin(), scannerWords().end(),
                       [&lower](const QByteArray &word) { return lower.contains(word); });
}

} // namespace

InputDevices inputDevicesIn(const QByteArray &list)
{
    InputDevices devices;
    QByteArray name;
    quint64 props = 0;
    quint64 events = 0;
    const auto take = [&] {
        const auto text = QString::fromUtf8(name);
        if ((props & propDirect) && (events & eventAbsolute))
            devices.touchScreens.append(text);
        if (events & eventRepeat) {
            devices.keyboards.append(text);
            if (saysScanner(name))
                devices.scanners.append(text);
        }
        name.clear();
        props = events = 0;
    };
    for (const auto &line : list.split('\n')) {
        if (line.startsWith("N: Name="))
            name = line.mid(8).replace('"', QByteArray());
        else if (line.startsWith("B: PROP="))
            props = bitsOf(line);
        else if (line.startsWith("B: EV="))
            events = bitsOf(line);
        else if (line.trimmed().isEmpty())
            take();
    }
    take();
    return devices;
}

} // namespace tillwright::kiosk::self_test
