#include "configuration/configuration.h"

#include <QtTest>

using namespace tillwright::configuration;

namespace {

std::string textOf(const std::vector<ConfigError> &errors)
{
    std::string text;
    for (const auto &error : errors)
        text += error.text() + "\n";
    return text;
}

} // namespace

class TestHttpConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryType()
    {
        const auto file = ConfigFile::parse("top = 'x'\n[a]\ns = 'text'\ni = 5\nb = true\nl = ['p', 'q']\n"
                                            "[a.inner]\nk = 'v'\n[[d]]\nn = 'one'\n[[d]]\nn = 'two'\n",
                                            "f.toml");
        QVERIFY(file);
        const auto root = file->root();
        QCOMPARE(root.string("top"), std::string("x"));
        const auto a = root.table("a");
        QCOMPARE(a.requireString("s"), std::string("text"));
        QCOMPARE(a.integer("i", 0, 0, 9), std::int64_t(5));
        QVERIFY(a.boolean("b", false));
        QCOMPARE(a.strings("l").size(), std::size_t(2));
        QCOMPARE(a.integer("absent", 7, 0, 9), std::int64_t(7));
        QCOMPARE(a.table("inner").string("k"), std::string("v"));
        const auto d = root.tables("d");
        QCOMPARE(d.size(), std::size_t(2));
        QCOMPARE(d[0].string("n"), std::string("one"));
        QCOMPARE(d[1].string("n"), std::string("two"));
        QVERIFY(!root.table("none").has("k"));
        QCOMPARE(textOf(file->finish()), std::string());
    }

    void errorsNameFileLineAndKey()
    {
        const auto file = ConfigFile::parse("[a]\ns = 5\ntypo = 1\ni = 12\n[b]\nx = 'y'\n", "f.toml");
        QVERIFY(file);
        const auto a = file->root().table("a");
        static_cast<void>(a.string("s"));
        static_cast<void>(a.integer("i", 0, 1, 9));
        static_cast<void>(a.requireString("needed"));
        a.fail("i", "it clashes", "change it");
        const auto text = textOf(file->finish());
        for (const auto *line : {"f.toml:2: [a].s: it is not a string in quotes; write a string in quotes\n",
                                 "f.toml:3: [a].typo: no such key; known here: i, needed, s\n",
                                 "f.toml:4: [a].i: it is not a whole number from 1 to 9; ",
                                 "f.toml:4: [a].i: it clashes; change it\n",
                                 "f.toml:1: [a].needed: it is missing; add the line needed = \"...\"\n",
                                 "f.toml:5: [b]: no such section; known here: a\n"})
            QVERIFY2(text.find(line) != std::string::npos, (text + "lacks\n" + line).c_str());
    }

    void brokenTomlNamesItsLineAndNotItsContent()
    {
        const auto file = ConfigFile::parse("[a]\nkey = \"whsec_topsecret\n", "f.toml");
        QVERIFY(!file);
        QVERIFY2(file.error().text().starts_with("f.toml:2: not valid TOML"), file.error().text().c_str());
        QVERIFY(file.error().text().find("topsecret") == std::string::npos);
    }

    void aMissingFileIsAnError()
    {
        const auto file = ConfigFile::load("/nonexistent/f.toml");
        QVERIFY(!file);
        QVERIFY(file.error().text().starts_with("/nonexistent/f.toml: it cannot be read"));
    }
};

QTEST_GUILESS_MAIN(TestHttpConfig)
#include "tst_configuration.moc"
