#include "kiosk/autopilot/autopilot.h"

#include "domain/money.h"
#include "kiosk/autopilot/hands.h"
#include "kiosk/autopilot/page_selectors.h"
#include "kiosk/autopilot/sale_typist.h"
#include "kiosk/autopilot/widget_input.h"
#include "kiosk/autopilot/window_pictures.h"
#include "kiosk/presentation/checkout_view_model.h"

#include <QAbstractButton>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QWebEngineView>
#include <csignal>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcAutopilot, "tillwright.autopilot")

constexpr int lookEveryMs = 30;
constexpr int paintMs = 250;
// A step that takes longer is stuck; the longest is Clive's word, with its budget of a minute.
constexpr qint64 stepLimitMs = 150'000;

void writeJson(const QDir &folder, const QString &name, const QJsonObject &object)
{
    QSaveFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(object).toJson());
        file.commit();
    }
}

} // namespace

Autopilot::Autopilot(Scenario scenario, AutopilotHost host, QObject *parent)
    : QObject(parent), m_scenario(std::move(scenario)), m_host(std::move(host)),
      m_probe(m_host.page, m_scenario.typesByTouch ? Pointer::Finger : Pointer::Mouse),
      m_touchTypist(m_host.window, m_probe), m_processFaults(m_scenario.faults),
      m_rendererFaults(m_scenario.faults, m_host.page), m_signIn(m_host.operatorId, m_host.pin),
      m_traveller(m_host.window, m_scenario.typesByTouch)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Autopilot::tick);
    connect(m_host.sale, &presentation::CheckoutViewModel::timelineEvent, this, &Autopilot::note);
    connect(&m_rendererFaults, &RendererFaults::struck, this, &Autopilot::noteOwn);
    connect(&m_paper, &PaperWatch::seen, this, [this] { noteOwn(u"screen:receipt"_s); });
    connect(m_host.sale, &presentation::CheckoutViewModel::alarmRaised, this,
            [this](const QString &text) { note(u"alarm:"_s + text); });
}

Autopilot::~Autopilot() = default;

void Autopilot::start()
{
    m_receiptsBefore = receiptNumbers();
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_sinceStart.start();
    m_sinceNote.start();
    m_timeline = {};
    m_cliveTxId.clear();
    m_lastState.clear();
    m_cardIndex = m_failures = m_failuresAnswered = 0;
    m_refusedByForm = m_challengeAnswered = m_awaitsLoss = false;
    m_rendererFaults.arm();
    m_paper.stop();
    m_busy = true;
    // As a cashier goes on: what was rung up goes with the sale that was charged, and nobody has to allow it.
    if (auto *button = m_host.window->findChild<QAbstractButton *>(u"newSaleButton"_s);
        button && button->isVisible())
        clickWidget(button);
    m_host.sale->dismiss(); // where there is one that has ended
    // A sale that is open already was taken up from the journal: it is played to its end.
    nextStep(m_host.sale->stateName() == "Idle"_L1 ? Step::FillSale : Step::Wait);
    m_host.sandbox->setFaults(sandboxFaults(m_scenario), [this](const tl::expected<void, QString> &done) {
        m_busy = false;
        done ? m_timer.start() : finishWith(done.error());
    });
}

void Autopilot::nextStep(Step step)
{
    m_step = step;
    m_sinceStep.start();
}

void Autopilot::note(const QString &event)
{
    m_sinceNote.start();
    m_timeline.append(QJsonObject{{u"t_ms"_s, m_sinceStart.elapsed()}, {u"event"_s, event}});
    if (event.startsWith("page:failed"_L1))
        ++m_failures;
    if (event.startsWith("state:"_L1)) {
        // A payment of unknown outcome that turned out to be open was not declined: the same card again.
        if (event == "state:AwaitingPayment"_L1 && m_lastState == "state:Verifying"_L1)
            m_failuresAnswered = m_failures;
        m_lastState = event;
    }
    m_pageIsWarm = m_pageIsWarm || event.startsWith("page:pageReady"_L1);
    if (event.startsWith("page:lost"_L1) || event.startsWith("page:pageReady"_L1)) {
        // What was being looked for on the page before has gone with it, lost or no longer needed.
        m_probe.forget();
        m_busy = m_awaitsLoss = false;
    }
    if (event.startsWith("receipt:"_L1))
        m_paper.start(m_host.window);
    if (event == "state:Confirming"_L1) {
        m_challengeAnswered = false;
        m_awaitsLoss = m_rendererFaults.strike(Moment::Confirming);
    }
    if (event == "state:Paid"_L1 || event == "state:NotPaid"_L1 || event == "state:Unresolved"_L1) {
        // The page is not needed any more: whether it still lives will not be told.
        m_probe.forget();
        m_busy = m_awaitsLoss = false;
    }
    m_processFaults.happen(event);
    m_rendererFaults.strikeAt(event);
}

