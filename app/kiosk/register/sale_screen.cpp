#include "kiosk/register/sale_screen.h"

#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/catalogue_panel.h"
#include "kiosk/register/form_field.h"
#include "kiosk/register/keypad.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/line_list.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QVBoxLayout>
#include <utility>

namespace tillwright::kiosk::register_face {

using presentation::SaleFormViewModel;

SaleScreen::SaleScreen(SaleFormViewModel &form)
    : m_form(form), m_makeNew(new ActionButton(QStringLiteral("newReferenceButton"), tr("Make new")))
{
    setObjectName(QStringLiteral("saleScreen"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    makeParts();
    m_parts.moveTo(this);
    arrange();

    connectField(m_parts.amount, &SaleFormViewModel::setAmount);
    connectField(m_parts.email, &SaleFormViewModel::setEmail);
    connectField(m_parts.reference, &SaleFormViewModel::setReference);
    connect(m_parts.amount->edit(), &QLineEdit::returnPressed, this, [this] {
        if (m_isTill && !m_form.amount().trimmed().isEmpty())
            addAmount();
        else
            m_parts.email->edit()->setFocus();
    });
    connect(m_parts.email->edit(), &QLineEdit::returnPressed, m_parts.reference->edit(),
            qOverload<>(&QWidget::setFocus));
    connect(m_parts.reference->edit(), &QLineEdit::returnPressed, m_parts.charge,
            qOverload<>(&QWidget::setFocus));
    connect(m_makeNew, &QPushButton::clicked, this, [this] {
        m_form.makeNewReference();
        m_parts.charge->setFocus();
    });
    connect(m_parts.charge, &QPushButton::clicked, this, &SaleScreen::submit);
    connect(m_parts.addAmount, &QPushButton::clicked, this, &SaleScreen::addAmount);
    connect(m_parts.voidSale, &QPushButton::clicked, this, &SaleScreen::voidWanted);
    connect(m_parts.lines, &LineList::quantityWanted, &m_form, &SaleFormViewModel::changeQuantity);
    connect(m_parts.lines, &LineList::removeWanted, &m_form, &SaleFormViewModel::removeLine);
    connect(&m_form, &SaleFormViewModel::changed, this, &SaleScreen::showForm);
    connect(&m_form, &SaleFormViewModel::linesChanged, this, &SaleScreen::showLines);
    connect(&m_form, &SaleFormViewModel::errorsChanged, this, &SaleScreen::showErrors);
    connect(&m_form, &SaleFormViewModel::statementTextChanged, this, &SaleScreen::showStatement);
    showLines(-1);
    showForm();
    showErrors();
}

void SaleScreen::makeParts()
{
    auto &parts = m_parts;
    parts.amount = new FormField(tr("Amount in %1").arg(m_form.currencyCode()), QStringLiteral("saleAmount"),
                                 QStringLiteral("errorAmount"));
    parts.amount->setMark(m_form.currencyMark());
    parts.amount->edit()->setPlaceholderText(QStringLiteral("0.00"));
    parts.amount->edit()->setInputMethodHints(Qt::ImhFormattedNumbersOnly | Qt::ImhNoPredictiveText);
    parts.email =
        new FormField(tr("Customer’s e-mail"), QStringLiteral("saleEmail"), QStringLiteral("errorEmail"));
    parts.email->edit()->setPlaceholderText(m_form.defaultEmail().isEmpty()
                                                ? QStringLiteral("buyer@example.com")
                                                : tr("None: %1").arg(m_form.defaultEmail()));
    parts.email->edit()->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase
                                             | Qt::ImhNoPredictiveText);
    parts.reference =
        new FormField(tr("Reference"), QStringLiteral("saleReference"), QStringLiteral("errorReference"));
    parts.reference->addBeside(m_makeNew);
    parts.keypad = new Keypad(*parts.amount->edit(), m_form.currencyHasDecimals());
    parts.total = new TabularLabel(QStringLiteral("display"), QStringLiteral("saleTotal"));
    parts.total->setAlignment(Qt::AlignRight);
    parts.charge = new ActionButton(QStringLiteral("chargeButton"), {}, QStringLiteral("primary"));
    parts.charge->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    parts.formError = makeParagraph(QStringLiteral("error"), {}, QStringLiteral("errorForm"));
    if (!m_form.statementText().isEmpty())
        makeStatement();
    parts.notice = makeParagraph(QStringLiteral("notice"), {}, QStringLiteral("saleNotice"));
    parts.addAmount = new ActionButton(QStringLiteral("addAmountButton"), tr("Add amount"));
    parts.voidSale = new ActionButton(QStringLiteral("voidButton"), tr("Void (F2)"), QStringLiteral("quiet"));
    parts.lines = new LineList;
    parts.lineCount = makeLabel(QStringLiteral("muted"), {}, QStringLiteral("lineCount"));
    parts.noLines = makeParagraph(QStringLiteral("muted"),
                                  tr("Scan something, search for it or tap it. Or type the amount."),
                                  QStringLiteral("noLines"));
    parts.noLines->setAlignment(Qt::AlignCenter);
}

void SaleScreen::makeStatement()
{
    m_parts.statement = makeParagraph(QStringLiteral("muted"),
                                      tr("On the customer’s statement: %1").arg(m_form.statementText()),
                                      QStringLiteral("statementText"));
}

void SaleScreen::showStatement()
{
    delete m_parts.statement;
    m_parts.statement = nullptr;
    if (!m_form.statementText().isEmpty())
        makeStatement();
    m_mustArrange = true;
    arrange();
}

void SaleScreen::setCatalogue(presentation::CatalogueViewModel &catalogue)
{
    m_catalogue = &catalogue;
    m_panel = new CataloguePanel(catalogue);
    m_panel->setParent(this);
    m_panel->hide();
    if (m_theme)
        m_panel->applyTheme(*m_theme);
    connect(m_panel, &CataloguePanel::chosen, this, &SaleScreen::addItem);
    connect(&catalogue, &presentation::CatalogueViewModel::catalogueChanged, this, &SaleScreen::arrange);
    connect(&catalogue, &presentation::CatalogueViewModel::noticeChanged, this, &SaleScreen::showNotice);
    arrange();
    showNotice();
}

void SaleScreen::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    for (FormField *field : {m_parts.amount, m_parts.email, m_parts.reference})
        field->applyTheme(theme);
    m_parts.keypad->applyTheme(theme);
    m_parts.lines->applyTheme(theme);
    if (m_panel)
        m_panel->applyTheme(theme);
}

bool SaleScreen::hasCatalogue() const
{
    return m_catalogue && !m_catalogue->isEmpty();
}

void SaleScreen::arrange()
{
    const bool isTill = hasCatalogue() || m_form.hasLines();
    CataloguePanel *const panel = hasCatalogue() ? m_panel : nullptr;
    const bool mustArrange = std::exchange(m_mustArrange, false);
    if (m_arranged && isTill == m_isTill && panel == m_parts.catalogue && !mustArrange)
        return;
    const QPointer<QWidget> focus =
        isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    m_parts.moveTo(this);
    delete m_arranged;
    m_isTill = isTill;
    m_parts.catalogue = panel;
    // What stands in one of the arrangements only is hidden in the other.
    for (QWidget *part : {static_cast<QWidget *>(m_parts.addAmount), static_cast<QWidget *>(m_parts.voidSale),
                          static_cast<QWidget *>(m_parts.lineCount)})
        part->setVisible(isTill);
    if (m_panel)
        m_panel->setVisible(panel != nullptr);
    if (m_parts.statement)
        setStyled(m_parts.statement, "role", isTill ? QStringLiteral("caption") : QStringLiteral("muted"));
    m_arranged = isTill ? arrangeTill(m_parts) : arrangeForm(m_parts);
    layout()->addWidget(m_arranged);
    m_arranged->setVisible(true);
    showLines(-1);
    showNotice();
    if (focus && focus->isVisible())
        focus->setFocus();
    else if (focus)
        takeFocus();
}

void SaleScreen::takeFocus()
{
    if (m_form.hasLines() || !m_form.amount().isEmpty())
        m_parts.charge->setFocus();
    else if (m_parts.catalogue)
        m_parts.catalogue->takeFocus();
    else
        m_parts.amount->edit()->setFocus();
}

void SaleScreen::charge()
{
    m_parts.charge->click();
}

void SaleScreen::searchCatalogue()
{
    if (!m_parts.catalogue)
        return;
    if (m_parts.catalogue->hasSearchFocus()) {
        m_parts.amount->edit()->setFocus();
        m_parts.amount->edit()->selectAll();
    } else {
        m_parts.catalogue->takeFocus();
    }
}

void SaleScreen::enterLines()
{
    if (m_form.hasLines())
        m_parts.lines->setFocus();
}

bool SaleScreen::escape()
{
    return m_parts.catalogue && m_parts.catalogue->clearSearch();
}

/// What nothing within has taken: a search begins, wherever the focus is.
void SaleScreen::keyPressEvent(QKeyEvent *event)
{
    const bool isTyped = !event->text().isEmpty() && event->text().at(0).isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isTyped && m_parts.catalogue)
        m_parts.catalogue->type(event->text());
    else
        QWidget::keyPressEvent(event);
}

