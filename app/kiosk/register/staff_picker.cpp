#include "kiosk/register/staff_picker.h"

#include "kiosk/presentation/staff_words.h"
#include "kiosk/register/accessible_role.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/operator_tile.h"
#include "kiosk/register/pin_entry.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int tileGapPx = 12;
constexpr int tileColumns = 2;
constexpr int pinWidthPx = 320;
constexpr int columnsGapPx = 40;
constexpr int messageHeightPx = 40;
constexpr int scrollBarPx = 16;

} // namespace

StaffPicker::StaffPicker(const QString &prefix, presentation::StaffSession &session)
    : m_prefix(prefix), m_session(session), m_area(new QWidget), m_grid(new QGridLayout(m_area)),
      m_name(makeLabel(QStringLiteral("strong"), {}, prefix + QStringLiteral("Name"))),
      m_message(makeParagraph(QStringLiteral("error"), {}, prefix + QStringLiteral("Message"))),
      m_pin(new PinEntry(prefix))
{
    setObjectName(prefix + QStringLiteral("Picker"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    m_grid->setContentsMargins(0, 0, scrollBarPx, 0);
    m_grid->setSpacing(tileGapPx);
    for (int column = 0; column < tileColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_area);

    auto *side = new QVBoxLayout;
    side->setSpacing(12);
    side->addWidget(m_name);
    side->addWidget(m_pin, 1);
    m_message->setFixedHeight(messageHeightPx);
    side->addWidget(m_message);
    auto *sideArea = new QWidget;
    sideArea->setFixedWidth(pinWidthPx);
    side->setContentsMargins(0, 0, 0, 0);
    sideArea->setLayout(side);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(columnsGapPx);
    layout->addWidget(scroll, 1);
    layout->addWidget(sideArea);

    connect(m_pin, &PinEntry::enterPressed, this, &StaffPicker::submit);
    connect(&m_session, &presentation::StaffSession::gatesChanged, this, &StaffPicker::showGates);
}

void StaffPicker::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    m_pin->applyTheme(theme);
    for (auto *tile : std::as_const(m_tiles))
        tile->applyTheme(theme);
}

void StaffPicker::setPeople(const std::vector<shift::Operator> &people)
{
    m_people = people;
    qDeleteAll(m_tiles);
    m_tiles.clear();
    layOut();
    if (indexOf(m_chosen) < 0)
        m_chosen = m_people.empty() ? QString() : QString::fromStdString(m_people.front().id);
    choose(m_chosen);
}

void StaffPicker::layOut()
{
    for (const auto &person : m_people) {
        const QString id = QString::fromStdString(person.id);
        auto *tile =
            new OperatorTile(m_prefix + QStringLiteral("Tile_") + id, QString::fromStdString(person.name),
                             presentation::roleLabel(person.role));
        if (m_theme)
            tile->applyTheme(*m_theme);
        connect(tile, &QPushButton::clicked, this, [this, id] {
            choose(id);
            setFocus();
        });
        const int index = int(m_tiles.size());
        m_grid->addWidget(tile, index / tileColumns, index % tileColumns);
        m_tiles.append(tile);
    }
    const int rows = m_grid->rowCount();
    for (int row = 0; row <= rows; ++row)
        m_grid->setRowStretch(row, 0);
    m_grid->setRowStretch(int(m_tiles.size() + tileColumns - 1) / tileColumns, 1);
}

int StaffPicker::indexOf(const QString &id) const
{
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        if (QString::fromStdString(m_people[i].id) == id)
            return int(i);
    }
    return -1;
}

