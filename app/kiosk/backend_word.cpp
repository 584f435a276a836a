#include "kiosk/backend_word.h"

#include "kiosk/kiosk_config.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/register_window.h"

#include <QDir>
#include <QNetworkInterface>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using device_config::DeviceConfigKeeper;
using register_face::Health;

bool hasNetwork()
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.begin(), interfaces.end(), [](const QNetworkInterface &each) {
        const auto flags = each.flags();
        return flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning)
            && !flags.testFlag(QNetworkInterface::IsLoopBack) && !each.addressEntries().isEmpty();
    });
}

BackendWord::BackendWord(const KioskConfig &config, BackendHealth &health, checkout::Clock &clock,
                         std::function<bool()> hasNetwork)
    : m_config(config), m_hasNetwork(std::move(hasNetwork)), m_clock(clock),
      m_keeper(QDir(config.dataFolder).filePath(u"device-config"_s), health, clock)
{
    health.setReport(
        [this](bool reachable, const checkout::BackendError *failure) { report(reachable, failure); });
    connect(&m_keeper, &DeviceConfigKeeper::configChanged, this, &BackendWord::statementTextChanged);
    connect(&m_keeper, &DeviceConfigKeeper::answered, this, &BackendWord::showClive);
}

BackendWord::~BackendWord()
{
    m_clock.cancel(m_networkTimer);
}

void BackendWord::start()
{
    m_keeper.start();
    m_hadNetwork = m_hasNetwork();
    watchNetwork();
}

/// No event is asked for: who sends it differs from system to system, and a look costs next to nothing.
void BackendWord::watchNetwork()
{
    m_networkTimer = m_clock.after(networkLookIntervalMs, [this] {
        const bool has = m_hasNetwork();
        if (std::exchange(m_hadNetwork, has) != has)
            m_keeper.refresh();
        watchNetwork();
    });
}

void BackendWord::attach(register_face::RegisterWindow &window, presentation::SaleFormViewModel &form,
                         const presentation::CheckoutViewModel &checkout)
{
    m_window = &window;
    connect(this, &BackendWord::statementTextChanged, &form,
            [this, &form] { form.setStatementText(statementText()); });
    followSale(checkout);
}

void BackendWord::followSale(const presentation::CheckoutViewModel &checkout)
{
    // A sale that was refused or is not known may be so because Clive is out: staff see it at once. One that was paid tells that
    // Clive is there, however long nobody had asked.
    connect(&checkout, &presentation::CheckoutViewModel::changed, &m_keeper,
            [this, was = presentation::Outcome::None, &checkout]() mutable {
                using presentation::Outcome;
                const auto outcome = checkout.outcome();
                if (std::exchange(was, outcome) == outcome)
                    return;
                const bool isNews = outcome == Outcome::Refused || outcome == Outcome::Unresolved
                    || (outcome == Outcome::Paid && m_keeper.clive() != contract::CliveReach::Reached);
                if (isNews)
                    m_keeper.refresh();
            });
}

QString BackendWord::statementText() const
{
    const auto &config = m_keeper.config();
    return config ? QString::fromStdString(config->statementDescriptor) : m_config.statementText;
}

QString BackendWord::statementPrefix() const
{
    return statementText().section(u"* "_s, 0, 0);
}

QStringList BackendWord::differences(bool isSandbox) const
{
    const auto &config = m_keeper.config();
    if (!config)
        return {};
    QStringList found;
    const auto compare = [&found](const QString &what, const QString &here, const QString &there) {
        if (!here.isEmpty() && here != there)
            found.append(tr("%1 is %2 here and %3 at the backend").arg(what, here, there));
    };
    compare(tr("The device’s name"), m_config.deviceName, QString::fromStdString(config->device));
    compare(tr("The currency"), QString::fromStdString(m_config.currency.code()),
            QString::fromStdString(config->currency.code()));
    compare(tr("The statement’s text"), m_config.statementText,
            QString::fromStdString(config->statementDescriptor));
    compare(tr("The environment"), isSandbox ? u"sandbox"_s : u"live"_s,
            QString::fromStdString(config->environment));
    return found;
}

void BackendWord::report(bool reachable, const checkout::BackendError *failure)
{
    const bool isLost = m_isReached.value_or(false) && !reachable;
    m_isReached = reachable;
    // Whoever is reached is reached over a network, be it this machine's own.
    m_lacksNetwork = !reachable && !m_hasNetwork();
    if (m_window) {
        m_window->setBackend(reachable ? Health::Good : Health::Bad);
        m_window->setNetwork(m_lacksNetwork ? Health::Bad : Health::Good);
        if (!reachable)
            m_window->setClive(Health::Unknown);
    }
    using Kind = checkout::BackendError::Kind;
    // A booking that is not there, a sale that is refused: an answer like any other.
    if (failure && failure->kind != Kind::NotFound && failure->kind != Kind::Refused
        && failure->kind != Kind::Gone)
        Q_EMIT failed(QString::fromStdString(failure->cause));
    Q_EMIT changed();
    // One answer that was lost on its way is not to count for longer than it must.
    if (isLost)
        m_keeper.refresh();
}

void BackendWord::showClive()
{
    Q_EMIT changed();
    if (!m_window)
        return;
    using contract::CliveReach;
    switch (m_keeper.clive()) {
    case CliveReach::Reached:
        m_window->setClive(Health::Good);
        break;
    case CliveReach::NotReached:
        m_window->setClive(Health::Bad);
        break;
    case CliveReach::Unknown:
    case CliveReach::NotAsked:
        m_window->setClive(Health::Unknown);
        break;
    }
}

} // namespace tillwright::kiosk
