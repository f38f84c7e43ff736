// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/run/scripted_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace poolscope::testing {

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(m_listener, 64);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

ScriptedServer::~ScriptedServer()
{
    m_isStopping = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (const int connection : m_connections)
            ::shutdown(connection, SHUT_RDWR);
    }
    for (std::thread& thread : m_threads)
        thread.join();
    for (const int connection : m_connections)
        ::close(connection);
}

std::string ScriptedServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port);
}

std::vector<ReceivedRequest> ScriptedServer::posts() const
{
    const std::lock_guard lock(m_mutex);
    return m_posts;
}

void ScriptedServer::accept()
{
    while (!m_isStopping) {
        const int connection = ::accept(m_listener, nullptr, nullptr);
        if (connection < 0)
            return;
        const std::lock_guard lock(m_mutex);
        m_connections.push_back(connection);
        m_threads.emplace_back([this, connection] { serve(connection); });
    }
}

void ScriptedServer::serve(int connection)
{
    std::string received;
    const auto read = [&] {
        char buffer[65536];
        const ssize_t count = ::recv(connection, buffer, sizeof buffer, 0);
        if (count <= 0)
            return false;
        received.append(buffer, static_cast<std::size_t>(count));
        return true;
    };
    const Write write = [&](const std::string& bytes) {
        std::size_t sent = 0;
        while (sent < bytes.size()) {
            const ssize_t count
                = ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                return;
            sent += static_cast<std::size_t>(count);
        }
    };
    for (;;) {
        while (received.find("\r\n\r\n") == std::string::npos)
            if (!read())
                return;
        ReceivedRequest request;
        const std::size_t end = received.find("\r\n\r\n") + 4;
        request.head = received.substr(0, end);
        std::size_t length = 0;
        const std::size_t header = request.head.find("Content-Length: ");
        if (header != std::string::npos)
            length = std::stoul(request.head.substr(header + 16));
        while (received.size() < end + length)
            if (!read())
                return;
        request.body = received.substr(end, length);
        received.erase(0, end + length);
        if (request.head.starts_with("GET")) {
            write(httpAnswer(200, "application/json", R"({"data": [{"id": "scripted"}]})"));
            continue;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_posts.push_back(request);
        }
        if (!m_script(request, m_count++, write)) {
            ::shutdown(connection, SHUT_RDWR);
            return;
        }
    }
}

std::string httpAnswer(int status, const std::string& type, const std::string& body)
{
    return "HTTP/1.1 " + std::to_string(status) + " Status\r\nContent-Type: " + type
        + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string streamHead()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
}

} // namespace poolscope::testing
