#include "kiosk/register/approval_panel.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/form_field.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/staff_picker.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int cardWidthPx = 900;
constexpr int cardPaddingPx = 28;
constexpr int pickerHeightPx = 410;
constexpr int reasonMaxCharacters = 200;

} // namespace

ApprovalPanel::ApprovalPanel(presentation::ApprovalDesk &desk, presentation::StaffSession &session,
                             QWidget *parent)
    : QWidget(parent), m_desk(desk), m_card(makeFrame(QStringLiteral("card"))),
      m_prompt(makeParagraph(QStringLiteral("title"), {}, QStringLiteral("approvalPrompt"))),
      m_advice(makeParagraph(QStringLiteral("muted"), {}, QStringLiteral("approvalAdvice"))),
      m_reason(
          new FormField(tr("Why"), QStringLiteral("approvalReason"), QStringLiteral("approvalReasonError"))),
      m_picker(new StaffPicker(QStringLiteral("approval"), session)),
      m_allow(new ActionButton(QStringLiteral("approvalAllow"), tr("Allow"), QStringLiteral("accent")))
{
    setObjectName(QStringLiteral("approvalPanel"));
    setAccessibleRole(this, QAccessible::Dialog);
    setAccessibleName(tr("A supervisor is asked"));
    parent->installEventFilter(this);
    m_card->setFixedWidth(cardWidthPx);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(cardPaddingPx, cardPaddingPx - 12, cardPaddingPx, cardPaddingPx - 12);
    card->setSpacing(6);
    card->addWidget(m_prompt);
    card->addWidget(m_advice);
    m_reason->edit()->setMaxLength(reasonMaxCharacters);
    card->addWidget(m_reason);
    m_picker->setFixedHeight(pickerHeightPx);
    card->addWidget(m_picker);
    auto *refuse = new ActionButton(QStringLiteral("approvalRefuse"), tr("Do not allow (Esc)"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    addReason(buttons, tr("A mistake"));
    addReason(buttons, tr("Customer left"));
    addReason(buttons, tr("Wrong amount"));
    buttons->addStretch();
    buttons->addWidget(refuse);
    buttons->addWidget(m_allow);
    card->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_card, 0, Qt::AlignCenter);
    hide();

    connect(refuse, &ActionButton::clicked, &m_desk, &presentation::ApprovalDesk::refuse);
    connect(m_allow, &ActionButton::clicked, this, &ApprovalPanel::approve);
    m_picker->setOnSubmit([this](const std::string &id, domain::Secret pin) {
        m_desk.approve(m_reason->edit()->text(), id, std::move(pin));
    });
    connect(m_reason->edit(), &QLineEdit::textChanged, this, [this] { m_reason->setError({}); });
    connect(m_reason->edit(), &QLineEdit::returnPressed, this, [this] {
        if (m_picker->isVisible())
            m_picker->setFocus();
        else
            approve();
    });
    connect(&m_desk, &presentation::ApprovalDesk::requestChanged, this, &ApprovalPanel::showRequest);
    connect(&m_desk, &presentation::ApprovalDesk::pinAnswered, this, [this](shift::PinAnswer answer) {
        // Only a supervisor's tile is shown; a role that was taken away meanwhile is told like a disabled one.
        if (answer.kind == shift::PinAnswer::Kind::Right)
            answer.kind = shift::PinAnswer::Kind::Refused;
        m_picker->showAnswer(answer);
    });
    connect(&m_desk, &presentation::ApprovalDesk::reasonMissing, this, [this] {
        m_picker->clear();
        m_reason->setError(tr("Say why. It is kept in the audit."));
        m_reason->edit()->setFocus();
    });
}

void ApprovalPanel::addReason(QBoxLayout *layout, const QString &words)
{
    auto *button = new ActionButton(QStringLiteral("approvalReason%1").arg(m_reasons.size() + 1), words,
                                    QStringLiteral("quiet"));
    button->setFocusPolicy(Qt::NoFocus);
    connect(button, &ActionButton::clicked, this, [this, words] { m_reason->edit()->setText(words); });
    layout->addWidget(button);
    m_reasons.append(button);
}

void ApprovalPanel::applyTheme(const Theme &theme)
{
    m_scrim = theme.color(QStringLiteral("scrim"));
    m_reason->applyTheme(theme);
    m_picker->applyTheme(theme);
}

void ApprovalPanel::approve()
{
    if (m_picker->isVisible())
        m_picker->submit();
    else
        m_desk.approve(m_reason->edit()->text());
}

void ApprovalPanel::showRequest()
{
    const auto &request = m_desk.request();
    if (!request) {
        m_picker->clear();
        hide();
        if (m_focusBefore)
            m_focusBefore->setFocus();
        Q_EMIT shownChanged(false);
        return;
    }
    const bool hasSupervisor = !m_desk.supervisors().empty();
    m_prompt->setText(request->act.prompt);
    m_advice->setText(
        !request->needsPin ? tr("You may allow this yourself. Say why; it is kept in the audit.")
            : hasSupervisor
            ? tr("This needs a supervisor. It is kept in the audit with both names.")
            : tr("This needs a supervisor, and this register has none. Whoever keeps it adds one with "
                 "“tillwright operators add”."));
    m_reason->edit()->clear();
    m_reason->setError({});
    m_reason->setVisible(request->needsReason);
    for (auto *button : std::as_const(m_reasons))
        button->setVisible(request->needsReason);
    m_picker->setVisible(request->needsPin && hasSupervisor);
    m_picker->setPeople(m_desk.supervisors());
    m_picker->clear();
    m_allow->setEnabled(!request->needsPin || hasSupervisor);
    m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    if (request->needsReason)
        m_reason->edit()->setFocus();
    else
        m_picker->setFocus();
    Q_EMIT shownChanged(true);
}

bool ApprovalPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void ApprovalPanel::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_scrim);
}

} // namespace tillwright::kiosk::register_face
