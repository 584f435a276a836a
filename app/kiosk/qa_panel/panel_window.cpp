#include "kiosk/qa_panel/panel_window.h"

#include "kiosk/qa_panel/card_page.h"
#include "kiosk/qa_panel/clock_page.h"
#include "kiosk/qa_panel/fault_page.h"
#include "kiosk/qa_panel/scenario_page.h"
#include "kiosk/qa_panel/timeline_page.h"
#include "kiosk/register/labels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;
using Link = qa::QaDesk::Link;
using register_face::makeFrame;
using register_face::makeLabel;
using register_face::makeParagraph;

namespace {

constexpr QSize smallestSize(640, 560);
constexpr QSize firstSize(1280, 800);
constexpr int sandboxLinePx = 6;
constexpr int headerHeightPx = 56;
constexpr int stateIconPx = 16;
constexpr int sidePx = 20;
/// Below it the badge says the one word that counts.
constexpr int allWordsFromWidthPx = 860;

} // namespace

PanelWindow::PanelWindow(qa::QaDesk &desk, const QString &builtInScenarios, register_face::Scheme scheme)
    : m_desk(desk), m_theme(register_face::Theme::builtIn(scheme)),
      m_badge(makeLabel({}, {}, u"sandboxBadge"_s)), m_state(makeLabel(u"caption"_s, {}, u"qaState"_s)),
      m_stateIcon(new QLabel), m_trouble(makeFrame(u"words"_s)),
      m_troubleWords(makeParagraph({}, {}, u"qaTrouble"_s)), m_tabs(new QTabBar), m_stack(new QStackedWidget),
      m_foot(makeParagraph(u"label"_s, {}, u"qaFoot"_s))
{
    setObjectName(u"qaPanel"_s);
    setWindowTitle(tr("Tillwright QA mode – SANDBOX"));
    setMinimumSize(smallestSize);
    resize(firstSize);
    // The register alone decides when the program ends.
    setAttribute(Qt::WA_QuitOnClose, false);

    auto *troubleLayout = new QVBoxLayout(m_trouble);
    troubleLayout->setContentsMargins(16, 12, 16, 12);
    troubleLayout->addWidget(m_troubleWords);
    register_face::setStyled(m_trouble, "tone", u"notPaid"_s);
    m_tabs->setObjectName(u"qaTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of QA mode"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_foot->setMinimumHeight(20);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *line = makeFrame(u"sandboxLine"_s);
    line->setFixedHeight(sandboxLinePx);
    layout->addWidget(line);
    layout->addWidget(makeHeader());
    auto *tabs = new QVBoxLayout;
    tabs->setContentsMargins(sidePx, 12, sidePx, 0);
    tabs->setSpacing(12);
    tabs->addWidget(m_tabs);
    tabs->addWidget(m_trouble);
    layout->addLayout(tabs);
    layout->addWidget(m_stack, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(sidePx, 0, sidePx, 12);
    foot->addWidget(m_foot);
    layout->addLayout(foot);

    addPage(new ScenarioPage(desk.scenarios(), builtInScenarios), tr("Scenarios"));
    addPage(new FaultPage(desk.faults()), tr("Faults"));
    addPage(new TimelinePage(desk.timeline()), tr("Timeline"));
    addPage(new CardPage(desk.cards()), tr("Test cards"));
    addPage(new ClockPage(desk.clock()), tr("Clock"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        // What was said on the page before belongs there.
        m_foot->clear();
        m_stack->setCurrentIndex(index);
        m_pages.at(index)->enter();
    });
    auto *close = new QShortcut(QKeySequence(u"Ctrl+W"_s), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
    connect(&m_desk, &qa::QaDesk::linkChanged, this, &PanelWindow::showLink);
    connect(&m_desk, &qa::QaDesk::failed, this,
            [this](const QString &problem) { say(tr("Not done: %1").arg(problem)); });
    connect(&m_desk.faults(), &qa::FaultBoard::changed, this, &PanelWindow::showLink);
    connect(&m_desk.clock(), &qa::ClockDesk::changed, this, &PanelWindow::showLink);
    setScheme(scheme);
    m_pages.first()->enter();
}

// Here, where the children's types are complete.
PanelWindow::~PanelWindow() = default;

QWidget *PanelWindow::makeHeader()
{
    auto *header = makeFrame(u"strip"_s);
    header->setFixedHeight(headerHeightPx);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    row->setSpacing(10);
    row->addWidget(makeLabel(u"wordmark"_s, tr("QA mode")));
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
    row->addStretch();
    row->addWidget(m_stateIcon);
    row->addWidget(m_state);
    return header;
}

void PanelWindow::addPage(PanelPage *page, const QString &name)
{
    const int number = int(m_pages.size()) + 1;
    m_pages.append(page);
    m_stack->addWidget(page);
    const int index = m_tabs->addTab(name);
    const QKeySequence key(Qt::CTRL | Qt::Key(Qt::Key_0 + number));
    m_tabs->setTabToolTip(index, tr("%1 (%2)").arg(name, key.toString(QKeySequence::NativeText)));
    auto *shortcut = new QShortcut(key, this);
    connect(shortcut, &QShortcut::activated, this, [this, index] {
        m_tabs->setCurrentIndex(index);
        m_pages.at(index)->enter();
    });
    connect(page, &PanelPage::said, this, &PanelWindow::say);
}

void PanelWindow::setScheme(register_face::Scheme scheme)
{
    m_theme = register_face::Theme::builtIn(scheme);
    setFont(m_theme.font());
    setPalette(m_theme.palette());
    setStyleSheet(m_theme.styleSheet());
    for (auto *page : std::as_const(m_pages))
        page->applyTheme(m_theme);
    showLink();
}

void PanelWindow::showLink()
{
    QStringList parts;
    switch (m_desk.link()) {
    case Link::Connecting:
        parts.append(tr("Asking the sandbox …"));
        break;
    case Link::Connected:
        parts.append(tr("Sandbox answers"));
        break;
    case Link::Gone:
        parts.append(tr("Sandbox is gone"));
        break;
    case Link::Refused:
        parts.append(tr("No sandbox"));
        break;
    }
    if (const int count = m_desk.faults().onCount(); count > 0)
        parts.append(tr("faults: %1").arg(count));
    if (const QString offset = m_desk.clock().offsetText(); !offset.isEmpty())
        parts.append(tr("clock %1").arg(offset));
    m_state->setText(parts.join(u"  ·  "_s));
    const bool isGood = m_desk.link() == Link::Connected;
    const bool isBad = m_desk.link() == Link::Gone || m_desk.link() == Link::Refused;
    register_face::setIcon(m_stateIcon, m_theme,
                           isGood      ? u"circle-check"_s
                               : isBad ? u"circle-x"_s
                                       : u"loader"_s,
                           isGood      ? u"success"_s
                               : isBad ? u"danger"_s
                                       : u"textMuted"_s,
                           stateIconPx);
    m_trouble->setVisible(isBad);
    m_troubleWords->setText(register_face::breakable(
        m_desk.link() == Link::Refused
            ? tr("What answers is no sandbox. QA mode does nothing with it. %1").arg(m_desk.problem())
            : tr("The sandbox does not answer; it is asked again every two seconds. What is shown is as it "
                 "was. %1")
                  .arg(m_desk.problem())));
    for (int i = 1; i < int(m_pages.size()); ++i)
        m_pages[i]->setEnabled(m_desk.link() != Link::Refused);
}

void PanelWindow::say(const QString &words)
{
    m_foot->setText(register_face::breakable(words));
    m_foot->setAccessibleName(words);
    QAccessibleEvent event(m_foot, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void PanelWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.start();
}

void PanelWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_badge->setText(width() < allWordsFromWidthPx ? tr("SANDBOX") : tr("SANDBOX – no real money moves"));
}

void PanelWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_desk.stop();
}

} // namespace tillwright::kiosk::qa_panel