void SaleScreen::connectField(FormField *field, void (SaleFormViewModel::*set)(const QString &))
{
    connect(field->edit(), &QLineEdit::textChanged, &m_form, set);
}

void SaleScreen::showForm()
{
    const auto showIn = [](FormField *field, const QString &text) {
        if (field->edit()->text() != text)
            field->edit()->setText(text);
    };
    showIn(m_parts.amount, m_form.amount());
    showIn(m_parts.email, m_form.email());
    showIn(m_parts.reference, m_form.reference());
    m_parts.reference->edit()->setReadOnly(m_form.isReferenceFixed());
    m_makeNew->setEnabled(!m_form.isReferenceFixed());
    m_parts.total->setText(m_form.totalText());
    m_parts.charge->setText(tr("Charge %1").arg(m_form.totalText()));
}

void SaleScreen::showLines(int current)
{
    if ((hasCatalogue() || m_form.hasLines()) != m_isTill) {
        arrange();
        return;
    }
    m_parts.lines->setLines(m_form.lines(), current);
    const int count = int(m_form.lines().size());
    const bool hadFocus = m_parts.lines->hasFocus();
    m_parts.lines->setVisible(m_isTill && count > 0);
    m_parts.noLines->setVisible(m_isTill && count == 0);
    m_parts.voidSale->setVisible(m_isTill && count > 0);
    m_parts.lineCount->setVisible(m_isTill && count > 0);
    m_parts.lineCount->setText(count == 1 ? tr("1 line") : tr("%1 lines").arg(count));
    if (hadFocus && count == 0)
        takeFocus();
}

