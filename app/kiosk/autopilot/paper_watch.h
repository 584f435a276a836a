#pragma once

#include <QElapsedTimer>
#include <QObject>

class QWidget;

namespace tillwright::kiosk::autopilot {

/// Sees a receipt come onto the screen.
class PaperWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// From now on the next painting of the paper in `window` counts. A window without a paper is not watched.
    void start(QWidget *window);
    void stop();
    /// The paper has not been painted yet, and may still be: a receipt that could not be made never is.
    [[nodiscard]] bool isWaiting() const;

Q_SIGNALS:
    /// The painting is over and on its way to the screen.
    void seen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QElapsedTimer m_sinceStart;
};

} // namespace tillwright::kiosk::autopilot
