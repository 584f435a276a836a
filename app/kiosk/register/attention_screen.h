#pragma once

#include "kiosk/presentation/attention_view_model.h"
#include "kiosk/register/side_screen.h"

class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace tillwright::kiosk::register_face {

class AttentionCard;

/// What staff have to look at, one card for each thing. Up and down lead from card to card, Tab from button to button.
class AttentionScreen : public SideScreen
{
    Q_OBJECT

public:
    /// `attention` must outlive it.
    explicit AttentionScreen(presentation::AttentionViewModel &attention);
    void applyTheme(const Theme &theme) override;
    void enter() override;

Q_SIGNALS:
    /// To the sale in the history.
    void saleWanted(const QString &cliveTxId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showItems();
    void showState();
    void walk(int by);
    [[nodiscard]] int placeOfFocus() const;

    presentation::AttentionViewModel &m_attention;
    const Theme *m_theme = nullptr;
    QLabel *m_asked;
    QPushButton *m_askAgain;
    QFrame *m_problem;
    QLabel *m_problemIcon;
    QLabel *m_problemWords;
    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QLabel *m_emptyIcon;
    QLabel *m_emptyWords;
    QList<AttentionCard *> m_cards;
};

} // namespace tillwright::kiosk::register_face
