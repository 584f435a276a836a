#pragma once

#include "backend/catalogue/imports.h"
#include "backend/operations/operator_answer.h"

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tillwright::backend::operations {

/// `catalogue import|list` and `bookings import|show`.
class ImportCommands
{
public:
    ImportCommands(store::Store &store, catalogue::Imports &imports, std::function<std::int64_t()> nowMs)
        : m_store(store), m_imports(imports), m_nowMs(std::move(nowMs))
    {
    }

    /// An import comes as withFileRead() made it. Nothing when the words are none of these commands.
    [[nodiscard]] std::optional<boost::asio::awaitable<OperatorAnswer>> run(Words &words);

private:
    boost::asio::awaitable<OperatorAnswer> importFile(std::string noun, contract::ImportFormat format,
                                                      std::string text);
    boost::asio::awaitable<catalogue::ImportResult>
    startImport(const std::string &noun, contract::ImportFormat format, std::string text);
    boost::asio::awaitable<OperatorAnswer> listCatalogue();
    boost::asio::awaitable<OperatorAnswer> showBooking(std::string reference);

    store::Store &m_store;
    catalogue::Imports &m_imports;
    std::function<std::int64_t()> m_nowMs;
};

/// Puts what is in the file, or in standard input for `-`, in the place of its name: `catalogue import FILE` becomes `catalogue
/// import csv|json TEXT`, because who asks may read the file, and the backend that serves may not. Other words stay as they are.
/// The error is a sentence.
[[nodiscard]] tl::expected<Words, std::string> withFileRead(Words words);

} // namespace tillwright::backend::operations
