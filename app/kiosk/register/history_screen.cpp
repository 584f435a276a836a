#include "kiosk/register/history_screen.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/history_delegate.h"
#include "kiosk/register/history_detail.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/paper_view.h"
#include "kiosk/register/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScroller>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::register_face {

using Filter = presentation::HistoryViewModel::Filter;

namespace {

constexpr int sideSharePercent = 38;
constexpr int sideMinWidthPx = 440;
constexpr int sideMaxWidthPx = 600;
constexpr int paperSharePercent = 20;
constexpr int paperMinWidthPx = 264;
constexpr int paperMaxWidthPx = 400;
constexpr int deskMarginPx = 32;
constexpr int paddingPx = 20;
constexpr int messageIconPx = 40;
constexpr int messageWidthPx = 340;
constexpr int fieldIconPx = 20;
constexpr int clearWidthPx = 48;

QWidget *makeMessage(QLabel *icon, QLabel *words, QPushButton *button)
{
    auto *message = new QWidget;
    auto *layout = new QVBoxLayout(message);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(icon, 0, Qt::AlignHCenter);
    words->setFixedWidth(messageWidthPx);
    words->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    // Not aligned in the column, which would not ask it how high its lines are.
    auto *line = new QHBoxLayout;
    line->addStretch();
    line->addWidget(words);
    line->addStretch();
    layout->addLayout(line);
    if (button)
        layout->addWidget(button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return message;
}

} // namespace

HistoryScreen::HistoryScreen(presentation::HistoryViewModel &history, HistoryPapers papers)
    : m_history(history), m_papers(std::move(papers)), m_search(new QLineEdit),
      m_clear(new ActionButton(QStringLiteral("historyClear"), {}, QStringLiteral("quiet"))),
      m_today(addFilter(QStringLiteral("historyToday"), tr("Today"))),
      m_paid(addFilter(QStringLiteral("historyPaid"), tr("Paid"))),
      m_notPaid(addFilter(QStringLiteral("historyNotPaid"), tr("Not paid"))),
      m_unresolved(addFilter(QStringLiteral("historyUnresolved"), tr("Unresolved"))), m_list(new QListView),
      m_delegate(new HistoryDelegate(this)), m_listIcon(new QLabel),
      m_listWords(makeParagraph(QStringLiteral("muted"), {}, QStringLiteral("historyListWords"))),
      m_listEnd(makeParagraph(QStringLiteral("caption"), {}, QStringLiteral("historyListEnd"))),
      m_listButton(new ActionButton(QStringLiteral("historyListButton"), {})),
      m_listStack(new QStackedWidget), m_detail(new HistoryDetail(history, bool(m_papers.printAgain))),
      m_chosenStack(new QStackedWidget), m_chosenIcon(new QLabel), m_desk(makeFrame(QStringLiteral("desk"))),
      m_paper(new PaperView)
{
    setObjectName(QStringLiteral("historyScreen"));
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(makeSide());
    columns->addWidget(makeChosen(), 1);
    auto *deskLayout = new QVBoxLayout(m_desk);
    deskLayout->setContentsMargins(0, 0, 0, 0);
    deskLayout->addWidget(m_paper);
    m_paper->setObjectName(QStringLiteral("historyPaper"));
    m_paper->setFocusPolicy(Qt::NoFocus);
    columns->addWidget(m_desk);

    connect(m_search, &QLineEdit::textChanged, &m_history, &presentation::HistoryViewModel::setText);
    connect(m_today, &QPushButton::toggled, &m_history, &presentation::HistoryViewModel::setTodayOnly);
    const auto connectFilter = [this](QPushButton *button, Filter filter) {
        connect(button, &QPushButton::clicked, this,
                [this, filter](bool isOn) { m_history.setFilter(isOn ? filter : Filter::All); });
    };
    connectFilter(m_paid, Filter::Paid);
    connectFilter(m_notPaid, Filter::NotPaid);
    connectFilter(m_unresolved, Filter::Unresolved);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isShowingList && current.isValid())
                    m_history.choose(current.row());
            });
    connect(m_list, &QListView::activated, m_detail, &HistoryDetail::takeFocus);
    connect(m_listButton, &QPushButton::clicked, this, [this] {
        if (m_history.hasProblem())
            m_history.refresh();
        else
            m_history.clearSearch();
        m_search->setFocus();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_history.clearSearch();
        m_search->setFocus();
    });
    connect(m_detail, &HistoryDetail::printWanted, this, &HistoryScreen::printAgain);
    connect(&m_history, &presentation::HistoryViewModel::listChanged, this, &HistoryScreen::showList);
    connect(&m_history, &presentation::HistoryViewModel::chosenChanged, this, &HistoryScreen::showChosen);
    connect(&m_history.model(), &QAbstractItemModel::rowsInserted, this,
            [this] { m_listEnd->setVisible(m_history.model().isCut()); });
    showList();
    showChosen();
}

