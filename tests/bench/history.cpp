// bench_history: the register's history over a journal of many sales, and beside it what SQLite needs for the same rows
// when nobody checks, merges or shows them. Prints one JSON object with milliseconds.

#include "../support/fake_ports.h"
#include "../unit/kiosk/journal/many_sales.h"

#include "kiosk/journal/journal.h"
#include "kiosk/presentation/history_view_model.h"
#include "kiosk/register/history_screen.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QTextStream>
#include <chrono>
#include <sqlite3.h>

using namespace tillwright;
using namespace Qt::StringLiterals;

namespace {

constexpr int pagesScrolled = 100;
constexpr int pageRows = kiosk::presentation::HistoryModel::pageRows;
constexpr QSize windowPx(1280, 720);
/// What is typed, key by key: a booking, a reference of the register's own, an amount, a Clive id, and nothing there is.
constexpr std::array typed{"EZ9E3779B2", "TW-20260314-5B", "750.00", "clv_tx_61c886", "QX7"};

[[noreturn]] void fail(const QString &why)
{
    QTextStream(stderr) << "bench_history: " << why << Qt::endl;
    std::exit(1);
}

template<typename Work> double milliseconds(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::unique_ptr<kiosk::journal::Journal> openJournal(const QString &file)
{
    auto journal = kiosk::journal::Journal::open(file);
    if (!journal)
        fail(QString::fromStdString(journal.error().cause));
    return *std::move(journal);
}

void make(const QString &file, int sales)
{
    auto journal = openJournal(file);
    if (const auto made = journal->takeOver(testing::manySales(sales), sales); !made)
        fail(QString::fromStdString(made.error().cause));
}

/// Every row is read whole, and nothing is done with it.
class Peer
{
public:
    explicit Peer(const QString &file)
    {
        if (sqlite3_open_v2(QFile::encodeName(file).constData(), &m_database, SQLITE_OPEN_READONLY, nullptr)
            != SQLITE_OK)
            fail(u"the copy cannot be opened"_s);
    }
    ~Peer() { sqlite3_close(m_database); }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    /// The page after that place; gives the next one.
    std::pair<std::int64_t, std::int64_t> page(std::pair<std::int64_t, std::int64_t> after)
    {
        sqlite3_stmt *statement =
            prepare("SELECT *, rowid FROM attempts WHERE (started_at_ms, rowid) < (?1, ?2) "
                    "ORDER BY started_at_ms DESC, rowid DESC LIMIT ?3");
        sqlite3_bind_int64(statement, 1, after.first);
        sqlite3_bind_int64(statement, 2, after.second);
        sqlite3_bind_int(statement, 3, pageRows);
        int rows = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const int columns = sqlite3_column_count(statement);
            for (int column = 0; column < columns; ++column)
                m_bytes += sqlite3_column_bytes(statement, column);
            after = {sqlite3_column_int64(statement, startedAtColumn),
                     sqlite3_column_int64(statement, columns - 1)};
            ++rows;
        }
        sqlite3_finalize(statement);
        if (rows != pageRows)
            fail(u"the peer's page has %1 rows"_s.arg(rows));
        return after;
    }
    /// As it is written by who does not think of indexes.
    void find(const std::string &text)
    {
        sqlite3_stmt *statement = prepare(
            "SELECT * FROM attempts WHERE reference LIKE ?1 OR clive_tx_id LIKE ?1 OR statement_descriptor_suffix LIKE ?1 "
            "OR amount_minor = ?2 OR receipt_number = ?2 ORDER BY started_at_ms DESC LIMIT ?3");
        const std::string pattern = text + '%';
        sqlite3_bind_text(statement, 1, pattern.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_int64(statement, 2, std::atoll(text.c_str()));
        sqlite3_bind_int(statement, 3, pageRows);
        while (sqlite3_step(statement) == SQLITE_ROW)
            m_bytes += sqlite3_column_bytes(statement, 0);
        sqlite3_finalize(statement);
    }

private:
    static constexpr int startedAtColumn = 16;
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK)
            fail(QString::fromUtf8(sqlite3_errmsg(m_database)));
        return statement;
    }
    sqlite3 *m_database = nullptr;
    std::int64_t m_bytes = 0;
};

