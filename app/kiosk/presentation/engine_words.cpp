#include "kiosk/presentation/engine_words.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace tillwright::kiosk::presentation {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

QString majorText(const Engine &engine)
{
    const int major = engineMajor(engine);
    return major > 0 ? QString::number(major) : QStringLiteral("?");
}

} // namespace

int engineMajor(const Engine &engine)
{
    return QVersionNumber::fromString(engine.version).majorVersion();
}

bool isBelowFloor(const Engine &engine)
{
    return !engine.version.isEmpty() && engineMajor(engine) < engine.floor;
}

QString engineWords(const Engine &engine)
{
    return (isBelowFloor(engine) ? Words::tr("%1 too old") : Words::tr("%1 fine")).arg(majorText(engine));
}

QString engineAdvice(const Engine &engine)
{
    if (engine.floor == 0)
        return Words::tr("Engine %1; no floor is set").arg(engine.version);
    if (!isBelowFloor(engine))
        return Words::tr("Engine %1; at least %2 is asked for").arg(engine.version).arg(engine.floor);
    const QString words = Words::tr("Engine %1 lacks security fixes: at least %2 is asked for. Have this "
                                    "machine’s system updated.")
                              .arg(engine.version)
                              .arg(engine.floor);
    return engine.takesCardsBelow ? Words::tr("%1 Cards are taken all the same, as configured.").arg(words)
                                  : Words::tr("%1 Until then no card is taken here.").arg(words);
}

QString cardRefusal(const Engine &engine)
{
    if (!isBelowFloor(engine) || engine.takesCardsBelow)
        return {};
    return Words::tr(
               "No card can be taken at this register: its browser engine (%1) is older than %2 and lacks "
               "security fixes. Use another register, and have this machine’s system updated.")
        .arg(engine.version)
        .arg(engine.floor);
}

} // namespace tillwright::kiosk::presentation
