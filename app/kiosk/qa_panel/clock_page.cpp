#include "kiosk/qa_panel/clock_page.h"

#include "kiosk/qa/clock_desk.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;
using register_face::ActionButton;
using register_face::makeLabel;
using register_face::makeParagraph;

namespace {

constexpr int tickMs = 500;
constexpr int textWidthPx = 760;
constexpr int fieldWidthPx = 260;
constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
const QString timeFormat = u"yyyy-MM-dd HH:mm:ss"_s;

} // namespace

ClockPage::ClockPage(qa::ClockDesk &clock)
    : m_clock(clock), m_now(new register_face::TabularLabel(u"display"_s, u"qaClockNow"_s)),
      m_offset(makeParagraph(u"lead"_s, {}, u"qaClockOffset"_s)), m_time(new QLineEdit),
      m_problem(makeParagraph(u"error"_s, {}, u"qaClockProblem"_s))
{
    setObjectName(u"qaClock"_s);
    auto *content = new QWidget;
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"qaClockScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    QScroller::grabGesture(scroll->viewport(), QScroller::TouchGesture);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeLabel(u"label"_s, tr("What time it is at Clive and Stripe (UTC)")));
    layout->addWidget(m_now);
    layout->addWidget(m_offset);
    layout->addSpacing(12);
    layout->addWidget(makeLabel(u"label"_s, tr("Let time pass there")));
    layout->addWidget(makeSteps());
    auto *hint = makeParagraph(
        u"muted"_s,
        tr("What waits there has so much less to wait: a slow answer, a webhook that is late or tried "
           "again. Transactions and webhooks get the new date, and cards expire. Kiosk and backend stay at "
           "the machine's time: a webhook signed more than five minutes off is refused, as it would be live."),
        u"qaClockHint"_s);
    hint->setMaximumWidth(textWidthPx);
    layout->addWidget(hint);
    layout->addSpacing(12);
    layout->addWidget(makeLabel(u"label"_s, tr("Put the clock elsewhere")));
    layout->addWidget(makeSetting());
    layout->addWidget(m_problem);
    layout->addStretch();
    m_problem->hide();
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &ClockPage::show);
    connect(&m_clock, &qa::ClockDesk::changed, this, &ClockPage::show);
    show();
}

QWidget *ClockPage::makeSteps()
{
    const QList<QPair<QString, qint64>> steps{{tr("+ 10 s"), 10 * secondMs}, {tr("+ 1 min"), minuteMs},
                                              {tr("+ 5 min"), 5 * minuteMs}, {tr("+ 1 h"), hourMs},
                                              {tr("+ 1 day"), dayMs},        {tr("+ 1 year"), 365 * dayMs}};
    constexpr int columns = 3;
    auto *box = new QWidget;
    box->setMaximumWidth(textWidthPx);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    for (int i = 0; i < int(steps.size()); ++i) {
        const auto &[text, byMs] = steps[i];
        auto *button = new ActionButton(u"qaAdvance%1"_s.arg(byMs / secondMs), text);
        connect(button, &QPushButton::clicked, this, [this, byMs = byMs] { m_clock.advance(byMs); });
        grid->addWidget(button, i / columns, i % columns);
    }
    return box;
}

QWidget *ClockPage::makeSetting()
{
    m_time->setObjectName(u"qaClockTime"_s);
    m_time->setAccessibleName(tr("Time at Clive and Stripe, in UTC, like 2026-11-26 16:30:00"));
    m_time->setFixedWidth(fieldWidthPx);
    auto *set = new ActionButton(u"qaClockSet"_s, tr("Set"));
    auto *right = new ActionButton(u"qaClockRight"_s, tr("The machine's time"));
    connect(set, &QPushButton::clicked, this, &ClockPage::setTyped);
    connect(m_time, &QLineEdit::returnPressed, this, &ClockPage::setTyped);
    connect(right, &QPushButton::clicked, this, [this] {
        m_problem->hide();
        m_clock.putRight();
    });
    auto *box = new QWidget;
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_time);
    line->addWidget(set);
    line->addWidget(right);
    line->addStretch();
    return box;
}

void ClockPage::setTyped()
{
    const auto time = qa::ClockDesk::parse(m_time->text());
    m_problem->setVisible(!time);
    m_problem->setText(time ? QString() : time.error());
    register_face::setStyled(m_time, "wrong", !time);
    m_time->setAccessibleDescription(m_problem->text());
    if (time)
        m_clock.set(*time);
}

void ClockPage::enter()
{
    m_time->setText(m_clock.now().toString(timeFormat));
    m_problem->hide();
    register_face::setStyled(m_time, "wrong", false);
    if (auto *first = findChild<QPushButton *>())
        first->setFocus();
}

void ClockPage::show()
{
    m_now->setText(m_clock.now().toString(timeFormat));
    m_now->setAccessibleName(tr("Clive's and Stripe's clock: %1").arg(m_now->text()));
    m_offset->setText(m_clock.offsetText().isEmpty()
                          ? tr("The same as this machine's.")
                          : tr("%1 from this machine's.").arg(m_clock.offsetText()));
}

void ClockPage::showEvent(QShowEvent *event)
{
    PanelPage::showEvent(event);
    m_tick.start();
}

void ClockPage::hideEvent(QHideEvent *event)
{
    PanelPage::hideEvent(event);
    m_tick.stop();
}

} // namespace tillwright::kiosk::qa_panel
