#include "history_fixture.h"

#include "kiosk/presentation/history_words.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>

using namespace tillwright;
using checkout::Phase;
using kiosk::presentation::HistoryModel;
using testing::exampleState;
using testing::HistoryFixture;

/// The history on the real window over a real journal, by keyboard alone and by finger alone.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWithTheNewestAndTheKeyboardInItsSearch()
    {
        HistoryFixture fixture;
        fixture.open(200);
        QVERIFY(fixture.search()->hasFocus());
        auto *model = fixture.list()->model();
        QCOMPARE(model->rowCount(), HistoryModel::pageRows);
        QCOMPARE(model->index(0, 0).data(HistoryModel::ReferenceRole).toString(),
                 QString::fromStdString(testing::saleOfMany(199).attempt.sale.reference.text()));
        QCOMPARE(fixture.chosen(), QString());
        // More are read as somebody scrolls, and no more than that.
        auto *bar = fixture.list()->verticalScrollBar();
        for (const int rows : {100, 150, 200})
            QTRY_VERIFY((bar->setValue(bar->maximum()), model->rowCount() == rows));
    }

    void theKeyboardAloneDoesAll()
    {
        HistoryFixture fixture;
        fixture.open(200);
        auto *search = fixture.search();
        QTest::keyClicks(search, QStringLiteral("ez"));
        QCOMPARE(fixture.list()->model()->rowCount(), HistoryModel::pageRows);
        QTest::keyClick(search, Qt::Key_Down);
        const QString first = fixture.chosen();
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(!fixture.chosen().isEmpty() && fixture.chosen() != first);
        QTest::keyClick(search, Qt::Key_Up);
        QCOMPARE(fixture.chosen(), first);
        // Beyond what was read so far.
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(search, Qt::Key_PageDown);
        QVERIFY(fixture.list()->model()->rowCount() > HistoryModel::pageRows);
        QVERIFY(fixture.history.chosenRow() >= HistoryModel::pageRows);
        QVERIFY(fixture.list()
                    ->visualRect(fixture.list()->currentIndex())
                    .intersects(fixture.list()->viewport()->rect()));

        QTest::keyClick(&fixture.face.window, Qt::Key_F6);
        QCOMPARE(fixture.printed.size(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("historyPrintButton"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(fixture.printed.size(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("historyCheckButton"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("historyCopy0"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), fixture.chosen());

        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        QVERIFY(search->hasFocus());
        QCOMPARE(search->text(), QStringLiteral("ez"));
        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        QCOMPARE(search->text(), QString());
        QVERIFY(fixture.screen->isVisible());
        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        QCOMPARE(fixture.face.screen(), QStringLiteral("saleScreen"));
    }

    void aFingerAloneDoesAll()
    {
        HistoryFixture fixture;
        fixture.open(60);
        auto *list = fixture.list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(fixture.chosen(),
                 QString::fromStdString(testing::saleOfMany(58).attempt.sale.reference.text()));
        fixture.face.press("historyPrintButton");
        QCOMPARE(fixture.printed, QStringList{QString::fromStdString(testing::saleOfMany(58).attempt.id)});
        fixture.face.press("historyNotPaid");
        QCOMPARE(list->model()->rowCount(), 6);
        fixture.face.press("historyPaid");
        QVERIFY(!fixture.face.find<QPushButton>("historyNotPaid")->isChecked());
        QCOMPARE(list->model()->rowCount(), HistoryModel::pageRows);
        fixture.face.press("historyUnresolved");
        QCOMPARE(list->model()->rowCount(), 0);
        fixture.face.press("historyClear");
        QCOMPARE(list->model()->rowCount(), HistoryModel::pageRows);
        QVERIFY(!fixture.face.find<QPushButton>("historyClear")->isVisible());
        QVERIFY(!fixture.face.find<QPushButton>("historyUnresolved")->isChecked());
    }

    void todayIsTheShopsDay()
    {
        HistoryFixture fixture;
        // The clock says 09:00: 539 sales, a minute apart, are from today, and older ones are not.
        fixture.open(700);
        fixture.face.press("historyToday");
        int rows = 0;
        while (fixture.history.model().canFetchMore({}))
            fixture.history.model().fetchMore({});
        rows = fixture.history.model().rowCount();
        QCOMPARE(rows, 540);
        QTest::keyClicks(fixture.search(), QStringLiteral("2026-11-23"));
        QCOMPARE(fixture.history.model().rowCount(), 0);
        fixture.face.press("historyToday");
        QVERIFY(fixture.history.model().rowCount() > 0);
    }

    void saysWhyThereIsNothing()
    {
        HistoryFixture fixture;
        fixture.open(0);
        QVERIFY(fixture.face.textOf("historyListWords").contains(QStringLiteral("No sales yet")));
        QVERIFY(!fixture.face.find<QPushButton>("historyListButton")->isVisible());
        QTest::keyClicks(fixture.search(), QStringLiteral("nobody"));
        QVERIFY(fixture.face.textOf("historyListWords").contains(QStringLiteral("“nobody”")));
        fixture.face.press("historyListButton");
        QCOMPARE(fixture.search()->text(), QString());
        QVERIFY(fixture.search()->hasFocus());
    }

    void showsWhatIsSoldMeanwhile()
    {
        HistoryFixture fixture;
        fixture.open(3);
        fixture.history.choose(0);
        const QString before = fixture.chosen();
        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        auto sale = testing::recordWithIds("new", Phase::Paid);
        sale.startedAtMs = sale.updatedAtMs = fixture.face.fakes.clock.nowMs();
        QVERIFY(fixture.journal->save(sale));
        QTest::keyClick(&fixture.face.window, Qt::Key_F3);
        QCOMPARE(fixture.list()->model()->rowCount(), 4);
        QCOMPARE(fixture.chosen(), before);
        QCOMPARE(fixture.list()->currentIndex().row(), 1);
    }

    void asksCliveAndShowsWhatItSays()
    {
        HistoryFixture fixture;
        fixture.open(10);
        fixture.history.choose(0);
        const auto record = *fixture.history.chosen();
        fixture.face.press("historyCheckButton");
        auto &status = fixture.face.fakes.backend.status;
        QCOMPARE(status.asked.size(), std::size_t(1));
        QVERIFY(status.asked[0].refresh);
        QCOMPARE(status.asked[0].cliveTxId, record.ids->cliveTxId);
        fixture.face.press("historyCheckButton");
        QCOMPARE(status.asked.size(), std::size_t(1));
        QVERIFY(fixture.face.textOf("historyCheckText").contains(QStringLiteral("Asking")));
        contract::CheckoutState state;
        state.cliveTxId = record.ids->cliveTxId;
        state.amount = record.attempt.sale.amount;
        state.status = domain::PaymentStatus::Kind::Paid;
        state.feesMinor = 2205;
        status.answer(state);
        QVERIFY(fixture.face.textOf("historyCheckText").contains(QStringLiteral("paid")));
        QVERIFY(fixture.face.textOf("historyCheckText").contains(QStringLiteral("$22.05")));
        fixture.face.press("historyCheckButton");
        status.fail(checkout::BackendError::Kind::Unreachable);
        QVERIFY(fixture.face.textOf("historyCheckText").contains(QStringLiteral("network")));
        // An answer about the sale before is not shown with this one.
        fixture.face.press("historyCheckButton");
        fixture.history.choose(1);
        status.answer(state);
        QCOMPARE(fixture.history.check(), kiosk::presentation::HistoryViewModel::Check::None);
        // Looking changes nothing.
        QVERIFY(fixture.face.fakes.journal.saves.empty());
    }

    /// What the answer changes goes the flow's own way: the session behind the desk asks too, and its answer makes the
    /// receipt.
    void anUnresolvedSaleTakesTheFlowsWay()
    {
        HistoryFixture fixture;
        const auto answer = fixture.face.toUnresolved();
        fixture.face.checkout.dismiss();
        QVERIFY(fixture.journal->save(fixture.face.fakes.journal.records.back()));
        fixture.addScreen();
        fixture.face.showActive();
        QTest::keyClick(&fixture.face.window, Qt::Key_F3);
        fixture.history.choose(0);
        auto &status = fixture.face.fakes.backend.status;
        const auto before = status.asked.size();
        const auto saves = fixture.face.fakes.journal.saves.size();
        fixture.face.press("historyCheckButton");
        QCOMPARE(status.asked.size(), before + 2);
        // Ours was the later question: its answer writes nothing.
        status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        QCOMPARE(fixture.face.fakes.journal.saves.size(), saves);
        QCOMPARE(fixture.face.checkout.backgroundCount(), 1);
        status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        QCOMPARE(fixture.face.fakes.journal.records.back().phase, Phase::Paid);
        QCOMPARE(fixture.face.checkout.backgroundCount(), 0);
    }

    void aReceiptsCodeOpensItsSale()
    {
        HistoryFixture fixture;
        fixture.open(200);
        const auto old = testing::saleOfMany(2);
        const auto code = QStringLiteral("TW1 3 %1 %2")
                              .arg(QString::fromStdString(old.attempt.sale.reference.text()),
                                   QString::fromStdString(old.ids->cliveTxId));
        QVERIFY(fixture.history.openReceipt(code));
        QCOMPARE(fixture.chosen(), QString::fromStdString(old.attempt.sale.reference.text()));
        QCOMPARE(fixture.list()->model()->rowCount(), 1);
        QVERIFY(!fixture.history.openReceipt(QStringLiteral("TW1 9 EZ-OTHER clv_of_another_register")));
        QCOMPARE(fixture.chosen(), QString());
        QVERIFY(fixture.history.listWords().contains(QStringLiteral("EZ-OTHER")));
        // A reference, as it stands on a ticket.
        QVERIFY(fixture.history.openReceipt(QString::fromStdString(old.attempt.sale.reference.text())));
        QCOMPARE(fixture.chosen(), QString::fromStdString(old.attempt.sale.reference.text()));
        // Typed by a scanner into the field.
        fixture.history.clearSearch();
        QTest::keyClicks(fixture.search(), code);
        QCOMPARE(fixture.list()->model()->rowCount(), 1);
    }
};

QTEST_MAIN(HistoryTest)
#include "tst_history.moc"
