#include "terminal_fixture.h"

#include "../support/at_spi_screen.h"

#include <QMetaEnum>
#include <QSet>

using namespace tillwright;
using domain::BookingState;
using kiosk::presentation::TerminalViewModel;
using testing::accessibleTree;
using testing::exampleState;
using testing::is;
using testing::TerminalFixture;
using testing::text;
using testing::walkTimeoutMs;

namespace {

constexpr QSize portrait(1080, 1920);

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// The terminal as assistive technology meets it: over AT-SPI, on a bus of its own. (The terminal's own voice is
/// terminal.voice's.)
class AtSpiTest : public QObject, private testing::HeardScreen
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beforeThePayment();
    void whatCannotBePaid();
    void thePayment();
    void thePhone();
    void theEnds();
    void everyScreenWasHeard();

private:
    void look(const TerminalFixture &fixture, const QString &what = {})
    {
        HeardScreen::look(fixture.screen() + u' ' + what, s("Air Peace"));
        m_heard.insert(fixture.screen());
        // One thing says what the screen is about.
        const auto heading = std::find_if(m_tree.begin(), m_tree.end(), [](const QJsonObject &element) {
            return is(element, "showing") && text(element, "role") == s("heading");
        });
        QVERIFY2(heading != m_tree.end(), qPrintable(fixture.screen() + s(" has no heading")));
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        return std::any_of(m_tree.begin(), m_tree.end(), [&](const QJsonObject &element) {
            return is(element, "showing") && text(element, "name").contains(words);
        });
    }
    [[nodiscard]] bool hasButton(const char *name) const { return has(s("push button"), s(name)); }

    QSet<QString> m_heard;
};

void AtSpiTest::initTestCase()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    QTRY_VERIFY_WITH_TIMEOUT(!accessibleTree().isEmpty(), walkTimeoutMs);
}

void AtSpiTest::beforeThePayment()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    look(fixture);
    QVERIFY(hasButton("English"));
    fixture.terminal.openHelp();
    fixture.settle();
    look(fixture);
    fixture.terminal.closeHelp();
    fixture.terminal.begin();
    fixture.settle();
    fixture.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window));
    fixture.window.face().setFocus();
    fixture.settle();
    look(fixture);
    QVERIFY(focused() && text(*focused(), "role") == s("text"));
    fixture.typeReference();
    fixture.answerBooking();
    fixture.settle();
    look(fixture);
    fixture.terminal.back();
    fixture.extras.setItems(testing::exampleItems());
    fixture.toReview();
    fixture.terminal.openExtras();
    fixture.settle();
    look(fixture);
    fixture.terminal.back();
    fixture.settle();
    fixture.press(s("languageButton"));
    look(fixture, s("languages"));
    fixture.press(s("closeLanguages"));
    fixture.fakes.clock.advance(kiosk::presentation::IdleSettings{}.quietS * 1000);
    fixture.settle();
    look(fixture, s("idle"));
    fixture.walkAway();
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::Paper, true);
    fixture.settle();
    look(fixture);
}

void AtSpiTest::whatCannotBePaid()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    for (const auto state : {BookingState::Expired, BookingState::Paid, BookingState::InProgress}) {
        fixture.typeReference();
        fixture.answerBooking(state);
        fixture.settle();
        look(fixture);
        fixture.terminal.back();
    }
    fixture.typeReference();
    fixture.answerBooking(std::nullopt);
    fixture.settle();
    look(fixture);
    fixture.terminal.back();
    for (const auto kind :
         {checkout::BackendError::Kind::NotFound, checkout::BackendError::Kind::Unreachable}) {
        fixture.typeReference();
        fixture.catalogue.booking.fail(kind);
        fixture.settle();
        look(fixture);
        fixture.terminal.back();
    }
    fixture.typeReference(s("..."));
    fixture.settle();
    look(fixture);
}

void AtSpiTest::thePayment()
{
    TerminalFixture fixture;
    fixture.showAt(portrait);
    // The real page says for itself what is in it.
    fixture.page->setAccessibleName(s("Card form"));
    const auto answer = fixture.toCard();
    fixture.settle();
    look(fixture, s("card"));
    fixture.decline(answer);
    fixture.settle();
    look(fixture);
    QVERIFY(says(s("insufficient funds")));
    fixture.terminal.cancelPayment();
    fixture.settle();
    look(fixture, s("cancelling"));
    fixture.answerAbandon(answer);
    fixture.settle();
    look(fixture);
}

void AtSpiTest::thePhone()
{
    TerminalFixture fixture;
    fixture.payUrl = TerminalFixture::phoneLink;
    fixture.availability.setPhonePayment(true);
    fixture.showAt(portrait);
    fixture.toReview();
    fixture.terminal.payOnPhone();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    fixture.settle();
    look(fixture, s("phone"));
    QVERIFY(has(s("graphic"), s("QR code that opens the payment on your phone")));
}

void AtSpiTest::theEnds()
{
    {
        TerminalFixture fixture;
        fixture.showAt(portrait);
        const auto answer = fixture.toVerifying();
        fixture.settle();
        look(fixture);
        fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        fixture.fakes.receipts.finish();
        fixture.settle();
        look(fixture);
        QVERIFY(says(s("Paid")));
    }
    TerminalFixture fixture;
    fixture.showAt(portrait);
    fixture.toUnresolved();
    fixture.settle();
    look(fixture);
}

/// Whoever adds a screen lets it be heard above.
void AtSpiTest::everyScreenWasHeard()
{
    const auto screens = QMetaEnum::fromType<TerminalViewModel::Screen>();
    QVERIFY(screens.keyCount() > 10);
    for (int i = 0; i < screens.keyCount(); ++i) {
        QString name = QString::fromLatin1(screens.key(i));
        name[0] = name[0].toLower();
        QVERIFY2(m_heard.contains(name), qPrintable(name));
    }
}

QTEST_MAIN(AtSpiTest)
#include "tst_at_spi.moc"
