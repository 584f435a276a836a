#pragma once

#include "staff_face.h"

#include "../unit/kiosk/shift/sales_examples.h"
#include "kiosk/presentation/shift_view_model.h"
#include "kiosk/receipt/paint_layout.h"
#include "kiosk/receipt/text_layout.h"
#include "kiosk/register/shift_screen.h"
#include "kiosk/shift_paper.h"
#include "kiosk/staff/shift_store.h"

namespace tillwright::testing {

/// The shift's screen in the real window, with a real staff file; the journal is the fake one, the backend answers by hand.
class ShiftFace
{
public:
    explicit ShiftFace(const std::vector<StaffFace::Person> &people = two,
                       kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light)
        : staff(people, 0, {}, scheme), store(staff.store->connection(), staff.fixture.fakes.clock),
          desk(store, book(), staff.fixture.fakes.backend, staff.fixture.fakes.clock, "register-1"),
          model(
              desk, store, [this] { return staff.session->operatorId(); },
              [](const std::string &id) { return QString::fromStdString(id == "ada" ? "Ada Obi" : id); })
    {
        kiosk::register_face::ReportView view;
        view.picture = [this](int widthPx) { return kiosk::receipt::paintBlocks(blocks(), widthPx); };
        view.files = [] { return QStringLiteral("Kept as reports/z-1.pdf, .csv and .txt"); };
        view.print = [this] { ++printed; };
        view.words = [this] { return kiosk::receipt::layoutText(blocks(), 42).join(u'\n'); };
        screen = new kiosk::register_face::ShiftScreen(model, std::move(view));
        staff.fixture.window.addSideScreen(screen,
                                           {QStringLiteral("shiftRailButton"), QStringLiteral("Shift"),
                                            QStringLiteral("clock"), Qt::Key_F9, QStringLiteral("Shift")});
        QObject::connect(staff.session.get(), &kiosk::presentation::StaffSession::signedIn, &model,
                         &kiosk::presentation::ShiftViewModel::openIfNone);
    }
    QList<kiosk::receipt::Block> blocks() const
    {
        kiosk::ReportPaper paper;
        paper.merchant.name = QStringLiteral("Echezona Travel");
        paper.nameOf = [](const std::string &id) {
            return QString::fromStdString(id == "ada" ? "Ada Obi" : id);
        };
        paper.comparison = model.comparison();
        paper.merchant.timeZone = QTimeZone::utc();
        return blocksOf(*model.report(), paper);
    }
    /// As many shifts as wanted, opened and closed without a sale.
    void closeShifts(int count)
    {
        for (int i = 0; i < count; ++i) {
            staff.fixture.fakes.clock.advance(10'000);
            const auto shift = store.openShift("ada", {});
            kiosk::shift::Report report;
            report.shift = shift->id;
            report.period = {shift->openedAtMs, staff.fixture.fakes.clock.nowMs()};
            report.isCompared = true;
            if (!store.closeShift(report))
                qFatal("shift %d cannot be closed", i);
        }
        model.refresh();
    }
    void answerOrders()
    {
        contract::CheckoutPage page;
        for (const auto &record : staff.fixture.fakes.journal.records) {
            using checkout::Phase;
            using Status = domain::PaymentStatus::Kind;
            const auto status = record.phase == Phase::Paid ? Status::Paid
                : record.phase == Phase::NotPaid            ? Status::Failed
                                                            : Status::Processing;
            page.checkouts.push_back(
                orderOf(record, status, status == Status::Paid ? 35 : std::optional<std::int64_t>()));
        }
        staff.fixture.fakes.backend.search.answer(page);
    }
    QString text(const char *name) const { return staff.fixture.textOf(name); }
    bool isShown(const char *name) const { return staff.fixture.find(name)->isVisible(); }

    StaffFace staff;
    kiosk::staff::ShiftStore store;
    kiosk::shift::ShiftDesk desk;
    kiosk::presentation::ShiftViewModel model;
    kiosk::register_face::ShiftScreen *screen = nullptr;
    int printed = 0;

private:
    kiosk::shift::SalesBook book()
    {
        kiosk::shift::SalesBook sales;
        sales.startedIn = [this](const kiosk::shift::Period &period) -> kiosk::shift::SalesBook::Records {
            std::vector<checkout::AttemptRecord> found;
            for (const auto &record : staff.fixture.fakes.journal.records) {
                if (period.contains(record.startedAtMs))
                    found.push_back(record);
            }
            return found;
        };
        sales.named = [this](const std::vector<std::string> &ids) -> kiosk::shift::SalesBook::Records {
            std::vector<checkout::AttemptRecord> found;
            for (const auto &record : staff.fixture.fakes.journal.records) {
                for (const auto &id : ids) {
                    if (record.attempt.id == id)
                        found.push_back(record);
                }
            }
            return found;
        };
        return sales;
    }
};

} // namespace tillwright::testing
