#pragma once

#include "contract/enrolment_messages.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <functional>
#include <tl/expected.hpp>

class QNetworkAccessManager;

namespace tillwright::kiosk::backend_client {

/// Gets this device its token for the code that an operator was shown (`POST /v1/devices/redeem`). Once.
class Enrolment : public QObject
{
    Q_OBJECT

public:
    /// `caFile`: as BackendOptions::caFile.
    Enrolment(QUrl baseUrl, QString caFile, QObject *parent = nullptr);
    ~Enrolment() override;

    /// Answers from the event loop. The error is a sentence with the way out; the code may be used by then or not when no
    /// answer came.
    using Done = std::function<void(tl::expected<contract::EnrolledDevice, QString>)>;
    void redeem(const QString &code, Done done);

private:
    QUrl m_baseUrl;
    QString m_caFile;
    QNetworkAccessManager *m_network;
};

} // namespace tillwright::kiosk::backend_client
