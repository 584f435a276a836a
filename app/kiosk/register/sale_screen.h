#pragma once

#include "kiosk/register/sale_arrangement.h"

#include <QWidget>

namespace tillwright::kiosk::presentation {
class CatalogueViewModel;
class SaleFormViewModel;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::register_face {

class Theme;

/// What has to be paid, by whom, for what. A form for an amount, as long as nothing else is sold; with a catalogue, or
/// once there are lines, a till.
class SaleScreen : public QWidget
{
    Q_OBJECT

public:
    explicit SaleScreen(presentation::SaleFormViewModel &form);
    /// Once. It must outlive the screen.
    void setCatalogue(presentation::CatalogueViewModel &catalogue);
    void applyTheme(const Theme &theme);
    /// Where the next key should go: the charge button of a sale that is ready, else where it begins.
    void takeFocus();
    /// Presses the charge button.
    void charge();
    /// To the search of the catalogue, if there is one; from there to the amount.
    void searchCatalogue();
    /// The keyboard changes the lines, if there are any.
    void enterLines();
    /// False when there was nothing within to leave.
    bool escape();

Q_SIGNALS:
    /// The sale is to be thrown away, lines and all.
    void voidWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeParts();
    void connectField(FormField *field, void (presentation::SaleFormViewModel::*set)(const QString &));
    [[nodiscard]] bool hasCatalogue() const;
    /// Puts the parts where they belong now.
    void makeStatement();
    void showStatement();
    void arrange();
    void showForm();
    void showLines(int current);
    void showErrors();
    void showNotice();
    void submit();
    void addAmount();
    void addItem(int row);

    presentation::SaleFormViewModel &m_form;
    presentation::CatalogueViewModel *m_catalogue = nullptr;
    SaleParts m_parts;
    QPushButton *m_makeNew;
    CataloguePanel *m_panel = nullptr;
    QWidget *m_arranged = nullptr;
    /// A part has been made anew.
    bool m_mustArrange = false;
    bool m_isTill = false;
    const Theme *m_theme = nullptr;
};

} // namespace tillwright::kiosk::register_face
