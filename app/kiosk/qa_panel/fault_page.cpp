#include "kiosk/qa_panel/fault_page.h"

#include "kiosk/qa/fault_board.h"
#include "kiosk/qa_panel/fault_card.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnMinWidthPx = 540;
constexpr int columnsMax = 3;

} // namespace

FaultPage::FaultPage(qa::FaultBoard &board)
    : m_board(board), m_count(register_face::makeParagraph(u"muted"_s, {}, u"qaFaultCount"_s)),
      m_clear(new register_face::ActionButton(u"qaClearFaults"_s, tr("Clear all"))), m_scroll(new QScrollArea)
{
    setObjectName(u"qaFaults"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_count, 1);
    top->addWidget(m_clear);
    m_count->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_scroll->setWidgetResizable(true);
    m_scroll->setObjectName(u"qaFaultScroll"_s);
    m_scroll->setAccessibleName(tr("Faults"));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addWidget(m_scroll, 1);
    connect(m_clear, &QPushButton::clicked, &m_board, &qa::FaultBoard::clearAll);
    connect(&m_board, &qa::FaultBoard::placesChanged, this, &FaultPage::build);
    connect(&m_board, &qa::FaultBoard::changed, this, &FaultPage::show);
    build();
}

void FaultPage::build()
{
    // The sandbox is asked again after it was gone, and mostly knows the same: what is being typed stays.
    QList<QPair<QString, QStringList>> places;
    for (const auto &known : m_board.switches()) {
        if (places.isEmpty() || places.last().first != known.fault.at)
            places.append({known.fault.at, {}});
        places.last().second.append(known.fault.action);
    }
    if (places == m_places) {
        show();
        return;
    }
    m_places = places;
    m_cards.clear();
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 12, 0);
    m_grid->setSpacing(12);
    for (const auto &[place, actions] : std::as_const(places))
        m_cards.append(new FaultCard(m_board, place, actions));
    m_columns = 0;
    arrange();
    m_scroll->setWidget(content);
    show();
}

void FaultPage::arrange()
{
    const int columns = std::clamp(m_scroll->width() / columnMinWidthPx, 1, columnsMax);
    if (columns == m_columns)
        return;
    for (int column = 0; column < columnsMax; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    for (int i = 0; i < int(m_cards.size()); ++i)
        m_grid->addWidget(m_cards[i], i / columns, i % columns);
    m_grid->setRowStretch(int(m_cards.size()), 1);
}

void FaultPage::show()
{
    const int count = m_board.onCount();
    m_count->setText(count == 0 ? tr("No fault is on. Where several are on at one place, the first of them "
                                     "happens until its times are used up, then the next.")
                                : tr("Faults that are on: %1").arg(count));
    m_clear->setEnabled(count > 0);
    for (auto *card : std::as_const(m_cards))
        card->show();
}

void FaultPage::enter()
{
    if (auto *first = m_scroll->widget()->findChild<QPushButton *>())
        first->setFocus();
}

void FaultPage::resizeEvent(QResizeEvent *event)
{
    PanelPage::resizeEvent(event);
    arrange();
}

} // namespace tillwright::kiosk::qa_panel
