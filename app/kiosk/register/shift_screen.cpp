#include "kiosk/register/shift_screen.h"

#include "kiosk/presentation/shift_view_model.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/form_field.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/paper_view.h"

#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <utility>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int cardWidthPx = 440;
constexpr int cardPaddingPx = 28;
constexpr int paperWidthPx = 380;
constexpr int noteMaxCharacters = 120;
constexpr int zNumberMaxDigits = 12;

} // namespace

ShiftScreen::ShiftScreen(presentation::ShiftViewModel &shift, ReportView report)
    : m_shift(shift), m_view(std::move(report)),
      m_title(makeLabel(QStringLiteral("heading"), {}, QStringLiteral("shiftTitle"))),
      m_facts(makeParagraph(QStringLiteral("muted"), {}, QStringLiteral("shiftFacts"))),
      m_note(makeParagraph({}, {}, QStringLiteral("shiftNote"))),
      m_newNote(new FormField(tr("Note, if any"), QStringLiteral("shiftNewNote"),
                              QStringLiteral("shiftNoteError"))),
      m_open(new ActionButton(QStringLiteral("openShiftButton"), tr("Open the shift"),
                              QStringLiteral("accent"))),
      m_x(new ActionButton(QStringLiteral("xReportButton"), tr("X report"))),
      m_close(new ActionButton(QStringLiteral("closeShiftButton"), {})),
      m_closeWords(makeParagraph(
          QStringLiteral("label"),
          tr("Closing makes the Z report. It cannot be taken back. Payments that are still being "
             "checked do not hold it up."),
          QStringLiteral("closeWords"))),
      m_back(new ActionButton(QStringLiteral("closeBackButton"), tr("Not now (Esc)"))),
      m_status(makeParagraph(QStringLiteral("caption"), {}, QStringLiteral("shiftStatus"))),
      m_reportsTitle(makeLabel(QStringLiteral("label"), tr("Z reports"))), m_reports(nullptr),
      m_find(new FormField(tr("Z number"), QStringLiteral("findZ"), QStringLiteral("findZError"))),
      m_newer(new ActionButton(QStringLiteral("newerZButton"), tr("Newer"))),
      m_older(new ActionButton(QStringLiteral("olderZButton"), tr("Older"))),
      m_pageText(makeLabel(QStringLiteral("caption"), {}, QStringLiteral("zPage"))),
      m_reportTitle(makeLabel(QStringLiteral("title"), {}, QStringLiteral("reportTitle"))),
      m_files(makeParagraph(QStringLiteral("caption"), {}, QStringLiteral("reportFiles"))),
      m_print(new ActionButton(QStringLiteral("printReportButton"), tr("Print (F6)"))),
      m_paper(new PaperView),
      m_empty(makeParagraph(
          QStringLiteral("muted"),
          tr("An X report shows what this shift took so far. Choose it, or one of the Z reports."),
          QStringLiteral("reportEmpty")))
{
    setObjectName(QStringLiteral("shiftScreen"));
    setAccessibleName(tr("Shift"));
    m_newNote->edit()->setMaxLength(noteMaxCharacters);
    m_paper->setObjectName(QStringLiteral("reportView"));
    m_paper->setAccessibleName(tr("Report"));
    m_paper->findChild<QLabel *>()->setObjectName(QStringLiteral("reportPaper"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeShiftCard());
    layout->addWidget(makePaperDesk(), 1);

    connect(m_open, &ActionButton::clicked, this, [this] {
        m_shift.open(m_newNote->edit()->text());
        m_newNote->edit()->clear();
        m_x->setFocus();
    });
    connect(m_newNote->edit(), &QLineEdit::returnPressed, m_open, &ActionButton::click);
    connect(m_x, &ActionButton::clicked, &m_shift, &presentation::ShiftViewModel::makeX);
    connect(m_close, &ActionButton::clicked, this, [this] {
        if (!m_asksToClose) {
            askToClose(true);
            return;
        }
        askToClose(false);
        m_shift.close();
    });
    connect(m_back, &ActionButton::clicked, this, [this] { askToClose(false); });
    connect(m_print, &ActionButton::clicked, this, &ShiftScreen::printAgain);
    connect(&m_shift, &presentation::ShiftViewModel::changed, this, &ShiftScreen::showShift);
    showShift();
}

QWidget *ShiftScreen::makeShiftCard()
{
    auto *card = makeFrame(QStringLiteral("panel"));
    card->setFixedWidth(cardWidthPx);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPaddingPx, cardPaddingPx - 4, cardPaddingPx, cardPaddingPx - 4);
    layout->setSpacing(10);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_note),
          static_cast<QWidget *>(m_newNote), static_cast<QWidget *>(m_open)})
        layout->addWidget(widget);
    layout->addWidget(m_closeWords);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(12);
    for (ActionButton *button : {m_x, m_back, m_close})
        acts->addWidget(button, 1);
    layout->addLayout(acts);
    layout->addWidget(m_status);
    layout->addWidget(makeRule());
    layout->addWidget(m_reportsTitle);
    auto *list = new QWidget;
    m_reports = new QVBoxLayout(list);
    m_reports->setContentsMargins(0, 0, 0, 0);
    m_reports->setSpacing(4);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(list);
    layout->addWidget(scroll, 1);
    layout->addWidget(makePages());
    return card;
}