void StaffPicker::choose(const QString &id)
{
    if (id != m_chosen) {
        // What was typed was another person's.
        m_pin->clear();
        m_words.clear();
    }
    m_chosen = id;
    const int index = indexOf(id);
    for (int i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setChecked(i == index);
    if (index >= 0) {
        const auto *scrolled = qobject_cast<QScrollArea *>(m_area->parentWidget()->parentWidget());
        const_cast<QScrollArea *>(scrolled)->ensureWidgetVisible(m_tiles[index], 0, tileGapPx);
    }
    showGates();
    Q_EMIT chosenChanged();
}

void StaffPicker::clear()
{
    m_pin->clear();
    m_words.clear();
    m_isChecking = false;
    showGates();
}

bool StaffPicker::hasPin() const
{
    return m_pin->length() > 0;
}

void StaffPicker::submit()
{
    if (m_chosen.isEmpty() || !m_pin->isEnabled() || m_isChecking)
        return;
    if (m_pin->length() < shift::pinMinDigits) {
        m_words = tr("A PIN has %1 to %2 digits.").arg(shift::pinMinDigits).arg(shift::pinMaxDigits);
        showGates();
        return;
    }
    m_words.clear();
    m_isChecking = true;
    showGates();
    m_onSubmit(m_chosen.toStdString(), m_pin->take());
}

void StaffPicker::showAnswer(const shift::PinAnswer &answer)
{
    m_isChecking = false;
    m_words = presentation::pinWords(answer);
    showGates();
}

void StaffPicker::showGates()
{
    for (std::size_t i = 0; i < m_people.size() && int(i) < m_tiles.size(); ++i) {
        const bool isLocked = m_session.gateFor(m_people[i].id).isLocked;
        m_tiles[int(i)]->setCaption(isLocked ? tr("Locked") : presentation::roleLabel(m_people[i].role),
                                    isLocked);
    }
    const int index = indexOf(m_chosen);
    const auto gate = m_session.gateFor(m_chosen.toStdString());
    const QString waiting = presentation::gateWords(gate);
    // Once the wait is over, what was wrong before it is over as well.
    if (!waiting.isEmpty())
        m_words.clear();
    const QFontMetrics metrics(m_name->font());
    m_name->setText(index < 0 ? tr("Nobody can sign in here")
                              : metrics.elidedText(m_tiles[index]->name(), Qt::ElideRight, pinWidthPx));
    m_message->setText(m_isChecking ? tr("One moment ...") : waiting.isEmpty() ? m_words : waiting);
    setStyled(m_message, "role", m_isChecking ? QStringLiteral("caption") : QStringLiteral("error"));
    m_pin->setEnabled(index >= 0 && waiting.isEmpty() && !m_isChecking);
    // The keyboard is here, whichever name is chosen.
    setAccessibleName(index < 0 ? m_name->text() : tr("PIN of %1").arg(m_tiles[index]->accessibleName()));
    setAccessibleDescription(m_message->text().isEmpty() ? tr("The arrows choose another name.")
                                                         : m_message->text());
}

void StaffPicker::moveBy(int steps)
{
    const int index = indexOf(m_chosen) + steps;
    if (index >= 0 && index < m_tiles.size())
        choose(QString::fromStdString(m_people[std::size_t(index)].id));
}

void StaffPicker::chooseByLetter(QChar letter)
{
    // The next one whose name begins so, from the first again after the last.
    const int count = int(m_tiles.size());
    for (int step = 1; step <= count; ++step) {
        const int index = (indexOf(m_chosen) + step + count) % count;
        if (m_tiles[index]->name().startsWith(letter, Qt::CaseInsensitive)) {
            choose(QString::fromStdString(m_people[std::size_t(index)].id));
            return;
        }
    }
}

void StaffPicker::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const int aside = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!event->isAutoRepeat())
            submit();
    } else if (event->key() == Qt::Key_Backspace) {
        m_pin->removeDigit();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        moveBy(event->key() == Qt::Key_Right ? aside : -aside);
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        moveBy(event->key() == Qt::Key_Down ? tileColumns : -tileColumns);
    } else if (text.size() == 1 && text[0] >= u'0' && text[0] <= u'9') {
        m_pin->addDigit(char(text[0].toLatin1()));
    } else if (text.size() == 1 && text[0].isLetter()) {
        chooseByLetter(text[0]);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void StaffPicker::focusInEvent(QFocusEvent *event)
{
    m_pin->setActive(true);
    QWidget::focusInEvent(event);
}

void StaffPicker::focusOutEvent(QFocusEvent *event)
{
    m_pin->setActive(false);
    QWidget::focusOutEvent(event);
}

} // namespace tillwright::kiosk::register_face
