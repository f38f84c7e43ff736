// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sim/engine.h"
#include "core/sim/request.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace poolscope::sim {

/// The texts of one generated answer, as vLLM writes them. Token k is always the same common word.
class Answer {
public:
    /// `model` is echoed; `created` is in seconds since 1970.
    Answer(const Request& request, const Schedule& schedule, std::string_view model,
        std::int64_t created);

    /// The body of an answer that is not streamed.
    std::string whole() const;

    /// The events of a stream: what comes before the first token, one per token, and the rest.
    std::string firstEvents() const;
    std::string tokenEvent(std::int64_t index) const;
    std::string lastEvents() const;

private:
    std::string event(std::string_view output, std::string_view finishReason) const;
    std::string chunkHead() const;
    std::string head(std::string_view object) const;
    std::string usage() const;

    bool m_isChat;
    bool m_wantsUsage;
    Schedule m_schedule;
    std::string m_model; // as a JSON string
    std::int64_t m_created;
};

/// The body of /v1/models.
std::string modelsBody(std::string_view model, std::int64_t created);

/// OpenAI's error object.
std::string errorBody(unsigned status, std::string_view message);

/// `text` as a JSON string, with its quotes. `text` is UTF-8.
std::string jsonString(std::string_view text);

} // namespace poolscope::sim
