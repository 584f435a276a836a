#include "kiosk/register/paper_question.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QHBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int questionIconPx = 20;

} // namespace

PaperQuestionBar::PaperQuestionBar()
    : m_icon(new QLabel),
      m_text(makeParagraph(QStringLiteral("alarm"), {}, QStringLiteral("paperQuestionText")))
{
    setObjectName(QStringLiteral("paperQuestionBar"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 8, 24, 8);
    row->setSpacing(12);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    m_text->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_cameOut = addAnswer(QStringLiteral("paperCameOutButton"), tr("It is there"), PaperAnswer::CameOut);
    m_notNeeded = addAnswer(QStringLiteral("paperNotNeededButton"), tr("Not needed"), PaperAnswer::NotNeeded);
    addAnswer(QStringLiteral("paperPrintAgainButton"), tr("Print again"), PaperAnswer::PrintAgain);
    hide();
}

QPushButton *PaperQuestionBar::addAnswer(const QString &objectName, const QString &words, PaperAnswer answer)
{
    auto *button = new ActionButton(objectName, words);
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, answer] { Q_EMIT answered(m_id, answer); });
    return button;
}

void PaperQuestionBar::ask(const PaperQuestion &question)
{
    m_id = question.id;
    m_text->setText(question.text);
    m_cameOut->setVisible(question.mayBeOut);
    m_notNeeded->setVisible(!question.mayBeOut);
    setVisible(!question.id.isEmpty());
}

void PaperQuestionBar::applyTheme(const Theme &theme)
{
    setIcon(m_icon, theme, QStringLiteral("triangle-alert"), QStringLiteral("danger"), questionIconPx);
}

} // namespace tillwright::kiosk::register_face
