#pragma once

#include "backend/checkouts/pay_page.h"
#include "http/router.h"

namespace tillwright::backend::http {

/// The pay page of a customer's own phone (docs/pay-page.md). The token in the path is all that proves who asks: it goes
/// into no log, no answer and no other address. Without a pay page there is nothing at these addresses.
class PayRoutes
{
public:
    explicit PayRoutes(checkouts::PayPage &page) : m_page(page) {}

    void addTo(tillwright::http::Router &router);
    /// For the answer to a device that has made or resumed the checkout.
    boost::asio::awaitable<std::string> linkTo(std::string cliveTxId)
    {
        return m_page.linkTo(std::move(cliveTxId));
    }

private:
    using Request = tillwright::http::Request;
    using Answer = boost::asio::awaitable<tillwright::http::Response>;
    using Step =
        boost::asio::awaitable<checkouts::PayPage::Result> (checkouts::PayPage::*)(std::string token);

    Answer showPage(Request request);
    Answer readStatus(Request request);
    Answer carryOut(Request request, Step step);

    checkouts::PayPage &m_page;
};

} // namespace tillwright::backend::http
