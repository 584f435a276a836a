#include "world.h"

#include <algorithm>
#include <cstdio>

namespace tillwright::simulation {

namespace {

/// One run in this many has no faults at all, so that the laws are also seen to hold in peace.
constexpr int calmRunOneIn = 20;
constexpr int faultInRunPerMille = 300;
constexpr int faultInThemedRunPerMille = 100;
constexpr std::array<int, 4> perMilleChoices{10, 60, 200, 500};
/// Faults that end a process strike at every step it takes, so they have to be rarer to leave room for anything else.
constexpr int deadlyDivisor = 8;

/// Some mishaps are rare because several things have to come together; one run in so many gets them together.
constexpr int themeOneIn = 4;
struct Themed {
    Fault fault;
    int perMille;
};
using Theme = std::vector<Themed>;

const std::vector<Theme> &themes()
{
    static const std::vector<Theme> all{
        // A payment that was given up and goes through after all.
        {{Fault::CliveHearsStripeLate, 600},
         {Fault::PageStripeDelayed, 300},
         {Fault::RendererLost, 150},
         {Fault::CancelPressed, 250},
         {Fault::SameReferenceAgain, 600},
         {Fault::WebhookNeverSent, 300}},
        // A page that lies.
        {{Fault::PageMessageForged, 300},
         {Fault::PageMessageOutOfOrder, 200},
         {Fault::RendererLost, 100},
         {Fault::PageUnavailable, 300},
         {Fault::CliveHearsStripeLate, 500},
         {Fault::CancelPressed, 250},
         {Fault::SameReferenceAgain, 600},
         {Fault::CardDeclined, 200}},
        // A backend that dies at every second step.
        {{Fault::BackendCrashBeforeCommit, 40},
         {Fault::BackendCrashAfterCommit, 40},
         {Fault::StoreFull, 60},
         {Fault::StoreAnswerLost, 60},
         {Fault::KioskBackendDropped, 100}},
        // A kiosk that dies at every second step.
        {{Fault::KioskCrashBeforeSave, 60},
         {Fault::KioskCrashAfterSave, 60},
         {Fault::JournalFull, 100},
         {Fault::ReceiptNotKept, 200},
         {Fault::CliveHearsStripeLate, 300}},
        // Two kiosks that want to charge the same sale.
        {{Fault::SameReferenceElsewhere, 800},
         {Fault::KioskBackendDelayed, 150},
         {Fault::BackendCliveDelayed, 150},
         {Fault::CancelPressed, 150},
         {Fault::CustomerWalksAway, 100}},
        // A sale that never seems to begin, and is asked for again.
        {{Fault::KioskBackendDropped, 500},
         {Fault::JournalFull, 150},
         {Fault::KioskCrash, 60},
         {Fault::SameReferenceAgain, 800}},
        // Everybody pays on a phone, or tries to.
        {{Fault::LinkScanned, 400},
         {Fault::LinkSeenByAnother, 60},
         {Fault::PhoneDies, 30},
         {Fault::CardDeclined, 300},
         {Fault::ThreeDSecurePassed, 300},
         {Fault::PhoneBackendDelayed, 60},
         {Fault::CliveHearsStripeLate, 300},
         {Fault::CustomerWalksAway, 700},
         {Fault::CancelPressed, 250},
         {Fault::SameReferenceAgain, 600}},
        // Time itself.
        {{Fault::KioskClockJump, 100},
         {Fault::BackendClockJump, 100},
         {Fault::WebhookDelayed, 300},
         {Fault::WebhookReplayed, 300},
         {Fault::WebhookExpired, 300}},
    };
    return all;
}

bool isDeadly(Fault fault)
{
    switch (fault) {
    case Fault::KioskCrash:
    case Fault::KioskCrashBeforeSave:
    case Fault::KioskCrashAfterSave:
    case Fault::BackendCrash:
    case Fault::BackendCrashBeforeCommit:
    case Fault::BackendCrashAfterCommit:
    case Fault::RendererLost:
    case Fault::PhoneDies:
    case Fault::KioskClockJump:
    case Fault::BackendClockJump:
        return true;
    default:
        return false;
    }
}

} // namespace

std::string Random::uuid()
{
    char text[37];
    const auto a = next();
    const auto b = next();
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-8%03x-%012llx", static_cast<unsigned>(a >> 32U),
                  static_cast<unsigned>(a >> 16U) & 0xffffU, static_cast<unsigned>(a) & 0xfffU,
                  static_cast<unsigned>(b >> 52U), static_cast<unsigned long long>(b & 0xffffffffffffU));
    return text;
}

World::World(std::uint64_t seed, bool keepsTrace) : m_random(seed), m_trace(keepsTrace)
{
    if (m_random.between(1, calmRunOneIn) == 1)
        return;
    const bool isThemed = m_random.between(1, themeOneIn) == 1;
    const int inRunPerMille = isThemed ? faultInThemedRunPerMille : faultInRunPerMille;
    for (std::size_t i = 0; i < faultCount; ++i) {
        const bool isThere = m_random.chance(inRunPerMille);
        const auto choice = static_cast<std::size_t>(m_random.between(0, perMilleChoices.size() - 1));
        if (isThere)
            m_perMille[i] =
                std::max(1, perMilleChoices[choice] / (isDeadly(static_cast<Fault>(i)) ? deadlyDivisor : 1));
    }
    if (!isThemed)
        return;
    const auto last = static_cast<std::int64_t>(themes().size()) - 1;
    for (const auto &[fault, perMille] : themes()[static_cast<std::size_t>(m_random.between(0, last))])
        m_perMille[static_cast<std::size_t>(fault)] = perMille;
}

void World::after(Ms delayMs, std::function<void()> action)
{
    m_planned.push_back({m_nowMs + std::max<Ms>(delayMs, 0), ++m_lastNumber, std::move(action)});
    std::push_heap(m_planned.begin(), m_planned.end(), IsLater());
}

bool World::runNext()
{
    if (m_planned.empty())
        return false;
    std::pop_heap(m_planned.begin(), m_planned.end(), IsLater());
    auto next = std::move(m_planned.back());
    m_planned.pop_back();
    m_nowMs = next.atMs;
    next.action();
    return true;
}

bool World::strikes(Fault fault)
{
    const int perMille = m_perMille[static_cast<std::size_t>(fault)];
    if (!m_isStormy || perMille == 0 || !m_random.chance(perMille))
        return false;
    count(fault);
    return true;
}

void World::count(Fault fault)
{
    ++m_counts[static_cast<std::size_t>(fault)];
    note("fault", faultName(fault));
}

void World::violate(Law law, std::string what)
{
    if (m_violation)
        return;
    note("LAW", std::string(lawText(law)) + ": " + what);
    m_violation = Violation{law, std::move(what)};
}

} // namespace tillwright::simulation
