#include "kiosk/register/catalogue_panel.h"

#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/catalogue_grid.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int paddingPx = 16;
constexpr int iconPx = 20;
constexpr int categoryMaxWidthPx = 180;
/// A code or a few words; the view model searches for whatever it is.
constexpr int searchMaxCharacters = 120;

} // namespace

CataloguePanel::CataloguePanel(presentation::CatalogueViewModel &catalogue)
    : m_catalogue(catalogue), m_search(new QLineEdit),
      m_clear(new ActionButton(QStringLiteral("catalogueSearchClear"), {})), m_categories(new QTabBar),
      m_grid(new CatalogueGrid(catalogue)),
      m_notice(makeParagraph(QStringLiteral("notice"), {}, QStringLiteral("catalogueNotice"))),
      m_searchIcon(m_search->addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setObjectName(QStringLiteral("cataloguePanel"));
    setProperty("kind", QStringLiteral("card"));
    m_search->setObjectName(QStringLiteral("catalogueSearch"));
    m_search->setAccessibleName(tr("Search the catalogue"));
    m_search->setPlaceholderText(tr("Search, or scan (F4)"));
    m_search->setMaxLength(searchMaxCharacters);
    m_search->installEventFilter(this);
    m_searchIcon->setText(tr("Search"));
    m_clear->setAccessibleName(tr("Clear the search"));
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_categories->setObjectName(QStringLiteral("catalogueCategories"));
    m_categories->setAccessibleName(tr("Categories"));
    m_categories->setExpanding(false);
    m_categories->setDrawBase(false);
    m_categories->setUsesScrollButtons(true);
    m_categories->setElideMode(Qt::ElideNone);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_search, 1);
    line->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(paddingPx, paddingPx, paddingPx / 2, paddingPx / 2);
    layout->setSpacing(10);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(0, 0, paddingPx / 2, 0);
    head->setSpacing(10);
    head->addLayout(line);
    head->addWidget(m_categories);
    head->addWidget(m_notice);
    layout->addLayout(head);
    layout->addWidget(m_grid, 1);

    connect(m_search, &QLineEdit::textChanged, &m_catalogue,
            &presentation::CatalogueViewModel::setSearchText);
    connect(m_search, &QLineEdit::returnPressed, this, &CataloguePanel::chooseFirst);
    connect(m_clear, &QPushButton::clicked, this, &CataloguePanel::clearSearch);
    connect(m_categories, &QTabBar::currentChanged, this, [this](int index) {
        if (index < 0)
            return;
        m_search->clear();
        m_catalogue.setCategory(m_categories->tabData(index).toString());
    });
    connect(m_grid, &CatalogueGrid::chosen, this, &CataloguePanel::chosen);
    connect(m_grid, &CatalogueGrid::typed, this, &CataloguePanel::type);
    connect(m_grid, &CatalogueGrid::leftUpwards, m_search, qOverload<>(&QWidget::setFocus));
    using presentation::CatalogueViewModel;
    connect(&m_catalogue, &CatalogueViewModel::catalogueChanged, this, &CataloguePanel::showCategories);
    connect(&m_catalogue, &CatalogueViewModel::narrowed, this, &CataloguePanel::showNarrowed);
    connect(&m_catalogue, &CatalogueViewModel::noticeChanged, this, &CataloguePanel::showNotice);
    showCategories();
    showNarrowed();
    showNotice();
}

void CataloguePanel::applyTheme(const Theme &theme)
{
    m_grid->applyTheme(theme);
    const auto icon = [this, &theme](const char *name) {
        return QIcon(iconPixmap(QLatin1String(name), theme.color(QStringLiteral("textMuted")), iconPx,
                                devicePixelRatioF()));
    };
    m_searchIcon->setIcon(icon("search"));
    m_clear->setIcon(icon("x"));
    m_clear->setIconSize({iconPx, iconPx});
    QPalette palette = m_search->palette();
    palette.setColor(QPalette::PlaceholderText, theme.color(QStringLiteral("textMuted")));
    m_search->setPalette(palette);
}

void CataloguePanel::takeFocus()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool CataloguePanel::hasSearchFocus() const
{
    return m_search->hasFocus();
}

void CataloguePanel::type(const QString &text)
{
    m_search->setFocus();
    m_search->selectAll();
    m_search->insert(text);
}

bool CataloguePanel::clearSearch()
{
    if (m_search->text().isEmpty())
        return false;
    m_search->clear();
    m_search->setFocus();
    return true;
}

void CataloguePanel::showCategories()
{
    const QSignalBlocker blocker(m_categories);
    while (m_categories->count() > 0)
        m_categories->removeTab(0);
    // A mnemonic is no part of a name.
    const auto add = [this](QString name, const QString &category) {
        const QString whole = name;
        name = m_categories->fontMetrics().elidedText(name, Qt::ElideRight, categoryMaxWidthPx);
        const int tab = m_categories->addTab(name.replace(u'&', QStringLiteral("&&")));
        m_categories->setTabData(tab, category);
        m_categories->setTabToolTip(tab, whole);
        if (category == m_catalogue.category())
            m_categories->setCurrentIndex(tab);
    };
    add(tr("All"), {});
    const QStringList categories = m_catalogue.categories();
    for (const QString &category : categories)
        add(category, category);
    m_categories->setVisible(!categories.isEmpty());
}

void CataloguePanel::showNarrowed()
{
    m_clear->setVisible(!m_search->text().isEmpty());
    m_grid->setEmptyWords(m_search->text().isEmpty() ? QString()
                                                     : tr("Nothing is called “%1”.").arg(m_search->text()));
    m_grid->scrollToTop();
}

void CataloguePanel::showNotice()
{
    m_notice->setText(m_catalogue.notice());
    m_notice->setVisible(!m_catalogue.notice().isEmpty());
}

void CataloguePanel::chooseFirst()
{
    // Without a search, the first item of all is nothing that anybody has asked for.
    if (m_search->text().trimmed().isEmpty() || m_catalogue.rowCount() == 0)
        return;
    Q_EMIT chosen(0);
    m_search->selectAll();
}

void CataloguePanel::enterGrid()
{
    if (m_catalogue.rowCount() == 0)
        return;
    m_grid->setFocus();
    if (!m_grid->currentIndex().isValid())
        m_grid->setCurrentIndex(m_catalogue.index(0));
}

bool CataloguePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        enterGrid();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::register_face