QPushButton *HistoryScreen::addFilter(const QString &objectName, const QString &text)
{
    auto *button = new ActionButton(objectName, text, QStringLiteral("chip"));
    button->setCheckable(true);
    return button;
}

QWidget *HistoryScreen::makeSide()
{
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_search->setPlaceholderText(tr("Reference, Clive id, amount, receipt, day"));
    m_search->setAccessibleName(tr("Search sales"));
    m_search->installEventFilter(this);
    m_clear->setAccessibleName(tr("Show all sales"));
    m_clear->setToolTip(tr("Show all sales"));
    m_clear->setFixedWidth(clearWidthPx);
    m_clear->setIconSize({fieldIconPx, fieldIconPx});
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_search, 1);
    line->addWidget(m_clear);
    auto *filters = new QHBoxLayout;
    filters->setSpacing(8);
    for (QPushButton *button : {m_today, m_paid, m_notPaid, m_unresolved})
        filters->addWidget(button);
    filters->addStretch();

    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("Sales, newest first"));
    m_list->setModel(&m_history.model());
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);

    m_listStack->addWidget(m_list);
    m_listStack->addWidget(makeMessage(m_listIcon, m_listWords, m_listButton));
    m_listEnd->setContentsMargins(paddingPx, 8, paddingPx, 8);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(paddingPx, paddingPx, paddingPx, 12);
    top->setSpacing(12);
    top->addLayout(line);
    top->addLayout(filters);
    m_side = makeFrame(QStringLiteral("side"));
    auto *layout = new QVBoxLayout(m_side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(makeRule());
    layout->addWidget(m_listStack, 1);
    layout->addWidget(m_listEnd);
    return m_side;
}

QWidget *HistoryScreen::makeChosen()
{
    m_chosenStack->addWidget(m_detail);
    m_chosenStack->addWidget(
        makeMessage(m_chosenIcon,
                    makeParagraph(QStringLiteral("muted"), tr("Choose a sale to see how it went."),
                                  QStringLiteral("historyHint")),
                    nullptr));
    return m_chosenStack;
}

void HistoryScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    m_delegate->applyTheme(theme);
    m_detail->applyTheme(theme);
    setIcon(m_chosenIcon, theme, QStringLiteral("file-text"), QStringLiteral("textMuted"), messageIconPx);
    for (QAction *action : m_search->findChildren<QAction *>(QStringLiteral("searchIcon")))
        delete action;
    auto *icon =
        m_search->addAction(iconPixmap(QStringLiteral("search"), theme.color(QStringLiteral("textMuted")),
                                       fieldIconPx, devicePixelRatioF()),
                            QLineEdit::LeadingPosition);
    icon->setObjectName(QStringLiteral("searchIcon"));
    icon->setText(tr("Search"));
    m_clear->setIcon(iconPixmap(QStringLiteral("x"), theme.color(QStringLiteral("textMuted")), fieldIconPx,
                                devicePixelRatioF()));
    showList();
}

void HistoryScreen::enter()
{
    m_history.refresh();
    m_search->setFocus();
    m_search->selectAll();
}

bool HistoryScreen::escape()
{
    if (m_detail->isAncestorOf(focusWidget())) {
        m_search->setFocus();
        return true;
    }
    if (!m_history.isNarrowed())
        return false;
    m_history.clearSearch();
    m_search->setFocus();
    return true;
}

void HistoryScreen::printAgain()
{
    if (m_detail->canPrint())
        m_papers.printAgain(*m_history.chosen(), m_history.timeline());
}

