#pragma once

#include "kiosk/register/scan_recognizer.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

class QKeyEvent;
class QWidget;

namespace tillwright::kiosk::register_face {

/// A scanner that types like a keyboard, heard in every window of the program, whatever has the focus: its keys reach
/// nobody. Keys that a person presses reach whom they were for, in order, after a moment that nobody notices. Only what
/// comes from a keyboard is looked at, not what a program sends.
class Scanner : public QObject
{
    Q_OBJECT

public:
    Scanner(const ScannerOptions &options, QObject *parent = nullptr);
    ~Scanner() override;

    /// While the focus is within it, nothing is held or looked at: a customer types a card there.
    void setLeftAlone(const QWidget *widget) { m_leftAlone = widget; }

Q_SIGNALS:
    void scanned(const QString &text);
    /// A scan of which a part was taken for typing.
    void torn();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct HeldKey {
        QPointer<QObject> receiver;
        std::unique_ptr<QKeyEvent> event;
    };
    [[nodiscard]] bool isLeftAlone() const;
    bool keyPressed(QObject *watched, QKeyEvent *event);
    bool keyReleased(QObject *watched, QKeyEvent *event);
    void hold(QObject *watched, const QKeyEvent &event);
    /// What was held goes on, or is gone; then the signals.
    void carryOut(const ScanRecognizer::Outcome &outcome);
    void passHeld();
    void dropHeld();
    void timeIsOver();

    ScannerOptions m_options;
    ScanRecognizer m_recognizer;
    QPointer<const QWidget> m_leftAlone;
    std::vector<HeldKey> m_held;
    /// Keys whose press a scanner made and whose release is still to come.
    QSet<int> m_dropped;
    QTimer m_limit;
    bool m_isSecondLook = false;
    bool m_isPassing = false;
};

} // namespace tillwright::kiosk::register_face
