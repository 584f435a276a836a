#include "kiosk/qa_panel/card_page.h"

#include "kiosk/qa/card_shelf.h"
#include "kiosk/qa_panel/row_list.h"
#include "kiosk/register/labels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;

CardPage::CardPage(qa::CardShelf &cards)
{
    setObjectName(u"qaCards"_s);
    m_rows.setSourceModel(&cards);
    m_list = new RowList(m_rows, {u"qaCardList"_s, tr("Test cards"), tr("Number, brand, or what it does")});
    m_list->setEmptyWords(tr("The sandbox has not said yet which cards it knows."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(register_face::makeParagraph(
        u"muted"_s,
        tr("Press a card to copy its number. Any later date and any code go with it; a number that is "
           "not here is declined, as test mode declines real cards."),
        u"qaCardHint"_s));
    layout->addWidget(m_list, 1);
    connect(m_list->list(), &QListView::clicked, this, &CardPage::copy);
    connect(m_list, &RowList::activated, this, &CardPage::copy);
}

void CardPage::applyTheme(const register_face::Theme &theme)
{
    m_list->applyTheme(theme);
}

void CardPage::enter()
{
    m_list->search()->setFocus();
}

void CardPage::copy(const QModelIndex &index)
{
    QGuiApplication::clipboard()->setText(index.data(qa::CardShelf::NumberRole).toString());
    Q_EMIT said(tr("%1 is copied.").arg(index.data(Qt::DisplayRole).toString()));
}

} // namespace tillwright::kiosk::qa_panel
