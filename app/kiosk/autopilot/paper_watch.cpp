#include "kiosk/autopilot/paper_watch.h"

#include <QEvent>
#include <QLabel>
#include <QTimer>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 paintLimitMs = 2'000;

} // namespace

void PaperWatch::start(QWidget *window)
{
    // The history has a paper as well.
    const auto *result = window->findChild<QWidget *>(u"resultScreen"_s);
    auto *paper = result ? result->findChild<QLabel *>(u"receiptPaper"_s) : nullptr;
    if (!paper)
        return;
    paper->installEventFilter(this);
    m_sinceStart.start();
}

void PaperWatch::stop()
{
    m_sinceStart.invalidate();
}

bool PaperWatch::isWaiting() const
{
    return m_sinceStart.isValid() && m_sinceStart.elapsed() < paintLimitMs;
}

bool PaperWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_sinceStart.isValid()) {
        const auto *paper = qobject_cast<QLabel *>(watched);
        if (paper && !paper->pixmap().isNull()) {
            stop();
            // The filter comes before the painting.
            QTimer::singleShot(0, this, &PaperWatch::seen);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::autopilot
