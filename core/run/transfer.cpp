// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/transfer.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <string_view>

namespace poolscope::run::detail {

namespace {

constexpr std::uint64_t maxAnswer = 64U << 20U;
constexpr std::size_t maxErrorBody = 64U << 10U;
constexpr long connectTimeoutSeconds = 10;
/// As large as curl allows, for fewer system calls, but hardly larger than a body.
constexpr std::uint64_t minUploadBuffer = 1U << 16U;
constexpr std::uint64_t maxUploadBuffer = 2U << 20U;

bool isEventStream(CURL* easy, bool isExpected)
{
    const char* type = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    return type ? std::string_view(type).starts_with("text/event-stream") : isExpected;
}

/// As curl takes it: 0 is no limit, which is what upstream's client makes of 0 and less.
long milliseconds(double seconds)
{
    if (!(seconds > 0))
        return 0;
    return static_cast<long>(
        std::clamp(seconds * 1000, 1.0, double{ std::numeric_limits<int>::max() }));
}

ErrorKind kindOf(CURLcode code)
{
    return code == CURLE_OPERATION_TIMEDOUT ? ErrorKind::timeout : ErrorKind::connection;
}

} // namespace

Transfer::Transfer(const TransferSettings& settings)
    : m_settings(settings)
    , m_easy(curl_easy_init())
{
    CURL* easy = m_easy.get();
    set(easy, CURLOPT_URL, settings.url.c_str());
    set(easy, CURLOPT_HTTPHEADER, settings.headers.get());
    set(easy, CURLOPT_PRIVATE, this);
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_CONNECTTIMEOUT, connectTimeoutSeconds);
    set(easy, CURLOPT_TIMEOUT_MS, milliseconds(settings.timeout));
    avoidProxyOnLoopback(easy);
    set(easy, CURLOPT_POST, 1L);
    set(easy, CURLOPT_READFUNCTION, readBody);
    set(easy, CURLOPT_READDATA, this);
    set(easy, CURLOPT_SEEKFUNCTION, seekBody);
    set(easy, CURLOPT_SEEKDATA, this);
    set(easy, CURLOPT_WRITEFUNCTION, readAnswer);
    set(easy, CURLOPT_WRITEDATA, this);
}

void Transfer::begin(wire::Body body, Record record)
{
    m_body = std::move(body);
    m_offset = 0;
    m_record = std::move(record);
    m_reader.reset();
    m_errorBody.clear();
    m_received = 0;
    set(handle(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_body.size()));
    set(handle(), CURLOPT_UPLOAD_BUFFERSIZE,
        static_cast<long>(std::clamp(m_body.size(), minUploadBuffer, maxUploadBuffer)));
    m_record.start = m_settings.clock->now();
}

std::size_t Transfer::readBody(char* buffer, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t copied = transfer.m_body.read(transfer.m_offset, buffer, size * count);
    transfer.m_offset += copied;
    return copied;
}

/// curl starts a body over when a kept connection turns out to be closed.
int Transfer::seekBody(void* self, curl_off_t offset, int origin)
{
    auto& transfer = *static_cast<Transfer*>(self);
    if (origin != SEEK_SET || offset < 0)
        return CURL_SEEKFUNC_CANTSEEK;
    transfer.m_offset = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

std::size_t Transfer::readAnswer(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t length = size * count;
    transfer.m_received += length;
    if (transfer.m_received > maxAnswer)
        return 0;
    if (transfer.m_record.status == 0) {
        long status = 0;
        curl_easy_getinfo(transfer.handle(), CURLINFO_RESPONSE_CODE, &status);
        transfer.m_record.status = static_cast<std::uint16_t>(status);
        if (status == 200)
            transfer.m_reader.emplace(
                isEventStream(transfer.handle(), transfer.m_settings.isStreaming)
                    ? wire::AnswerKind::stream
                    : wire::AnswerKind::whole);
    }
    if (transfer.m_reader)
        transfer.m_reader->feed({ data, length }, transfer.m_settings.clock->now());
    else
        transfer.m_errorBody.append(data,
            std::min(length, maxErrorBody - std::min(maxErrorBody, transfer.m_errorBody.size())));
    return length;
}

Record Transfer::abandon()
{
    m_record.end = m_settings.clock->now();
    m_record.error = ErrorKind::interrupted;
    m_body = {};
    return std::move(m_record);
}

Record Transfer::end(CURLcode code)
{
    m_record.end = m_settings.clock->now();
    m_body = {};
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    m_record.status = static_cast<std::uint16_t>(status);
    if (code != CURLE_OK) {
        m_record.error = kindOf(code);
        m_record.message = m_received > maxAnswer
            ? fmt::format("The answer is larger than {} MB", maxAnswer >> 20U)
            : curl_easy_strerror(code);
        return std::move(m_record);
    }
    if (status != 200) {
        m_record.error = ErrorKind::http;
        m_record.message = wire::errorMessage(m_errorBody);
        return std::move(m_record);
    }
    wire::Response response;
    if (m_reader)
        response = m_reader->finish();
    else
        response.error = "The answer is empty";
    if (!response.error.empty()) {
        m_record.error = ErrorKind::response;
        m_record.message = response.error;
    }
    m_record.promptTokens = response.usage.promptTokens.value_or(-1);
    m_record.cachedTokens = response.usage.cachedTokens.value_or(-1);
    m_record.outputTokens = response.usage.completionTokens.value_or(-1);
    m_record.tokenTimes.reserve(response.tokenTimes.size());
    for (const double time : response.tokenTimes)
        m_record.tokenTimes.push_back(static_cast<float>(time - m_record.start));
    if (!response.tokenTimes.empty())
        m_record.firstToken = response.tokenTimes.front();
    return std::move(m_record);
}

} // namespace poolscope::run::detail
