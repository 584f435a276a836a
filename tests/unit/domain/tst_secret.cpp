#include "domain/secret.h"

#include <QTest>

#include <sstream>
#include <type_traits>

using tillwright::domain::Secret;

namespace {

template<typename T>
concept Streamable = requires(std::ostream &out, const T &value)
{
    out << value;
};
template<typename T>
concept MakesText = std::is_convertible_v<T, std::string> || std::is_convertible_v<T, std::string_view>;

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotBeWrittenByAccident()
    {
        static_assert(!Streamable<Secret>);
        static_assert(!MakesText<Secret>);
        static_assert(!std::is_convertible_v<std::string, Secret>);
        QVERIFY(Streamable<std::string>); // the concept does see what can be streamed
    }

    void movesLeaveNothingBehind()
    {
        Secret from("pi_1_secret_of_some_length_beyond_the_small_string");
        Secret to(std::move(from));
        QVERIFY(from.isEmpty()); // NOLINT(bugprone-use-after-move): that is the question
        QCOMPARE(to.reveal(), std::string("pi_1_secret_of_some_length_beyond_the_small_string"));
        Secret assigned("short");
        assigned = std::move(to);
        QVERIFY(to.isEmpty()); // NOLINT(bugprone-use-after-move)
        Secret &same = assigned;
        assigned = same;
        QCOMPARE(assigned.reveal(), std::string("pi_1_secret_of_some_length_beyond_the_small_string"));
        QVERIFY(Secret(assigned) == assigned);
        QVERIFY(Secret().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
