#include "kiosk/register/diagnostics_screen.h"

#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::register_face {

using presentation::FactTone;

namespace {

constexpr int paddingPx = 24;
constexpr int cardPaddingPx = 20;
constexpr int iconPx = 16;
constexpr int nameWidthPx = 132;
constexpr int contentMaxWidthPx = 1400;
/// Narrower than this, one column is easier to read than two.
constexpr int twoColumnsFromPx = 900;

/// A shape of its own for each, and nothing for what is neither good nor bad.
std::pair<QString, QString> iconOf(FactTone tone)
{
    switch (tone) {
    case FactTone::Good:
        return {QStringLiteral("circle-check"), QStringLiteral("success")};
    case FactTone::Warning:
        return {QStringLiteral("triangle-alert"), QStringLiteral("warning")};
    case FactTone::Bad:
        return {QStringLiteral("circle-x"), QStringLiteral("danger")};
    case FactTone::Plain:
        break;
    }
    return {};
}

QString toneWord(FactTone tone)
{
    switch (tone) {
    case FactTone::Good:
        return DiagnosticsScreen::tr("fine");
    case FactTone::Warning:
        return DiagnosticsScreen::tr("look at it");
    case FactTone::Bad:
        return DiagnosticsScreen::tr("wrong");
    case FactTone::Plain:
        break;
    }
    return {};
}

} // namespace

DiagnosticsScreen::DiagnosticsScreen(presentation::DiagnosticsViewModel &diagnostics)
    : m_diagnostics(diagnostics),
      m_looked(makeLabel(QStringLiteral("caption"), {}, QStringLiteral("diagnosticsLooked"))),
      m_print(makeParagraph(QStringLiteral("label"), {}, QStringLiteral("diagnosticsPrint"))),
      m_check(
          new ActionButton(QStringLiteral("diagnosticsCheck"), tr("Check again"), QStringLiteral("accent"))),
      m_testPrint(new ActionButton(QStringLiteral("diagnosticsTestPrint"), tr("Test print"))),
      m_selfTest(new ActionButton(QStringLiteral("diagnosticsSelfTest"), tr("Self-test"))),
      m_bundle(new ActionButton(QStringLiteral("diagnosticsBundle"), tr("Support bundle"))),
      m_copy(new ActionButton(QStringLiteral("diagnosticsCopy"), tr("Copy as text"))),
      m_scroll(new QScrollArea)
{
    setObjectName(QStringLiteral("diagnosticsScreen"));
    setAccessibleName(tr("Diagnostics"));
    m_testPrint->setVisible(m_diagnostics.canTestPrint());
    m_selfTest->setVisible(m_diagnostics.canSelfTest());
    m_bundle->setVisible(m_diagnostics.canMakeBundle());
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(makeLabel(QStringLiteral("heading"), tr("Diagnostics")));
    head->addSpacing(4);
    head->addWidget(m_looked);
    head->addStretch();
    for (ActionButton *button : {m_copy, m_bundle, m_testPrint, m_selfTest, m_check})
        head->addWidget(button);

    m_scroll->setObjectName(QStringLiteral("diagnosticsList"));
    setAccessibleRole(m_scroll, QAccessible::Grouping);
    m_scroll->setAccessibleName(tr("How this register is"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);

    auto *content = new QWidget;
    content->setMaximumWidth(contentMaxWidthPx);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_print);
    layout->addWidget(m_scroll, 1);
    auto *centre = new QHBoxLayout(this);
    centre->setContentsMargins(paddingPx, paddingPx, paddingPx, 0);
    centre->addWidget(content);

    connect(m_check, &QPushButton::clicked, &m_diagnostics, &presentation::DiagnosticsViewModel::check);
    connect(m_testPrint, &QPushButton::clicked, &m_diagnostics,
            &presentation::DiagnosticsViewModel::testPrint);
    connect(m_selfTest, &QPushButton::clicked, this, [this] {
        m_diagnostics.runSelfTest();
        // Its results stand first.
        m_scroll->verticalScrollBar()->setValue(0);
    });
    connect(m_bundle, &QPushButton::clicked, &m_diagnostics, &presentation::DiagnosticsViewModel::makeBundle);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_diagnostics.text()); });
    connect(&m_diagnostics, &presentation::DiagnosticsViewModel::changed, this,
            &DiagnosticsScreen::showGroups);
    showGroups();
}

void DiagnosticsScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    showGroups();
}

void DiagnosticsScreen::enter()
{
    m_shown = &m_diagnostics;
    m_diagnostics.setShown(true);
    m_scroll->verticalScrollBar()->setValue(0);
    m_check->setFocus();
}

void DiagnosticsScreen::hideEvent(QHideEvent *event)
{
    SideScreen::hideEvent(event);
    // A window that goes away hides its screens, when what they show may be gone.
    if (m_shown)
        std::exchange(m_shown, nullptr)->setShown(false);
}

void DiagnosticsScreen::resizeEvent(QResizeEvent *event)
{
    SideScreen::resizeEvent(event);
    if ((width() >= twoColumnsFromPx ? 2 : 1) != m_columns)
        showGroups();
}

void DiagnosticsScreen::showGroups()
{
    m_looked->setText(m_diagnostics.lookedText());
    m_print->setText(m_diagnostics.printText());
    m_print->setVisible(!m_diagnostics.printText().isEmpty());
    m_columns = width() >= twoColumnsFromPx ? 2 : 1;
    // What is read stays where it is.
    const int place = m_scroll->verticalScrollBar()->value();
    auto *content = new QWidget;
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 12, paddingPx);
    columns->setSpacing(16);
    QList<QVBoxLayout *> layouts;
    QList<qsizetype> filled;
    for (int i = 0; i < m_columns; ++i) {
        layouts.append(new QVBoxLayout);
        layouts.back()->setSpacing(16);
        columns->addLayout(layouts.back(), 1);
        filled.append(0);
    }
    int number = 0;
    for (const auto &group : m_diagnostics.groups()) {
        // The shorter column takes the next card; the title counts for two lines.
        const auto shorter = std::min_element(filled.begin(), filled.end()) - filled.begin();
        layouts[shorter]->addWidget(makeCard(group, number++));
        filled[shorter] += group.lines.size() + 2;
    }
    for (auto *layout : std::as_const(layouts))
        layout->addStretch();
    m_scroll->setWidget(content);
    content->ensurePolished();
    content->adjustSize();
    m_scroll->verticalScrollBar()->setValue(place);
}

QWidget *DiagnosticsScreen::makeCard(const presentation::DiagnosticGroup &group, int place) const
{
    auto *card = makeFrame(QStringLiteral("card"));
    card->setObjectName(QStringLiteral("diagnosticsCard%1").arg(place));
    setAccessibleRole(card, QAccessible::Grouping);
    card->setAccessibleName(group.title);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPaddingPx, cardPaddingPx - 4, cardPaddingPx, cardPaddingPx - 4);
    layout->setSpacing(10);
    layout->addWidget(makeLabel(QStringLiteral("strong"), group.title));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, nameWidthPx);
    grid->setColumnMinimumWidth(1, iconPx);
    grid->setColumnStretch(2, 1);
    for (const auto &line : group.lines) {
        const int row = grid->rowCount();
        auto *name = makeParagraph(QStringLiteral("muted"), breakable(line.name));
        name->setFixedWidth(nameWidthPx);
        auto *value = makeParagraph(QStringLiteral("body"), breakable(line.value));
        const QString tone = toneWord(line.tone);
        value->setAccessibleName(tone.isEmpty() ? tr("%1: %2").arg(line.name, line.value)
                                                : tr("%1: %2 (%3)").arg(line.name, line.value, tone));
        grid->addWidget(name, row, 0, Qt::AlignTop);
        if (const auto [icon, color] = iconOf(line.tone); m_theme && !icon.isEmpty()) {
            auto *label = new QLabel;
            setIcon(label, *m_theme, icon, color, iconPx);
            label->setContentsMargins(0, 2, 0, 0);
            grid->addWidget(label, row, 1, Qt::AlignTop);
        }
        grid->addWidget(value, row, 2);
    }
    layout->addLayout(grid);
    return card;
}

} // namespace tillwright::kiosk::register_face