void Autopilot::noteOwn(const QString &event)
{
    qCInfo(lcAutopilot).noquote() << event;
    note(event);
}

void Autopilot::tick()
{
    if (!m_host.sale->cliveId().isEmpty())
        m_cliveTxId = m_host.sale->cliveId();
    if (m_busy && !m_awaitsLoss)
        return;
    if (m_step == Step::Hands)
        return; // They have a limit of their own.
    if (m_sinceStep.elapsed() > stepLimitMs) {
        finishWith(
            u"nothing moved for %1 s in state %2"_s.arg(stepLimitMs / 1000).arg(m_host.sale->stateName()));
        return;
    }
    if (m_awaitsLoss || m_signIn.signsIn(m_host.window))
        return;
    switch (m_step) {
    case Step::FillSale:
        fillSale();
        break;
    case Step::Charge:
        charge();
        break;
    case Step::TypeCard:
        typeCard();
        break;
    case Step::Pay:
        pay();
        break;
    case Step::Wait:
        watchOutcome();
        break;
    case Step::Cancel:
        if (press(u"cancelButton"_s))
            nextStep(Step::Wait);
        break;
    case Step::CloseShift:
        if (m_shiftKeys.closes(m_host.window)) {
            screenshot(u"shift"_s);
            finish();
        }
        break;
    case Step::Collect:
    case Step::Hands:
    case Step::Done:
        break;
    }
}

void Autopilot::fillSale()
{
    const auto filled = m_scenario.isAtTerminal() ? m_traveller.fill(m_scenario)
                                                  : SaleTypist(m_host.window).fill(m_scenario, m_run);
    if (!filled)
        finishWith(filled.error());
    else if (*filled)
        nextStep(Step::Charge);
}

void Autopilot::charge()
{
    const QString button = m_scenario.isAtTerminal() ? u"payButton"_s : u"chargeButton"_s;
    if (!isThere(button) || !isPainted())
        return;
    screenshot(u"sale"_s);
    // Timed runs press as a cashier does, who takes longer to type a sale than the page to warm up.
    if (m_host.repeat > 1 && !m_pageIsWarm)
        return;
    // A person would read the same in the status strip.
    if (!m_host.sale->isReady())
        return;
    m_pageIsWarm = false;
    noteOwn(u"press:charge"_s);
    press(button);
    if (m_host.sale->stateName() == "Idle"_L1) {
        m_refusedByForm = true;
        screenshot(u"sale-refused"_s);
        collect();
        return;
    }
    nextStep(Step::Wait);
}

void Autopilot::typeCard()
{
    if (m_host.sale->stateName() != "AwaitingPayment"_L1) {
        nextStep(Step::Wait);
        return;
    }
    // The terminal has a screen between two cards.
    if (m_scenario.isAtTerminal() && m_traveller.press(u"anotherCardButton"_s))
        return;
    typeField(0);
}

bool Autopilot::isThere(const QString &button) const
{
    if (m_scenario.isAtTerminal())
        return m_traveller.find(button) != nullptr;
    const auto *found = m_host.window->findChild<QAbstractButton *>(button);
    return found && found->isVisible() && found->isEnabled();
}

bool Autopilot::press(const QString &button)
{
    if (!isThere(button))
        return false;
    if (m_scenario.isAtTerminal())
        return m_traveller.press(button);
    clickWidget(m_host.window->findChild<QAbstractButton *>(button));
    return true;
}

void Autopilot::typeField(int index)
{
    if (index == int(std::size(cardFields))) {
        nextStep(Step::Pay);
        return;
    }
    m_busy = true;
    const auto &field = cardFields[index];
    if (m_scenario.typesByTouch) {
        m_touchTypist.type(QString::fromLatin1(field.selector), m_scenario.pay.at(m_cardIndex).*field.text,
                           [this, index](bool isTyped) {
                               m_busy = false;
                               if (isTyped)
                                   typeField(index + 1);
                           });
        return;
    }
    m_probe.locate(QString::fromLatin1(field.selector),
                   [this, index](const std::optional<PageElement> &found) {
                       m_busy = false;
                       if (!found)
                           return; // not there yet: the next tick begins again
                       if (found->focused) {
                           m_probe.replaceText(m_scenario.pay.at(m_cardIndex).*cardFields[index].text);
                           typeField(index + 1);
                           return;
                       }
                       m_probe.press(*found);
                       // Looked for again, because a keyboard that it brings to the screen moves everything.
                       m_busy = true;
                       QTimer::singleShot(lookEveryMs, this, [this, index] { typeField(index); });
                   });
}