struct Samples {
    QJsonArray open, page, key, scroll;
};

Samples measureOurs(const QString &file)
{
    Samples samples;
    testing::FakePorts fakes;
    checkout::CheckoutDesk desk(fakes.ports(), {});
    const auto journal = openJournal(file);
    kiosk::presentation::HistoryViewModel history({*journal, desk, fakes.backend, fakes.clock}, {});
    const auto theme = kiosk::register_face::Theme::builtIn(kiosk::register_face::Scheme::Light);
    QMainWindow window;
    auto *screen = new kiosk::register_face::HistoryScreen(history, {});
    window.setCentralWidget(screen);
    window.setStyleSheet(theme.styleSheet());
    screen->applyTheme(theme);
    window.resize(windowPx);
    // From the key to the picture: the first page, laid out and drawn.
    samples.open.append(milliseconds([&] {
        screen->enter();
        window.grab();
    }));
    if (history.model().rowCount() != pageRows)
        fail(u"there is no page"_s);
    for (int i = 0; i < 20; ++i)
        samples.page.append(milliseconds([&] {
            if (!journal->page({}, {}, pageRows))
                fail(u"the page cannot be read"_s);
        }));
    for (const char *text : typed) {
        const QString whole = QLatin1String(text);
        for (int keys = 1; keys <= whole.size(); ++keys)
            samples.key.append(milliseconds([&] { history.setText(whole.left(keys)); }));
        history.clearSearch();
    }
    for (int i = 0; i < pagesScrolled; ++i)
        samples.scroll.append(milliseconds([&] { history.model().fetchMore({}); }));
    return samples;
}

Samples measurePeer(const QString &file)
{
    Samples samples;
    Peer peer(file);
    constexpr std::pair newest(std::numeric_limits<std::int64_t>::max(),
                               std::numeric_limits<std::int64_t>::max());
    samples.open.append(milliseconds([&] { peer.page(newest); }));
    for (int i = 0; i < 20; ++i)
        samples.page.append(milliseconds([&] { peer.page(newest); }));
    for (const char *text : typed) {
        const std::string whole = text;
        for (std::size_t keys = 1; keys <= whole.size(); ++keys)
            samples.key.append(milliseconds([&] { peer.find(whole.substr(0, keys)); }));
    }
    auto place = newest;
    for (int i = 0; i < pagesScrolled; ++i)
        samples.scroll.append(milliseconds([&] { place = peer.page(place); }));
    return samples;
}

QJsonObject objectOf(const Samples &samples)
{
    return {{u"open"_s, samples.open},
            {u"page"_s, samples.page},
            {u"key"_s, samples.key},
            {u"scroll"_s, samples.scroll}};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"journal"_s, u"The file."_s, u"file"_s},
                       {u"copy"_s, u"The same file once more, for the peer."_s, u"file"_s},
                       {u"make"_s, u"Make the file with so many sales, and end."_s, u"count"_s},
                       {u"peer-first"_s, u"The peer begins."_s}});
    parser.process(application);
    const QString file = parser.value(u"journal"_s);
    if (file.isEmpty())
        fail(u"--journal is missing"_s);
    if (parser.isSet(u"make"_s)) {
        make(file, parser.value(u"make"_s).toInt());
        return 0;
    }
    const QString copy = parser.value(u"copy"_s);
    Samples ours, theirs;
    if (parser.isSet(u"peer-first"_s)) {
        theirs = measurePeer(copy);
        ours = measureOurs(file);
    } else {
        ours = measureOurs(file);
        theirs = measurePeer(copy);
    }
    QTextStream(stdout) << QJsonDocument(
                               QJsonObject{{u"ours"_s, objectOf(ours)}, {u"peer"_s, objectOf(theirs)}})
                               .toJson(QJsonDocument::Compact)
                        << Qt::endl;
    return 0;
}
