#pragma once

#include <QString>

class QLabel;
class QPushButton;
class QWidget;

namespace tillwright::kiosk::register_face {

class CataloguePanel;
class FormField;
class Keypad;
class LineList;
class TabularLabel;

/// What the sale's screen is made of, wherever it stands.
struct SaleParts {
    FormField *amount = nullptr;
    FormField *email = nullptr;
    FormField *reference = nullptr;
    Keypad *keypad = nullptr;
    TabularLabel *total = nullptr;
    QPushButton *charge = nullptr;
    QLabel *formError = nullptr;
    QLabel *statement = nullptr; ///< null where nothing is known of it
    /// Of the form only: why there is no catalogue.
    QLabel *notice = nullptr;
    // Of the till only:
    QPushButton *addAmount = nullptr;
    QPushButton *voidSale = nullptr;
    LineList *lines = nullptr;
    QLabel *lineCount = nullptr;
    QLabel *noLines = nullptr;
    /// Null while nothing is sold but amounts.
    CataloguePanel *catalogue = nullptr;

    /// Takes them out of where they stand.
    void moveTo(QWidget *parent) const;
};

// Both return a new widget that has the parts in it.

/// An amount, from whom and for what: nothing else is sold here.
[[nodiscard]] QWidget *arrangeForm(const SaleParts &parts);
/// Catalogue, amount and lines beside each other.
[[nodiscard]] QWidget *arrangeTill(const SaleParts &parts);

} // namespace tillwright::kiosk::register_face
