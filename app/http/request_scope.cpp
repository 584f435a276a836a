#include "http/request_scope.h"

#include <boost/asio/execution.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <type_traits>

namespace tillwright::http {

namespace asio = boost::asio;

namespace {

thread_local RequestScopePtr current;

class ScopeHere
{
public:
    explicit ScopeHere(RequestScopePtr scope) : m_outer(std::exchange(current, std::move(scope))) {}
    ~ScopeHere() { current = std::move(m_outer); }
    ScopeHere(const ScopeHere &) = delete;
    ScopeHere &operator=(const ScopeHere &) = delete;

private:
    RequestScopePtr m_outer;
};

template<typename Function> struct Scoped {
    RequestScopePtr scope;
    Function function;
    void operator()()
    {
        const ScopeHere here(scope);
        std::move(function)();
    }
};

template<typename Condition> using If = std::enable_if_t<Condition::value>;

/// Asio's executor concept, everything but execute() handed on to the inner one.
class ScopedExecutor
{
public:
    ScopedExecutor(asio::any_io_executor inner, RequestScopePtr scope) noexcept
        : m_inner(std::move(inner)), m_scope(std::move(scope))
    {
    }

    template<typename Function> void execute(Function &&function) const
    {
        m_inner.execute(Scoped<std::decay_t<Function>>{m_scope, static_cast<Function &&>(function)});
    }

    template<typename Property, typename = If<asio::can_query<const asio::any_io_executor &, Property>>>
    decltype(auto) query(const Property &property) const
    {
        return asio::query(m_inner, property);
    }
    template<typename Property, typename = If<asio::can_require<const asio::any_io_executor &, Property>>>
    ScopedExecutor require(const Property &property) const
    {
        return {asio::require(m_inner, property), m_scope};
    }
    template<typename Property, typename = If<asio::can_prefer<const asio::any_io_executor &, Property>>>
    ScopedExecutor prefer(const Property &property) const
    {
        return {asio::prefer(m_inner, property), m_scope};
    }

    friend bool operator==(const ScopedExecutor &a, const ScopedExecutor &b) noexcept
    {
        return a.m_scope == b.m_scope && a.m_inner == b.m_inner;
    }
    friend bool operator!=(const ScopedExecutor &a, const ScopedExecutor &b) noexcept { return !(a == b); }

private:
    asio::any_io_executor m_inner;
    RequestScopePtr m_scope;
};

} // namespace

const RequestScopePtr &currentRequestScope() noexcept
{
    return current;
}

asio::any_io_executor withRequestScope(asio::any_io_executor inner, RequestScopePtr scope)
{
    return ScopedExecutor(std::move(inner), std::move(scope));
}

asio::any_io_executor withCurrentRequestScope(asio::any_io_executor inner)
{
    return current ? withRequestScope(std::move(inner), current) : inner;
}

} // namespace tillwright::http
