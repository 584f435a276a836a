#pragma once

#include "../support/fake_catalogue.h"
#include "register_fixture.h"

#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/presentation/scan_desk.h"
#include "kiosk/presentation/staff_desk.h"
#include "kiosk/register/line_list.h"
#include "kiosk/register/scan_recognizer.h"

namespace tillwright::testing {

/// Says yes, or nothing, when the test wants it to.
class FakeStaffDesk : public kiosk::presentation::StaffDesk
{
public:
    QList<kiosk::presentation::StaffAct> asked;
    std::function<void()> allowed;

    [[nodiscard]] QString operatorId() const override { return QStringLiteral("amina"); }
    void allow(const kiosk::presentation::StaffAct &act, std::function<void()> then) override
    {
        asked.append(act);
        allowed = std::move(then);
    }
};

/// What has to outlive the window.
struct TillGoods {
    FakeCatalogue port;
    kiosk::presentation::CatalogueViewModel catalogue{domain::Currency::usd(), QStringLiteral("en")};
};

/// A register with a catalogue. It listens to no scanner, so that tests may type as fast as they can.
class TillFixture : public TillGoods, public RegisterFixture
{
public:
    explicit TillFixture(kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light,
                         const QString &defaultEmail = {})
        : RegisterFixture(scheme, defaultEmail)
    {
        auto items = exampleItems();
        items.push_back(exampleItem("UPG-LONG",
                                    "Upgrade to business class on the long way from Lagos by Accra to London",
                                    25'000, "Upgrades"));
        items.push_back(exampleItem("CHANGE-DATE", "Change of date", 7'500, "Changes"));
        items.push_back(exampleItem("PRIORITY", "Priority boarding", 1'500, "Services"));
        items.push_back(exampleItem("PET-CABIN", "Pet in the cabin", 9'500, "Services"));
        catalogue.setItems(items);
        window.setCatalogue(catalogue);
        window.setScanDesk(scans);
    }
    ~TillFixture() { scans.setMakeRoom({}); }

    void add(const QString &code, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            scans.take(code);
    }
    /// What has been rung up, paid.
    void toPaidWithLines()
    {
        form.setEmail(QStringLiteral("buyer@example.com"));
        press("chargeButton");
        const auto answer = answerCreate();
        showElement(answer);
        fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    }
    void fillWithLongNames(int count)
    {
        std::vector<domain::CatalogueItem> items;
        for (int i = 0; i < count; ++i)
            items.push_back(exampleItem(
                "LONG-" + std::to_string(i),
                std::to_string(i) + " " + std::string(30 + i % 80, 'w') + " and more words",
                100 + 977 * (i % 13), "A category with a rather long name " + std::to_string(i % 15)));
        catalogue.setItems(items);
    }
    [[nodiscard]] const std::vector<kiosk::presentation::SaleBasket::Line> &lines() const
    {
        return form.lines();
    }

    kiosk::presentation::ScanDesk scans{form, catalogue, port, fakes.clock};
};

} // namespace tillwright::testing
