#include "kiosk/register/paper_view.h"

#include "kiosk/register/accessible_role.h"

#include <QGraphicsDropShadowEffect>
#include <QLabel>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int deskMarginPx = 24;
constexpr int shadowBlurPx = 24;
constexpr int shadowOffsetPx = 4;
const QColor shadowColor(0, 0, 0, 60);

} // namespace

PaperView::PaperView() : m_paper(new QLabel)
{
    setObjectName(QStringLiteral("receiptView"));
    setAccessibleRole(this, QAccessible::Document);
    setAccessibleName(tr("Receipt"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_paper->setObjectName(QStringLiteral("receiptPaper"));
    auto *shadow = new QGraphicsDropShadowEffect(m_paper);
    shadow->setBlurRadius(shadowBlurPx);
    shadow->setOffset(0, shadowOffsetPx);
    shadow->setColor(shadowColor);
    m_paper->setGraphicsEffect(shadow);
    auto *desk = new QWidget;
    auto *layout = new QVBoxLayout(desk);
    layout->setContentsMargins(deskMarginPx, deskMarginPx, deskMarginPx, deskMarginPx);
    layout->addStretch();
    layout->addWidget(m_paper, 0, Qt::AlignHCenter);
    layout->addStretch();
    setWidget(desk);
}

void PaperView::setWords(const QString &words)
{
    m_paper->setAccessibleName(words);
}

void PaperView::setPicture(const QImage &picture)
{
    QPixmap pixmap = QPixmap::fromImage(picture);
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_paper->setPixmap(pixmap);
}

} // namespace tillwright::kiosk::register_face
