#include "sandbox/stripe/test_cards.h"

#include <QtTest>

using namespace tillwright::sandbox;

namespace {

constexpr YearAndMonth today{2026, 11};

CardVerdict judge(const std::string &number, const std::string &month = "12", const std::string &year = "34",
                  const std::string &cvc = "123")
{
    return judgeCard({number, month, year, cvc}, today);
}

} // namespace

class TestTestCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCardDoesWhatStripeSays_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<bool>("challenged");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("declineCode");
        QTest::addColumn<QString>("message");
        const QString declined = QStringLiteral("Your card has been declined.");
        const QString poor = QStringLiteral("Your card has insufficient funds. Try a different card.");
        const auto row = [](const char *number, bool challenged, const char *code, const char *declineCode,
                            const QString &message) {
            QTest::newRow(number) << QString::fromLatin1(number) << challenged << QString::fromLatin1(code)
                                  << QString::fromLatin1(declineCode) << message;
        };
        for (const auto *number : {"4242424242424242", "5555555555554444", "378282246310005"})
            row(number, false, "", "", {});
        for (const auto *number : {"4000002500003155", "4000002760003184", "4000000000003220"})
            row(number, true, "", "", {});
        row("4000000000000002", false, "card_declined", "generic_decline", declined);
        row("4000000000009995", false, "card_declined", "insufficient_funds", poor);
        row("4000000000009987", false, "card_declined", "lost_card", declined);
        row("4000000000009979", false, "card_declined", "stolen_card", declined);
        row("4000000000000069", false, "expired_card", "expired_card",
            QStringLiteral("Your card has expired. Try a different card."));
        row("4000000000000127", false, "incorrect_cvc", "incorrect_cvc",
            QStringLiteral("Your card's security code is incorrect."));
        row("4000000000000119", false, "processing_error", "processing_error",
            QStringLiteral("An error occurred while processing your card. Try again in a little bit."));
        row("4000000000006975", false, "card_declined", "card_velocity_exceeded",
            QStringLiteral(
                "Your card was declined for making repeated attempts too frequently or exceeding its amount "
                "limit."));
        row("4000008400001629", true, "card_declined", "generic_decline", declined);
        row("4000008260003178", true, "card_declined", "insufficient_funds", poor);
        row("4000008400001280", false, "card_declined", "generic_decline", declined);
        row("4242424242424241", false, "incorrect_number", "",
            QStringLiteral("Your card number is incorrect."));
        row("4539578763621486", false, "card_declined", "test_mode_live_card",
            QStringLiteral(
                "Your card was declined. Your request was in test mode, but used a non test card. For a list "
                "of valid test cards, visit: https://stripe.com/docs/testing."));
    }

    void eachCardDoesWhatStripeSays()
    {
        QFETCH(QString, number);
        QFETCH(bool, challenged);
        QFETCH(QString, code);
        QFETCH(QString, declineCode);
        QFETCH(QString, message);
        const auto verdict = judge(number.toStdString());
        QCOMPARE(verdict.isChallenged, challenged);
        const auto error = verdict.error.value_or(CardError{});
        QCOMPARE(QString::fromStdString(error.code), code);
        QCOMPARE(QString::fromStdString(error.declineCode), declineCode);
        QCOMPARE(QString::fromStdString(error.message), message);
        QCOMPARE(error.isInput, code == QLatin1String("incorrect_number"));
        QCOMPARE(QString::fromStdString(verdict.lastFour), number.right(4));
    }

    void impossibleDetailsAreInputErrors_data()
    {
        QTest::addColumn<QStringList>("card");
        QTest::addColumn<QString>("code");
        const QString good = QStringLiteral("4242424242424242");
        QTest::newRow("letters") << QStringList{"4242abcd42424242", "12", "34", "123"} << "invalid_number";
        QTest::newRow("short") << QStringList{"42424242", "12", "34", "123"} << "invalid_number";
        QTest::newRow("none") << QStringList{"", "12", "34", "123"} << "invalid_number";
        QTest::newRow("month 13") << QStringList{good, "13", "34", "123"} << "invalid_expiry_month";
        QTest::newRow("no month") << QStringList{good, "", "34", "123"} << "invalid_expiry_month";
        QTest::newRow("last month") << QStringList{good, "10", "26", "123"} << "invalid_expiry_month";
        QTest::newRow("last year") << QStringList{good, "12", "25", "123"} << "invalid_expiry_year";
        QTest::newRow("four digits, past") << QStringList{good, "12", "2025", "123"} << "invalid_expiry_year";
        QTest::newRow("far year") << QStringList{good, "12", "99", "123"} << "invalid_expiry_year";
        QTest::newRow("short code") << QStringList{good, "12", "34", "12"} << "invalid_cvc";
        QTest::newRow("long code") << QStringList{good, "12", "34", "1234"} << "invalid_cvc";
    }

    void impossibleDetailsAreInputErrors()
    {
        QFETCH(QStringList, card);
        QFETCH(QString, code);
        const auto verdict =
            judge(card[0].toStdString(), card[1].toStdString(), card[2].toStdString(), card[3].toStdString());
        QVERIFY(verdict.error);
        QVERIFY(verdict.error->isInput);
        QCOMPARE(QString::fromStdString(verdict.error->code), code);
    }

    void thisMonthAndFourDigitCodesAreFine()
    {
        QVERIFY(!judge("4242424242424242", "11", "26").error);
        QVERIFY(!judge("378282246310005", "11", "2030", "1234").error);
        QCOMPARE(judge("378282246310005").brand, std::string("amex"));
        QCOMPARE(judge("4242424242424242", "1", "30").expYear, 2030);
    }
};

QTEST_GUILESS_MAIN(TestTestCards)
#include "tst_test_cards.moc"
