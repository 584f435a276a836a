#include "kiosk/qa_panel/row_list.h"

#include "kiosk/qa/row_filter.h"
#include "kiosk/qa_panel/row_delegate.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScroller>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldIconPx = 20;
constexpr int cornerPx = 8;

} // namespace

RowList::RowList(qa::RowFilter &rows, const Texts &texts)
    : m_rows(rows), m_search(new QLineEdit), m_list(new QListView), m_delegate(new RowDelegate(this)),
      m_words(register_face::makeParagraph(u"muted"_s, {}, texts.objectName + u"Words"_s)),
      m_stack(new QStackedWidget)
{
    m_search->setObjectName(texts.objectName + u"Search"_s);
    m_search->setPlaceholderText(texts.search);
    m_search->setAccessibleName(texts.search);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName(texts.objectName);
    m_list->setAccessibleName(texts.list);
    m_list->setModel(&m_rows);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setMargin(32);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_words);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_search);
    auto *frame = register_face::makeFrame(u"card"_s);
    auto *inner = new QVBoxLayout(frame);
    // Within the frame's round corners.
    inner->setContentsMargins(1, cornerPx, 1, cornerPx);
    inner->addWidget(m_stack);
    layout->addWidget(frame, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_rows.setWords(text);
        show();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RowList::chosen);
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &RowList::chosen);
    connect(m_list, &QListView::activated, this, &RowList::activated);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_rows, signal, this, &RowList::show);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &RowList::show);
    show();
}

void RowList::applyTheme(const register_face::Theme &theme)
{
    m_delegate->applyTheme(theme);
    for (QAction *action : m_search->findChildren<QAction *>(u"searchIcon"_s))
        delete action;
    auto *icon = m_search->addAction(
        register_face::iconPixmap(u"search"_s, theme.color(u"textMuted"_s), fieldIconPx, devicePixelRatioF()),
        QLineEdit::LeadingPosition);
    icon->setObjectName(u"searchIcon"_s);
    icon->setText(tr("Search"));
    m_list->viewport()->update();
}

void RowList::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    show();
}

QModelIndex RowList::current() const
{
    return m_list->currentIndex();
}

void RowList::show()
{
    const bool isEmpty = m_rows.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_words->setText(m_rows.isNarrowed() ? tr("Nothing has all of these words.")
                                         : register_face::breakable(m_emptyWords));
    Q_EMIT chosen();
}

bool RowList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
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
        if (!current().isValid())
            walk(Qt::Key_Down);
        if (current().isValid())
            Q_EMIT activated(current());
        return true;
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false;
        m_search->clear();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void RowList::walk(int key)
{
    if (m_rows.rowCount() == 0)
        return;
    const bool isPage = key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    const bool isUp = key == Qt::Key_Up || key == Qt::Key_PageUp;
    const int rowHeight = std::max(1, m_list->sizeHintForRow(0));
    const int steps = isPage ? std::max(1, m_list->viewport()->height() / rowHeight) : 1;
    const auto now = current();
    const int wanted = now.isValid() ? now.row() + (isUp ? -steps : steps) : 0;
    m_list->setCurrentIndex(m_rows.index(std::clamp(wanted, 0, m_rows.rowCount() - 1), 0));
}

} // namespace tillwright::kiosk::qa_panel
