#include "kiosk/qa_panel/fault_card.h"

#include "kiosk/qa/fault_words.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;
using qa::FaultBoard;
using qa::FaultParameter;
using register_face::makeLabel;
using register_face::makeParagraph;

namespace {

constexpr int columns = 3;
constexpr int numberWidthPx = 96;
constexpr int eventWidthPx = 200;

QString unitOf(FaultParameter parameter, const QString &place)
{
    switch (parameter) {
    case FaultParameter::Delay:
        return place == "printer"_L1 ? FaultCard::tr("ms until it is repaired, 0: never")
                                     : FaultCard::tr("ms");
    case FaultParameter::Status:
        return FaultCard::tr("status");
    case FaultParameter::Times:
        return FaultCard::tr("times, 0: always");
    case FaultParameter::Event:
        return FaultCard::tr("when this is said");
    }
    return {};
}

int valueOf(FaultParameter parameter, const autopilot::Fault &fault)
{
    return parameter == FaultParameter::Delay ? fault.delayMs
        : parameter == FaultParameter::Status ? fault.status
                                              : fault.times;
}

} // namespace

FaultCard::FaultCard(FaultBoard &board, const QString &place, const QStringList &actions)
    : m_board(board), m_place(place), m_lines(new QVBoxLayout),
      m_whyNot(makeParagraph(u"notice"_s, {}, u"faultWhyNot:"_s + place))
{
    setProperty("kind", u"card"_s);
    setObjectName(u"faultCard:"_s + place);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(u"strong"_s, qa::placeTitle(place)));
    if (const QString words = qa::placeWords(place); !words.isEmpty())
        layout->addWidget(makeParagraph(u"caption"_s, words));
    layout->addWidget(m_whyNot);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 1);
    layout->addLayout(grid);
    m_lines->setSpacing(8);
    layout->addLayout(m_lines);
    layout->addStretch();
    for (int i = 0; i < int(actions.size()); ++i)
        addSwitch(actions[i], grid, i);
    show();
}

void FaultCard::addSwitch(const QString &action, QGridLayout *grid, int index)
{
    Row row;
    row.button = new register_face::ActionButton(u"fault:%1:%2"_s.arg(m_place, action),
                                                 qa::actionTitle(m_place, action), u"chip"_s);
    row.button->setCheckable(true);
    row.button->setAccessibleName(tr("%1: %2").arg(qa::placeTitle(m_place), row.button->text()));
    const QString words = qa::actionWords(m_place, action);
    row.button->setToolTip(u"%1\n%2 %3"_s.arg(words, m_place, action));
    row.button->setAccessibleDescription(words);
    connect(row.button, &QPushButton::clicked, this, [this, action](bool isOn) {
        m_board.setOn(m_place, action, isOn);
        show();
    });
    grid->addWidget(row.button, index / columns, index % columns);
    row.line = makeLine(action, row);
    if (row.line)
        m_lines->addWidget(row.line);
    m_rows.insert(action, row);
}

QWidget *FaultCard::makeLine(const QString &action, Row &row)
{
    autopilot::Fault fault;
    fault.at = m_place;
    fault.action = action;
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(u"label"_s, tr("%1:").arg(qa::actionTitle(m_place, action))));
    for (const auto parameter :
         {FaultParameter::Delay, FaultParameter::Status, FaultParameter::Times, FaultParameter::Event}) {
        if (FaultBoard::has(fault, parameter))
            addField(action, row, layout, parameter);
    }
    layout->addStretch();
    if (!row.fields.isEmpty())
        return line;
    delete line;
    return nullptr;
}

void FaultCard::addField(const QString &action, Row &row, QLayout *line, FaultParameter parameter)
{
    const bool isText = parameter == FaultParameter::Event;
    auto *edit = new QLineEdit;
    const QString unit = unitOf(parameter, m_place);
    edit->setObjectName(u"faultField:%1:%2:%3"_s.arg(m_place, action).arg(int(parameter)));
    edit->setAccessibleName(
        tr("%1, %2: %3").arg(qa::placeTitle(m_place), qa::actionTitle(m_place, action), unit));
    edit->setFixedWidth(isText ? eventWidthPx : numberWidthPx);
    if (isText)
        edit->setPlaceholderText(tr("at once"));
    else
        edit->setValidator(new QIntValidator(0, 999'999, edit));
    const Field field{parameter, edit};
    connect(edit, &QLineEdit::editingFinished, this, [this, action, field] {
        take(action, field);
        show();
    });
    line->addWidget(edit);
    line->addWidget(makeLabel(u"caption"_s, unit));
    row.fields.append(field);
}

void FaultCard::take(const QString &action, const Field &field)
{
    // Also when the field is left: only what somebody has typed is meant.
    if (!field.edit->isModified())
        return;
    field.edit->setModified(false);
    const int number = field.edit->text().toInt();
    switch (field.parameter) {
    case FaultParameter::Delay:
        m_board.setDelayMs(m_place, action, number);
        break;
    case FaultParameter::Status:
        m_board.setStatus(m_place, action, number);
        break;
    case FaultParameter::Times:
        m_board.setTimes(m_place, action, number);
        break;
    case FaultParameter::Event:
        m_board.setEvent(m_place, action, field.edit->text());
        break;
    }
}

void FaultCard::showField(const Field &field, const autopilot::Fault &fault)
{
    if (field.edit->hasFocus() && field.edit->isModified())
        return;
    const QString text = field.parameter == FaultParameter::Event
        ? fault.event
        : QString::number(valueOf(field.parameter, fault));
    if (field.edit->text() != text)
        field.edit->setText(text);
}

void FaultCard::show()
{
    QString whyNot;
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        const auto *known = m_board.find(m_place, it.key());
        if (!known)
            continue;
        whyNot = known->whyNot;
        auto &row = it.value();
        row.button->setChecked(known->isOn);
        row.button->setEnabled(known->isOn || known->whyNot.isEmpty());
        if (!row.line)
            continue;
        // A moment has to be set before it is waited for.
        const bool isEvent = FaultBoard::has(known->fault, FaultParameter::Event);
        row.line->setVisible((known->isOn || isEvent) && known->whyNot.isEmpty());
        for (const auto &field : std::as_const(row.fields))
            showField(field, known->fault);
    }
    m_whyNot->setText(whyNot);
    m_whyNot->setVisible(!whyNot.isEmpty());
}

} // namespace tillwright::kiosk::qa_panel
