#include "backend/operations/import_commands.h"

#include "domain/utc_time.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace tillwright::backend::operations {

namespace asio = boost::asio;

namespace {

constexpr std::string_view csvWord = "csv";
constexpr std::string_view jsonWord = "json";
constexpr std::size_t readBytes = 64 * 1024;

OperatorAnswer importAnswer(const std::string &noun, const catalogue::ImportResult &result)
{
    if (result)
        return done(noun + ": " + std::to_string(result->imported) + " imported, in the place of "
                    + std::to_string(result->replaced) + "\n");
    if (const auto *report = std::get_if<contract::ImportReport>(&result.error()))
        return notDone(report->text() + "nothing was changed\n");
    return storeFailed(std::get<store::StoreError>(result.error()));
}

std::string priceText(domain::Money price)
{
    return price.decimalText() + " " + price.currency.code();
}

std::string catalogueText(const store::Catalogue &catalogue)
{
    if (catalogue.items.empty())
        return "the catalogue is empty\n";
    std::string text = std::to_string(catalogue.items.size()) + " items, imported "
        + domain::utcTimeText(catalogue.importedAtMs) + "\n";
    for (const auto &item : catalogue.items) {
        text += item.code + "  " + priceText(item.price) + "  "
            + (item.category.empty() ? "-" : item.category) + "  " + item.name;
        for (const auto &[language, name] : item.names)
            text += "  " + language + ": " + name;
        text += "\n";
    }
    return text;
}

std::string bookingText(const store::BookingRecord &record, std::int64_t nowMs)
{
    const auto &booking = record.booking;
    const auto state = domain::bookingState(booking, record.payments, nowMs);
    const auto orDash = [](const std::string &value) { return value.empty() ? "-" : printable(value); };
    std::string text = "reference       " + booking.reference.text() + "\n";
    text += "state           " + std::string(domain::bookingStateWord(state)) + "\n";
    text += "amount          " + priceText(booking.due) + "\n";
    text += "pay by          " + (booking.payByMs ? domain::utcTimeText(*booking.payByMs) : "-") + "\n";
    text += "passenger name  " + orDash(booking.passengerName) + "\n";
    text += "email           " + (booking.email ? booking.email->text() : "-") + "\n";
    text += "description     " + orDash(booking.description) + "\n";
    return text;
}

tl::expected<std::string, std::string> readAll(std::FILE *file, const std::string &name)
{
    std::string text;
    std::array<char, readBytes> part{};
    while (const auto count = std::fread(part.data(), 1, part.size(), file)) {
        text.append(part.data(), count);
        if (text.size() > contract::importTextMaxBytes) {
            return tl::unexpected(name + " has more than "
                                  + std::to_string(contract::importTextMaxBytes / 1024 / 1024)
                                  + " MiB; leave out what is not needed");
        }
    }
    if (std::ferror(file) != 0)
        return tl::unexpected(name + " cannot be read: " + std::strerror(errno));
    return text;
}

tl::expected<std::string, std::string> readFile(const std::string &path)
{
    if (path == "-")
        return readAll(stdin, "standard input");
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file)
        return tl::unexpected(path + " cannot be opened: " + std::strerror(errno));
    return readAll(file.get(), path);
}

bool isImport(const Words &words)
{
    return words.size() > 1 && (words[0] == "catalogue" || words[0] == "bookings") && words[1] == "import";
}

} // namespace

std::optional<asio::awaitable<OperatorAnswer>> ImportCommands::run(Words &words)
{
    const auto is = [&words](std::size_t count, std::string_view noun, std::string_view verb) {
        return words.size() == count && words[0] == noun && words[1] == verb;
    };
    if (isImport(words) && words.size() == 4 && (words[2] == csvWord || words[2] == jsonWord)) {
        const auto format = words[2] == csvWord ? contract::ImportFormat::Csv : contract::ImportFormat::Json;
        return importFile(std::move(words[0]), format, std::move(words[3]));
    }
    if (is(2, "catalogue", "list"))
        return listCatalogue();
    if (is(3, "bookings", "show"))
        return showBooking(std::move(words[2]));
    return std::nullopt;
}

asio::awaitable<OperatorAnswer> ImportCommands::importFile(std::string noun, contract::ImportFormat format,
                                                           std::string text)
{
    const auto result = co_await startImport(noun, format, std::move(text));
    co_return importAnswer(noun, result);
}

asio::awaitable<catalogue::ImportResult>
ImportCommands::startImport(const std::string &noun, contract::ImportFormat format, std::string text)
{
    return noun == "catalogue" ? m_imports.importCatalogue(format, std::move(text))
                               : m_imports.importBookings(format, std::move(text));
}

asio::awaitable<OperatorAnswer> ImportCommands::listCatalogue()
{
    const auto catalogue = co_await m_store.readCatalogue();
    if (!catalogue)
        co_return storeFailed(catalogue.error());
    co_return done(catalogueText(*catalogue));
}

asio::awaitable<OperatorAnswer> ImportCommands::showBooking(std::string reference)
{
    const auto nowMs = m_nowMs();
    const auto found = co_await m_store.findBooking(std::move(reference), nowMs);
    if (!found)
        co_return storeFailed(found.error());
    if (!*found)
        co_return notDone("there is no booking with this reference\n");
    co_return done(bookingText(**found, nowMs));
}

tl::expected<Words, std::string> withFileRead(Words words)
{
    if (!isImport(words))
        return words;
    // Of another number of words none is a file; the commands say what they take.
    if (words.size() != 3)
        return Words{std::move(words[0])};
    auto text = readFile(words[2]);
    if (!text)
        return tl::unexpected(std::move(text.error()));
    const bool isCsv = contract::importFormatOf(*text) == contract::ImportFormat::Csv;
    words[2] = isCsv ? csvWord : jsonWord;
    words.push_back(*std::move(text));
    return words;
}

} // namespace tillwright::backend::operations
