#include "kiosk/qa_panel/scenario_page.h"

#include "kiosk/qa/row_roles.h"
#include "kiosk/qa/scenario_shelf.h"
#include "kiosk/qa_panel/row_list.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;
using qa::ScenarioShelf;
using register_face::ActionButton;
using register_face::breakable;
using register_face::makeParagraph;

namespace {

constexpr int besideFromWidthPx = 960;

} // namespace

ScenarioPage::ScenarioPage(ScenarioShelf &shelf, const QString &builtIn)
    : m_shelf(shelf), m_builtIn(builtIn), m_folder(makeParagraph(u"muted"_s, {}, u"qaScenarioFolder"_s)),
      m_builtInButton(new ActionButton(u"qaBuiltIn"_s, tr("Built-in"))),
      m_title(makeParagraph(u"strong"_s, {}, u"qaScenarioTitle"_s)),
      m_problem(makeParagraph(u"error"_s, {}, u"qaScenarioProblem"_s)),
      m_detail(makeParagraph({}, {}, u"qaScenarioDetail"_s)),
      m_play(new ActionButton(u"qaPlay"_s, tr("Play"), u"accent"_s)),
      m_playAll(new ActionButton(u"qaPlayAll"_s, tr("Play all"))),
      m_stop(new ActionButton(u"qaStop"_s, tr("Stop"))),
      m_report(new ActionButton(u"qaReport"_s, tr("Open report"))),
      m_words(makeParagraph(u"label"_s, {}, u"qaPlayWords"_s))
{
    setObjectName(u"qaScenarios"_s);
    m_rows.setSourceModel(&m_shelf);
    m_list = new RowList(m_rows, {u"qaScenarioList"_s, tr("Scenarios"), tr("Name or what happens")});
    m_body = new QBoxLayout(QBoxLayout::LeftToRight);
    m_body->setSpacing(16);
    m_body->addWidget(m_list, 5);
    m_body->addWidget(makeSide(), 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeFolderLine());
    layout->addLayout(m_body, 1);

    connect(m_list, &RowList::chosen, this, &ScenarioPage::show);
    connect(m_list, &RowList::activated, this, [this] { m_play->setFocus(); });
    connect(&m_shelf, &ScenarioShelf::folderChanged, this, &ScenarioPage::showFolder);
    connect(&m_shelf, &ScenarioShelf::playChanged, this, &ScenarioPage::show);
    connect(m_play, &QPushButton::clicked, this, &ScenarioPage::play);
    connect(m_playAll, &QPushButton::clicked, &m_shelf, &ScenarioShelf::playAll);
    connect(m_stop, &QPushButton::clicked, &m_shelf, &ScenarioShelf::stop);
    connect(m_report, &QPushButton::clicked, this, [this] {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(m_shelf.report())))
            Q_EMIT said(tr("Nothing here opens web pages; the report is %1").arg(m_shelf.report()));
    });
    showFolder();
}

QWidget *ScenarioPage::makeFolderLine()
{
    auto *choose = new ActionButton(u"qaChooseFolder"_s, tr("Folder …"));
    choose->setAccessibleName(tr("Choose a folder with scenarios"));
    m_builtInButton->setAccessibleName(tr("The scenarios that come with the program"));
    connect(choose, &QPushButton::clicked, this, &ScenarioPage::askFolder);
    connect(m_builtInButton, &QPushButton::clicked, this, [this] { m_shelf.setFolder(m_builtIn); });
    m_folder->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    auto *box = new QWidget;
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_folder, 1);
    line->addWidget(m_builtInButton);
    line->addWidget(choose);
    return box;
}

QWidget *ScenarioPage::makeSide()
{
    auto *text = new QWidget;
    auto *textLayout = new QVBoxLayout(text);
    textLayout->setContentsMargins(0, 0, 8, 0);
    textLayout->setSpacing(8);
    textLayout->addWidget(m_title);
    textLayout->addWidget(m_problem);
    textLayout->addWidget(m_detail);
    textLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"qaScenarioScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(text);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_play, m_playAll, m_stop, m_report})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *side = register_face::makeFrame(u"card"_s);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    return side;
}

void ScenarioPage::applyTheme(const register_face::Theme &theme)
{
    m_list->applyTheme(theme);
}

void ScenarioPage::enter()
{
    m_list->search()->setFocus();
}

void ScenarioPage::askFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("A folder with scenarios"), m_shelf.folder());
    if (!folder.isEmpty())
        m_shelf.setFolder(folder);
}

void ScenarioPage::showFolder()
{
    const int wrong = m_shelf.wrongCount();
    const QString count = wrong == 0 ? tr("scenarios: %1").arg(m_shelf.rowCount())
                                     : tr("scenarios: %1, wrong: %2").arg(m_shelf.rowCount()).arg(wrong);
    m_folder->setText(breakable(tr("%1  ·  %2").arg(m_shelf.folder(), count)));
    m_builtInButton->setVisible(!m_builtIn.isEmpty() && m_shelf.folder() != m_builtIn);
    m_list->setEmptyWords(m_shelf.emptyWords());
    show();
}

void ScenarioPage::show()
{
    const auto index = m_list->current();
    const QString problem = index.data(ScenarioShelf::ProblemRole).toString();
    m_title->setText(index.isValid() ? breakable(index.data(Qt::DisplayRole).toString())
                                     : tr("Choose a scenario to see what it does."));
    m_problem->setText(breakable(problem));
    m_problem->setVisible(!problem.isEmpty());
    const QString detail = index.data(qa::SubtitleRole).toString() + u"\n\n"_s
        + index.data(ScenarioShelf::DetailRole).toString();
    m_detail->setText(index.isValid() && problem.isEmpty() ? breakable(detail) : QString());
    const bool isPlaying = m_shelf.isPlaying();
    m_play->setEnabled(index.isValid() && problem.isEmpty() && !isPlaying);
    m_playAll->setEnabled(m_shelf.rowCount() > 0 && m_shelf.wrongCount() == 0 && !isPlaying);
    m_playAll->setToolTip(m_shelf.wrongCount() > 0 ? tr("A file is wrong; then nothing is played.")
                                                   : QString());
    m_stop->setVisible(isPlaying);
    m_report->setVisible(!isPlaying && !m_shelf.report().isEmpty());
    m_words->setText(breakable(m_shelf.playWords()));
    m_words->setVisible(!m_shelf.playWords().isEmpty());
}

void ScenarioPage::play()
{
    m_shelf.play(m_list->current().data(ScenarioShelf::FileRole).toString());
}

void ScenarioPage::resizeEvent(QResizeEvent *event)
{
    PanelPage::resizeEvent(event);
    m_body->setDirection(width() >= besideFromWidthPx ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace tillwright::kiosk::qa_panel
