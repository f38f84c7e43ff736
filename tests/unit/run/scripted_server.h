// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace poolscope::testing {

/// One request as it came over the socket.
struct ReceivedRequest {
    std::string head; ///< request line and headers
    std::string body;
};

/// A server on loopback that does to each request what a test says: answer in pieces, stall, hang up.
/// One thread per connection, keep-alive.
class ScriptedServer {
public:
    /// Writes the answer to `request` (the n-th one of all) with `write`; returns false to close the
    /// connection at once. Called from the connections' threads.
    using Write = std::function<void(const std::string&)>;
    using Script
        = std::function<bool(const ReceivedRequest& request, std::size_t n, const Write& write)>;

    explicit ScriptedServer(Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::string url() const;
    /// The POST requests so far, in order of arrival.
    std::vector<ReceivedRequest> posts() const;

private:
    void accept();
    void serve(int connection);

    Script m_script;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<std::size_t> m_count = 0;
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;
    std::vector<ReceivedRequest> m_posts;
    std::vector<int> m_connections;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// An answer with a body, headers and all.
std::string httpAnswer(int status, const std::string& type, const std::string& body);
/// The head of an event stream without a length: it ends when the connection does.
std::string streamHead();

} // namespace poolscope::testing
