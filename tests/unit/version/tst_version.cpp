#include "version/version.h"

#include <QtTest>

using namespace tillwright;

namespace {

QString qString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

bool matches(std::string_view text, const char *pattern)
{
    const auto whole = QRegularExpression::anchoredPattern(QString::fromLatin1(pattern));
    return QRegularExpression(whole).match(qString(text)).hasMatch();
}

} // namespace

class TestVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNumberIsTheProjects()
    {
        QCOMPARE(qString(version::number), QStringLiteral(EXPECTED_NUMBER));
        QVERIFY(matches(version::number, R"(\d+\.\d+\.\d+)"));
    }

    void theCommitIsOne()
    {
        QVERIFY2(matches(version::commit, "[0-9a-f]{12}(-modified)?|unknown"), version::commit.data());
        QVERIFY2(matches(version::date, R"(20\d\d-[01]\d-[0-3]\d|unknown)"), version::date.data());
    }

    void allThreeAreTold()
    {
        const auto number = qString(version::number);
        const auto commit = qString(version::commit);
        const auto date = qString(version::date);
        QCOMPARE(qString(version::text()), QStringLiteral("%1 (%2, %3)").arg(number, commit, date));
        QCOMPARE(qString(version::product("tillwright")),
                 QStringLiteral("tillwright/%1 (%2; %3)").arg(number, commit, date));
    }
};

QTEST_GUILESS_MAIN(TestVersion)
#include "tst_version.moc"
