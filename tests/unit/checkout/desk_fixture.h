#pragma once

#include "checkout/transition.h"

#include "../../support/fake_ports.h"

#include <QString>
#include <QStringList>
#include <memory>

/// A desk over the fake ports, with the steps that most sales share.
namespace tillwright::testing {

class RecordingObserver : public checkout::DeskObserver
{
public:
    QStringList states;
    std::vector<std::string> alarms;
    QStringList timelineEntries;
    int backgroundChanges = 0;

    void stateChanged(const checkout::State &state) override
    {
        const auto name = checkout::stateName(state);
        const auto word = QString::fromUtf8(name.data(), qsizetype(name.size()));
        if (states.isEmpty() || states.back() != word)
            states.append(word);
    }
    void backgroundChanged() override { ++backgroundChanges; }
    void alarm(const std::string &text) override { alarms.push_back(text); }
    void timeline(const std::string &event) override
    {
        timelineEntries.append(QString::fromStdString(event));
    }
};

struct DeskFixture {
    FakePorts fakes;
    RecordingObserver observer;
    std::unique_ptr<checkout::CheckoutDesk> desk;

    explicit DeskFixture(bool resumeAwaiting = true) { open(resumeAwaiting); }

    void open(bool resumeAwaiting = true)
    {
        checkout::DeskOptions options;
        options.resumeAwaiting = resumeAwaiting;
        desk = std::make_unique<checkout::CheckoutDesk>(fakes.ports(), options);
        desk->setObserver(&observer);
    }
    /// A power loss: timers, requests and the page are gone, only the journal stays.
    void restart(bool resumeAwaiting = true)
    {
        desk.reset();
        fakes.backend = {};
        fakes.page = {};
        fakes.receipts.finish(); // to nobody
        observer = {};
        open(resumeAwaiting);
        static_cast<void>(desk->recover());
    }

    [[nodiscard]] QString state() const
    {
        const auto name = checkout::stateName(desk->state());
        return QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    [[nodiscard]] QStringList background() const
    {
        QStringList words;
        for (const auto &each : desk->background())
            words.append(QString::fromUtf8(checkout::stateName(each).data(),
                                           qsizetype(checkout::stateName(each).size())));
        return words;
    }
    template<typename T> [[nodiscard]] const T &as() const { return std::get<T>(desk->state()); }
    /// The phase of the last row that was written, or of the only row.
    [[nodiscard]] QString journal() const
    {
        const auto word = checkout::phaseWord(fakes.journal.records.back().phase);
        return QString::fromUtf8(word.data(), qsizetype(word.size()));
    }

    // The steps of a sale.
    bool start(const domain::Sale &sale = exampleSale()) { return desk->start(sale).has_value(); }
    void created(const std::string &cliveTxId = "clv_1", const domain::Sale &sale = exampleSale())
    {
        checkout = exampleAnswer(sale, cliveTxId);
        fakes.backend.create.answer(checkout);
    }
    bool intentSeen()
    {
        return fakes.page.say(contract::page::IntentSeen{checkout.cliveTxId, checkout.amount.minor,
                                                         checkout.amount.currency.code(),
                                                         "requires_payment_method"});
    }
    bool pay() { return fakes.page.say(contract::page::Confirming{checkout.cliveTxId}); }
    bool confirmed() { return fakes.page.say(contract::page::Confirmed{checkout.cliveTxId, "succeeded"}); }
    bool declined(const std::string &declineCode = "insufficient_funds")
    {
        return fakes.page.say(contract::page::Failed{checkout.cliveTxId, "card_error", "card_declined",
                                                     declineCode, "Your card has insufficient funds."});
    }
    [[nodiscard]] contract::CheckoutState status(domain::PaymentStatus word) const
    {
        return exampleState(checkout, std::move(word));
    }
    /// Clive's word; should it make a receipt, that is written as well.
    void tell(domain::PaymentStatus word)
    {
        fakes.backend.status.answerLatest(status(std::move(word)));
        fakes.receipts.finish();
    }

    /// Up to the Payment Element with Pay pressable.
    void untilPayable()
    {
        start();
        created();
        fakes.page.say(contract::page::ElementReady{checkout.cliveTxId});
        intentSeen();
    }
    void untilConfirming()
    {
        untilPayable();
        pay();
    }
    void untilVerifying()
    {
        untilConfirming();
        confirmed();
    }
    /// The budget runs out while Clive says nothing final.
    void untilUnresolved()
    {
        untilVerifying();
        fakes.clock.advance(checkout::verifyBudgetMs);
    }

    contract::CheckoutAnswer checkout;
};

} // namespace tillwright::testing
