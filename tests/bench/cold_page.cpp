// The first peer of P1: the integration guide's sample page, cold, in the engine the kiosk uses. Each sale gets a
// nameless profile and a view of its own when Charge is pressed, since nothing of one customer may be visible to the
// next. The window and the engine's own processes are there already, as they are in a kiosk.

#include "kiosk/payment_page/certificate_pin.h"
#include "kiosk/payment_page/engine.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>
#include <QWebEngineCertificateError>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>
#include <chrono>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;

constexpr int readyLimitMs = 30'000;
constexpr QSize windowPx(1280, 800);

double wallTimeMs()
{
    return std::chrono::duration<double, std::milli>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

int complain(const QString &text)
{
    QTextStream(stderr) << "bench_cold_page: " << text << Qt::endl;
    return 1;
}

class SamplePage : public QWebEnginePage
{
public:
    using WhenReady = std::function<void(double wallTimeMs)>;

    SamplePage(QWebEngineProfile *profile, const QByteArray &pin, WhenReady whenReady)
        : QWebEnginePage(profile), m_whenReady(std::move(whenReady))
    {
        connect(this, &QWebEnginePage::certificateError, this,
                [pin](const QWebEngineCertificateError &error) {
                    tillwright::kiosk::payment_page::decideCertificateError(error, pin);
                });
    }

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &message, int,
                                  const QString &) override
    {
        const auto mark = "bench-ready "_L1;
        if (message.startsWith(mark))
            m_whenReady(message.mid(mark.size()).toDouble());
        else
            QTextStream(stderr) << "sample page: " << message << Qt::endl;
    }

private:
    WhenReady m_whenReady;
};

struct Order {
    QUrl url;
    QByteArray pin;
    int sales = 0;
};

/// Plays the sales one after the other and prints one JSON line with what they took.
class Player : public QObject
{
public:
    explicit Player(Order order) : m_order(std::move(order)), m_layout(new QVBoxLayout(&m_window))
    {
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_window.resize(windowPx);
        m_limit.setSingleShot(true);
        connect(&m_limit, &QTimer::timeout, this, [this] {
            QApplication::exit(
                complain(u"the Payment Element of sale %1 was not ready within %2 s"_s.arg(m_sales.size() + 1)
                             .arg(readyLimitMs / 1000)));
        });
    }

    ~Player() override { discard(); }

    /// An empty page starts the engine's processes; it is not measured.
    void start()
    {
        m_window.show();
        m_limit.start(readyLimitMs);
        open({});
        connect(m_page, &QWebEnginePage::loadFinished, this, [this] { later(&Player::pressCharge); });
        m_page->load(QUrl(u"about:blank"_s));
    }

private:
    void later(void (Player::*step)())
    {
        // Not from within the page that is calling: the step takes it down.
        QTimer::singleShot(0, this, [this, step] { (this->*step)(); });
    }

    void open(SamplePage::WhenReady whenReady)
    {
        m_profile = new QWebEngineProfile;
        m_page = new SamplePage(m_profile, m_order.pin, std::move(whenReady));
        m_view = new QWebEngineView;
        m_view->setPage(m_page);
        m_layout->addWidget(m_view);
    }

    void discard()
    {
        // The engine insists on this order.
        delete std::exchange(m_view, nullptr);
        delete std::exchange(m_page, nullptr);
        delete std::exchange(m_profile, nullptr);
    }

    void pressCharge()
    {
        discard();
        if (m_sales.size() == m_order.sales) {
            QTextStream(stdout)
                << QJsonDocument(QJsonObject{{u"sales"_s, m_sales}}).toJson(QJsonDocument::Compact)
                << Qt::endl;
            QApplication::exit(0);
            return;
        }
        m_limit.start(readyLimitMs);
        m_pressedAtMs = wallTimeMs();
        open([this](double readyAtMs) {
            m_sales.append(QJsonObject{{u"press_to_ready_ms"_s, readyAtMs - m_pressedAtMs},
                                       {u"press_to_load_ms"_s, m_loadedAtMs - m_pressedAtMs}});
            later(&Player::pressCharge);
        });
        m_loadedAtMs = wallTimeMs();
        m_page->load(m_order.url);
    }

    Order m_order;
    QWidget m_window;
    QVBoxLayout *m_layout;
    QWebEngineProfile *m_profile = nullptr;
    SamplePage *m_page = nullptr;
    QWebEngineView *m_view = nullptr;
    QTimer m_limit;
    double m_pressedAtMs = 0;
    double m_loadedAtMs = 0;
    QJsonArray m_sales;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"bench_cold_page"_s);
    // The engine reads its flags once, before anything of it is made; so the order is read from the bare arguments.
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    QCommandLineParser parser;
    const QCommandLineOption url(u"url"_s, u"The sample page."_s, u"url"_s);
    const QCommandLineOption port(u"stripe-port"_s, u"Where the sandbox plays Stripe."_s, u"port"_s);
    const QCommandLineOption pin(u"stripe-spki"_s, u"Its key's hash."_s, u"base64"_s);
    const QCommandLineOption sales(u"sales"_s, u"How many."_s, u"count"_s, u"10"_s);
    parser.addOptions({url, port, pin, sales});
    if (!parser.parse(arguments))
        return complain(parser.errorText());
    const Order order{QUrl(parser.value(url)), parser.value(pin).toLatin1(), parser.value(sales).toInt()};
    const auto stripePort = parser.value(port).toUShort();
    if (!order.url.isValid() || order.url.isEmpty() || order.pin.isEmpty() || order.sales < 1
        || stripePort == 0)
        return complain(u"--url, --stripe-port, --stripe-spki and --sales are needed"_s);

    if (::geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    tillwright::kiosk::payment_page::prepareEngine(
        tillwright::kiosk::payment_page::SandboxEndpoints{stripePort});
    QApplication application(argc, argv);
    Player player(order);
    player.start();
    return QApplication::exec();
}
