#pragma once

#include "screen_checks.h"

#include "kiosk/closed_sign.h"
#include "kiosk/presentation/approval_desk.h"
#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/presentation/staff_corner.h"
#include "kiosk/presentation/staff_session.h"
#include "kiosk/staff/staff_store.h"

#include <QDir>
#include <QTemporaryDir>

namespace tillwright::testing {

/// Everything that assistive technology is told of; what is ignored it is not.
inline void heardOf(QAccessibleInterface *interface, QStringList &texts)
{
    if (!interface)
        return;
    for (const auto what : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
        texts.append(interface->text(what));
    texts.append(QString::number(interface->state().focused));
    texts.append(QString::number(interface->state().pressed));
    for (int i = 0; i < interface->childCount(); ++i)
        heardOf(interface->child(i), texts);
}

inline QStringList heardOf(QWidget &face)
{
    QStringList texts;
    heardOf(QAccessible::queryAccessibleInterface(&face), texts);
    return texts;
}

/// The terminal with people who have PINs: a real staff file, and a real sign that it is closed.
class StaffedTerminal : public TerminalFixture
{
public:
    explicit StaffedTerminal(int supervisors = 1)
        : store(kiosk::staff::StaffStore::open(folder.filePath(QStringLiteral("staff.sqlite")), fakes.clock,
                                               kiosk::staff::leastCost())
                    .value()),
          sign(folder.path())
    {
        add("Ada Obi", kiosk::shift::Role::Cashier, "4071");
        if (supervisors > 0)
            add("Zoe Martin", kiosk::shift::Role::Supervisor, zoesPin);
        if (supervisors > 1)
            add("Yaw Mensah", kiosk::shift::Role::Supervisor, "7146");
        session = std::make_unique<kiosk::presentation::StaffSession>(*store, fakes.clock);
        approval = std::make_unique<kiosk::presentation::ApprovalDesk>(*session, *store);
        corner = std::make_unique<kiosk::presentation::StaffCorner>(*session, *approval, diagnostics,
                                                                    fakes.clock, acts());
        QObject::connect(corner.get(), &kiosk::presentation::StaffCorner::openChanged, &window,
                         [this] { terminal.setStaffHere(corner->isOpen()); });
        QObject::connect(&sale, &kiosk::presentation::CheckoutViewModel::changed, corner.get(),
                         &kiosk::presentation::StaffCorner::look);
        window.setStaffCorner(*corner);
    }

    [[nodiscard]] QString place() const { return corner->placeName(); }
    [[nodiscard]] bool hasAct(const char *word) const
    {
        const auto lines = store->auditLines().value();
        return std::any_of(lines.begin(), lines.end(),
                           [word](const auto &line) { return line.entry.act == word; });
    }
    void typeKeys(const char *keys)
    {
        for (const char *key = keys; *key; ++key)
            QTest::keyClick(&window.face(), *key);
        settle();
    }
    /// With the keyboard, and until it is known whether it was right.
    void typePin(const char *pin)
    {
        typeKeys(pin);
        std::optional<kiosk::shift::PinAnswer> answer;
        QObject context;
        QObject::connect(session.get(), &kiosk::presentation::StaffSession::pinAnswered, &context,
                         [&](const auto &said) { answer = said; });
        QTest::keyClick(&window.face(), Qt::Key_Return);
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            qFatal("no answer to the PIN");
        settle();
    }
    void toMenu()
    {
        corner->ask();
        settle();
        typePin(zoesPin);
    }

    static constexpr const char *zoesPin = "5093";

    QTemporaryDir folder;
    std::unique_ptr<kiosk::staff::StaffStore> store;
    kiosk::ClosedSign sign;
    kiosk::presentation::DiagnosticsViewModel diagnostics{
        {[] { return kiosk::presentation::DiagnosticFacts{}; }, [] {}, [] {},
         [](const auto &tell) {
             tell({{QStringLiteral("printer"), QStringLiteral("no paper"),
                    kiosk::presentation::FactTone::Bad}});
         },
         [](const auto &tell) { tell(QStringLiteral("The support bundle is /var/lib/x.tar.gz.")); }},
        fakes.clock};
    std::unique_ptr<kiosk::presentation::StaffSession> session;
    std::unique_ptr<kiosk::presentation::ApprovalDesk> approval;
    std::unique_ptr<kiosk::presentation::StaffCorner> corner;
    int restarts = 0;
    int ends = 0;

private:
    void add(const char *name, kiosk::shift::Role role, const char *pin)
    {
        if (!store->add(name, role, {}, domain::Secret(pin), "test"))
            qFatal("%s cannot be added", name);
    }
    kiosk::presentation::StaffCornerActs acts()
    {
        using Reason = kiosk::presentation::Availability::Reason;
        kiosk::presentation::StaffCornerActs acts;
        acts.mayOpen = [this] { return terminal.mayStaffCome(); };
        acts.isPaymentOpen = [this] { return terminal.isPaymentOpen(); };
        acts.isClosed = [this] { return availability.holds(Reason::Staff); };
        acts.setClosed = [this](bool isClosed) {
            if (const auto kept = sign.set(isClosed); !kept)
                return kept.error();
            availability.setReason(Reason::Staff, isClosed);
            return QString();
        };
        acts.troubles = [this] { return availability.troubles(); };
        acts.restart = [this] { ++restarts; };
        acts.leave = [this] { ++ends; };
        return acts;
    }
};

} // namespace tillwright::testing
