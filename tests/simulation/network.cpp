#include "network.h"

namespace tillwright::simulation {

namespace {

constexpr Ms latencyMinMs = 2;
constexpr Ms latencyMaxMs = 60;
constexpr Ms overtakenMaxMs = 3'000;
constexpr Ms delayMinMs = 5'000;
/// Longer than any time limit, so that what was given up arrives after all.
constexpr Ms delayMaxMs = 150'000;
constexpr int shortDelayPerMille = 700;
constexpr Ms shortDelayMaxMs = 30'000;

} // namespace

void Network::send(Channel channel, const std::function<void()> &deliver)
{
    auto &random = m_world.random();
    if (m_world.strikes(faultOf(channel, 0)))
        return;
    Ms delayMs = random.between(latencyMinMs, latencyMaxMs);
    if (m_world.strikes(faultOf(channel, 1)))
        delayMs +=
            random.between(delayMinMs, random.chance(shortDelayPerMille) ? shortDelayMaxMs : delayMaxMs);
    if (m_world.strikes(faultOf(channel, 3)))
        delayMs += random.between(latencyMaxMs, overtakenMaxMs);
    m_world.after(delayMs, deliver);
    if (m_world.strikes(faultOf(channel, 2)))
        m_world.after(random.between(latencyMinMs, delayMaxMs), deliver);
}

} // namespace tillwright::simulation
