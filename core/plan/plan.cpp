// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/plan.h"

#include "core/plan/text.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace poolscope::plan {

using base::Modality;
using base::Purpose;
using config::DataType;
using media::Side;

namespace {

/// What is used where the config leaves the lengths open (inference-perf refuses to start there).
constexpr std::int64_t defaultTokens = 64;
/// What inference-perf sends as max_tokens where its data has no length of its own.
constexpr std::int64_t mockOutputTokens = 30;

/// Channels of the text streams.
constexpr std::uint32_t payloadChannel = 0;
constexpr std::uint32_t prefixChannel = 1;

std::uint64_t prefixSeed(const config::Workload& workload, std::uint64_t seed)
{
    const auto& prefix = workload.data.sharedPrefix;
    return prefix && prefix->seed ? static_cast<std::uint64_t>(*prefix->seed) : seed;
}

/// Upstream's choice: media always go to the chat route, a shared prefix without media always to
/// the completions route, whatever api.type says; other texts follow api.type.
Route routeOf(const config::Workload& workload)
{
    const config::Data& data = workload.data;
    const bool isPrefix = data.type == DataType::sharedPrefix;
    if (isPrefix || data.type == DataType::synthetic)
        if (data.multimodal || (isPrefix && data.sharedPrefix->multimodal))
            return Route::chat;
    const bool wantsChat = workload.api.type == config::ApiType::chat;
    return wantsChat && !isPrefix ? Route::chat : Route::completions;
}

RequestSettings settingsOf(const config::Workload& workload)
{
    RequestSettings settings;
    settings.route = routeOf(workload);
    settings.streaming = workload.api.streaming;
    settings.responseFormat = workload.api.responseFormat;
    if (workload.server) {
        settings.model = workload.server->modelName.value_or("");
        settings.ignoreEos = workload.server->ignoreEos;
    }
    return settings;
}

sampling::DistributionLaw lengthLaw(const std::optional<config::Distribution>& distribution)
{
    return sampling::DistributionLaw(
        distribution ? *distribution : config::fixedDistribution(defaultTokens));
}

} // namespace

base::Result<std::shared_ptr<const Plan>> Plan::create(
    const config::Workload& workload, std::uint64_t seed, const LoadOverrides& overrides)
{
    const DataType type = workload.data.type;
    const bool isPlanned = type == DataType::synthetic || type == DataType::random
        || type == DataType::mock
        || (type == DataType::sharedPrefix && workload.data.sharedPrefix.has_value());
    if (!isPlanned)
        return base::fail(base::Code::unsupported,
            "Poolscope plans requests for the data types synthetic, random, shared_prefix and mock",
            "Choose one of them in data.type, or run this file with inference-perf.");
    if (workload.api.type == config::ApiType::anthropicMessages)
        return base::fail(base::Code::unsupported,
            "Poolscope sends OpenAI requests, not anthropic_messages", "Set api.type to chat.");
    return std::shared_ptr<const Plan>(new Plan(workload, seed, overrides));
}

