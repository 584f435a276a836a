#include "kiosk/register/help_overlay.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

HelpOverlay::HelpOverlay(const QString &version, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("helpOverlay"));
    setAccessibleRole(this, QAccessible::Dialog);
    setAccessibleName(tr("Keys"));
    setFocusPolicy(Qt::StrongFocus);
    parent->installEventFilter(this);

    auto *card = makeFrame(QStringLiteral("card"));
    m_grid = new QGridLayout(card);
    m_grid->setContentsMargins(40, 32, 40, 32);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(14);
    m_grid->addWidget(makeLabel(QStringLiteral("heading"), tr("Keys")), 0, 0, 1, 2);
    addRow(tr("Enter"), tr("Next field; press the button that has the focus"));
    addRow(tr("Tab"), tr("Next field or button; with Shift the one before"));
    addRow(QStringLiteral("F12"), tr("Charge"));
    addRow(tr("Esc"), tr("Cancel the payment, while that is safe"));
    addRow(QStringLiteral("F2"), tr("New sale; void the one that is being rung up"));
    addRow(QStringLiteral("F5"), tr("Lines of the sale: + and − change the quantity, Delete removes"));
    addRow(QStringLiteral("F5"), tr("While a customer pays: card form, or their own phone"));
    addRow(QStringLiteral("F6"), tr("Print the receipt again, as a duplicate"));
    addRow(QStringLiteral("F1"), tr("Show or hide these keys"));
    m_version =
        makeLabel(QStringLiteral("caption"), tr("Tillwright %1").arg(version), QStringLiteral("version"));
    m_grid->addWidget(m_version, m_grid->rowCount(), 0, 1, 2);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(card, 0, Qt::AlignCenter);
    hide();
}

void HelpOverlay::addRow(const QString &key, const QString &meaning)
{
    const int row = m_grid->rowCount();
    auto *keyLabel = makeLabel(QStringLiteral("key"), key);
    keyLabel->setAlignment(Qt::AlignCenter);
    m_grid->addWidget(keyLabel, row, 0);
    m_grid->addWidget(makeLabel({}, meaning), row, 1);
}

void HelpOverlay::addKey(const QString &key, const QString &meaning)
{
    m_grid->removeWidget(m_version);
    addRow(key, meaning);
    m_grid->addWidget(m_version, m_grid->rowCount(), 0, 1, 2);
}

void HelpOverlay::applyTheme(const Theme &theme)
{
    m_scrim = theme.color(QStringLiteral("scrim"));
}

void HelpOverlay::toggle()
{
    if (isVisible()) {
        leave();
        return;
    }
    m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
}

void HelpOverlay::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

bool HelpOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void HelpOverlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

void HelpOverlay::mousePressEvent(QMouseEvent *)
{
    leave();
}

void HelpOverlay::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_scrim);
}

} // namespace tillwright::kiosk::register_face
