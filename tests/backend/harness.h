#pragma once

#include "await.h"
#include "backend/backend.h"
#include "http/client.h"
#include "support/fake_clive.h"

#include <QByteArrayList>
#include <QTemporaryDir>
#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <memory>
#include <sstream>

namespace tillwright::test {

/// The whole backend on a real SQLite file or, run by tests/support/with_postgres.sh, on a real PostgreSQL, a small Clive and an HTTP client, on one io context. What the test
/// does not wait for goes on while it waits for something else.
class Harness
{
public:
    inline static const std::string token = "token-of-register-1";
    inline static const std::string otherToken = "token-of-register-2";
    inline static const std::string webhookSecret = "whsec_new";

    Harness();
    ~Harness();

    using Fields = std::map<std::string, std::string>;
    struct Answer {
        int status = 0;
        http::Headers headers;
        std::string body;
        [[nodiscard]] contract::CheckoutAnswer checkout() const;
        [[nodiscard]] contract::CheckoutState state() const;
        [[nodiscard]] contract::ProblemDetails problem() const;
    };
    /// A request whose answer comes later.
    struct Pending {
        std::optional<Answer> answer;
        /// No answer came within the time that send() was given.
        bool failed = false;
    };
    using PendingPtr = std::shared_ptr<Pending>;

    /// With a limit the client goes away when it is over.
    PendingPtr send(const std::string &method, const std::string &path, const Fields &headers = {},
                    const std::string &body = {}, std::optional<std::chrono::milliseconds> limitMs = {});
    Answer wait(const PendingPtr &pending);
    Answer call(const std::string &method, const std::string &path, const Fields &headers = {},
                const std::string &body = {});
    /// Runs the context until the condition holds.
    void runUntil(const std::function<bool()> &condition);

    [[nodiscard]] static std::string checkoutBody(const std::string &reference = "EZ12345",
                                                  std::int64_t amountMinor = 75000);
    [[nodiscard]] static Fields checkoutHeaders(const std::string &key,
                                                const std::string &token = Harness::token);
    [[nodiscard]] static Fields deviceHeaders(const std::string &token = Harness::token);
    /// A checkout that has to succeed.
    contract::CheckoutAnswer create(const std::string &key, const std::string &reference = "EZ12345");
    Answer get(const std::string &cliveTxId, const std::string &query = {});
    /// Signs and sends it as Clive does.
    Answer sendWebhook(const contract::CliveWebhook &webhook, const std::string &secret = webhookSecret);
    Answer sendWebhookBody(const std::string &body, const std::string &signature);
    [[nodiscard]] std::string signature(const std::string &body, const std::string &secret = webhookSecret,
                                        std::int64_t ageS = 0) const;
    /// The value of a series of `/metrics`.
    [[nodiscard]] std::string metric(const std::string &series);

    /// Every line of the log so far.
    [[nodiscard]] std::vector<boost::json::object> log() const;
    /// All that the store has written: its files, or its rows.
    [[nodiscard]] QByteArrayList storedBytes() const;

    void startBackend();
    void stopBackend();
    /// While the backend is stopped.
    [[nodiscard]] std::unique_ptr<backend::store::Store> openStore();
    /// What an operator types, through the door or, on PostgreSQL, beside the backend.
    [[nodiscard]] backend::operations::OperatorAnswer operate(const std::vector<std::string> &words);
    /// Ends the backend and starts it on the same file.
    void restart()
    {
        stopBackend();
        startBackend();
    }

    boost::asio::io_context context;
    /// The backend's clock.
    std::int64_t nowMs = 1'700'000'000'000;
    /// Read at the next (re)start.
    backend::Config config;
    FakeClive clive{context};
    std::unique_ptr<backend::Backend> backend;

private:
    void chooseStore();
    boost::asio::awaitable<void> carryOut(http::ClientRequest request, PendingPtr pending, bool mayFail);

    QTemporaryDir m_dir;
    std::ostringstream m_log;
    /// Signatures and tokens as sent; none of them may be in the log.
    std::vector<std::string> m_sentSecrets;
    http::Client m_client;
};

} // namespace tillwright::test
