#include "kiosk/qa_panel/timeline_page.h"

#include "kiosk/qa/row_roles.h"
#include "kiosk/qa/timeline.h"
#include "kiosk/qa_panel/row_list.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSaveFile>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;
using register_face::ActionButton;

TimelinePage::TimelinePage(qa::Timeline &timeline)
    : m_timeline(timeline), m_oneSale(new ActionButton(u"qaOneSale"_s, tr("Only this sale"), u"chip"_s)),
      m_detail(register_face::makeParagraph(u"caption"_s, {}, u"qaTimelineDetail"_s))
{
    setObjectName(u"qaTimeline"_s);
    m_rows.setSourceModel(&timeline);
    m_list = new RowList(
        m_rows, {u"qaTimelineList"_s, tr("What was said, the last at the end"), tr("Who, what, or an id")});
    m_list->setEmptyWords(tr("Nothing has been said yet. Make a sale."));
    m_oneSale->setCheckable(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setFocusPolicy(Qt::NoFocus);
    auto *copy = new ActionButton(u"qaTimelineCopy"_s, tr("Copy"));
    auto *save = new ActionButton(u"qaTimelineSave"_s, tr("Save …"));
    auto *clear = new ActionButton(u"qaTimelineClear"_s, tr("Clear"), u"quiet"_s);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_oneSale);
    line->addStretch();
    line->addWidget(copy);
    line->addWidget(save);
    line->addWidget(clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_detail);
    layout->addLayout(line);

    connect(m_list, &RowList::chosen, this, &TimelinePage::choose);
    connect(m_oneSale, &QPushButton::toggled, this, &TimelinePage::narrow);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(text());
        Q_EMIT said(tr("Lines copied: %1").arg(m_rows.rowCount()));
    });
    connect(save, &QPushButton::clicked, this, &TimelinePage::askWhere);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_oneSale->setChecked(false);
        m_timeline.clear();
    });
    auto *bar = m_list->list()->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_isAtEnd = value >= bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, &TimelinePage::follow);
    choose();
}

void TimelinePage::applyTheme(const register_face::Theme &theme)
{
    m_list->applyTheme(theme);
}

void TimelinePage::enter()
{
    m_list->search()->setFocus();
    follow();
}

void TimelinePage::follow()
{
    if (m_isAtEnd)
        m_list->list()->scrollToBottom();
}

void TimelinePage::choose()
{
    const auto index = m_list->current();
    m_detail->setText(index.isValid()
                          ? register_face::breakable(index.data(qa::Timeline::LineRole).toString())
                          : tr("Choose a line to see all of it."));
    const bool hasSale = !index.data(qa::Timeline::TransactionRole).toString().isEmpty();
    m_oneSale->setEnabled(m_oneSale->isChecked() || hasSale);
}

void TimelinePage::narrow(bool isOneSale)
{
    const QString id = m_list->current().data(qa::Timeline::TransactionRole).toString();
    m_rows.setExactly(qa::Timeline::TransactionRole,
                      isOneSale && !id.isEmpty() ? std::optional(id) : std::nullopt);
    m_oneSale->setText(isOneSale ? tr("Only %1").arg(id) : tr("Only this sale"));
    choose();
}

QString TimelinePage::text() const
{
    QStringList lines;
    for (int row = 0; row < m_rows.rowCount(); ++row)
        lines.append(m_rows.index(row, 0).data(qa::Timeline::LineRole).toString());
    return lines.join(u'\n') + u'\n';
}

QString TimelinePage::save(const QString &fileName) const
{
    QSaveFile file(fileName);
    const QByteArray bytes = text().toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return tr("%1 cannot be written: %2").arg(fileName, file.errorString());
}

void TimelinePage::askWhere()
{
    const QString fileName =
        QFileDialog::getSaveFileName(this, tr("Save the timeline"), u"timeline.txt"_s, tr("Text (*.txt)"));
    if (fileName.isEmpty())
        return;
    const QString problem = save(fileName);
    Q_EMIT said(problem.isEmpty() ? tr("Saved as %1").arg(fileName) : problem);
}

} // namespace tillwright::kiosk::qa_panel
