// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/response.h"

#include <simdjson.h>

#include <fmt/format.h>
#include <utility>

namespace poolscope::wire {

using simdjson::simdjson_result;
using simdjson::dom::element;

struct ResponseReader::Json {
    simdjson::dom::parser parser;
};

namespace {

std::string_view stringOf(simdjson_result<element> value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

void replaceIfPresent(std::optional<std::int64_t>& number, simdjson_result<element> value)
{
    std::int64_t found = 0;
    if (value.get(found) == simdjson::SUCCESS)
        number = found;
}

/// Of an error's message so many bytes are kept, with every failed request.
constexpr std::size_t maxMessage = 500;

/// The longest prefix of at most `limit` bytes that does not end inside a UTF-8 sequence.
std::string_view prefixOf(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U)
        --limit;
    return text.substr(0, limit);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// The message of an error object; empty where `document` is none.
std::string messageIn(element document)
{
    const auto error = document["error"];
    if (error.is_object()) {
        const std::string_view message = stringOf(error["message"]);
        return message.empty() ? simdjson::minify(error.value_unsafe()) : std::string(message);
    }
    if (error.is_string())
        return std::string(stringOf(error));
    if (stringOf(document["object"]) == "error")
        return std::string(stringOf(document["message"]));
    return {};
}

void readUsage(simdjson_result<element> usage, Usage& into)
{
    replaceIfPresent(into.promptTokens, usage["prompt_tokens"]);
    replaceIfPresent(into.completionTokens, usage["completion_tokens"]);
    replaceIfPresent(into.cachedTokens, usage["prompt_tokens_details"]["cached_tokens"]);
}

void appendText(std::string_view text, Response& response)
{
    const std::size_t room = Response::maxTextBytes - response.text.size();
    const std::string_view fitting = response.textCut ? std::string_view() : prefixOf(text, room);
    response.text += fitting;
    response.textCut = response.textCut || fitting.size() < text.size();
}

/// Adds a choice's text; true when the model produced something, if only reasoning or tool calls.
bool readChoice(element choice, Response& response)
{
    if (const std::string_view reason = stringOf(choice["finish_reason"]); !reason.empty())
        response.finishReason = reason;
    std::string_view content = stringOf(choice["text"]);
    bool produced = false;
    for (const char* part : { "delta", "message" }) {
        element message;
        if (choice[part].get(message) != simdjson::SUCCESS)
            continue;
        content = stringOf(message["content"]);
        simdjson::dom::array calls;
        produced = !stringOf(message["reasoning"]).empty()
            || !stringOf(message["reasoning_content"]).empty()
            || (message["tool_calls"].get(calls) == simdjson::SUCCESS && calls.size() > 0);
    }
    appendText(content, response);
    return produced || !content.empty();
}

} // namespace

ResponseReader::ResponseReader(AnswerKind kind)
    : m_kind(kind)
    , m_json(std::make_unique<Json>())
{
}

ResponseReader::~ResponseReader() = default;
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;

void ResponseReader::feed(std::string_view bytes, double seconds)
{
    m_lastSeconds = seconds;
    if (m_isTooLarge)
        return;
    if (m_kind == AnswerKind::stream) {
        m_isTooLarge = !m_events.feed(
            bytes, [this, seconds](std::string_view data) { readEvent(data, seconds); });
    } else {
        m_isTooLarge = bytes.size() > EventSplitter::maxEventBytes - m_body.size();
        if (!m_isTooLarge)
            m_body += bytes;
    }
    if (m_isTooLarge)
        reject(fmt::format(
            "The answer has a part of more than {} MiB", EventSplitter::maxEventBytes >> 20U));
}

Response ResponseReader::finish()
{
    if (m_kind == AnswerKind::whole) {
        readWhole();
    } else {
        m_events.finish([this](std::string_view data) { readEvent(data, m_lastSeconds); });
        if (!m_sawEvent)
            reject("The answer is not an event stream");
    }
    return std::move(m_response);
}

void ResponseReader::readEvent(std::string_view data, double seconds)
{
    data = trimmed(data);
    if (data.empty() || m_response.done)
        return;
    m_sawEvent = true;
    if (data == "[DONE]") {
        m_response.done = true;
        return;
    }
    element event;
    if (const auto error = m_json->parser.parse(data.data(), data.size()).get(event)) {
        reject(fmt::format("An event of the answer is not JSON: {}", error_message(error)));
        return;
    }
    if (std::string message = messageIn(event); !message.empty())
        reject(std::move(message));
    readUsage(event["usage"], m_response.usage);
    element choice;
    if (event["choices"].at(0).get(choice) == simdjson::SUCCESS && readChoice(choice, m_response))
        m_response.tokenTimes.push_back(seconds);
}

void ResponseReader::readWhole()
{
    if (m_isTooLarge)
        return;
    const std::string_view body = withoutByteOrderMark(m_body);
    element answer;
    if (const auto error = m_json->parser.parse(body.data(), body.size()).get(answer)) {
        reject(fmt::format("The answer is not JSON: {}", error_message(error)));
        return;
    }
    if (std::string message = messageIn(answer); !message.empty())
        reject(std::move(message));
    else if (answer["choices"].error() != simdjson::SUCCESS)
        reject("The answer has no choices");
    readUsage(answer["usage"], m_response.usage);
    element choice;
    if (answer["choices"].at(0).get(choice) == simdjson::SUCCESS)
        readChoice(choice, m_response);
    m_response.done = m_response.error.empty();
}

void ResponseReader::reject(std::string why)
{
    if (m_response.error.empty())
        m_response.error = prefixOf(why, maxMessage);
}

std::string errorMessage(std::string_view body)
{
    simdjson::dom::parser parser(EventSplitter::maxEventBytes);
    element document;
    body = withoutByteOrderMark(body);
    if (parser.parse(body.data(), body.size()).get(document) == simdjson::SUCCESS) {
        if (std::string message = messageIn(document); !message.empty())
            return std::string(prefixOf(message, maxMessage));
        for (const char* key : { "message", "detail" }) {
            if (const std::string_view message = stringOf(document[key]); !message.empty())
                return std::string(prefixOf(message, maxMessage));
        }
    }
    return std::string(prefixOf(trimmed(body), maxMessage));
}

} // namespace poolscope::wire
