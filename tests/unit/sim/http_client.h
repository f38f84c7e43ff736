// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/response.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace poolscope::testing {

struct HttpAnswer {
    int status = 0; ///< 0 when the connection broke before the headers were complete
    std::string headers;
    std::string body;
    bool isComplete = false;
    wire::Response events; ///< of an event stream; times in seconds since the request was sent
};

/// A client of one keep-alive connection to 127.0.0.1, on plain sockets.
class HttpClient {
public:
    explicit HttpClient(std::string_view url);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    HttpAnswer get(std::string_view path) { return exchange("GET", path, {}); }
    HttpAnswer post(std::string_view path, std::string_view body)
    {
        return exchange("POST", path, body);
    }
    HttpAnswer exchange(std::string_view method, std::string_view path, std::string_view body);
    /// Sends bytes as they are and reads one answer.
    HttpAnswer raw(std::string_view bytes);
    bool send(std::string_view bytes) const;

private:
    HttpAnswer read(bool hasBody);
    bool receive();

    int m_socket = -1;
    std::string m_received;
    double m_receivedAt = 0;
};

} // namespace poolscope::testing
