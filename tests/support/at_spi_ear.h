#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTimer>

/// What assistive technology is told of this very process, over AT-SPI (tests/support/at_spi_tree.cpp).
namespace tillwright::testing {

inline constexpr int walkTimeoutMs = 20'000;

inline QString walkerProgram()
{
    return QStringLiteral(TILLWRIGHT_BIN_DIR "/../tests/at_spi_tree");
}

/// What a screen reader is told, in the order of the tree.
inline QList<QJsonObject> accessibleTree()
{
    QProcess walker;
    walker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    walker.start(walkerProgram(), {QString::number(QCoreApplication::applicationPid())});
    // This process has to answer meanwhile, a thousand times: a wait that naps between two looks would take minutes.
    QEventLoop answering;
    QObject::connect(&walker, &QProcess::finished, &answering, &QEventLoop::quit);
    QTimer::singleShot(walkTimeoutMs, &answering, &QEventLoop::quit);
    if (walker.state() != QProcess::NotRunning)
        answering.exec();
    if (walker.state() != QProcess::NotRunning || walker.exitCode() != 0)
        return {};
    QList<QJsonObject> tree;
    for (const QByteArray &line : walker.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            tree.append(QJsonDocument::fromJson(line).object());
    }
    return tree;
}

inline QString text(const QJsonObject &element, const char *key)
{
    return element[QLatin1String(key)].toString();
}

inline bool is(const QJsonObject &element, const char *state)
{
    return element[QLatin1String(state)].toBool();
}

/// What a person acts on or chooses.
inline bool isControl(const QJsonObject &element)
{
    static const QSet<QString> roles{QStringLiteral("push button"),  QStringLiteral("check box"),
                                     QStringLiteral("radio button"), QStringLiteral("toggle button"),
                                     QStringLiteral("text"),         QStringLiteral("list"),
                                     QStringLiteral("list item"),    QStringLiteral("table cell")};
    return is(element, "focusable") || roles.contains(text(element, "role"));
}

/// Hears what changes, from its start on.
class Ear
{
public:
    Ear()
    {
        m_listener.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(&m_listener, &QProcess::readyReadStandardOutput, &m_listener, [this] {
            while (m_listener.canReadLine())
                m_heard.append(QJsonDocument::fromJson(m_listener.readLine()).object());
        });
        m_listener.start(walkerProgram(),
                         {QString::number(QCoreApplication::applicationPid()), QStringLiteral("--listen")});
    }
    ~Ear()
    {
        m_listener.closeWriteChannel();
        m_listener.waitForFinished();
    }
    Ear(const Ear &) = delete;
    Ear &operator=(const Ear &) = delete;

    /// As a name or a description that has changed.
    [[nodiscard]] bool hasHeard(const QString &words) const
    {
        return std::any_of(m_heard.begin(), m_heard.end(), [&](const QJsonObject &line) {
            return line[QLatin1String("text")].toString().contains(words);
        });
    }
    void forget() { m_heard.clear(); }

private:
    QProcess m_listener;
    QList<QJsonObject> m_heard;
};

} // namespace tillwright::testing
