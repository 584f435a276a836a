#pragma once

#include "register_fixture.h"

#include "../unit/kiosk/journal/journal_fixture.h"
#include "../unit/kiosk/journal/many_sales.h"
#include "kiosk/presentation/history_view_model.h"
#include "kiosk/register/history_screen.h"

#include <QListView>

namespace tillwright::testing {

/// The register's window with a history over a real journal.
class HistoryFixture
{
public:
    explicit HistoryFixture(kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light)
        : face(scheme), journal(folder.openWhole()),
          history({*journal, face.desk, face.fakes.backend, face.fakes.clock},
                  {domain::Currency::usd(), QStringLiteral("ECHEZONA"), QTimeZone::utc()})
    {
    }

    /// After the journal has what it is to show.
    void addScreen()
    {
        kiosk::register_face::HistoryPapers papers;
        papers.picture = [this](const checkout::AttemptRecord &record, const auto &timeline, int widthPx) {
            const auto receipt = checkout::receiptOf(record, timeline);
            return receipt ? face.store.picture(*receipt, widthPx) : QImage();
        };
        papers.printAgain = [this](const checkout::AttemptRecord &record, const auto &) {
            printed.append(QString::fromStdString(record.attempt.id));
        };
        screen = new kiosk::register_face::HistoryScreen(history, papers);
        face.window.addSideScreen(screen,
                                  {QStringLiteral("historyRailButton"), QStringLiteral("History"),
                                   QStringLiteral("rotate-ccw-clock"), Qt::Key_F3,
                                   QStringLiteral("History")});
    }
    /// `count` sales of the last hours, and the screen in front.
    void open(int count)
    {
        fill(count);
        addScreen();
        face.showActive();
        QTest::keyClick(&face.window, Qt::Key_F3);
    }
    void fill(int count)
    {
        auto sales = manySales(count);
        for (auto &sale : sales) {
            const auto movedMs = face.fakes.clock.nowMs() - firstSaleMs - count * betweenSalesMs;
            sale.startedAtMs += movedMs;
            sale.updatedAtMs += movedMs;
        }
        if (!journal->takeOver(sales, count))
            qFatal("the journal cannot be filled");
    }

    [[nodiscard]] QListView *list() const { return face.find<QListView>("historyList"); }
    [[nodiscard]] QLineEdit *search() const { return face.find<QLineEdit>("historySearch"); }
    /// The reference of the sale beside the list; empty for none.
    [[nodiscard]] QString chosen() const
    {
        return history.chosen() ? QString::fromStdString(history.chosen()->attempt.sale.reference.text())
                                : QString();
    }

    RegisterFixture face;
    JournalFolder folder;
    std::unique_ptr<kiosk::journal::Journal> journal;
    kiosk::presentation::HistoryViewModel history;
    /// The attempts whose papers were asked for once more.
    QStringList printed;
    kiosk::register_face::HistoryScreen *screen = nullptr;
};

} // namespace tillwright::testing
