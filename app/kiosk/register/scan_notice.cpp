#include "kiosk/register/scan_notice.h"

#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int iconPx = 22;
constexpr int widthMaxPx = 560;
constexpr int marginPx = 16;
/// Below the status strip.
constexpr int topPx = 76;

} // namespace

ScanNotice::ScanNotice(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel),
      m_words(makeParagraph(QStringLiteral("strong"), {}, QStringLiteral("scanWords")))
{
    setObjectName(QStringLiteral("scanNotice"));
    setProperty("kind", QStringLiteral("toast"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 14);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_words, 1);
    m_words->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    parent->installEventFilter(this);
    hide();
}

void ScanNotice::say(const QString &words, bool isRefusal)
{
    m_words->setText(words);
    m_isRefusal = isRefusal;
    setAccessibleName(words);
    setStyled(this, "tone", isRefusal ? QStringLiteral("notPaid") : QString());
    showIcon();
    setVisible(!words.isEmpty());
    if (!words.isEmpty())
        place();
}

void ScanNotice::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    showIcon();
}

void ScanNotice::showIcon()
{
    if (m_theme)
        setIcon(m_icon, *m_theme,
                m_isRefusal ? QStringLiteral("circle-alert") : QStringLiteral("scan-barcode"),
                m_isRefusal ? QStringLiteral("danger") : QStringLiteral("textMuted"), iconPx);
}

void ScanNotice::place()
{
    const int room = std::min(widthMaxPx, parentWidget()->width() - 2 * marginPx);
    ensurePolished();
    m_words->ensurePolished();
    const int sides = 2 * 20 + 12 + iconPx + 2 * frameWidth() + 4;
    const int oneLine = m_words->fontMetrics().horizontalAdvance(m_words->text()) + sides + 8;
    const int width = std::min(room, oneLine);
    const int height = std::max(m_words->heightForWidth(width - sides), iconPx) + 2 * 14 + 4;
    setGeometry((parentWidget()->width() - width) / 2, topPx, width, height);
    raise();
}

bool ScanNotice::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void ScanNotice::mousePressEvent(QMouseEvent *)
{
    hide();
}

} // namespace tillwright::kiosk::register_face
