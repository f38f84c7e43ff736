// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace poolscope::config::checks {

namespace {

/// Lengths that Poolscope plans with where a config has none.
constexpr std::int64_t defaultTokens = 64;

std::string_view nameOf(DataType type)
{
    return typeName(schema::data, type);
}

/// What happens after the file was read.
std::string refuses(const Context& context)
{
    return fmt::format("{} refuses to start", context.findings.upstream());
}

bool isPlanned(DataType type)
{
    return type == DataType::mock || type == DataType::synthetic || type == DataType::random
        || type == DataType::sharedPrefix;
}

bool isSessionReplay(DataType type)
{
    return type == DataType::otelTraceReplay || type == DataType::wekaTraceReplay
        || type == DataType::syntheticAgentic;
}

void checkType(const Context& context)
{
    const DataType type = context.workload.data.type;
    if (!isPlanned(type))
        context.findings.warning(codes::notPlanned, { "data", "type" },
            fmt::format(
                "Poolscope keeps this block but makes no requests of the type {}", nameOf(type)),
            "Run the file with inference-perf, or use synthetic, random or shared_prefix.");
    constexpr std::array<DataType, 4> needBlock{ DataType::sharedPrefix,
        DataType::conversationReplay, DataType::visionarena, DataType::syntheticAgentic };
    const Path block{ "data", std::string(nameOf(type)) };
    const bool needsBlock = std::find(needBlock.begin(), needBlock.end(), type) != needBlock.end();
    const bool isRefused = type == DataType::syntheticAgentic || !context.findings.isRelease();
    if (needsBlock && !context.has(block))
        context.findings
            .add(isRefused ? Severity::error : Severity::warning, codes::missingDataBlock,
                { "data", "type" },
                fmt::format("The type {} needs the block data.{}: {}", nameOf(type), nameOf(type),
                    refuses(context)),
                "Add the block, or choose another type.")
            .offer(type == DataType::sharedPrefix ? context.findings.setFix("Add the block", block,
                       Value::Map{ { "num_groups", 10 }, { "num_prompts_per_group", 10 } })
                                                  : std::nullopt);
}

void checkReplay(const Context& context)
{
    const DataType data = context.workload.data.type;
    const bool isSessionLoad = context.workload.load.type == LoadType::traceSessionReplay;
    if (isSessionReplay(data) == isSessionLoad)
        return;
    // Read by inference-perf one way round, but not the other.
    const Severity severity
        = isSessionLoad && context.findings.isRelease() ? Severity::warning : Severity::error;
    context.findings
        .add(severity, codes::loadDataMismatch,
            isSessionLoad ? Path{ "load", "type" } : Path{ "data", "type" },
            isSessionLoad ? fmt::format("trace_session_replay cannot drive data of the type {}: {}",
                nameOf(data), refuses(context))
                          : fmt::format("Data of the type {} needs load.type trace_session_replay: "
                                        "{} refuses the file",
                              nameOf(data), context.findings.upstream()),
            "Change load.type or data.type.")
        .offer(isSessionLoad || context.has({ "load", "stages" })
                ? std::nullopt
                : context.findings.setFix("Set load.type to trace_session_replay",
                    { "load", "type" }, "trace_session_replay"));
}

/// Blocks that belong to another type.
void checkIgnoredBlocks(const Context& context)
{
    Findings& findings = context.findings;
    const Data& data = context.workload.data;
    const auto become = [&](const char* type) {
        return findings.setFix(fmt::format("Set data.type to {}", type), { "data", "type" }, type);
    };
    if (data.multimodal && data.type != DataType::synthetic && data.type != DataType::sharedPrefix)
        findings
            .warning(codes::ignoredBlock, { "data", "multimodal" },
                fmt::format("{} ignores multimodal: no media are sent",
                    context.has({ "data", "type" })
                        ? fmt::format("Data of the type {}", nameOf(data.type))
                        : "data.type is not given and so is mock, which"),
                "Only synthetic and shared_prefix data have media.")
            .offer(become("synthetic"));
    if (data.sharedPrefix && data.type != DataType::sharedPrefix)
        findings
            .warning(codes::ignoredBlock, { "data", "shared_prefix" },
                fmt::format("Data of the type {} ignores shared_prefix, and {}", nameOf(data.type),
                    refuses(context)),
                "Remove the block, or change data.type.")
            .offer(become("shared_prefix"));
    const bool refusesLengths = data.type == DataType::mock || data.type == DataType::visionarena;
    for (const char* key : { "input_distribution", "output_distribution" })
        if (refusesLengths && context.has({ "data", key }))
            findings
                .warning(codes::ignoredBlock, { "data", key },
                    fmt::format("Data of the type {} ignores {}, and {}", nameOf(data.type), key,
                        refuses(context)),
                    "Remove it, or change data.type.")
                .offer(become("synthetic"));
    const bind::BlockReader block(context.tree, context.tree.find({ "data" }), schema::data);
    if (findings.reading() != Reading::inferencePerf061 && block.flag("use_chat_template")
        && data.type != DataType::random)
        findings
            .refusal(codes::chatTemplate, { "data", "use_chat_template" },
                fmt::format("use_chat_template is for random data, not for {}: {} refuses the file",
                    nameOf(data.type), findings.upstream()),
                "Remove it.")
            .offer(findings.removeFix("Remove it", { "data", "use_chat_template" }));
}

/// Where each kind of data can be sent to.
void checkRoute(const Context& context)
{
    const Data& data = context.workload.data;
    const ApiType api = context.workload.api.type;
    const bool isPrefix = data.type == DataType::sharedPrefix;
    const bool isText = data.type == DataType::synthetic || data.type == DataType::random;
    if (api == ApiType::anthropicMessages) {
        if (isPlanned(data.type))
            context.findings
                .warning(codes::notPlanned, { "api", "type" },
                    "Poolscope sends OpenAI requests, not anthropic_messages",
                    "Use chat, or run the file with inference-perf.")
                .offer(context.findings.setFix("Change it to chat", { "api", "type" }, "chat"));
        return;
    }
    const bool hasMedia = (data.multimodal && (isPrefix || data.type == DataType::synthetic))
        || (isPrefix && data.sharedPrefix && data.sharedPrefix->multimodal);
    const std::string_view wanted = hasMedia ? "chat" : "completion";
    const bool isWanted = (api == ApiType::chat) == hasMedia;
    if (isWanted || !(isPrefix || isText))
        return;
    const std::string subject
        = fmt::format("{} data {} media", nameOf(data.type), hasMedia ? "with" : "without");
    const std::string message = isPrefix
        ? fmt::format("{} go to the {} route whatever api.type says", subject, wanted)
        : hasMedia
        ? fmt::format("{} need chat requests: Poolscope sends them, {}", subject, refuses(context))
        : fmt::format("{} are for api.type completion: Poolscope sends chat requests "
                      "all the same, {}",
            subject, refuses(context));
    context.findings
        .warning(
            codes::apiRoute, { "api", "type" }, message, fmt::format("Set api.type to {}.", wanted))
        .offer(context.findings.setFix(fmt::format("Set api.type to {}", wanted), { "api", "type" },
            Value(std::string(wanted))));
}

void checkPrefix(const Context& context)
{
    const Data& data = context.workload.data;
    if (!data.sharedPrefix || data.type != DataType::sharedPrefix)
        return;
    const Path path{ "data", "shared_prefix", "enable_multi_turn_chat" };
    if (!data.sharedPrefix->enableMultiTurnChat)
        return;
    const auto remove = context.findings.removeFix("Remove enable_multi_turn_chat", path);
    if (data.multimodal || data.sharedPrefix->multimodal)
        context.findings
            .error(codes::multiTurnMedia, path,
                "Conversations cannot have media: inference-perf drops every request without a "
                "word",
                "Remove one of them.")
            .offer(remove);
    else
        context.findings
            .warning(codes::notPlanned, path,
                "Poolscope sends every prompt by itself, not as a turn of a conversation",
                "Run the file with inference-perf for conversations.")
            .offer(remove);
}

void checkMissingLengths(const Context& context)
{
    const Data& data = context.workload.data;
    const bool needsLengths = data.type == DataType::synthetic
        || (data.type == DataType::random && !context.has({ "data", "trace" }));
    if (!needsLengths)
        return;
    for (const char* key : { "input_distribution", "output_distribution" }) {
        const Path path{ "data", key };
        if (context.has(path))
            continue;
        context.findings
            .warning(codes::noLengths, path,
                fmt::format("{} is not given: Poolscope uses {} tokens, {}", key, defaultTokens,
                    refuses(context)),
                "Add it.")
            .offer(context.findings.setFix("Add it", path,
                Value::Map{ { "type", "fixed" }, { "mean", Value(defaultTokens) } }));
    }
    if (data.type == DataType::synthetic && data.multimodal && data.outputDistribution
        && !data.multimodal->hasPool())
        context.findings.warning(codes::outputIgnored, { "data", "output_distribution" },
            fmt::format("{} ignores it when there are media and asks for 30 tokens; Poolscope asks "
                        "for what it says",
                context.findings.upstream()),
            {});
}

/// A length of the shared prefix, in its newer and its older form.
void checkPrefixLength(
    const Context& context, const char* key, const char* older, const Distribution& bound)
{
    const Path prefix{ "data", "shared_prefix" };
    const auto isBlock = [&](const char* name) {
        const NodeId id = context.tree.find(child(prefix, name));
        return id != noNode && context.tree.node(id).kind == NodeKind::mapping;
    };
    if (isBlock(key))
        checkDistribution(context, child(prefix, key), bound, Use::length);
    else if (older && isBlock(older))
        checkDistribution(context, child(prefix, older), bound, Use::length);
}

} // namespace