QWidget *ShiftScreen::makePages()
{
    m_pages = new QWidget;
    m_find->edit()->setInputMethodHints(Qt::ImhDigitsOnly);
    m_find->edit()->setMaxLength(zNumberMaxDigits);
    m_find->edit()->setPlaceholderText(tr("Number, then Enter"));
    auto *layout = new QVBoxLayout(m_pages);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    auto *turn = new QHBoxLayout;
    turn->setSpacing(8);
    turn->addWidget(m_newer);
    turn->addWidget(m_older);
    turn->addStretch();
    turn->addWidget(m_pageText);
    layout->addLayout(turn);
    layout->addWidget(m_find);
    connect(m_newer, &ActionButton::clicked, &m_shift, &presentation::ShiftViewModel::newerZ);
    connect(m_older, &ActionButton::clicked, &m_shift, &presentation::ShiftViewModel::olderZ);
    connect(m_find->edit(), &QLineEdit::returnPressed, this, &ShiftScreen::findReport);
    return m_pages;
}

void ShiftScreen::findReport()
{
    m_shift.findZ(m_find->edit()->text());
    m_find->edit()->selectAll();
}

QWidget *ShiftScreen::makePaperDesk()
{
    auto *desk = makeFrame(QStringLiteral("desk"));
    auto *layout = new QVBoxLayout(desk);
    layout->setContentsMargins(cardPaddingPx, cardPaddingPx - 4, cardPaddingPx, 0);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(m_reportTitle);
    head->addStretch();
    head->addWidget(m_print);
    layout->addLayout(head);
    layout->addWidget(m_files);
    m_empty->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_paper, 1);
    return desk;
}

void ShiftScreen::applyTheme(const Theme &theme)
{
    m_newNote->applyTheme(theme);
    m_find->applyTheme(theme);
}

void ShiftScreen::enter()
{
    askToClose(false);
    m_shift.refresh();
    m_shift.newestZ();
    if (m_shift.current())
        m_x->setFocus();
    else
        m_newNote->edit()->setFocus();
}

bool ShiftScreen::escape()
{
    if (!m_asksToClose)
        return false;
    askToClose(false);
    m_close->setFocus();
    return true;
}

void ShiftScreen::printAgain()
{
    if (m_view.print && m_shift.report())
        m_view.print();
}

void ShiftScreen::askToClose(bool asks)
{
    m_asksToClose = asks;
    showShift();
    if (asks)
        m_back->setFocus();
}

void ShiftScreen::showShift()
{
    const bool isOpen = m_shift.current().has_value();
    const bool isBusy = m_shift.isBusy();
    m_title->setText(m_shift.title());
    m_facts->setText(m_shift.facts());
    m_note->setText(m_shift.note());
    m_note->setVisible(!m_shift.note().isEmpty());
    m_newNote->setVisible(!isOpen);
    m_open->setVisible(!isOpen);
    m_x->setVisible(isOpen && !m_asksToClose);
    m_back->setVisible(isOpen && m_asksToClose);
    m_close->setVisible(isOpen);
    m_closeWords->setVisible(isOpen && m_asksToClose);
    m_close->setText(m_asksToClose ? tr("Close the shift") : tr("Close … (Z)"));
    setStyled(m_close, "kind", m_asksToClose ? QStringLiteral("accent") : QString());
    m_x->setEnabled(!isBusy);
    m_close->setEnabled(!isBusy);
    m_status->setText(isBusy ? tr("Asking the backend what was paid ...") : m_shift.problem());
    setStyled(m_status, "role", isBusy ? QStringLiteral("caption") : QStringLiteral("error"));
    m_status->setVisible(!m_status->text().isEmpty());
    // The button that had the keyboard rested meanwhile.
    if (std::exchange(m_wasBusy, isBusy) && !isBusy && isVisible())
        (isOpen ? m_x : m_open)->setFocus();
    showReports();

    const bool hasReport = m_shift.report().has_value();
    m_reportTitle->setText(m_shift.reportTitle());
    m_print->setVisible(hasReport && m_view.print != nullptr);
    const QString files = hasReport ? m_view.files() : QString();
    m_files->setText(files);
    m_files->setVisible(!files.isEmpty());
    m_empty->setVisible(!hasReport);
    m_paper->setVisible(hasReport);
    if (!hasReport)
        return;
    m_paper->setPicture(m_view.picture(int(paperWidthPx * devicePixelRatioF())));
    if (m_view.words)
        m_paper->setWords(m_view.words());
}

void ShiftScreen::showReports()
{
    const auto reports = m_shift.zReports();
    m_reportsTitle->setText(reports.empty() ? tr("No Z report yet") : tr("Z reports"));
    const QString pageText = m_shift.zPageText();
    m_pageText->setText(pageText);
    m_pages->setVisible(!pageText.isEmpty());
    // The key that is pressed again and again keeps the keyboard, also where its way ends.
    const bool hasFocus = m_newer->hasFocus() || m_older->hasFocus();
    m_newer->setEnabled(m_shift.hasNewerZ());
    m_older->setEnabled(m_shift.hasOlderZ());
    if (hasFocus)
        (m_newer->hasFocus() || m_older->hasFocus() ? QApplication::focusWidget()
             : m_older->isEnabled()                 ? static_cast<QWidget *>(m_older)
                                                    : m_newer)
            ->setFocus();
    // Rebuilt only when the list is another one, so that the keyboard keeps its place.
    QStringList titles;
    for (const auto &entry : reports)
        titles.append(m_shift.zTitle(entry));
    if (property("titles").toStringList() == titles)
        return;
    setProperty("titles", titles);
    while (auto *item = m_reports->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto number = reports[i].number;
        auto *button = new ActionButton(QStringLiteral("zReport%1").arg(number), titles[int(i)],
                                        QStringLiteral("entry"));
        connect(button, &ActionButton::clicked, this, [this, number] { m_shift.show(number); });
        m_reports->addWidget(button);
    }
    m_reports->addStretch();
}

} // namespace tillwright::kiosk::register_face
