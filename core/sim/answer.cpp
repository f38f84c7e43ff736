// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/answer.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace poolscope::sim {

namespace {

constexpr std::array<std::string_view, 16> words{ "the", "light", "falls", "on", "a", "small",
    "table", "near", "the", "open", "window", "and", "a", "bird", "sings", "outside" };

std::string word(std::int64_t index)
{
    return fmt::format(
        "{}{}", index == 0 ? "" : " ", words.at(static_cast<std::size_t>(index) % words.size()));
}

std::string_view errorType(unsigned status)
{
    switch (status) {
    case 404:
        return "NotFoundError";
    case 500:
        return "InternalServerError";
    default:
        return "BadRequestError";
    }
}

} // namespace

Answer::Answer(
    const Request& request, const Schedule& schedule, std::string_view model, std::int64_t created)
    : m_isChat(request.route == Route::chat)
    , m_wantsUsage(request.wantsUsage)
    , m_schedule(schedule)
    , m_model(jsonString(model))
    , m_created(created)
{
}

std::string Answer::whole() const
{
    std::string text;
    for (std::int64_t i = 0; i < m_schedule.outputTokens; ++i)
        text += word(i);
    const std::string output = m_isChat
        ? fmt::format(R"("message":{{"role":"assistant","content":"{}"}})", text)
        : fmt::format(R"("text":"{}")", text);
    return fmt::format(R"({{{},"choices":[{{"index":0,{},"finish_reason":"length"}}],"usage":{}}})",
        head(m_isChat ? "chat.completion" : "text_completion"), output, usage());
}

std::string Answer::firstEvents() const
{
    return m_isChat ? event(R"("delta":{"role":"assistant","content":""})", "null") : std::string();
}

std::string Answer::tokenEvent(std::int64_t index) const
{
    const std::string output = m_isChat ? fmt::format(R"("delta":{{"content":"{}"}})", word(index))
                                        : fmt::format(R"("text":"{}")", word(index));
    return event(output, "null");
}

std::string Answer::lastEvents() const
{
    std::string events = event(m_isChat ? R"("delta":{})" : R"("text":"")", R"("length")");
    if (m_wantsUsage)
        events += fmt::format("data: {{{},\"choices\":[],\"usage\":{}}}\n\n", chunkHead(), usage());
    return events + "data: [DONE]\n\n";
}

std::string Answer::event(std::string_view output, std::string_view finishReason) const
{
    return fmt::format("data: {{{},\"choices\":[{{\"index\":0,{},\"finish_reason\":{}}}]}}\n\n",
        chunkHead(), output, finishReason);
}

std::string Answer::chunkHead() const
{
    return head(m_isChat ? "chat.completion.chunk" : "text_completion");
}

std::string Answer::head(std::string_view object) const
{
    return fmt::format(R"("id":"{}-{}","object":"{}","created":{},"model":{})",
        m_isChat ? "chatcmpl" : "cmpl", m_schedule.id, object, m_created, m_model);
}

std::string Answer::usage() const
{
    return fmt::format(R"({{"prompt_tokens":{},"total_tokens":{},"completion_tokens":{},)"
                       R"("prompt_tokens_details":{{"cached_tokens":{}}}}})",
        m_schedule.promptTokens, m_schedule.promptTokens + m_schedule.outputTokens,
        m_schedule.outputTokens, m_schedule.cachedTokens);
}

std::string modelsBody(std::string_view model, std::int64_t created)
{
    return fmt::format(R"({{"object":"list","data":[{{"id":{},"object":"model","created":{},)"
                       R"("owned_by":"poolscope","max_model_len":{}}}]}})",
        jsonString(model), created, contextTokens);
}

std::string errorBody(unsigned status, std::string_view message)
{
    return fmt::format(R"({{"error":{{"message":{},"type":"{}","param":null,"code":{}}}}})",
        jsonString(message), errorType(status), status);
}

std::string jsonString(std::string_view text)
{
    std::string json = "\"";
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20)
            json += fmt::format("\\u{:04x}", code);
        else if (letter == '"' || letter == '\\')
            json.append({ '\\', letter });
        else
            json += letter;
    }
    return json + '"';
}

} // namespace poolscope::sim