void SaleScreen::showErrors()
{
    m_parts.amount->setError(m_form.amountError());
    m_parts.email->setError(m_form.emailError());
    m_parts.reference->setError(m_form.referenceError());
    m_parts.formError->setText(m_form.formError());
    m_parts.formError->setVisible(!m_form.formError().isEmpty());
}

/// A till has it above its items.
void SaleScreen::showNotice()
{
    const QString notice = m_catalogue && !m_isTill ? m_catalogue->notice() : QString();
    m_parts.notice->setText(notice);
    m_parts.notice->setVisible(!notice.isEmpty());
}

void SaleScreen::submit()
{
    if (m_form.submit())
        return;
    const QString wrong = m_form.firstWrongField();
    FormField *field = wrong == QStringLiteral("amount") ? m_parts.amount
        : wrong == QStringLiteral("email")               ? m_parts.email
        : wrong == QStringLiteral("reference")           ? m_parts.reference
                                                         : nullptr;
    if (field) {
        field->edit()->setFocus();
        field->edit()->selectAll();
    }
}

void SaleScreen::addAmount()
{
    m_form.addOpenAmount();
    m_parts.amount->edit()->setFocus();
}

void SaleScreen::addItem(int row)
{
    if (const auto *item = m_catalogue->itemAt(row))
        m_form.addItem(*item, m_catalogue->nameOf(*item));
}

} // namespace tillwright::kiosk::register_face
