#include "kiosk/self_test/judgement.h"

#include "kiosk/presentation/diagnostics.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cstdlib>

namespace tillwright::kiosk::self_test {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SelfTest)
};

constexpr std::int64_t msPerS = 1000;

QString sizeText(std::int64_t bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace

Result judgeEngine(const presentation::Engine &engine)
{
    Result result{u"engine"_s,
                  Verdict::Ok,
                  Words::tr("Chromium %1; the floor is %2").arg(engine.version).arg(engine.floor),
                  {}};
    if (engine.version.isEmpty()) {
        result.verdict = Verdict::Failed;
        result.words = Words::tr("there is no browser engine, so that no card can be taken");
        result.advice = Words::tr("install Qt WebEngine (Debian: libqt6webenginecore6-bin)");
    } else if (isBelowFloor(engine)) {
        result.verdict = engine.takesCardsBelow ? Verdict::Warning : Verdict::Failed;
        result.words = Words::tr("Chromium %1 is below the floor, %2").arg(engine.version).arg(engine.floor);
        result.advice = engine.takesCardsBelow
            ? Words::tr("nothing for a trial; for real cards install a newer Qt WebEngine")
            : Words::tr("install a newer Qt WebEngine; until then no card is taken here");
    }
    return result;
}

Result judgeDisplay(const DisplayFacts &facts)
{
    Result result{u"display"_s, Verdict::Ok, {}, {}};
    if (facts.screens.isEmpty()) {
        result.verdict = Verdict::Failed;
        result.words = Words::tr("no display can be opened");
        result.advice =
            Words::tr("connect a screen, and run this where the register runs: in its session, not over ssh");
        return result;
    }
    QStringList names;
    bool isSmall = false;
    bool isCustomersThere = facts.customerScreen == "off"_L1 || facts.customerScreen == "window"_L1
        || (facts.customerScreen == "auto"_L1 && facts.screens.size() > 1);
    for (const auto &screen : facts.screens) {
        names.append(u"%1 %2x%3"_s.arg(screen.name).arg(screen.sizePx.width()).arg(screen.sizePx.height()));
        const auto upright = screen.sizePx.transposed();
        // A terminal stands upright.
        isSmall = isSmall
            || (screen.sizePx.boundedTo(screenLeastPx) != screenLeastPx
                && upright.boundedTo(screenLeastPx) != screenLeastPx);
        isCustomersThere = isCustomersThere || screen.name == facts.customerScreen;
    }
    result.words = names.join(u", "_s);
    if (!isCustomersThere) {
        result.verdict = Verdict::Failed;
        result.words += Words::tr("; the customer’s display (%1) is not there").arg(facts.customerScreen);
        result.advice = Words::tr("connect it, or change [customer_display] screen");
    } else if (isSmall) {
        result.verdict = Verdict::Warning;
        result.words += Words::tr("; less than %1x%2").arg(screenLeastPx.width()).arg(screenLeastPx.height());
        result.advice = Words::tr("use a larger screen or resolution, or texts are cut off");
    }
    return result;
}

Result judgeTouch(const InputFacts &facts)
{
    const auto &found = facts.devices.touchScreens;
    if (!found.isEmpty())
        return {u"touch"_s, Verdict::Ok, found.join(u", "_s), {}};
    if (facts.isTerminal)
        return {u"touch"_s, Verdict::Failed, Words::tr("no touchscreen, and travellers have nothing else"),
                Words::tr("connect the screen’s USB cable; dmesg says whether Linux has seen it")};
    return {u"touch"_s, Verdict::NotConfigured, Words::tr("no touchscreen; keyboard and mouse do"), {}};
}

Result judgePrinter(const PrinterFacts &facts)
{
    if (facts.connection.isEmpty())
        return {u"printer"_s, Verdict::NotConfigured, Words::tr("no [printer] in the configuration"), {}};
    if (facts.isInUse)
        return {u"printer"_s, Verdict::Warning,
                Words::tr("%1: not asked, because the running register has it").arg(facts.connection),
                Words::tr("look at the register’s diagnostics (F8), or end the register first")};
    const QString words = u"%1: %2"_s.arg(facts.connection, facts.words);
    if (!facts.canPrint)
        return {u"printer"_s, Verdict::Failed, words,
                Words::tr("check power, cable, paper and [printer]; then again")};
    if (facts.isPaperLow)
        return {u"printer"_s, Verdict::Warning, words, Words::tr("have a new roll ready")};
    return {u"printer"_s, Verdict::Ok, words, {}};
}

Result judgeScanner(const InputFacts &facts)
{
    const auto &devices = facts.devices;
    if (facts.isTerminal && devices.scanners.isEmpty())
        return {u"scanner"_s,
                Verdict::NotConfigured,
                Words::tr("none is seen; travellers can type their reference"),
                {}};
    if (!devices.scanners.isEmpty())
        return {u"scanner"_s, Verdict::Ok, devices.scanners.join(u", "_s), {}};
    if (devices.keyboards.isEmpty() && !devices.touchScreens.isEmpty())
        return {u"scanner"_s, Verdict::NotConfigured, Words::tr("none is seen; references can be typed"), {}};
    if (devices.keyboards.isEmpty())
        return {u"scanner"_s, Verdict::Failed, Words::tr("neither a keyboard nor a scanner is connected"),
                Words::tr("connect one; a scanner has to be set to work as a keyboard (HID)")};
    return {u"scanner"_s, Verdict::NotConfigured,
            Words::tr("no keyboard says that it is a scanner: %1").arg(devices.keyboards.join(u", "_s)),
            Words::tr("where there is one, scan something at the sale screen")};
}

Result judgeSpeech(const SpeechFacts &facts)
{
    if (facts.canSpeak)
        return {u"speech"_s, Verdict::Ok, Words::tr("speech-dispatcher is ready"), {}};
    if (!facts.isWanted)
        return {u"speech"_s, Verdict::NotConfigured, Words::tr("registers do not speak"), {}};
    return {u"speech"_s, Verdict::Failed, Words::tr("nothing can be said aloud: %1").arg(facts.cause),
            Words::tr("install speech-dispatcher and speech-dispatcher-espeak-ng, check the sound")};
}

Result judgeNetwork(const NetworkFacts &facts)
{
    if (facts.hasConnection)
        return {u"network"_s, Verdict::Ok, Words::tr("connected"), {}};
    if (facts.isBackendHere)
        return {u"network"_s, Verdict::Ok, Words::tr("no connection; the backend is on this machine"), {}};
    return {u"network"_s, Verdict::Failed, Words::tr("this machine has no connection"),
            Words::tr("check the cable or the wireless network; ip address says what is up")};
}

Result judgeBackend(const BackendFacts &facts)
{
    using Trouble = BackendFacts::Trouble;
    Result result{u"backend"_s, Verdict::Failed, u"%1: %2"_s.arg(facts.address, facts.cause), {}};
    switch (facts.trouble) {
    case Trouble::None:
        break;
    case Trouble::NoToken:
        result.advice = Words::tr("enrol this device: tillwright --config FILE --enroll CODE");
        return result;
    case Trouble::Unreachable:
        result.advice =
            Words::tr("check [backend] url, the name’s address, the firewall, and the backend’s /readyz");
        return result;
    case Trouble::Tls:
        result.advice =
            Words::tr("check this machine’s clock, the backend’s certificate and [backend] ca_file");
        return result;
    case Trouble::Refused:
        result.advice = Words::tr("the backend does not know this device any more: enrol it again");
        return result;
    case Trouble::Other:
        result.advice = Words::tr("ask the backend’s operator; its log says why");
        return result;
    }
    if (facts.clive == contract::CliveReach::NotReached)
        return {u"backend"_s, Verdict::Warning,
                Words::tr("%1 answers, and cannot reach Clive").arg(facts.address),
                Words::tr("ask the backend’s operator; no sale can start until Clive answers")};
    return {u"backend"_s, Verdict::Ok, Words::tr("%1 answers and knows this device").arg(facts.address), {}};
}

Result judgeClock(const BackendFacts &facts)
{
    if (!facts.clockAheadMs)
        return {u"clock"_s, Verdict::Warning, Words::tr("not compared: the backend did not tell the time"),
                Words::tr("mend the backend’s check first")};
    const auto apart = std::abs(*facts.clockAheadMs);
    const auto words = *facts.clockAheadMs >= 0 ? Words::tr("%1 s ahead of the backend’s").arg(apart / msPerS)
                                                : Words::tr("%1 s behind the backend’s").arg(apart / msPerS);
    const QString advice = Words::tr("set the clock: systemctl enable --now systemd-timesyncd");
    if (apart > presentation::clockDangerMs)
        return {u"clock"_s, Verdict::Failed, words, advice};
    if (apart > presentation::clockWarningMs)
        return {u"clock"_s, Verdict::Warning, words, advice};
    return {u"clock"_s, Verdict::Ok, words, {}};
}

Result judgeDisk(const DiskFacts &facts)
{
    Result result{u"disk"_s, Verdict::Ok, {}, {}};
    if (!facts.trouble.isEmpty()) {
        result.verdict = Verdict::Failed;
        result.words = u"%1: %2"_s.arg(facts.folder, facts.trouble);
        result.advice = Words::tr("make the folder this user’s, with room on a disk that can be written");
        return result;
    }
    result.words = facts.freeBytes < 0
        ? Words::tr("%1: written durably in %2 ms").arg(facts.folder).arg(facts.writeMs)
        : Words::tr("%1: %2 free, written durably in %3 ms")
              .arg(facts.folder, sizeText(facts.freeBytes))
              .arg(facts.writeMs);
    if (facts.freeBytes >= 0 && facts.freeBytes < presentation::freeDiskWarningBytes) {
        result.verdict =
            facts.freeBytes < presentation::freeDiskDangerBytes ? Verdict::Failed : Verdict::Warning;
        result.advice = Words::tr("make room: a journal that cannot grow stops sales");
    } else if (facts.writeMs > slowWriteMs) {
        result.verdict = Verdict::Warning;
        result.advice = Words::tr("the disk is slow, or about to fail: smartctl -a says more");
    }
    return result;
}

} // namespace tillwright::kiosk::self_test
