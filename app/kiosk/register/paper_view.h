#pragma once

#include <QScrollArea>

#include <functional>

class QLabel;

namespace tillwright::kiosk::register_face {

/// Where receipts and slips come from; the receipt room's, handed over by the composition.
struct ReceiptView {
    /// The paper of the sale at the desk (a receipt when paid, a slip when unresolved) as wide as asked for, in
    /// device pixels; a null image when there is none.
    std::function<QImage(int widthPx)> picture;
    /// Its PDF on the disk; empty when there is none.
    std::function<QString()> pdfPath;
    /// Prints it once more, as a duplicate; empty where there is no printer.
    std::function<void()> printAgain = {};
};

/// A receipt as it comes out of the printer, on the desk.
class PaperView : public QScrollArea
{
    Q_OBJECT

public:
    PaperView();
    void setPicture(const QImage &picture);
    /// What stands on it, for whoever cannot see it.
    void setWords(const QString &words);

private:
    QLabel *m_paper;
};

} // namespace tillwright::kiosk::register_face
