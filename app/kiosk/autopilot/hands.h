#pragma once

#include "kiosk/autopilot/autopilot.h"

namespace tillwright::kiosk::autopilot {

/// One thing that a cashier does, or looks for, beside a sale.
struct HandStep {
    enum class Kind {
        Press,  ///< a button
        Type,   ///< text into a field, in the place of what stands there
        See,    ///< waits until the widget is shown and, with a text, until that is in it
        Picture ///< of the window, under this name
    };
    Kind kind = Kind::Press;
    /// A widget's object name, or the picture's.
    QString name;
    QString text;
    friend bool operator==(const HandStep &, const HandStep &) = default;
};

/// `{"hands": [{"press": NAME} | {"type": NAME, "text": TEXT} | {"see": NAME, "text": TEXT} | {"picture": NAME}, ...]}`. Empty:
/// the line is something else, such as a scenario. Error: which step is none.
[[nodiscard]] std::optional<tl::expected<QList<HandStep>, QString>> parseHands(const QByteArray &line);

/// Does the steps one after the other on the real widgets, and signs in first where somebody has to. A step that is not
/// possible within handStepLimitMs ends it.
class Hands : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 handStepLimitMs = 30'000;

    Hands(QList<HandStep> steps, AutopilotHost host, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// `{"hands": NUMBER_OF_STEPS_DONE}`, and `problem` when that is not all of them.
    void ended(const QJsonObject &result);

private:
    void tick();
    [[nodiscard]] bool carryOut(const HandStep &step);
    /// Shown, and enabled where it is to be used.
    [[nodiscard]] QWidget *find(const QString &name) const;

    QList<HandStep> m_steps;
    AutopilotHost m_host;
    SignInKeys m_signIn;
    QTimer m_timer;
    QElapsedTimer m_sinceStep;
    qsizetype m_next = 0;
};

} // namespace tillwright::kiosk::autopilot
