#include "kiosk/support_bundle/masker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk::support_bundle;

/// What is taken out of a text, and what has to stay in it.
class TestMasker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsGo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char *name, const char *text, const char *masked) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(masked);
        };
        row("client secret", "got pi_3Abc_secret_XyZ9, well", "got pi_3Abc_secret_[removed], well");
        row("signing secret", "whsec_ab+c/12=", "whsec_[removed]");
        row("Stripe's key", "sk_live_51H8x and rk_test_9", "sk_live_[removed] and rk_test_[removed]");
        row("bearer", "Authorization: Bearer abc.def-1", "Authorization: Bearer [removed]");
        row("by its name", R"({"client_secret":"x1","token": "y2"})",
            R"({"client_secret":"[removed]","token": "[removed]"})");
        row("pay link", "https://b.example/pay/AbCd_efGH-1234567890?x", "https://b.example/pay/[removed]?x");
        row("device token", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "[removed]");
        row("PIN", "wrong PIN 4071 and pin: 123456", "wrong PIN [removed] and pin: [removed]");
        row("card", "4242424242424242", "[card number]");
        row("card in groups", "4000 0566-5566 5556.", "[card number].");
        row("American Express", "no 378282246310005!", "no [card number]!");
        row("in JSON", R"("card":"5555555555554444")", R"("card":"[card number]")");
        row("e-mail", "to buyer.name+x@mail.example.com: no", "to b***@***.com: no");
        row("e-mail, abroad", "ügyfél@példa.hu", "ü***@***.hu");
        row("known", "the word is tell-nobody", "the word is [removed]");
    }
    void secretsGo()
    {
        QFETCH(QString, text);
        const Masker masker({domain::Secret("tell-nobody"), domain::Secret()});
        QTEST(masker.mask(text), "masked");
        // Once is enough.
        QCOMPARE(masker.mask(masker.mask(text)), masker.mask(text));
    }

    void theRestStays_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"sale EZ12345 Paid receipt_made", "clv_tx_01HZX5 and pi_3Abc", "2026-11-24T09:00:00.000Z",
              "750.00 USD, 75000 minor", "4242424242424241 is no card: its check digit is wrong",
              "pk_test_51Hx is for everybody", "pinned at 12345",
              "request 5f0c6c39-2e0d-4a39-9f65-3ec1cc2f86de", "token_file = \"/etc/tillwright/token\"",
              "user@host"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void theRestStays()
    {
        QFETCH(QString, text);
        QCOMPARE(Masker().mask(text), text);
    }

    void aShortSecretDoesNotEatWords()
    {
        QCOMPARE(Masker({domain::Secret("a")}).mask(u"a sale"_s), u"a sale"_s);
    }

    void emails()
    {
        QCOMPARE(maskedEmail(u"buyer@example.com"_s), u"b***@***.com"_s);
        QCOMPARE(maskedEmail({}), QString());
        QCOMPARE(maskedEmail(u"nonsense"_s), u"[removed]"_s);
    }
};

QTEST_GUILESS_MAIN(TestMasker)
#include "tst_masker.moc"
