#pragma once

#include "kiosk/autopilot/scenario.h"

#include <QObject>
#include <QPointer>

class QWebEngineView;

namespace tillwright::kiosk::autopilot {

/// Strikes the page's renderer process as a scenario's `page.renderer` asks: killed, or stopped so that it never
/// answers again.
class RendererFaults : public QObject
{
    Q_OBJECT

public:
    RendererFaults(const QList<Fault> &faults, QWebEngineView *view, QObject *parent = nullptr);

    /// From the beginning, for the next run.
    void arm();
    /// The moment has come. True when a fault is due: at once, or after its delay. The page is lost then, sooner or
    /// later, and until it is there is no use in looking for anything on it.
    [[nodiscard]] bool strike(Moment when);
    /// The faults that are for this event of the timeline instead of a moment, once each.
    void strikeAt(const QString &event);

Q_SIGNALS:
    /// `stop:renderer` or `kill:renderer`.
    void struck(const QString &event);

private:
    struct Armed {
        Fault fault;
        int left;
    };
    void launch(Armed &armed);
    void carryOut(int signal, const QString &event);

    QList<Fault> m_faults;
    QList<Armed> m_armed;
    QPointer<QWebEngineView> m_view;
};

} // namespace tillwright::kiosk::autopilot
