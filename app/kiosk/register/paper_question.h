#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace tillwright::kiosk::register_face {

class Theme;

/// A paper of which nobody knows whether it came out, or which did not: only somebody at the printer can say.
struct PaperQuestion {
    QString id;   ///< the spool's; empty: there is no question
    QString text; ///< what happened
    /// It may lie there; otherwise it does not, for certain.
    bool mayBeOut = false;
};

enum class PaperAnswer { CameOut, PrintAgain, NotNeeded };

/// Asks about one paper at a time, and is in nobody's way meanwhile.
class PaperQuestionBar : public QFrame
{
    Q_OBJECT

public:
    PaperQuestionBar();
    void ask(const PaperQuestion &question);
    void applyTheme(const Theme &theme);

Q_SIGNALS:
    void answered(const QString &id, tillwright::kiosk::register_face::PaperAnswer answer);

private:
    QPushButton *addAnswer(const QString &objectName, const QString &words, PaperAnswer answer);

    QString m_id;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_cameOut;
    QPushButton *m_notNeeded;
};

} // namespace tillwright::kiosk::register_face
