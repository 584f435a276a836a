#include "attention_fixture.h"

#include <QApplication>
#include <QToolButton>

using namespace tillwright;
using testing::AttentionFixture;
using testing::exampleState;

/// The attention list on the real window.
class AttentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatAllIsWell()
    {
        AttentionFixture fixture;
        fixture.open();
        QVERIFY(fixture.screen->isVisible());
        QVERIFY(fixture.face.textOf("attentionEmpty").contains(QStringLiteral("Asking")));
        fixture.report({});
        QVERIFY(fixture.face.textOf("attentionEmpty").contains(QStringLiteral("Nothing needs attention")));
        QVERIFY(!fixture.face.find<QLabel>("attentionProblem")->isVisible());
        fixture.face.press("attentionAskAgain");
        fixture.face.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
        QVERIFY(fixture.face.find<QLabel>("attentionProblem")->isVisible());
        QVERIFY(fixture.face.textOf("attentionProblem").contains(QStringLiteral("network")));
        // That nobody could be asked is not that all is well.
        QVERIFY(!fixture.face.textOf("attentionEmpty").contains(QStringLiteral("Nothing needs attention")));
    }

    void theRailSaysHowMany()
    {
        AttentionFixture fixture;
        fixture.attention.refresh();
        fixture.report(
            {testing::reported("clv_tx_7", "paid_after_abandoned", domain::PaymentStatus::Kind::Paid)});
        auto *button = fixture.face.find<QToolButton>("attentionRailButton");
        QVERIFY(button->accessibleName().contains(u'1'));
        // Whoever waits for the answer has the keyboard on what has come.
        fixture.attention.refresh();
        fixture.report({});
        fixture.open();
        QVERIFY(fixture.screen->hasFocus());
        fixture.report({testing::reported("clv_tx_7", "unknown_status", domain::PaymentStatus::Kind::Paid)});
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("attentionCheck0"));
        fixture.attention.refresh();
        fixture.report({});
        QCOMPARE(button->accessibleName(), QStringLiteral("Attention"));
    }

    void theKeyboardAloneDoesAll()
    {
        AttentionFixture fixture;
        fixture.openWithThree();
        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        QCOMPARE(fixture.face.screen(), QStringLiteral("saleScreen"));
        fixture.open();
        const auto focus = [] { return QApplication::focusWidget()->objectName(); };
        QCOMPARE(focus(), QStringLiteral("attentionCheck0"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(fixture.face.fakes.backend.status.asked.size(), std::size_t(1));
        QCOMPARE(focus(), QStringLiteral("attentionCheck0"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(focus(), QStringLiteral("attentionCheck1"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(focus(), QStringLiteral("attentionResolve1"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(fixture.memory.kept.size(), std::size_t(1));
        // The keyboard stays where it was, on what is there now.
        QVERIFY(focus().startsWith(QStringLiteral("attention")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
        QCOMPARE(focus().right(1), QStringLiteral("0"));
    }

    void aFingerAloneDoesAll()
    {
        AttentionFixture fixture;
        fixture.openWithThree();
        QCOMPARE(fixture.attention.count(), 3);
        QString wanted;
        connect(fixture.screen, &kiosk::register_face::AttentionScreen::saleWanted, fixture.screen,
                [&wanted](const QString &id) { wanted = id; });
        // The newest first: payments of a minute ago, then the paper.
        fixture.face.press("attentionSale0");
        QCOMPARE(wanted, fixture.attention.items()[0].id);
        fixture.face.press("attentionCheck0");
        fixture.face.fakes.backend.status.fail(checkout::BackendError::Kind::NotFound, 404);
        QVERIFY(fixture.face.textOf("attentionCheckText0").contains(QStringLiteral("does not know")));
        fixture.face.press("attentionCameOut2");
        QCOMPARE(fixture.settled, QStringList{QStringLiteral("out job")});
        QCOMPARE(fixture.attention.count(), 2);
    }

    /// A payment under way is in front, and the list waits.
    void aPaymentIsInFront()
    {
        AttentionFixture fixture;
        fixture.openWithThree();
        QTest::keyClick(&fixture.face.window, Qt::Key_Escape);
        fixture.face.toCard();
        fixture.open();
        QVERIFY(!fixture.screen->isVisible());
    }
};

QTEST_MAIN(AttentionTest)
#include "tst_attention.moc"
