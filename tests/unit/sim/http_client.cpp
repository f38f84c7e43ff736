// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/sim/http_client.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace poolscope::testing {

namespace {

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::size_t number(std::string_view text, int base)
{
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

} // namespace

HttpClient::HttpClient(std::string_view url)
    : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port
        = htons(static_cast<std::uint16_t>(number(url.substr(url.rfind(':') + 1), 10)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

HttpClient::~HttpClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

HttpAnswer HttpClient::exchange(
    std::string_view method, std::string_view path, std::string_view body)
{
    const bool isSent
        = send(fmt::format("{} {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n\r\n{}", method,
            path, body.size(), body));
    return isSent ? read(method != "HEAD") : HttpAnswer{};
}

HttpAnswer HttpClient::raw(std::string_view bytes)
{
    return send(bytes) ? read(true) : HttpAnswer{};
}

bool HttpClient::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t size = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

HttpAnswer HttpClient::read(bool hasBody)
{
    const double sentAt = now();
    HttpAnswer answer;
    std::size_t end = std::string::npos;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return answer;
    }
    answer.headers = m_received.substr(0, end + 2);
    answer.status = static_cast<int>(number(std::string_view(answer.headers).substr(9, 3), 10));
    m_received.erase(0, end + 4);
    wire::ResponseReader events(wire::AnswerKind::stream);
    const auto take = [&](std::size_t size) {
        while (m_received.size() < size) {
            if (!receive())
                return false;
        }
        const std::string part = m_received.substr(0, size);
        events.feed(part, m_receivedAt - sentAt);
        answer.body += part;
        m_received.erase(0, size);
        return true;
    };
    if (answer.headers.find("Transfer-Encoding: chunked") == std::string::npos) {
        const std::string_view field = "Content-Length: ";
        const std::size_t at = answer.headers.find(field);
        answer.isComplete = !hasBody
            || (at != std::string::npos
                && take(number(std::string_view(answer.headers).substr(at + field.size()), 10)));
        return answer;
    }
    for (;;) {
        std::size_t lineEnd = std::string::npos;
        while ((lineEnd = m_received.find("\r\n")) == std::string::npos) {
            if (!receive())
                return answer;
        }
        const std::size_t size = number(m_received, 16);
        m_received.erase(0, lineEnd + 2);
        if (!take(size))
            return answer;
        while (m_received.size() < 2) {
            if (!receive())
                return answer;
        }
        m_received.erase(0, 2);
        if (size == 0)
            break;
    }
    answer.events = events.finish();
    answer.isComplete = true;
    return answer;
}

bool HttpClient::receive()
{
    std::array<char, 65536> buffer{};
    const ssize_t size = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (size <= 0)
        return false;
    m_received.append(buffer.data(), static_cast<std::size_t>(size));
    m_receivedAt = now();
    return true;
}

} // namespace poolscope::testing
