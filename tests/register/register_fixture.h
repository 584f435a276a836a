#pragma once

#include "../support/fake_ports.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/receipt/receipt_store.h"
#include "kiosk/register/register_window.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tillwright::testing {

/// The real window over the real desk, and receipts on a real disk; backend, payment page, journal and time are the
/// fakes.
class RegisterFixture
{
public:
    explicit RegisterFixture(kiosk::register_face::Scheme scheme = kiosk::register_face::Scheme::Light,
                             const QString &defaultEmail = {})
        : store(storeOptions(directory.path()), fakes.clock),
          desk({fakes.backend, fakes.page, fakes.journal, store, fakes.clock, fakes.random}, {}),
          checkout(desk, fakes.clock),
          form(desk, fakes.clock, fakes.random,
               {domain::Currency::usd(), QStringLiteral("ECHEZONA* AIRPEACE"), {}, defaultEmail}),
          page(new QFrame), window(checkout, form, page, receiptView(),
                                   {true,
                                    QStringLiteral("register-1"),
                                    QStringLiteral("0.1.0"),
                                    {QStringLiteral("108.0.5359.94"), 130, true}},
                                   scheme)
    {
        page->setObjectName(QStringLiteral("fakePage"));
        page->setFocusPolicy(Qt::StrongFocus);
    }

    void showActive()
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    /// The object name of the screen that is shown.
    QString screen() const
    {
        for (const char *name : {"saleScreen", "paymentScreen", "resultScreen"}) {
            if (find(name)->isVisible())
                return QLatin1String(name);
        }
        return {};
    }
    template<typename Widget = QWidget> Widget *find(const char *objectName) const
    {
        auto *widget = window.findChild<Widget *>(QLatin1String(objectName));
        if (!widget)
            qFatal("there is no %s", objectName);
        return widget;
    }
    QString textOf(const char *objectName) const { return find<QLabel>(objectName)->text(); }
    void press(const char *objectName) { QTest::mouseClick(find<QPushButton>(objectName), Qt::LeftButton); }

    /// Types a sale and charges it.
    void charge(const QString &reference = QStringLiteral("EZ12345"))
    {
        form.setAmount(QStringLiteral("750.00"));
        form.setEmail(QStringLiteral("buyer@example.com"));
        form.setReference(reference);
        press("chargeButton");
    }
    contract::CheckoutAnswer answerCreate()
    {
        const auto answer = exampleAnswer(fakes.backend.create.asked.back().sale,
                                          "clv_tx_" + std::to_string(fakes.backend.create.asked.size()));
        fakes.backend.create.answer(answer);
        return answer;
    }
    /// The backend notes that the kiosk walked away; Clive knows no cancelling, its status stays as it was.
    void answerAbandon(const contract::CheckoutAnswer &answer)
    {
        auto state = exampleState(answer, domain::PaymentStatus::Kind::Pending);
        state.abandoned = true;
        fakes.backend.abandon.answer(state);
    }
    /// As toCard(), and the customer may pay on their own phone as well.
    contract::CheckoutAnswer toCardOrPhone()
    {
        charge();
        auto answer = exampleAnswer(fakes.backend.create.asked.back().sale, "clv_tx_1");
        answer.payUrl = domain::Secret(phoneLink);
        fakes.backend.create.answer(answer);
        showElement(answer);
        return answer;
    }
    /// The backend tells what the phone does, to the question that is held.
    void tellPhone(const contract::CheckoutAnswer &answer, domain::PhoneStage stage,
                   domain::PaymentStatus status = domain::PaymentStatus::Kind::Pending)
    {
        auto state = exampleState(answer, std::move(status), ++phoneVersion);
        state.phone = stage;
        fakes.backend.status.answerLatest(state);
    }
    void showElement(const contract::CheckoutAnswer &answer)
    {
        fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
        fakes.page.say(contract::page::IntentSeen{answer.cliveTxId, answer.amount.minor,
                                                  answer.amount.currency.code(), "requires_payment_method"});
    }
    /// Up to a customer who can type.
    contract::CheckoutAnswer toCard()
    {
        charge();
        const auto answer = answerCreate();
        showElement(answer);
        return answer;
    }
    contract::CheckoutAnswer toVerifying()
    {
        const auto answer = toCard();
        fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        return answer;
    }
    contract::CheckoutAnswer toPaid()
    {
        const auto answer = toVerifying();
        fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        return answer;
    }
    /// The backend never knows, until the budget is spent.
    contract::CheckoutAnswer toUnresolved()
    {
        const auto answer = toVerifying();
        for (int i = 0; i < 1000 && checkout.stateName() == QStringLiteral("Verifying"); ++i) {
            if (fakes.backend.status.waiting() > 0)
                fakes.backend.status.answerLatest(
                    exampleState(answer, domain::PaymentStatus::Kind::Processing));
            fakes.clock.advance(1000);
        }
        return answer;
    }

    inline static const std::string phoneLink =
        "https://pay.example.com/pay/fl4jGq3vT0nYb8cKd2mWx5zRhU7sEoIa9pQJtLNVXBg";
    std::int64_t phoneVersion = 1;
    QTemporaryDir directory;
    FakePorts fakes;
    kiosk::receipt::ReceiptStore store;
    checkout::CheckoutDesk desk;
    kiosk::presentation::CheckoutViewModel checkout;
    kiosk::presentation::SaleFormViewModel form;
    /// How often the paper was asked for once more.
    int printedAgain = 0;
    QFrame *page; ///< stands in for the payment page; belongs to the window
    kiosk::register_face::RegisterWindow window;

private:
    static kiosk::receipt::ReceiptStoreOptions storeOptions(const QString &directory)
    {
        kiosk::receipt::ReceiptStoreOptions options;
        options.directory = directory;
        options.merchant = {QStringLiteral("Echezona Travel"),
                            {QStringLiteral("Terminal 2, Departures"), QStringLiteral("Lagos")},
                            QStringLiteral("register-1"),
                            QStringLiteral("ECHEZONA"),
                            QTimeZone::utc()};
        return options;
    }
    kiosk::register_face::ReceiptView receiptView()
    {
        return {[this](int widthPx) { return store.picture(desk.state(), widthPx); },
                [this] { return store.pdfPath(desk.state()); }, [this] { ++printedAgain; }};
    }
};

} // namespace tillwright::testing
