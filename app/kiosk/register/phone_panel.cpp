#include "kiosk/register/phone_panel.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/register/accessible_role.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

using presentation::PhoneState;

constexpr int paddingPx = 24;
/// A phone reads it from half a metre, and from the far side of a counter.
constexpr int codeMinPx = 300;
constexpr int codeLikedPx = 420;
/// Larger than this nobody needs it.
constexpr int codeMaxPx = 600;
constexpr int iconPx = 96;

} // namespace

QrView::QrView()
{
    setObjectName(QStringLiteral("phoneCode"));
    setAccessibleRole(this, QAccessible::Graphic);
    setAccessibleName(tr("QR code that opens the payment on the customer’s phone"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void QrView::setCode(const qr_code::QrCode &code)
{
    m_code = &code;
    update();
}

QSize QrView::sizeHint() const
{
    return {codeLikedPx, codeLikedPx};
}

QSize QrView::minimumSizeHint() const
{
    return {codeMinPx, codeMinPx};
}

void QrView::paintEvent(QPaintEvent *)
{
    if (!m_code || m_code->isEmpty())
        return;
    // In whole device pixels: squares of uneven width scan worse.
    const qreal scale = devicePixelRatioF();
    const int squares = m_code->size + 2 * qr_code::quietZone;
    const int square = std::max(1, int(std::min({width(), height(), codeMaxPx}) * scale) / squares);
    const QPoint corner(int(width() * scale - square * squares) / 2,
                        int(height() * scale - square * squares) / 2);
    QPainter painter(this);
    painter.scale(1 / scale, 1 / scale);
    painter.fillRect(QRect(corner, QSize(squares, squares) * square), Qt::white);
    const QPoint first = corner + QPoint(qr_code::quietZone, qr_code::quietZone) * square;
    for (int y = 0; y < m_code->size; ++y) {
        for (int x = 0; x < m_code->size; ++x) {
            if (m_code->isDark(x, y))
                painter.fillRect(QRect(first + QPoint(x, y) * square, QSize(square, square)), Qt::black);
        }
    }
}

PhonePanel::PhonePanel(presentation::CheckoutViewModel &checkout)
    : m_checkout(checkout),
      m_title(makeParagraph(QStringLiteral("heading"), {}, QStringLiteral("phoneTitle"))), m_code(new QrView),
      m_icon(new QLabel), m_words(makeParagraph(QStringLiteral("lead"), {}, QStringLiteral("phoneWords")))
{
    setObjectName(QStringLiteral("phonePanel"));
    m_title->setAlignment(Qt::AlignCenter);
    m_words->setAlignment(Qt::AlignCenter);
    m_icon->setAlignment(Qt::AlignCenter);
    m_code->setCode(m_checkout.phoneCode());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(m_icon, 0, Qt::AlignCenter);
    layout->addWidget(m_code, 8);
    layout->addWidget(m_words);
    layout->addStretch(1);
    connect(&m_checkout, &presentation::CheckoutViewModel::changed, this, &PhonePanel::showState);
    showState();
}

void PhonePanel::applyTheme(const Theme &theme)
{
    setIcon(m_icon, theme, QStringLiteral("smartphone"), QStringLiteral("accent"), iconPx);
}

void PhonePanel::showState()
{
    const bool isPaying = m_checkout.phoneState() == PhoneState::Paying;
    m_title->setText(m_checkout.phoneTitle());
    m_words->setText(m_checkout.phoneWords());
    // While one phone pays, no other is to begin.
    m_code->setVisible(!isPaying);
    m_icon->setVisible(isPaying);
    m_code->update();
}

} // namespace tillwright::kiosk::register_face
