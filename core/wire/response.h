// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/event_splitter.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::wire {

/// What the server counted; a number is absent where the server did not give it.
struct Usage {
    std::optional<std::int64_t> promptTokens;
    std::optional<std::int64_t> completionTokens;
    std::optional<std::int64_t> cachedTokens; ///< of the prompt, taken from the prefix cache

    bool operator==(const Usage&) const = default;
};

/// What an answer with status 200 said.
struct Response {
    std::string text; ///< content of the first choice, at most maxTextBytes
    bool textCut = false; ///< there was more
    std::vector<double> tokenTimes; ///< seconds of each event with content, reasoning or tool calls
    Usage usage;
    std::string finishReason;
    /// The server's own message, or why the answer could not be understood; the first one wins.
    std::string error;
    /// [DONE] came, or the whole body was understood. A stream may end well without it.
    bool done = false;

    static constexpr std::size_t maxTextBytes = std::size_t{ 1 } << 20U;
};

enum class AnswerKind { stream, whole };

/// Reads the body of an OpenAI-style answer, chat or completion, as it arrives. Never fails: what
/// is wrong stands in Response::error. Not thread-safe.
class ResponseReader {
public:
    explicit ResponseReader(AnswerKind kind);
    ~ResponseReader();
    ResponseReader(ResponseReader&&) noexcept;
    ResponseReader& operator=(ResponseReader&&) noexcept;

    /// `seconds` is when the bytes came, on any clock; tokenTimes are on the same.
    void feed(std::string_view bytes, double seconds);
    /// To be called once, after the last byte.
    Response finish();

private:
    struct Json; // keeps the JSON parser, and its buffers, from event to event
    void readEvent(std::string_view data, double seconds);
    void readWhole();
    void reject(std::string why);

    AnswerKind m_kind;
    std::unique_ptr<Json> m_json;
    EventSplitter m_events;
    std::string m_body; // of a whole answer
    bool m_sawEvent = false;
    bool m_isTooLarge = false;
    double m_lastSeconds = 0;
    Response m_response;
};

/// The message inside the body of an answer whose status is not 200, or the start of its text.
std::string errorMessage(std::string_view body);

} // namespace poolscope::wire
