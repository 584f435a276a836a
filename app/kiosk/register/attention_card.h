#pragma once

#include "kiosk/presentation/attention_view_model.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tillwright::kiosk::register_face {

class Theme;

/// One thing on the attention list: what it is, what to do, and the buttons for that.
class AttentionCard : public QFrame
{
    Q_OBJECT

public:
    /// `place` in the list, from 0: for the names of its buttons.
    AttentionCard(presentation::AttentionViewModel &attention, const presentation::AttentionItem &item,
                  int place);
    void applyTheme(const Theme &theme);
    /// The same item, perhaps with other words; false: it is another one, or its buttons are.
    bool showItem(const presentation::AttentionItem &item);
    [[nodiscard]] const QString &key() const { return m_item.key; }
    void takeFocus();

Q_SIGNALS:
    /// To the sale in the history.
    void saleWanted(const QString &cliveTxId);

private:
    using Act = void (presentation::AttentionViewModel::*)(const QString &);
    void addActButton(const char *name, const QString &words, Act act);
    QPushButton *addButton(const char *name, const QString &words);
    void showWords();

    presentation::AttentionViewModel &m_attention;
    presentation::AttentionItem m_item;
    int m_place;
    const Theme *m_theme = nullptr;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_since;
    QLabel *m_subject;
    QLabel *m_words;
    QLabel *m_advice;
    QLabel *m_check;
    QHBoxLayout *m_buttons;
};

} // namespace tillwright::kiosk::register_face
