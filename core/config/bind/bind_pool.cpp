// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"
#include "core/config/bind/sampling_form.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace poolscope::config::bind {

namespace {

/// The indices lo..hi; the whole pool where the text makes no sense.
IndexRange bindRange(const BlockReader& sampling, std::int64_t size)
{
    const IndexRange whole{ 0, size - 1 };
    const IndexRange range{ sampling.integer("min"),
        sampling.integerIfAny("max").value_or(whole.max) };
    const bool isGood = range.min >= 0 && range.min <= range.max && range.max <= whole.max;
    return isGood ? range : whole;
}

WeightsSampling bindWeights(const BlockReader& sampling, std::int64_t size)
{
    WeightsSampling weights;
    std::set<std::int64_t> seen;
    for (const NodeId id : itemsOf(sampling.tree(), sampling.node("weights", NodeKind::sequence))) {
        if (sampling.tree().node(id).kind != NodeKind::mapping)
            continue;
        const BlockReader entry(sampling.tree(), id, schema::indexWeight);
        const auto index = entry.integerIfAny("index");
        const auto weight = entry.numberIfAny("weight");
        if (index && weight && *index < size && seen.insert(*index).second)
            weights.entries.push_back({ *index, *weight });
    }
    return weights;
}

std::optional<SequenceEntry> bindSequenceEntry(const Tree& tree, NodeId id)
{
    if (tree.node(id).kind == NodeKind::scalar) {
        const Field& field = *schema::sequenceEntry.find("index");
        const auto index = schema::toInteger(fittingScalar(tree, id, field.forms));
        return index ? std::optional(SequenceEntry{ *index, {} }) : std::nullopt;
    }
    if (tree.node(id).kind != NodeKind::mapping)
        return std::nullopt;
    const BlockReader entry(tree, id, schema::sequenceEntry);
    const auto index = entry.integerIfAny("index");
    return index ? std::optional(SequenceEntry{ *index, entry.numberIfAny("at") }) : std::nullopt;
}

SequenceSampling bindSequence(const BlockReader& sampling, std::int64_t size)
{
    SequenceSampling sequence;
    const Tree& tree = sampling.tree();
    for (const NodeId request : itemsOf(tree, sampling.node("sequence", NodeKind::sequence))) {
        if (tree.node(request).kind != NodeKind::sequence)
            continue;
        auto& entries = sequence.requests.emplace_back();
        for (const NodeId item : itemsOf(tree, request))
            if (const auto entry = bindSequenceEntry(tree, item); entry && entry->index < size)
                entries.push_back(*entry);
    }
    return sequence;
}

/// One index: `mean`, or `min` = `max`.
FixedSampling bindFixed(const BlockReader& sampling, std::int64_t size)
{
    const double index
        = sampling.numberIfAny("mean").value_or(static_cast<double>(sampling.integer("min")));
    return { static_cast<std::int64_t>(
        std::clamp(std::trunc(index), 0.0, static_cast<double>(size - 1))) };
}

RoundedSampling bindRounded(const BlockReader& sampling, RoundedType type)
{
    RoundedSampling rounded;
    rounded.type = type;
    rounded.mean = sampling.numberIfAny("mean").value_or(0);
    rounded.stdDev = sampling.numberIfAny("std_dev").value_or(0);
    if (const auto variance = sampling.numberIfAny("variance"))
        rounded.stdDev = std::sqrt(*variance);
    rounded.skew = sampling.numberIfAny("skew").value_or(0);
    return rounded;
}

Sampling bindSampling(const BlockReader& block, std::int64_t size)
{
    Sampling sampling;
    sampling.range = bindRange(block, size);
    switch (samplingForm(block)) {
    case SamplingForm::uniform:
        break;
    case SamplingForm::zipf:
        sampling.law = ZipfSampling{ std::clamp(
            block.numberIfAny("skew").value_or(0), 0.0, schema::maxZipfSkew) };
        break;
    case SamplingForm::fixed:
        sampling.law = bindFixed(block, size);
        break;
    case SamplingForm::normal:
        sampling.law = bindRounded(block, RoundedType::normal);
        break;
    case SamplingForm::lognormal:
        sampling.law = bindRounded(block, RoundedType::lognormal);
        break;
    case SamplingForm::poisson:
        sampling.law = bindRounded(block, RoundedType::poisson);
        break;
    case SamplingForm::skewNormal:
        sampling.law = bindRounded(block, RoundedType::skewNormal);
        break;
    case SamplingForm::weights: {
        auto weights = bindWeights(block, size);
        const bool hasWeight = std::any_of(weights.entries.begin(), weights.entries.end(),
            [](const IndexWeight& entry) { return entry.weight > 0; });
        sampling.range = { 0, size - 1 };
        if (hasWeight)
            sampling.law = std::move(weights);
        break;
    }
    case SamplingForm::sequence: {
        auto sequence = bindSequence(block, size);
        sampling.range = { 0, size - 1 };
        if (!sequence.requests.empty())
            sampling.law = std::move(sequence);
        break;
    }
    }
    return sampling;
}

} // namespace

SamplingForm samplingForm(const BlockReader& sampling)
{
    if (sampling.node("sequence", NodeKind::sequence) != noNode)
        return SamplingForm::sequence;
    if (sampling.node("weights", NodeKind::sequence) != noNode)
        return SamplingForm::weights;
    return sampling.choice<SamplingForm>("type");
}

Pool bindPool(const BlockReader& block)
{
    Pool pool;
    pool.size = block.integerIfAny("size").value_or(1);
    pool.sampling = bindSampling(block.block("sampling", schema::indexDistribution), pool.size);
    pool.source = block.textIfAny("source");
    return pool;
}

} // namespace poolscope::config::bind
