#include "kiosk/register/form_field.h"

#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int errorIconPx = 16;
constexpr int errorLinePx = 20;
constexpr int typedMaxCharacters = 320;
constexpr int markLeftPx = 16;
constexpr int markGapPx = 4;

} // namespace

FormField::FormField(const QString &label, const QString &editName, const QString &errorName)
    : m_label(makeLabel(QStringLiteral("label"), label)), m_edit(new QLineEdit), m_line(new QHBoxLayout),
      m_errorIcon(new QLabel), m_error(makeParagraph(QStringLiteral("error"), {}, errorName))
{
    m_edit->setObjectName(editName);
    m_edit->setAccessibleName(label);
    // A wedge scanner or a paste can bring anything; the domain judges it, this only bounds it.
    m_edit->setMaxLength(typedMaxCharacters);
    m_label->setBuddy(m_edit);
    m_line->setSpacing(8);
    m_line->addWidget(m_edit, 1);

    auto *errorLine = new QHBoxLayout;
    errorLine->setSpacing(6);
    errorLine->addWidget(m_errorIcon, 0, Qt::AlignTop);
    errorLine->addWidget(m_error, 1);
    errorLine->addStrut(errorLinePx);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_label);
    layout->addLayout(m_line);
    layout->addLayout(errorLine);
    setError({});
}

void FormField::addBeside(QWidget *widget)
{
    m_line->addWidget(widget);
}

void FormField::setMark(const QString &mark)
{
    m_mark = makeLabel(QStringLiteral("amount"), mark);
    m_mark->setParent(m_edit);
    m_mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_edit->installEventFilter(this);
    updateMark();
}

void FormField::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_errorIcon->setVisible(!sentence.isEmpty());
    m_edit->setAccessibleDescription(sentence);
    setStyled(m_edit, "wrong", !sentence.isEmpty());
}

void FormField::applyTheme(const Theme &theme)
{
    // A style sheet's colour would be halved for the placeholder, which is text to be read as well.
    QPalette palette = m_edit->palette();
    palette.setColor(QPalette::PlaceholderText, theme.color(QStringLiteral("textMuted")));
    m_edit->setPalette(palette);
    setIcon(m_errorIcon, theme, QStringLiteral("circle-alert"), QStringLiteral("danger"), errorIconPx);
}

void FormField::updateMark()
{
    if (!m_mark)
        return;
    m_mark->ensurePolished();
    const int width = m_mark->sizeHint().width();
    m_mark->setGeometry(markLeftPx, 0, width, m_edit->height());
    m_edit->setTextMargins(markLeftPx + width + markGapPx - 12, 0, 0, 0);
}

bool FormField::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (watched == m_edit && (type == QEvent::Resize || type == QEvent::StyleChange || type == QEvent::Show))
        updateMark();
    return QWidget::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::register_face
