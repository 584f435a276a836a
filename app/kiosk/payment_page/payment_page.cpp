#include "kiosk/payment_page/payment_page.h"

#include "kiosk/payment_page/fresh_page.h"
#include "kiosk/payment_page/locked_view.h"
#include "kiosk/payment_page/page_profile.h"

#include <QtCore/QTimer>
#include <QtWebEngineCore/QWebEngineProfile>

#include <malloc.h>

namespace tillwright::kiosk::payment_page {

namespace {

/// Of a customer's page nothing is left. The C library would keep its memory, in more and smaller pieces with every customer
/// (tests/soak); this gives them to the system. Between two customers nobody waits for the milliseconds.
void giveMemoryBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

PaymentPage::PaymentPage(PaymentPageOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_view(new LockedView)
{
    m_freshPage.setSingleShot(true);
    m_freshPage.setInterval(freshPageDelayMs);
    connect(&m_freshPage, &QTimer::timeout, this, &PaymentPage::replaceProfile);
    m_profile = makeCustomerProfile(this);
    loadFreshPage();
}

PaymentPage::~PaymentPage()
{
    // The engine insists on this order: the view, every page (one that is on its way out as well), the profiles.
    delete m_view;
    qDeleteAll(findChildren<FreshPage *>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<QWebEngineProfile *>(QString(), Qt::FindDirectChildrenOnly));
}

QWidget *PaymentPage::widget() const
{
    return m_view;
}

quint64 PaymentPage::droppedMessages() const
{
    return m_droppedBefore + (m_current ? m_current->dropped() : 0);
}

quint64 PaymentPage::blockedRequests() const
{
    return m_blockedBefore + (m_current ? m_current->blocked() : 0);
}

void PaymentPage::setListener(checkout::PaymentPageListener *listener)
{
    m_listener = listener;
}

void PaymentPage::show(const contract::CheckoutReady &checkout)
{
    if (m_cliveTxId != checkout.cliveTxId) {
        m_cliveTxId = checkout.cliveTxId;
        m_recoveries = 0;
        if (!m_gaveUpBecause.isEmpty())
            loadFreshPage();
    }
    m_isReturnTold = false;
    if (!m_gaveUpBecause.isEmpty()) {
        // Not from within this call (see ports.h).
        QTimer::singleShot(0, this, [this, cliveTxId = m_cliveTxId] {
            if (m_cliveTxId == cliveTxId)
                tellUnavailable();
        });
    } else if (m_current && m_current->isReady()) {
        m_current->deliver(checkout);
    } else {
        m_waiting = checkout;
    }
}

void PaymentPage::reset()
{
    m_waiting.reset();
    m_cliveTxId.clear();
    m_isReturnTold = false;
    m_recoveries = 0;
    m_gaveUpBecause.clear();
    discardPage();
    if (!m_freshPage.isActive())
        m_freshPage.start();
}

void PaymentPage::replaceProfile()
{
    QWebEngineProfile *old = m_profile;
    m_profile = makeCustomerProfile(this);
    loadFreshPage();
    connect(old, &QObject::destroyed, &giveMemoryBack);
    // The old page goes in the same way and was sent off first, so it is gone before its profile.
    old->deleteLater();
}

void PaymentPage::loadFreshPage()
{
    discardPage();
    m_gaveUpBecause.clear();
    m_current = new FreshPage(
        m_profile,
        {m_options.sandboxSpkiSha256, m_options.everyFrameScript, m_options.everyFrameWorldId,
         m_options.readyLimitMs, m_options.readyAfterLoadLimitMs, m_options.heartbeat},
        [this](const contract::PageMessage &message) { return hear(message); }, this);
    connect(m_current, &FreshPage::lost, this, &PaymentPage::recover);
    connect(m_current, &FreshPage::returned, this, &PaymentPage::tellReturned);
    connect(m_current, &FreshPage::answered, this, &PaymentPage::answered);
    if (m_view) {
        m_view->setPage(m_current->page());
        m_view->setZoomFactor(m_options.zoom);
        m_view->setNotice({});
    }
}

void PaymentPage::discardPage()
{
    if (!m_current)
        return;
    m_droppedBefore += m_current->dropped();
    m_blockedBefore += m_current->blocked();
    m_current->disconnect(this);
    // Later, because it may be the one that is calling.
    m_current->deleteLater();
    m_current = nullptr;
}

bool PaymentPage::hear(const contract::PageMessage &message)
{
    const bool isReady = std::holds_alternative<contract::page::PageReady>(message);
    const bool isAccepted = m_listener && m_listener->pageMessage(message);
    if (isReady && m_waiting && m_current->isReady()) {
        m_current->deliver(*m_waiting);
        m_waiting.reset();
    }
    return isReady || isAccepted;
}

void PaymentPage::recover(const QString &cause)
{
    m_waiting.reset();
    if (m_recoveries >= pageRecoveriesMax) {
        giveUp(cause);
        return;
    }
    ++m_recoveries;
    loadFreshPage();
    if (m_listener)
        m_listener->pageLost(cause.toStdString());
}

void PaymentPage::giveUp(const QString &cause)
{
    m_gaveUpBecause = QStringLiteral("gave up after %1 fresh pages: %2").arg(pageRecoveriesMax).arg(cause);
    if (m_view)
        m_view->setNotice(tr("The card page cannot be shown at the moment. Nothing more can be charged here. "
                             "Please ask a member of staff."));
    if (m_listener)
        m_listener->pageLost(m_gaveUpBecause.toStdString());
    if (m_cliveTxId.empty())
        tellUnavailable();
}

void PaymentPage::tellUnavailable()
{
    if (m_listener && !m_gaveUpBecause.isEmpty())
        m_listener->pageUnavailable(m_gaveUpBecause.toStdString());
}

void PaymentPage::tellReturned()
{
    // Only a checkout that is shown can come back, and once is enough: any script can navigate.
    if (m_cliveTxId.empty() || std::exchange(m_isReturnTold, true))
        return;
    QTimer::singleShot(0, this, [this, cliveTxId = m_cliveTxId] {
        if (m_listener && m_cliveTxId == cliveTxId)
            m_listener->pageReturned();
    });
}

} // namespace tillwright::kiosk::payment_page
