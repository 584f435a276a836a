#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <functional>

namespace tillwright::kiosk::payment_page {

/// The object the relay sees over the web channel (contracts: Bridge). What QObject brings along (destroyed, objectName)
/// shows there as well; the channel refuses to delete objects it does not own.
class Bridge : public QObject
{
    Q_OBJECT

public:
    /// Takes one message of the page; true accepts it.
    using Receiver = std::function<bool(const QString &json)>;
    Bridge(Receiver receiver, QObject *parent);

    Q_INVOKABLE bool fromPage(const QString &json);

Q_SIGNALS:
    void toPage(const QString &json);

private:
    Receiver m_receiver;
};

} // namespace tillwright::kiosk::payment_page