void Autopilot::pay()
{
    if (m_host.sale->stateName() != "AwaitingPayment"_L1) {
        nextStep(Step::Wait);
        return;
    }
    if (!isPainted())
        return;
    if (m_rendererFaults.strike(Moment::Typed)) {
        m_awaitsLoss = true;
        nextStep(Step::Wait);
        return;
    }
    m_busy = true;
    m_probe.locate(QString::fromLatin1(payButton), [this](const std::optional<PageElement> &found) {
        m_busy = false;
        if (!found || found->disabled)
            return;
        screenshot(u"payment-%1"_s.arg(m_cardIndex + 1));
        m_failuresAnswered = m_failures;
        if (!m_touchTypist.press(*found))
            return;
        noteOwn(u"press:pay"_s);
        nextStep(Step::Wait);
    });
}

void Autopilot::watchOutcome()
{
    const QString state = m_host.sale->stateName();
    if (m_paper.isWaiting() || m_host.sale->isReceiptOnItsWay())
        return;
    if (state == "Paid"_L1 || state == "NotPaid"_L1 || state == "Refused"_L1 || state == "Unresolved"_L1) {
        if (isPainted())
            collect();
    } else if (state == "Confirming"_L1) {
        if (!m_challengeAnswered)
            answerChallenge();
    } else if (state == "AwaitingPayment"_L1) {
        const bool justPressed = !m_timeline.isEmpty()
            && m_timeline.last().toObject().value("event"_L1).toString() == "press:pay"_L1;
        if (justPressed)
            return; // elements.submit() is under way
        if (!isPainted())
            return;
        if (m_failures > m_failuresAnswered) {
            // Stripe said no for certain: the next card, on the same intent.
            m_failuresAnswered = m_failures;
            ++m_cardIndex;
            screenshot(u"declined-%1"_s.arg(m_cardIndex));
        }
        nextStep(m_cardIndex < m_scenario.pay.size() ? Step::TypeCard : Step::Cancel);
    }
}

void Autopilot::answerChallenge()
{
    if (m_cardIndex >= m_scenario.pay.size())
        return;
    m_busy = true;
    const auto selector = challengeSelector(m_scenario.pay.at(m_cardIndex).challenge);
    m_probe.locate(selector, [this](const std::optional<PageElement> &found) {
        m_busy = false;
        if (!found || found->disabled)
            return;
        screenshot(u"challenge"_s);
        m_challengeAnswered = true;
        noteOwn(u"press:challenge"_s);
        m_probe.press(*found);
    });
}

QString Autopilot::outcome() const
{
    static const QMap<QString, QString> words{{u"Paid"_s, u"paid"_s},
                                              {u"NotPaid"_s, u"not_paid"_s},
                                              {u"Refused"_s, u"refused"_s},
                                              {u"Unresolved"_s, u"unresolved"_s}};
    if (m_refusedByForm)
        return u"refused"_s;
    return words.value(m_host.sale->stateName(), u"stuck"_s);
}

QStringList Autopilot::receiptNumbers() const
{
    return m_host.receipts.entryList({u"receipt-*.txt"_s}, QDir::Files, QDir::Name);
}

