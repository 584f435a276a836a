#include "kiosk/presentation/settings_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright::kiosk::presentation;
using namespace Qt::StringLiterals;

namespace {

/// A supervisor who allows when the test says so.
class FakeStaff : public StaffDesk
{
public:
    QString operatorId() const override { return u"ada"_s; }
    void allow(const StaffAct &act, std::function<void()> allowed) override
    {
        asked.append(act);
        m_allowed = std::move(allowed);
    }
    void answer() { std::exchange(m_allowed, nullptr)(); }

    QList<StaffAct> asked;

private:
    std::function<void()> m_allowed;
};

} // namespace

/// What can be changed at the register, and that nothing is before a supervisor has allowed it.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_now = {};
        m_fixed.clear();
        m_kept.clear();
        m_problem.clear();
    }
    void valuesThereAndBack();
    void refusesWhatIsNoValue_data();
    void refusesWhatIsNoValue();
    void aValueOfAFileIsAChoice();
    void withoutAPrinterNothingIsPrinted();
    void aChoiceIsADraft();
    void nothingIsKeptBeforeItIsAllowed();
    void whatIsFixedCannotBeChosen();
    void whatCannotBeKeptIsSaid();
    void discardForgets();

private:
    SettingsViewModel model(StaffDesk *staff = nullptr)
    {
        return {{[this] { return settingsOf(m_now, m_fixed, true); },
                 [this](const SettingValues &changes) {
                     m_kept.append(changes);
                     if (m_problem.isEmpty())
                         m_now = with(m_now, changes);
                     return m_problem;
                 }},
                staff};
    }
    static QString valueIn(const SettingsViewModel &model, const QString &key)
    {
        for (const auto &setting : model.settings()) {
            if (setting.key == key)
                return setting.value;
        }
        return {};
    }
    RegisterSettings m_now;
    QSet<QString> m_fixed;
    QList<SettingValues> m_kept;
    QString m_problem;
};

void SettingsTest::valuesThereAndBack()
{
    const RegisterSettings settings{u"auto"_s, 7, false, false, true};
    QCOMPARE(valuesOf(settings).keys().size(), settingKeys().size());
    QVERIFY(with({}, valuesOf(settings)) == settings);
    QCOMPARE(changeText(valuesOf({}), {{u"theme"_s, u"dark"_s}, {u"lock_after_min"_s, u"5"_s}}),
             u"lock_after_min: 15 -> 5; theme: light -> dark"_s);
}

void SettingsTest::refusesWhatIsNoValue_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("theme") << u"theme"_s << u"pink"_s;
    QTest::newRow("minutes") << u"lock_after_min"_s << u"-1"_s;
    QTest::newRow("too long") << u"lock_after_min"_s << u"1441"_s;
    QTest::newRow("no number") << u"lock_after_min"_s << u"true"_s;
    QTest::newRow("no truth") << u"scan_sound"_s << u"yes"_s;
    QTest::newRow("no such setting") << u"currency"_s << u"EUR"_s;
}

void SettingsTest::refusesWhatIsNoValue()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QVERIFY(!problemOf(key, value).isEmpty());
    QVERIFY(with({}, {{key, value}}) == RegisterSettings());
    auto settings = model();
    settings.choose(key, value);
    QVERIFY(!settings.hasChanges());
}

void SettingsTest::aValueOfAFileIsAChoice()
{
    RegisterSettings odd;
    odd.lockAfterMin = 7;
    const auto list = settingsOf(odd, {}, true);
    QStringList values;
    for (const auto &choice : list[1].choices)
        values.append(choice.value);
    QCOMPARE(values, (QStringList{u"0"_s, u"2"_s, u"5"_s, u"7"_s, u"15"_s, u"60"_s}));
    // Each choice is one that would be taken.
    for (const auto &setting : list) {
        for (const auto &choice : setting.choices)
            QCOMPARE(problemOf(setting.key, choice.value), QString());
    }
}

void SettingsTest::withoutAPrinterNothingIsPrinted()
{
    QCOMPARE(settingsOf({}, {}, true).size(), settingKeys().size());
    for (const auto &setting : settingsOf({}, {}, false))
        QVERIFY(setting.key != u"print_receipts"_s && setting.key != u"merchant_copy"_s);
}

void SettingsTest::aChoiceIsADraft()
{
    auto settings = model();
    QSignalSpy changes(&settings, &SettingsViewModel::changed);
    settings.choose(u"theme"_s, u"dark"_s);
    QCOMPARE(changes.size(), 1);
    QVERIFY(settings.hasChanges() && m_kept.isEmpty());
    QCOMPARE(valueIn(settings, u"theme"_s), u"dark"_s);
    settings.choose(u"theme"_s, u"light"_s);
    QVERIFY(!settings.hasChanges());
    settings.save();
    QVERIFY(m_kept.isEmpty());
}

void SettingsTest::nothingIsKeptBeforeItIsAllowed()
{
    FakeStaff staff;
    auto settings = model(&staff);
    settings.choose(u"theme"_s, u"dark"_s);
    settings.save();
    QVERIFY(m_kept.isEmpty() && m_now.theme == u"light"_s);
    QCOMPARE(staff.asked.size(), 1);
    QCOMPARE(staff.asked.front().act, u"settings_changed"_s);
    QCOMPARE(staff.asked.front().reason, u"theme: light -> dark"_s);
    // What is chosen while the supervisor types is not what was allowed.
    settings.choose(u"scan_sound"_s, u"false"_s);
    staff.answer();
    QCOMPARE(m_kept, (QList<SettingValues>{{{u"theme"_s, u"dark"_s}}}));
    QVERIFY(m_now.theme == u"dark"_s && m_now.hasScanSound);
    QVERIFY(!settings.done().isEmpty() && settings.problem().isEmpty());
}

void SettingsTest::whatIsFixedCannotBeChosen()
{
    m_fixed = {u"theme"_s};
    auto settings = model();
    settings.choose(u"theme"_s, u"dark"_s);
    QVERIFY(!settings.hasChanges());
    QVERIFY(settings.settings().front().isFixed);
}

void SettingsTest::whatCannotBeKeptIsSaid()
{
    m_problem = u"the disk is full"_s;
    auto settings = model();
    settings.choose(u"theme"_s, u"dark"_s);
    settings.save();
    QCOMPARE(m_kept.size(), 1);
    QVERIFY(settings.problem().contains(m_problem) && settings.done().isEmpty());
    // It can be tried again.
    QVERIFY(settings.hasChanges());
    m_problem.clear();
    settings.save();
    QVERIFY(settings.problem().isEmpty() && !settings.hasChanges());
}

void SettingsTest::discardForgets()
{
    auto settings = model();
    settings.choose(u"theme"_s, u"dark"_s);
    settings.discard();
    QVERIFY(!settings.hasChanges());
    QCOMPARE(valueIn(settings, u"theme"_s), u"light"_s);
    settings.choose(u"theme"_s, u"dark"_s);
    settings.refresh();
    QVERIFY(!settings.hasChanges());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
