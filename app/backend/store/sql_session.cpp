#include "backend/store/sql_session.h"

namespace tillwright::backend::store {

std::string SqlRow::text(std::size_t column) const
{
    const auto &value = m_values.at(column);
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    const auto *binary = std::get_if<SqlBytes>(&value);
    return binary ? binary->bytes : std::string();
}

std::int64_t SqlRow::integer(std::size_t column) const
{
    const auto *number = std::get_if<std::int64_t>(&m_values.at(column));
    return number ? *number : 0;
}

} // namespace tillwright::backend::store