void HistoryScreen::showList()
{
    if (m_search->text() != m_history.text())
        m_search->setText(m_history.text());
    m_clear->setVisible(m_history.isNarrowed());
    m_today->setChecked(m_history.isTodayOnly());
    m_paid->setChecked(m_history.filter() == Filter::Paid);
    m_notPaid->setChecked(m_history.filter() == Filter::NotPaid);
    m_unresolved->setChecked(m_history.filter() == Filter::Unresolved);

    const bool isEmpty = m_history.model().rowCount() == 0;
    m_listStack->setCurrentIndex(isEmpty ? 1 : 0);
    m_listWords->setText(isEmpty ? breakable(m_history.listWords()) : QString());
    m_listEnd->setText(tr("Only the newest are listed. Type more to find older ones."));
    m_listEnd->setVisible(m_history.model().isCut());
    m_listButton->setVisible(m_history.hasProblem() || m_history.isNarrowed());
    m_listButton->setText(m_history.hasProblem() ? tr("Try again") : tr("Show all sales"));
    if (m_theme)
        setIcon(m_listIcon, *m_theme,
                m_history.hasProblem() ? QStringLiteral("circle-alert") : QStringLiteral("search"),
                m_history.hasProblem() ? QStringLiteral("danger") : QStringLiteral("textMuted"),
                messageIconPx);

    // One hit is what was meant. A sale that is not in the list any more stays beside it.
    if (m_history.model().rowCount() == 1 && m_history.isNarrowed())
        m_history.choose(0);
    m_isShowingList = true;
    m_list->setCurrentIndex(m_history.model().index(m_history.chosenRow()));
    m_isShowingList = false;
}

void HistoryScreen::showChosen()
{
    m_chosenStack->setCurrentIndex(m_history.chosen() ? 0 : 1);
    m_isShowingList = true;
    const auto row = m_history.model().index(m_history.chosenRow());
    m_list->setCurrentIndex(row);
    m_isShowingList = false;
    // The keyboard is there while the arrows walk through the list.
    m_search->setAccessibleDescription(row.data(Qt::AccessibleTextRole).toString());
    showPaper();
}

void HistoryScreen::showPaper()
{
    const auto *record = m_history.chosen();
    const QImage picture = record && m_papers.picture && m_paperWidthPx > 0
        ? m_papers.picture(*record, m_history.timeline(), int(m_paperWidthPx * devicePixelRatioF()))
        : QImage();
    m_paper->setPicture(picture);
    m_desk->setVisible(!picture.isNull());
}

bool HistoryScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return SideScreen::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        walk(key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_history.chosen())
            m_history.choose(0);
        else
            m_detail->takeFocus();
        return true;
    default:
        return SideScreen::eventFilter(watched, event);
    }
}

void HistoryScreen::walk(int key)
{
    const bool isPage = key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    const bool isUp = key == Qt::Key_Up || key == Qt::Key_PageUp;
    const int rowHeight = std::max(1, m_list->sizeHintForRow(0));
    const int steps = isPage ? std::max(1, m_list->viewport()->height() / rowHeight) : 1;
    auto &model = m_history.model();
    const int row = m_history.chosenRow();
    const int wanted = row < 0 ? 0 : row + (isUp ? -steps : steps);
    if (wanted >= model.rowCount() && model.canFetchMore({}))
        model.fetchMore({});
    if (model.rowCount() > 0)
        m_list->setCurrentIndex(model.index(std::clamp(wanted, 0, model.rowCount() - 1)));
}

void HistoryScreen::resizeEvent(QResizeEvent *event)
{
    SideScreen::resizeEvent(event);
    m_side->setFixedWidth(std::clamp(width() * sideSharePercent / 100, sideMinWidthPx, sideMaxWidthPx));
    const int wanted = std::clamp(width() * paperSharePercent / 100, paperMinWidthPx, paperMaxWidthPx);
    if (wanted == m_paperWidthPx)
        return;
    m_paperWidthPx = wanted;
    m_desk->setFixedWidth(wanted + 2 * deskMarginPx);
    showPaper();
}

} // namespace tillwright::kiosk::register_face
