#include "kiosk/autopilot/sale_typist.h"

#include "kiosk/autopilot/widget_input.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

/// More than a sale may have.
constexpr int linesMax = 1000;

} // namespace

tl::expected<bool, QString> SaleTypist::fill(const Scenario &scenario, int run) const
{
    auto *amount = field(u"saleAmount"_s);
    auto *email = field(u"saleEmail"_s);
    auto *reference = field(u"saleReference"_s);
    if (!amount || !email || !reference)
        return false;
    removeLines();
    if (scenario.items.isEmpty()) {
        replaceText(amount, scenario.amount);
    } else {
        // The catalogue comes over the network.
        if (!field(u"catalogueSearch"_s))
            return false;
        for (const auto &code : scenario.items)
            addItem(code);
        if (const QString total = textOf(u"saleTotal"_s); !total.endsWith(scenario.amount))
            return tl::unexpected(
                u"the items of the scenario come to %1, not to %2"_s.arg(total, scenario.amount));
    }
    replaceText(email, scenario.email);
    replaceText(reference, run == 0 ? scenario.reference : u"%1-%2"_s.arg(scenario.reference).arg(run + 1));
    return true;
}

void SaleTypist::removeLines() const
{
    // Those of a run that was never charged, because the form refused it. Throwing a sale away needs a supervisor; a line is
    // anybody's.
    auto *lines = m_window->findChild<QWidget *>(u"saleLines"_s);
    const auto *voidButton = m_window->findChild<QAbstractButton *>(u"voidButton"_s);
    for (int i = 0; lines && voidButton && voidButton->isVisible() && i < linesMax; ++i) {
        lines->setFocus();
        pressKey(lines, Qt::Key_Delete, Qt::NoModifier, {});
    }
}

QLineEdit *SaleTypist::field(const QString &objectName) const
{
    auto *found = m_window->findChild<QLineEdit *>(objectName);
    return found && found->isVisible() ? found : nullptr;
}

QString SaleTypist::textOf(const QString &objectName) const
{
    const auto *label = m_window->findChild<QLabel *>(objectName);
    return label ? label->text() : QString();
}

void SaleTypist::addItem(const QString &code) const
{
    auto *search = field(u"catalogueSearch"_s);
    replaceText(search, code);
    pressKey(search, Qt::Key_Return, Qt::NoModifier, u"\r"_s);
    replaceText(search, {});
}

} // namespace tillwright::kiosk::autopilot
