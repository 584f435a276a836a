#include "kiosk/qa_composition.h"

#include "kiosk/autopilot/faulty_backend.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/qa/backend_listener.h"
#include "kiosk/qa/sandbox_link.h"
#include "kiosk/qa_panel/panel_window.h"
#include "kiosk/qa_scenario_player.h"
#include "kiosk/register/register_window.h"
#include "kiosk/support_bundle/masker.h"

#include <QCoreApplication>
#include <QShortcut>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

struct Listening {
    qa::BackendListener listener;
};

/// The network between kiosk and backend with the panel's faults, and behind it whoever hears what the backend really says.
class QaBackend : private Listening, public autopilot::FaultyBackend
{
public:
    QaBackend(checkout::BackendPort &backend, checkout::Clock &clock, qa::BackendListener::Report report)
        : Listening{qa::BackendListener(backend, clock, std::move(report))}, autopilot::FaultyBackend(
                                                                                 listener, clock, {})
    {
    }
};

/// What this run knows that nobody has to see, and whatever looks like a secret.
std::function<QString(const QString &)> maskFor(const SandboxEndpoints &endpoints)
{
    const support_bundle::Masker masker(
        {endpoints.deviceToken, domain::Secret(endpoints.controlToken.toStdString())});
    return [masker](const QString &text) { return masker.mask(text); };
}

} // namespace

QString builtInScenarios()
{
    constexpr int levelsMax = 4;
    QDir folder(QCoreApplication::applicationDirPath());
    const QString installed = folder.absoluteFilePath(u"../share/tillwright/scenarios"_s);
    if (QDir(installed).exists())
        return QDir::cleanPath(installed);
    for (int level = 0; level < levelsMax && folder.cdUp(); ++level) {
        if (folder.exists(u"resources/scenarios"_s))
            return folder.filePath(u"resources/scenarios"_s);
    }
    return {};
}

tl::expected<std::unique_ptr<QaComposition>, QString>
QaComposition::create(bool isSandbox, const SandboxEndpoints *endpoints, checkout::Clock &clock,
                      const QaOptions &options)
{
    const auto access =
        qa::QaAccess::ask(isSandbox, endpoints ? std::optional(endpoints->cliveUrl) : std::nullopt);
    if (!access)
        return tl::unexpected(access.error());
    return std::unique_ptr<QaComposition>(new QaComposition(*access, *endpoints, clock, options));
}

QaComposition::QaComposition(const qa::QaAccess &access, const SandboxEndpoints &endpoints,
                             checkout::Clock &clock, const QaOptions &options)
    : m_clock(clock), m_options(options),
      m_link(std::make_unique<qa::SandboxLink>(endpoints.cliveUrl, endpoints.controlToken)),
      m_player(std::make_unique<QaScenarioPlayer>(options.reports, options.isDark)),
      m_desk(access, *m_link, m_faults, *m_player, clock, maskFor(endpoints))
{
}

// Here, where the members' types are complete.
QaComposition::~QaComposition() = default;

BackendDecorator QaComposition::decorator()
{
    return [this](checkout::BackendPort &backend, checkout::Clock &clock) {
        auto made = std::make_unique<QaBackend>(
            backend, clock, [this](qa::Said said) { m_desk.timeline().add(std::move(said)); });
        m_backend = made.get();
        return made;
    };
}

void QaComposition::attach(const QaRooms &rooms)
{
    m_faults.attach(m_backend, rooms.page, rooms.printer);
    auto &sale = rooms.sale;
    connect(&sale, &presentation::CheckoutViewModel::timelineEvent, this,
            [this, &sale](const QString &event) {
                m_desk.timeline().addKiosk(m_clock.nowMs(), event, sale.cliveId());
                m_faults.happen(event);
            });
    auto *shortcut = new QShortcut(QKeySequence(u"Ctrl+Shift+Q"_s), &rooms.window);
    shortcut->setContext(Qt::ApplicationShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] {
        if (m_panel && m_panel->isActiveWindow())
            m_panel->close();
        else
            open();
    });
    if (auto *window = qobject_cast<register_face::RegisterWindow *>(&rooms.window)) {
        connect(window, &register_face::RegisterWindow::schemeChanged, this, [this, window] {
            m_options.isDark = window->scheme() == register_face::Scheme::Dark;
            if (m_panel)
                m_panel->setScheme(window->scheme());
        });
    }
}

void QaComposition::open()
{
    if (!m_panel) {
        const QString builtIn = builtInScenarios();
        m_desk.scenarios().setFolder(m_options.scenarios.isEmpty() ? builtIn : m_options.scenarios);
        m_panel = std::make_unique<qa_panel::PanelWindow>(
            m_desk, builtIn, m_options.isDark ? register_face::Scheme::Dark : register_face::Scheme::Light);
    }
    m_panel->show();
    m_panel->raise();
    m_panel->activateWindow();
}

} // namespace tillwright::kiosk