Plan::Plan(const config::Workload& workload, std::uint64_t seed, const LoadOverrides& overrides)
    : m_seed(seed)
    , m_type(workload.data.type)
    , m_settings(settingsOf(workload))
    , m_schedule(workload.load, seed, overrides)
    , m_prefixText(prefixSeed(workload, seed), Purpose::text, prefixChannel)
    , m_text(seed, Purpose::text, payloadChannel)
    , m_prefixLengths(prefixSeed(workload, seed), Purpose::textLength, prefixChannel)
    , m_textLengths(seed, Purpose::textLength, payloadChannel)
    , m_outputLengths(seed, Purpose::outputLength)
{
    const auto addMedia
        = [&](const std::optional<config::Multimodal>& settings, Side side, MediaPlans& plans) {
              if (!settings)
                  return;
              (side == Side::prefix ? m_prefixIsMultimodal : m_payloadIsMultimodal) = true;
              for (const Modality modality : base::allModalities)
                  if (settings->media(modality))
                      plans.at(static_cast<std::size_t>(modality))
                          .emplace(*settings, modality, side,
                              side == Side::prefix ? prefixSeed(workload, seed) : seed);
          };
    if (m_type == DataType::synthetic || m_type == DataType::sharedPrefix)
        addMedia(workload.data.multimodal, Side::payload, m_payload);
    if (m_type != DataType::sharedPrefix) {
        m_textLength = lengthLaw(workload.data.inputDistribution);
        m_outputLength = lengthLaw(workload.data.outputDistribution);
        return;
    }
    const config::SharedPrefix& prefix = *workload.data.sharedPrefix;
    addMedia(prefix.multimodal, Side::prefix, m_prefix);
    m_groups = static_cast<std::uint64_t>(std::max<std::int64_t>(1, prefix.numGroups));
    m_promptsPerGroup
        = static_cast<std::uint64_t>(std::max<std::int64_t>(1, prefix.numPromptsPerGroup));
    m_order.emplace(m_groups * m_promptsPerGroup,
        base::RandomStream(prefixSeed(workload, seed), Purpose::promptOrder));
    m_prefixLength.emplace(prefix.systemPromptLen);
    m_textLength.emplace(prefix.questionLen);
    m_outputLength.emplace(prefix.outputLen);
}

const MediaPlan* Plan::media(Modality modality) const
{
    const auto& plan = m_payload.at(static_cast<std::size_t>(modality));
    return plan ? &*plan : nullptr;
}

const MediaPlan* Plan::prefixMedia(Modality modality) const
{
    const auto& plan = m_prefix.at(static_cast<std::size_t>(modality));
    return plan ? &*plan : nullptr;
}

/// Prompts are shuffled once and then repeat in the same order, as upstream's are.
std::uint64_t Plan::promptOf(std::uint64_t request) const
{
    return (*m_order)(request % (m_groups * m_promptsPerGroup));
}

std::uint64_t Plan::groupOf(std::uint64_t request) const
{
    assert(m_groups > 0);
    return promptOf(request) / m_promptsPerGroup;
}

double Plan::meanWords() const
{
    const auto mean = [](const std::optional<sampling::DistributionLaw>& law) {
        return law ? std::max(0.0, law->mean()) : 0;
    };
    return m_type == DataType::mock ? 3 : mean(m_prefixLength) + mean(m_textLength);
}

double Plan::meanOutputTokens() const
{
    return m_type == DataType::mock ? mockOutputTokens : std::max(1.0, m_outputLength->mean());
}

RequestSpec Plan::request(std::uint64_t index) const
{
    RequestSpec request;
    request.index = index;
    request.payload.isMultimodal = m_payloadIsMultimodal;
    if (!m_schedule.stages().empty())
        request.stage = m_schedule.stageOf(index);
    if (m_type == DataType::mock) {
        request.payload.text = m_settings.route == Route::chat
            ? fmt::format("mock prompt {}", index)
            : fmt::format("1 2 3 {}", index);
        request.maxTokens = mockOutputTokens;
        return request;
    }
    // Texts of a shared prefix belong to prompts, which come back; other texts to their request.
    const std::uint64_t key = m_groups > 0 ? promptOf(index) : index;
    request.payload.text = words(m_text, key, m_textLength->draw(m_textLengths, key, 0));
    request.maxTokens = std::max<std::int64_t>(1, m_outputLength->draw(m_outputLengths, key, 0));
    for (const auto& plan : m_payload)
        if (plan)
            plan->place(index, request.payload.media);
    if (m_groups > 0) {
        const std::uint64_t group = key / m_promptsPerGroup;
        request.group = group;
        Part& prefix = request.prefix.emplace();
        prefix.isMultimodal = m_prefixIsMultimodal;
        prefix.text = words(m_prefixText, group, m_prefixLength->draw(m_prefixLengths, group, 0));
        for (const auto& plan : m_prefix)
            if (plan)
                plan->place(group, prefix.media);
    }
    return request;
}

} // namespace poolscope::plan
