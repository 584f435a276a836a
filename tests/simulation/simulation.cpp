#include "simulation.h"

#include "shop.h"

#include <array>
#include <cstdio>

namespace tillwright::simulation {

namespace {

constexpr Ms stormMinMs = 60'000;
constexpr Ms stormMaxMs = 900'000;
constexpr Ms weatherMinMs = 1'000;
constexpr Ms weatherMaxMs = 9'000;
constexpr Ms lookMs = 30'000;
/// Far beyond what Clive takes to end an open transaction and the reconciler to hear of it.
constexpr Ms calmMaxMs = 12LL * 3'600'000;

void removeDatabase(const std::string &path)
{
    for (const auto *suffix : {"", "-wal", "-shm", ".lock"})
        std::remove((path + suffix).c_str());
}

void weather(World &world, Shop &shop)
{
    if (!world.isStormy())
        return;
    if (world.strikes(Fault::BackendCrash))
        shop.backend.crash("for no reason");
    if (world.strikes(Fault::BackendClockJump))
        shop.backend.jumpClock();
    for (const auto &kiosk : shop.kiosks)
        kiosk->sufferFaults();
    world.after(world.random().between(weatherMinMs, weatherMaxMs),
                [&world, &shop] { weather(world, shop); });
}

void calmDown(World &world, Shop &shop)
{
    world.note("world", "the storm is over");
    world.calmDown();
    shop.backend.setClockRight();
    for (const auto &kiosk : shop.kiosks)
        kiosk->setClockRight();
}

/// Runs until `untilMs`, or until something is violated.
void runUntil(World &world, Ms untilMs)
{
    bool isOver = false;
    world.after(untilMs - world.nowMs(), [&isOver] { isOver = true; });
    while (!isOver && !world.violation() && world.runNext()) {
    }
}

void runUntilSettled(World &world, Shop &shop)
{
    const Ms startMs = world.nowMs();
    while (!world.violation() && !shop.isSettled()) {
        if (world.nowMs() - startMs > calmMaxMs) {
            world.violate(Law::Liveness, shop.describeUnsettled());
            return;
        }
        runUntil(world, world.nowMs() + lookMs);
        // A receipt that could not be kept is made again at the next start.
        for (const auto &kiosk : shop.kiosks) {
            if (kiosk->isOn() && kiosk->isAtRest() && kiosk->owesReceipt())
                kiosk->crash("and is started again in the morning");
        }
    }
}

} // namespace

RunResult run(std::uint64_t seed, const RunOptions &options)
{
    World world(seed, options.keepsTrace);
    const auto path = options.directory + "/backend.sqlite";
    removeDatabase(path);
    RunResult result;
    {
        Shop shop(world, path);
        weather(world, shop);
        runUntil(world, world.random().between(stormMinMs, stormMaxMs));
        if (!world.violation())
            calmDown(world, shop);
        runUntilSettled(world, shop);
        if (!world.violation())
            shop.checkLaws();
        shop.noteReached();
        result.reached = shop.reached;
    }
    removeDatabase(path);
    result.seed = seed;
    result.violation = world.violation();
    result.traceHash = world.trace().hash();
    result.trace = world.trace().lines();
    result.faults = world.faults();
    result.lastedMs = world.nowMs();
    return result;
}

} // namespace tillwright::simulation