void Autopilot::collect()
{
    nextStep(Step::Collect);
    const QString ended = outcome();
    if (!m_refusedByForm)
        screenshot(u"result"_s);
    m_host.sandbox->fetchState([this, ended](const tl::expected<QJsonObject, QString> &state) {
        if (!state) {
            finishWith(state.error());
            return;
        }
        int charges = 0;
        QJsonValue finalAtMs;
        for (const auto &item : state->value("transactions"_L1).toArray()) {
            const auto transaction = item.toObject();
            // By reference, so that a second transaction for the same sale would be counted too.
            if (transaction.value("reference"_L1).toString() == m_host.sale->reference()
                && !m_host.sale->reference().isEmpty())
                charges += int(transaction.value("charges"_L1).toArray().size());
            if (transaction.value("clive_tx_id"_L1).toString() == m_cliveTxId && !m_cliveTxId.isEmpty())
                finalAtMs = transaction.value("final_at_ms"_L1);
        }
        QStringList fresh;
        for (const auto &name : receiptNumbers()) {
            if (!m_receiptsBefore.contains(name))
                fresh.append(name);
        }
        for (const auto &name : fresh) {
            for (const auto &suffix : {u".pdf"_s, u".txt"_s, u".escpos"_s}) {
                const QString base = name.chopped(4);
                QFile::remove(m_host.artifacts.filePath(u"receipt"_s + suffix));
                QFile::copy(m_host.receipts.filePath(base + suffix),
                            m_host.artifacts.filePath(u"receipt"_s + suffix));
            }
        }
        QJsonObject result{{u"name"_s, m_scenario.name},
                           {u"outcome"_s, ended},
                           {u"clive_tx_id"_s, m_cliveTxId},
                           {u"reference"_s, m_scenario.reference},
                           {u"charges"_s, charges},
                           {u"receipts"_s, fresh.size()},
                           {u"started_at"_s, m_startedAt.toString(Qt::ISODateWithMs)},
                           {u"timeline"_s, m_timeline}};
        if (!m_host.sale->reference().isEmpty())
            result.insert(u"reference"_s, m_host.sale->reference());
        const auto currency = domain::Currency::parse(m_scenario.currency.toStdString());
        const auto amount =
            domain::parseMoney(m_scenario.amount.toStdString(), currency.value_or(domain::Currency::usd()));
        result.insert(u"amount_minor"_s, amount ? QJsonValue(qint64(amount->minor)) : QJsonValue());
        result.insert(u"currency"_s, m_scenario.currency);
        // When Clive's transaction was final, in Unix milliseconds, for those who measure (docs/performance.md).
        if (finalAtMs.isDouble())
            result.insert(u"final_at_ms"_s, finalAtMs);
        m_scenario.hands.isEmpty() ? playAgainOrFinish(result) : playHands(result);
    });
}

void Autopilot::playHands(const QJsonObject &result)
{
    nextStep(Step::Hands);
    m_hands = std::make_unique<Hands>(HandSteps{m_scenario.hands}, m_host);
    // Queued, because it is the hands that call.
    connect(
        m_hands.get(), &Hands::ended, this,
        [this, result](const QJsonObject &done) {
            m_hands.reset();
            playAgainOrFinish(result, done.value("problem"_L1).toString());
        },
        Qt::QueuedConnection);
    m_hands->start();
}

void Autopilot::playAgainOrFinish(QJsonObject result, const QString &handsProblem)
{
    auto problems = differences(m_scenario.expect, result);
    if (!handsProblem.isEmpty())
        problems.append(handsProblem);
    result.insert(u"passed"_s, problems.isEmpty());
    result.insert(u"problems"_s, QJsonArray::fromStringList(problems));
    if (!problems.isEmpty())
        ++m_failedRuns;
    writeJson(m_host.artifacts, u"result.json"_s, result);
    Q_EMIT ended(result);
    if (m_host.repeat > 1)
        m_results.append(result);
    if (++m_run < m_host.repeat) {
        m_timer.stop();
        start();
        return;
    }
    if (m_host.repeat > 1)
        writeJson(m_host.artifacts, u"results.json"_s, {{u"results"_s, m_results}});
    nextStep(m_scenario.closesShift ? Step::CloseShift : Step::Done);
    if (m_step == Step::Done)
        finish();
}

void Autopilot::finish()
{
    m_timer.stop();
    nextStep(Step::Done);
    Q_EMIT finished(m_failedRuns == 0 ? 0 : 1);
}

void Autopilot::finishWith(const QString &problem)
{
    if (m_step == Step::Done)
        return;
    m_timer.stop();
    screenshot(u"problem"_s);
    const QJsonObject result{{u"name"_s, m_scenario.name},         {u"outcome"_s, outcome()},
                             {u"clive_tx_id"_s, m_cliveTxId},      {u"passed"_s, false},
                             {u"problems"_s, QJsonArray{problem}}, {u"timeline"_s, m_timeline}};
    writeJson(m_host.artifacts, u"result.json"_s, result);
    Q_EMIT ended(result);
    nextStep(Step::Done);
    Q_EMIT finished(1);
}

bool Autopilot::isPainted() const
{
    // A picture shows what has been painted, not what has been typed; timed runs take none.
    return !m_host.takesPictures || (m_sinceStep.elapsed() >= paintMs && m_sinceNote.elapsed() >= paintMs);
}

void Autopilot::screenshot(const QString &name)
{
    if (!m_host.takesPictures)
        return;
    savePictures(*m_host.window, m_host.artifacts, name);
}

} // namespace tillwright::kiosk::autopilot
