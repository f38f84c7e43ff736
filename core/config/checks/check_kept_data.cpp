// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"
#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

// Data that Poolscope keeps but makes no requests of: what inference-perf does with it.

namespace poolscope::config::checks {

namespace {

using bind::BlockReader;

/// Which kinds of API a kind of data can be sent by (inference-perf 0.7.0, get_supported_apis).
/// Synthetic, random and shared_prefix data are told of by checkData.
struct Routes {
    DataType type;
    bool completion;
    bool chat;
    bool anthropic;
};
constexpr std::array<Routes, 10> routes{ {
    { DataType::mock, true, true, true },
    { DataType::shareGpt, true, true, true },
    { DataType::cnnDailymail, true, false, false },
    { DataType::infinityInstruct, true, true, false },
    { DataType::billsumConversations, true, true, false },
    { DataType::otelTraceReplay, false, true, true },
    { DataType::wekaTraceReplay, false, true, true },
    { DataType::conversationReplay, true, false, false },
    { DataType::visionarena, false, true, false },
    { DataType::syntheticAgentic, false, true, true },
} };

void checkSupportedApi(const Context& context)
{
    const ApiType api = context.workload.api.type;
    const auto found = std::find_if(routes.begin(), routes.end(),
        [&](const Routes& entry) { return entry.type == context.workload.data.type; });
    if (found == routes.end())
        return;
    const bool isSupported = api == ApiType::completion ? found->completion
        : api == ApiType::chat                          ? found->chat
                                                        : found->anthropic;
    if (isSupported)
        return;
    const std::string wanted = found->chat ? "chat" : "completion";
    context.findings
        .warning(codes::apiRoute, { "api", "type" },
            fmt::format("{} data cannot be sent by {} requests: {} refuses to start",
                typeName(schema::data, context.workload.data.type), typeName(schema::api, api),
                context.findings.upstream()),
            fmt::format("Set api.type to {}.", wanted))
        .offer(context.findings.setFix(
            fmt::format("Set api.type to {}", wanted), { "api", "type" }, Value(wanted)));
}

/// sglang and tgi have no anthropic_messages.
void checkServerApi(const Context& context)
{
    const auto& server = context.workload.server;
    if (!server || context.workload.api.type != ApiType::anthropicMessages)
        return;
    if (server->type == ServerType::sglang || server->type == ServerType::tgi)
        context.findings.warning(codes::apiRoute, { "server", "type" },
            fmt::format("{} does not send anthropic_messages to {} and refuses to start",
                context.findings.upstream(), typeName(schema::server, server->type)),
            "Use server.type vllm, or api.type chat.");
    else if (!server->apiKey)
        context.findings.warning(codes::anthropicVersion, { "api", "type" },
            "Without server.api_key the header anthropic-version is left out, and servers that "
            "want it answer 400",
            "Give server.api_key, or the header under api.headers.");
}

void checkOtelModels(const Context& context)
{
    const Path path{ "data", "otel_trace_replay" };
    const std::array<const char*, 3> keys{ "use_static_model", "static_model_name",
        "model_mapping" };
    // They hang together: one that goes alone leaves an error.
    const bool isAlone = std::count_if(keys.begin(), keys.end(), [&](const char* key) {
        return context.has(child(path, key));
    }) == 1;
    for (const char* key : keys) {
        const Path place = child(path, key);
        if (!context.has(place))
            continue;
        context.findings
            .warning(codes::ignoredModel, place,
                fmt::format("Replays of OpenTelemetry traces ignore {} and ask for "
                            "server.model_name",
                    key),
                "Give server.model_name.")
            .offer(isAlone ? context.findings.removeFix("Remove it", place) : std::nullopt);
        return;
    }
}

/// The tokens that inference-perf keeps free beside an answer.
constexpr double marginTokens = 200;

void checkConversations(const Context& context)
{
    const Path path{ "data", "conversation_replay" };
    const BlockReader block(context.tree, context.tree.find(path), schema::conversationReplay);
    constexpr std::int64_t usualLength = 225'000;
    constexpr double usualAnswer = 256;
    const std::int64_t limit = block.integerIfAny("max_model_len").value_or(usualLength);
    const auto law = bind::distributionAt(block, "output_tokens_per_turn");
    const double answer = law ? std::ceil(largestOf(*law)) : usualAnswer;
    if (answer + marginTokens >= static_cast<double>(limit))
        context.findings.error(codes::noRoomForPrompt, child(path, "max_model_len"),
            fmt::format("Answers of up to {:.0f} tokens and a margin of {:.0f} leave no room for a "
                        "prompt in {} tokens: {} refuses to start",
                answer, marginTokens, limit, context.findings.upstream()),
            "Shorten the answers, or raise max_model_len.");
}

} // namespace

void checkKeptData(const Context& context)
{
    if (!context.knowsType("data") || !context.knowsType("api"))
        return;
    checkSupportedApi(context);
    checkServerApi(context);
    if (context.workload.data.type == DataType::otelTraceReplay)
        checkOtelModels(context);
    if (context.workload.data.type == DataType::conversationReplay
        && context.has({ "data", "conversation_replay" }))
        checkConversations(context);
}

} // namespace poolscope::config::checks
