#pragma once

#include <string>
#include <utility>

namespace tillwright::domain {

/// A text that must never reach a log, a URL of ours or a disk in clear (client secrets, keys, signing secrets,
/// tokens). It cannot be streamed, formatted or compared by accident; reveal() marks every place that takes it
/// out. Its memory is overwritten when it goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string text) : m_text(std::move(text)) {}
    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept : m_text(std::move(other.m_text)) { other.wipe(); }
    Secret &operator=(const Secret &other)
    {
        if (this != &other) {
            wipe();
            m_text = other.m_text;
        }
        return *this;
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_text = std::move(other.m_text);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] bool isEmpty() const noexcept { return m_text.empty(); }
    [[nodiscard]] const std::string &reveal() const noexcept { return m_text; }
    friend bool operator==(const Secret &, const Secret &) = default;

private:
    void wipe() noexcept
    {
        // Through a volatile pointer, because a plain store before destruction would be optimised away.
        volatile char *bytes = m_text.data();
        for (std::string::size_type i = 0; i < m_text.size(); ++i)
            bytes[i] = 0;
        m_text.clear();
    }
    std::string m_text;
};

} // namespace tillwright::domain
