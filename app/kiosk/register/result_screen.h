#pragma once

#include "kiosk/register/paper_view.h"

#include <QWidget>

class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}

namespace tillwright::kiosk::register_face {

class TabularLabel;
class Theme;

/// How the sale ended, or that nobody knows yet: words for the customer, words for staff, the paper, what next.
class ResultScreen : public QWidget
{
    Q_OBJECT

public:
    ResultScreen(presentation::CheckoutViewModel &checkout, ReceiptView receipts);
    void applyTheme(const Theme &theme);
    /// On what Enter should do next: the next sale.
    void takeFocus();
    /// The paper that is shown, if there is a printer.
    void printAgain();

Q_SIGNALS:
    void newSaleWanted();
    void retryWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeLeft();
    QLabel *addFact(QGridLayout *facts, const QString &name, const QString &objectName);
    void showState();
    void showIcon();
    void showPaper();
    void openPdf();

    presentation::CheckoutViewModel &m_checkout;
    ReceiptView m_receipts;
    const Theme *m_theme = nullptr;
    QLabel *m_icon;
    QLabel *m_title;
    TabularLabel *m_amount;
    QFrame *m_customerBox;
    QLabel *m_customerWords;
    QLabel *m_staffWords;
    QLabel *m_reference = nullptr;
    QLabel *m_cliveId = nullptr;
    QLabel *m_receiptNumber = nullptr;
    QLabel *m_receiptName = nullptr;
    QLabel *m_pdfLine;
    QPushButton *m_newSale;
    QPushButton *m_retry;
    QPushButton *m_openPdf;
    QPushButton *m_printAgain;
    QFrame *m_desk;
    PaperView *m_paper;
    int m_paperWidthPx = 0;
};

} // namespace tillwright::kiosk::register_face
