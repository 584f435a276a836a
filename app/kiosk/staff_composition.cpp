#include "kiosk/staff_composition.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/register_window.h"
#include "kiosk/register/staff_layer.h"
#include "kiosk/staff/staff_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::StaffSession;

namespace {

Q_LOGGING_CATEGORY(lcStaff, "tillwright.staff")

} // namespace

const std::vector<SandboxOperator> &sandboxOperators()
{
    static const std::vector<SandboxOperator> people{{"ada", "Ada Obi", shift::Role::Cashier, "4071"},
                                                     {"zoe", "Zoe Martin", shift::Role::Supervisor, "5093"}};
    return people;
}

QString sandboxHint(shift::Role atLeast)
{
    QStringList parts;
    for (const auto &each : sandboxOperators()) {
        if (each.role < atLeast)
            continue;
        parts.append(QCoreApplication::translate("Kiosk", "%1: PIN %2")
                         .arg(QString::fromUtf8(each.name), QString::fromUtf8(each.pin)));
    }
    return QCoreApplication::translate("Kiosk", "SANDBOX – %1").arg(parts.join(u" · "_s));
}

StaffParts::StaffParts(const KioskConfig &config, checkout::Clock &clock, bool sandbox)
    : m_config(config), m_clock(clock), m_isSandbox(sandbox)
{
}

StaffParts::~StaffParts() = default;

tl::expected<std::unique_ptr<StaffParts>, QString> StaffParts::create(const KioskConfig &config,
                                                                      checkout::Clock &clock, bool sandbox)
{
    std::unique_ptr<StaffParts> parts(new StaffParts(config, clock, sandbox));
    const auto failed = [](const shift::StaffError &error) {
        return tl::unexpected(QString::fromStdString(error.cause));
    };
    auto store = staff::StaffStore::open(QDir(config.dataFolder).filePath(u"staff.sqlite"_s), clock,
                                         sandbox ? staff::leastCost() : staff::PinCost{});
    if (!store)
        return failed(store.error());
    parts->m_store = *std::move(store);
    const auto people = parts->m_store->operators();
    if (!people)
        return failed(people.error());
    if (sandbox && people->empty()) {
        for (const auto &each : sandboxOperators()) {
            if (const auto added =
                    parts->m_store->add(each.name, each.role, each.id, domain::Secret(each.pin), "sandbox");
                !added)
                return failed(added.error());
        }
    }
    parts->m_session = std::make_unique<StaffSession>(*parts->m_store, clock);
    parts->m_approval = std::make_unique<presentation::ApprovalDesk>(*parts->m_session, *parts->m_store);
    return parts;
}

void StaffParts::attach(register_face::RegisterWindow &window, presentation::CheckoutViewModel &sale,
                        presentation::SaleFormViewModel &form)
{
    register_face::StaffLayerOptions options;
    options.lockAfterMin = m_config.lockAfterMin;
    if (m_isSandbox)
        options.hint = sandboxHint(shift::Role::Cashier);
    const auto showOperator = [this, &form] { form.setOperator(m_session->operatorId()); };
    // Before the layer, which may clear the form for another person.
    QObject::connect(m_session.get(), &StaffSession::signedIn, &form, showOperator);
    QObject::connect(m_session.get(), &StaffSession::locked, &form, showOperator);
    QObject::connect(m_session.get(), &StaffSession::troubled, &form,
                     [](const QString &cause) { qCWarning(lcStaff).noquote() << cause; });
    m_layer = new register_face::StaffLayer(window, sale, *m_session, *m_approval, m_clock, options);
    if (const auto whole = m_store->verifyAudit(); !whole) {
        const QString cause = QString::fromStdString(whole.error().cause);
        qCWarning(lcStaff).noquote() << cause;
        window.addAlarm(
            QCoreApplication::translate("Kiosk",
                                        "This register’s audit was changed from outside: %1. Keep the file "
                                        "staff.sqlite as it is and tell whoever is responsible.")
                .arg(cause));
    }
}

void StaffParts::setLockAfterMin(int minutes)
{
    m_layer->setLockAfterMin(minutes);
}

} // namespace tillwright::kiosk