void checkData(const Context& context)
{
    if (!context.knowsType("data"))
        return;
    checkType(context);
    if (context.knowsType("load"))
        checkReplay(context);
    checkIgnoredBlocks(context);
    if (context.knowsType("api"))
        checkRoute(context);
    checkPrefix(context);
    checkMissingLengths(context);
}

void checkLengths(const Context& context)
{
    const Data& data = context.workload.data;
    const bool isDrawn = context.knowsType("data")
        && (data.type == DataType::synthetic || data.type == DataType::random);
    const bool isInAdvance = data.type == DataType::random || !data.multimodal;
    const auto check = [&](const char* key, const std::optional<Distribution>& law) {
        if (law && isDrawn)
            checkDistribution(
                context, { "data", key }, *law, isInAdvance ? Use::lengthInAdvance : Use::length);
        else if (law)
            checkDistributionShape(context, { "data", key }, *law);
    };
    check("input_distribution", data.inputDistribution);
    check("output_distribution", data.outputDistribution);
    if (!data.sharedPrefix)
        return;
    checkPrefixLength(context, "system_prompt_len", nullptr, data.sharedPrefix->systemPromptLen);
    checkPrefixLength(
        context, "question_len", "question_distribution", data.sharedPrefix->questionLen);
    checkPrefixLength(context, "output_len", "output_distribution", data.sharedPrefix->outputLen);
}

} // namespace poolscope::config::checks
