#pragma once

#include "checkout/catalogue_port.h"
#include "kiosk/presentation/scan_text.h"

#include <QObject>
#include <QString>

#include <functional>

namespace tillwright::kiosk::presentation {

class CatalogueViewModel;
class SaleFormViewModel;

/// What a scan means: an item or a booking becomes a line of the sale, a receipt is looked up, anything else is refused
/// with words. Lives on the clock's thread and must not outlive what it is given.
class ScanDesk : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString words READ words NOTIFY wordsChanged)
    Q_PROPERTY(bool refusal READ isRefusal NOTIFY wordsChanged)

public:
    /// How long a sentence is shown.
    static constexpr std::int64_t wordsShownMs = 8'000;

    ScanDesk(SaleFormViewModel &form, const CatalogueViewModel &catalogue, checkout::CataloguePort &port,
             checkout::Clock &clock, QObject *parent = nullptr);
    ~ScanDesk() override;

    /// Brings the sale to the front before something is added to it, and starts the next one where the last is done.
    /// Answers with a sentence when nothing can be added now; empty: go on. Without it, everything is added.
    void setMakeRoom(std::function<QString()> makeRoom) { m_makeRoom = std::move(makeRoom); }

    void take(const QString &scanned);
    /// Shows the sentence and sounds, without anything having been scanned.
    void refuse(const QString &sentence);

    /// Empty most of the time.
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] bool isRefusal() const { return m_isRefusal; }

Q_SIGNALS:
    void wordsChanged();
    /// Something was scanned that is of no use: for the ear, because nobody looks at the screen while scanning.
    void refused();
    void receiptScanned(const tillwright::kiosk::presentation::ScannedReceipt &receipt);

private:
    void say(const QString &words, bool isRefusal);
    void addItem(const domain::CatalogueItem &item);
    void askForBooking(const domain::Reference &reference);
    void takeBooking(const tl::expected<contract::BookingAnswer, checkout::BackendError> &answer);
    /// False: there is none, and that was said.
    bool makeRoom();
    void sayWhetherItTook(bool took);

    SaleFormViewModel &m_form;
    const CatalogueViewModel &m_catalogue;
    checkout::CataloguePort &m_port;
    checkout::Clock &m_clock;
    std::function<QString()> m_makeRoom;
    QString m_words;
    bool m_isRefusal = false;
    checkout::TimerId m_timer = 0;
    /// The booking that is being asked for; empty for none.
    QString m_asked;
    /// Counts what is being asked and the sales, so that an answer does not reach the next customer's sale.
    int m_question = 0;
};

} // namespace tillwright::kiosk::presentation
