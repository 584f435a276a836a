#include "kiosk/printing/replies.h"

namespace tillwright::kiosk::printing {

namespace {

// Which bits of an answer say what kind it is (Epson's ESC/POS reference, "Status transmission").
constexpr unsigned char realTimeMask = 0x93;
constexpr unsigned char realTimeFixed = 0x12;
constexpr unsigned char paperMask = 0x90;
constexpr unsigned char paperFixed = 0x00;
constexpr char processIdHead = 0x37;
constexpr char processIdKind = 0x22;
constexpr qsizetype processIdBytes = 7;

constexpr unsigned char isOffline = 0x08;
constexpr unsigned char isCoverOpen = 0x04;
constexpr unsigned char isStoppedByPaper = 0x20;
constexpr unsigned char isError = 0x40;
constexpr unsigned char cutterError = 0x08;
constexpr unsigned char unrecoverableError = 0x20;
constexpr unsigned char recoverableError = 0x40;
constexpr unsigned char paperLow = 0x0c;
constexpr unsigned char paperOut = 0x60;
constexpr unsigned char paperOutInAnswer = 0x0c;

QString errorDetail(unsigned char bits)
{
    if ((bits & cutterError) != 0)
        return QStringLiteral("the cutter is jammed");
    if ((bits & unrecoverableError) != 0)
        return QStringLiteral("an error that needs service: switch it off and on");
    if ((bits & recoverableError) != 0)
        return QStringLiteral("the head is too hot; it goes on by itself");
    return QStringLiteral("the printer reports an error");
}

} // namespace

QList<Reply> ReplyReader::read(const QByteArray &bytes)
{
    m_rest += bytes;
    QList<Reply> replies;
    while (!m_rest.isEmpty()) {
        const auto first = static_cast<unsigned char>(m_rest[0]);
        if (m_rest[0] == processIdHead) {
            if (m_rest.size() < processIdBytes)
                break;
            if (m_rest[1] == processIdKind && m_rest[processIdBytes - 1] == '\0') {
                replies.append(ProcessId{m_rest.mid(2, 4)});
                m_rest.remove(0, processIdBytes);
                continue;
            }
        } else if ((first & realTimeMask) == realTimeFixed) {
            replies.append(RealTimeStatus{first});
        } else if ((first & paperMask) == paperFixed) {
            replies.append(PaperStatus{(first & paperOutInAnswer) == paperOutInAnswer});
        }
        m_rest.remove(0, 1);
    }
    return replies;
}

QByteArray ask(Question question)
{
    return QByteArray("\x10\x04", 2) + char(question);
}

PrinterStatus statusFrom(const QList<RealTimeStatus> &answers)
{
    const auto bits = [&answers](Question question) { return answers.value(int(question) - 1).bits; };
    const unsigned char cause = bits(Question::OfflineCause);
    const unsigned char error = bits(Question::ErrorCause);
    if ((cause & isError) != 0 || (error & (cutterError | unrecoverableError | recoverableError)) != 0)
        return {Condition::Error, errorDetail(error)};
    if ((cause & isCoverOpen) != 0)
        return {Condition::CoverOpen, {}};
    if ((cause & isStoppedByPaper) != 0 || (bits(Question::Paper) & paperOut) != 0)
        return {Condition::PaperOut, {}};
    if ((bits(Question::Printer) & isOffline) != 0)
        return {Condition::Offline, {}};
    if ((bits(Question::Paper) & paperLow) != 0)
        return {Condition::PaperLow, {}};
    return {Condition::Ready, {}};
}

QByteArray askWhenPrinted()
{
    return QByteArrayLiteral("\x1dr1");
}

QByteArray askProcessId(const QByteArray &id)
{
    return QByteArray("\x1d(H\x06\0"
                      "00",
                      7)
        + id;
}

} // namespace tillwright::kiosk::printing
