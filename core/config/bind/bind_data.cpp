// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"
#include "core/config/schema/tables.h"

#include <cmath>

namespace poolscope::config::bind {

namespace {

/// A whole number or a distribution; the older key is heard where the newer one gives no law.
Distribution bindLength(const BlockReader& block, std::string_view key, std::string_view older)
{
    if (const auto law = distributionAt(block, key))
        return *law;
    if (!older.empty())
        if (const auto law = distributionAt(block, older))
            return *law;
    return fixedDistribution(block.integer(key));
}

SharedPrefix bindSharedPrefix(const BlockReader& block)
{
    SharedPrefix prefix;
    prefix.numGroups = block.integer("num_groups");
    prefix.numPromptsPerGroup = block.integer("num_prompts_per_group");
    prefix.systemPromptLen = bindLength(block, "system_prompt_len", {});
    prefix.questionLen = bindLength(block, "question_len", "question_distribution");
    prefix.outputLen = bindLength(block, "output_len", "output_distribution");
    prefix.seed = block.integerIfAny("seed");
    prefix.enableMultiTurnChat = block.flag("enable_multi_turn_chat");
    if (block.node("multimodal", NodeKind::mapping) != noNode)
        prefix.multimodal = bindMultimodal(block.block("multimodal", schema::multimodal));
    return prefix;
}

} // namespace

Distribution bindDistribution(const BlockReader& block)
{
    Distribution law;
    law.type = block.choice<DistributionType>("type");
    law.min = block.integer("min");
    law.max = block.integer("max");
    law.mean = block.number("mean");
    law.stdDev = block.number("std_dev");
    if (const auto variance = block.numberIfAny("variance"))
        law.stdDev = std::sqrt(*variance);
    law.skew = block.number("skew");
    law.totalCount = block.integerIfAny("total_count");
    return law;
}

std::optional<Distribution> distributionAt(const BlockReader& block, std::string_view key)
{
    if (block.node(key, NodeKind::mapping) == noNode)
        return std::nullopt;
    return bindDistribution(block.block(key, schema::distribution));
}

Data bindData(const BlockReader& block)
{
    Data data;
    data.type = block.choice<DataType>("type");
    data.inputDistribution = distributionAt(block, "input_distribution");
    data.outputDistribution = distributionAt(block, "output_distribution");
    if (block.node("shared_prefix", NodeKind::mapping) != noNode)
        data.sharedPrefix = bindSharedPrefix(block.block("shared_prefix", schema::sharedPrefix));
    if (block.node("multimodal", NodeKind::mapping) != noNode)
        data.multimodal = bindMultimodal(block.block("multimodal", schema::multimodal));
    return data;
}

} // namespace poolscope::config::bind
