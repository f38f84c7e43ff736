// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/server.h"

#include "core/sim/service.h"

#include <microhttpd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <exception>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string_view>
#include <system_error>
#include <utility>

namespace poolscope::sim {

using base::Code;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t maxBodyBytes = std::size_t{ 512 } << 20U;
// How far a client's Content-Length is believed before the bytes have come.
constexpr std::size_t maxReservedBytes = std::size_t{ 64 } << 20U;
// Also the size of MHD's reads: larger ones make large bodies faster.
constexpr std::size_t connectionMemory = std::size_t{ 256 } << 10U;
constexpr unsigned maxConnections = 4096;

/// The body of a request while it comes in.
struct Upload {
    std::string body;
    bool isTooLarge = false;

    void take(std::string_view bytes)
    {
        isTooLarge = isTooLarge || bytes.size() > maxBodyBytes - body.size();
        if (isTooLarge)
            body = {};
        else
            body += bytes;
    }
};

/// A stream's events on their way into MHD's buffers.
struct Feeder {
    std::unique_ptr<Stream> stream;
    std::string events;
    std::size_t offset = 0;
};

ssize_t feedStream(void* context, std::uint64_t, char* buffer, std::size_t room)
{
    auto& feeder = *static_cast<Feeder*>(context);
    if (feeder.offset == feeder.events.size()) {
        feeder.offset = 0;
        switch (feeder.stream->next(feeder.events)) {
        case Stream::State::more:
            break;
        case Stream::State::ended:
            return MHD_CONTENT_READER_END_OF_STREAM;
        case Stream::State::cut:
            return MHD_CONTENT_READER_END_WITH_ERROR;
        }
    }
    const std::size_t size = feeder.events.copy(buffer, room, feeder.offset);
    feeder.offset += size;
    return static_cast<ssize_t>(size);
}

void freeStream(void* context)
{
    delete static_cast<Feeder*>(context);
}

MHD_Result send(MHD_Connection* connection, Reply reply)
{
    MHD_Response* response = nullptr;
    if (reply.stream) {
        constexpr std::size_t blockBytes = 4096;
        auto feeder = std::make_unique<Feeder>(Feeder{ std::move(reply.stream), {}, 0 });
        response = MHD_create_response_from_callback(
            MHD_SIZE_UNKNOWN, blockBytes, &feedStream, feeder.get(), &freeStream);
        if (response != nullptr)
            static_cast<void>(feeder.release()); // freeStream has it now
    } else {
        response = MHD_create_response_from_buffer(
            reply.body.size(), reply.body.data(), MHD_RESPMEM_MUST_COPY);
    }
    if (response == nullptr)
        return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply.contentType.c_str());
    if (!reply.allowedMethod.empty())
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, reply.allowedMethod.c_str());
    const MHD_Result queued = MHD_queue_response(connection, reply.status, response);
    MHD_destroy_response(response);
    return queued;
}

MHD_Result sendTooLarge(MHD_Connection* connection)
{
    return send(connection,
        failure(413, fmt::format("The body is larger than {} MiB", maxBodyBytes >> 20U)));
}

/// 0 when the client does not say.
std::uint64_t contentLength(MHD_Connection* connection)
{
    const char* value
        = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const std::string_view digits = value == nullptr ? std::string_view() : value;
    std::uint64_t length = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return length;
}

/// MHD calls this when the headers of a request are there, for each piece of its body, and at the
/// end.
MHD_Result takeRequest(void* service, MHD_Connection* connection, const char* path,
    const char* method, const char*, const char* bytes, std::size_t* size, void** context)
try {
    auto* upload = static_cast<Upload*>(*context);
    if (upload == nullptr) {
        const std::uint64_t length = contentLength(connection);
        if (length > maxBodyBytes)
            return sendTooLarge(connection);
        auto fresh = std::make_unique<Upload>();
        fresh->body.reserve(std::min<std::size_t>(length, maxReservedBytes) + bodyPadding);
        *context = fresh.release();
        return MHD_YES;
    }
    if (*size > 0) {
        upload->take({ bytes, *size });
        *size = 0;
        return MHD_YES;
    }
    if (upload->isTooLarge)
        return sendTooLarge(connection);
    return send(
        connection, static_cast<Service*>(service)->reply(method, path, std::move(upload->body)));
} catch (const std::exception&) {
    return MHD_NO; // out of memory: MHD closes the connection
}

void freeUpload(void*, MHD_Connection*, void** context, MHD_RequestTerminationCode)
{
    delete static_cast<Upload*>(*context);
    *context = nullptr;
}

struct AddressDeleter {
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Address = std::unique_ptr<addrinfo, AddressDeleter>;

Result<Address> resolve(const std::string& host, int port)
{
    addrinfo hints{};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (error != 0)
        return fail(
            Code::network, fmt::format("Cannot listen on \"{}\": {}", host, gai_strerror(error)));
    return Address(list);
}

} // namespace

struct Server::Impl {
    ~Impl()
    {
        service->stop();
        if (daemon != nullptr)
            MHD_stop_daemon(daemon);
    }

    std::unique_ptr<Service> service;
    MHD_Daemon* daemon = nullptr;
    std::string url;
};

Server::Server(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const Options& options)
{
    const auto address = resolve(options.host, options.port);
    if (!address)
        return tl::make_unexpected(address.error());
    auto service = Service::create(options);
    if (!service)
        return tl::make_unexpected(std::move(service.error()));
    auto impl = std::make_unique<Impl>();
    impl->service = std::move(*service);
    const bool isIpv6 = (*address)->ai_family == AF_INET6;
    // A thread per connection, because answers sleep in the callback that feeds their stream.
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO
        | MHD_USE_ITC;
    if (isIpv6)
        flags |= MHD_USE_IPv6;
    errno = 0;
    impl->daemon = MHD_start_daemon(flags, 0, nullptr, nullptr, &takeRequest, impl->service.get(),
        MHD_OPTION_SOCK_ADDR, (*address)->ai_addr, MHD_OPTION_NOTIFY_COMPLETED, &freeUpload,
        nullptr, MHD_OPTION_CONNECTION_LIMIT, maxConnections, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        connectionMemory, MHD_OPTION_END);
    if (impl->daemon == nullptr)
        return fail(Code::network,
            fmt::format("Cannot listen on {}:{}: {}", options.host, options.port,
                std::generic_category().message(errno)),
            "Choose another port, or 0 for any free one.");
    const MHD_DaemonInfo* info = MHD_get_daemon_info(impl->daemon, MHD_DAEMON_INFO_BIND_PORT);
    const std::string host = isIpv6 ? fmt::format("[{}]", options.host) : options.host;
    impl->url = fmt::format("http://{}:{}", host, info == nullptr ? 0 : info->port);
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::string Server::url() const
{
    return m_impl->url;
}

Counters Server::counters() const
{
    return m_impl->service->counters();
}

} // namespace poolscope::sim
