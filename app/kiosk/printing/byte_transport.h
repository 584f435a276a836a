#pragma once

#include <QObject>

namespace tillwright::kiosk::printing {

/// A wire to a printer: bytes there, and back where it can. Asynchronous; no signal comes from within a call. After
/// closed(), open() may be called again.
class ByteTransport : public QObject
{
    Q_OBJECT

public:
    virtual void open() = 0;
    virtual void write(const QByteArray &bytes) = 0;
    /// Without closed(). What was not handed over yet is dropped.
    virtual void close() = 0;
    /// Bytes come back from it: without that nothing can be asked.
    [[nodiscard]] virtual bool hasBackChannel() const = 0;

Q_SIGNALS:
    void opened();
    /// It could not be opened, or broke.
    void closed(const QString &cause);
    void received(const QByteArray &bytes);
    /// Some of what was written was taken.
    void progressed();
    /// All of it was, by the other end or by what brings it there.
    void drained();
};

} // namespace tillwright::kiosk::printing
