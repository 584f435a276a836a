#include "kiosk/qa/card_shelf.h"

#include "kiosk/qa/row_roles.h"

#include <algorithm>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

enum Kind { Pays, Asks, AsksThenDeclined, Declined };

Kind kindOf(const TestCard &card)
{
    if (card.asks)
        return card.code.isEmpty() ? Asks : AsksThenDeclined;
    return card.code.isEmpty() ? Pays : Declined;
}

QString brandName(const QString &word)
{
    static const QHash<QString, QString> names{{u"visa"_s, u"Visa"_s},
                                               {u"mastercard"_s, u"Mastercard"_s},
                                               {u"amex"_s, u"American Express"_s},
                                               {u"discover"_s, u"Discover"_s},
                                               {u"diners"_s, u"Diners Club"_s},
                                               {u"jcb"_s, u"JCB"_s},
                                               {u"unionpay"_s, u"UnionPay"_s}};
    return names.value(word, word);
}

QString reasonOf(const TestCard &card)
{
    QString reason = card.declineCode.isEmpty() ? card.code : card.declineCode;
    return reason.replace(u'_', u' ');
}

QString whatItDoes(const TestCard &card)
{
    switch (kindOf(card)) {
    case Pays:
        return CardShelf::tr("Pays");
    case Asks:
        return CardShelf::tr("The bank asks (3-D Secure), then it pays");
    case AsksThenDeclined:
        return CardShelf::tr("The bank asks (3-D Secure), then declined: %1").arg(reasonOf(card));
    case Declined:
        return CardShelf::tr("Declined: %1").arg(reasonOf(card));
    }
    return {};
}

} // namespace

QString CardShelf::grouped(const QString &number)
{
    QString text;
    const bool isFourSixFive = number.size() == 14 || number.size() == 15;
    for (qsizetype i = 0; i < number.size(); ++i) {
        const bool isGap = isFourSixFive ? i == 4 || i == 10 : i > 0 && i % 4 == 0;
        if (isGap)
            text += u' ';
        text += number[i];
    }
    return text;
}

void CardShelf::setCards(const QList<TestCard> &cards)
{
    beginResetModel();
    m_cards = cards;
    std::stable_sort(m_cards.begin(), m_cards.end(),
                     [](const TestCard &one, const TestCard &other) { return kindOf(one) < kindOf(other); });
    endResetModel();
}

int CardShelf::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant CardShelf::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &card = m_cards.at(index.row());
    const auto kind = kindOf(card);
    switch (role) {
    case Qt::DisplayRole:
        return grouped(card.number);
    case SubtitleRole:
        return whatItDoes(card);
    case TrailingRole:
        return brandName(card.brand);
    case IconRole:
        return kind == Pays ? u"circle-check"_s : kind == Asks ? u"lock"_s : u"circle-x"_s;
    case ColorRole:
        return kind == Pays ? u"success"_s : kind == Asks ? u"accent"_s : u"danger"_s;
    case SearchRole:
        return u"%1 %2 %3 %4 %5"_s.arg(card.number, grouped(card.number), whatItDoes(card),
                                       brandName(card.brand), card.code);
    case NumberRole:
        return card.number;
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3").arg(grouped(card.number), brandName(card.brand), whatItDoes(card));
    case Qt::ToolTipRole:
        return card.message;
    default:
        return {};
    }
}

} // namespace tillwright::kiosk::qa
