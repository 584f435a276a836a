#include "kiosk/register/sign_in_screen.h"

#include "kiosk/register/action_button.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/staff_picker.h"
#include "kiosk/register/theme.h"

#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int cardWidthMaxPx = 980;
constexpr int cardHeightMaxPx = 640;
constexpr int cardPaddingPx = 32;
constexpr int iconPx = 28;

} // namespace

SignInScreen::SignInScreen(presentation::StaffSession &session, const QString &hint)
    : m_session(session), m_picker(new StaffPicker(QStringLiteral("signIn"), session)),
      m_unlock(new ActionButton(QStringLiteral("unlockButton"), tr("Unlock, by a supervisor"))),
      m_icon(new QLabel)
{
    setObjectName(QStringLiteral("signInScreen"));
    setAccessibleName(tr("Sign in"));
    auto *card = makeFrame(QStringLiteral("card"));
    card->setMaximumSize(cardWidthMaxPx, cardHeightMaxPx);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(cardPaddingPx, cardPaddingPx - 8, cardPaddingPx, cardPaddingPx - 8);
    cardLayout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_icon);
    head->addWidget(makeLabel(QStringLiteral("heading"), tr("Who is at the register?")));
    head->addStretch();
    head->addWidget(m_unlock);
    cardLayout->addLayout(head);
    cardLayout->addWidget(
        makeParagraph(QStringLiteral("muted"), tr("Choose your name, type your PIN, and press Enter.")));
    if (!hint.isEmpty()) {
        cardLayout->addWidget(makeLabel(QStringLiteral("label"), hint, QStringLiteral("sandboxPins")), 0,
                              Qt::AlignLeading);
    }
    cardLayout->addSpacing(8);
    cardLayout->addWidget(m_picker, 1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->addStretch(1);
    layout->addWidget(card, 1000);
    layout->addStretch(1);
    setFocusProxy(m_picker);

    m_picker->setOnSubmit(
        [this](const std::string &id, domain::Secret pin) { m_session.signIn(id, std::move(pin)); });
    connect(&m_session, &presentation::StaffSession::peopleChanged, this, &SignInScreen::showPeople);
    connect(&m_session, &presentation::StaffSession::gatesChanged, this, &SignInScreen::showUnlock);
    connect(&m_session, &presentation::StaffSession::pinAnswered, m_picker, &StaffPicker::showAnswer);
    connect(m_picker, &StaffPicker::chosenChanged, this, &SignInScreen::showUnlock);
    connect(m_unlock, &ActionButton::clicked, this, [this] { Q_EMIT unlockWanted(m_picker->chosen()); });
    showPeople();
}

void SignInScreen::applyTheme(const Theme &theme)
{
    setIcon(m_icon, theme, QStringLiteral("lock"), QStringLiteral("accent"), iconPx);
    m_picker->applyTheme(theme);
}

void SignInScreen::enter()
{
    m_picker->clear();
    m_picker->setFocus();
}

void SignInScreen::escape()
{
    m_picker->clear();
}

void SignInScreen::showPeople()
{
    m_picker->setPeople(m_session.people());
    showUnlock();
}

void SignInScreen::showUnlock()
{
    m_unlock->setVisible(m_session.gateFor(m_picker->chosen().toStdString()).isLocked);
}

} // namespace tillwright::kiosk::register_face
