#include "kiosk/sandbox_samples.h"

#include <QDateTime>
#include <QFile>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// The day for which resources/catalogue/bookings.csv was written.
const QDate samplesDay(2026, 11, 26);
constexpr int stopLimitMs = 5'000;

struct Sample {
    const char *noun;
    const char *file;
};
constexpr std::array samples{Sample{"catalogue", ":/tillwright/samples/catalogue.csv"},
                             Sample{"bookings", ":/tillwright/samples/bookings.csv"}};

} // namespace

QByteArray movedToNow(const QByteArray &bookings, qint64 nowMs)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs, QTimeZone::utc()).date();
    const qint64 days = std::max<qint64>(samplesDay.daysTo(today), 0);
    QString text = QString::fromUtf8(bookings);
    static const QRegularExpression time(u"\\b(\\d{4}-\\d\\d-\\d\\d)T\\d\\d:\\d\\d:\\d\\dZ"_s);
    qsizetype at = 0;
    for (auto match = time.match(text, at); match.hasMatch(); match = time.match(text, at)) {
        const QDate moved = QDate::fromString(match.captured(1), Qt::ISODate).addDays(days);
        text.replace(match.capturedStart(1), match.capturedLength(1), moved.toString(Qt::ISODate));
        at = match.capturedEnd(0);
    }
    return text.toUtf8();
}

SandboxSamples::SandboxSamples(QString program, QString configuration, QObject *parent)
    : QObject(parent), m_program(std::move(program)), m_configuration(std::move(configuration))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(u"the samples cannot be imported: %1"_s.arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this](int exitCode) {
        if (exitCode != 0) {
            Q_EMIT failed(u"the sample of the %1 cannot be imported: %2"_s.arg(
                QLatin1String(samples[std::size_t(m_next)].noun),
                QString::fromUtf8(m_process.readAll()).trimmed()));
            return;
        }
        ++m_next;
        importNext();
    });
}

SandboxSamples::~SandboxSamples()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(stopLimitMs);
}

void SandboxSamples::start()
{
    importNext();
}

void SandboxSamples::importNext()
{
    if (m_next >= int(samples.size())) {
        Q_EMIT imported();
        return;
    }
    const Sample &sample = samples[std::size_t(m_next)];
    QFile file(QLatin1String(sample.file));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "SandboxSamples", sample.file);
    const QByteArray text = opened ? file.readAll() : QByteArray();
    m_process.start(m_program,
                    {QLatin1String(sample.noun), u"import"_s, u"-"_s, u"--config"_s, m_configuration});
    m_process.write(movedToNow(text, QDateTime::currentMSecsSinceEpoch()));
    m_process.closeWriteChannel();
}

} // namespace tillwright::kiosk
