// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/fill/placeholder.h"
#include "core/config/fill/unfilled.h"
#include "core/config/reader.h"
#include "core/config/secrets/redact.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace poolscope;
using config::Node;
using config::NodeId;
using config::Tree;

namespace {

void require(bool claim)
{
    if (!claim)
        std::abort();
}

bool isInside(const base::TextRange& inner, const base::TextRange& outer)
{
    return inner.begin <= inner.end && inner.begin >= outer.begin && inner.end <= outer.end;
}

/// Every range lies in its parent's, and entries follow each other.
void checkRanges(const Tree& tree, NodeId id, const base::TextRange& around)
{
    const Node& node = tree.node(id);
    require(isInside(node.range, around));
    std::size_t last = node.range.begin;
    for (const auto& entry : node.entries) {
        require(isInside(entry.range, node.range));
        require(isInside(entry.keyRange, entry.range));
        require(entry.range.begin >= last);
        require(entry.value < tree.size() && tree.node(entry.value).parent == id);
        last = entry.range.end;
        checkRanges(tree, entry.value, entry.range);
    }
}

void checkPool(const config::Multimodal& multimodal)
{
    for (const auto modality : base::allModalities) {
        const auto* media = multimodal.media(modality);
        if (!media || !media->pool)
            continue;
        const auto& range = media->pool->sampling.range;
        require(media->pool->size >= 1);
        require(0 <= range.min && range.min <= range.max && range.max < media->pool->size);
    }
}

/// A fix leaves a text that can still be read.
void checkFixes(std::string_view text, const config::Config& before)
{
    constexpr int enough = 4;
    const bool wasSound = !config::structuralError(before.diagnostics);
    int tried = 0;
    for (const auto& diagnostic : before.diagnostics) {
        require(isInside(diagnostic.range, { 0, text.size() }));
        require(!diagnostic.message.empty() && !diagnostic.code.empty());
        if (!diagnostic.fix || ++tried > enough)
            continue;
        require(isInside(diagnostic.fix->edit.range, { 0, text.size() }));
        const auto after = config::load(base::apply(text, diagnostic.fix->edit));
        require(!wasSound || !config::structuralError(after.diagnostics));
    }
}

} // namespace

/// Any bytes as a config: read, bound and judged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const config::Config config = config::load(text);
    require(config.diagnostics.size() <= 4 * config::maxDiagnostics);
    if (!config.tree.isEmpty())
        checkRanges(config.tree, config.tree.root(), { 0, text.size() });
    if (config.workload.data.multimodal)
        checkPool(*config.workload.data.multimodal);
    for (std::size_t offset = 0; offset <= text.size(); offset += 1 + text.size() / 8)
        config.tree.rangeOf(config.tree.pathAt(offset));
    checkFixes(text, config);
    for (const auto reading :
        { config::Reading::inferencePerf061, config::Reading::inferencePerf070 })
        checkFixes(text, config::load(text, reading));
    for (const auto& placeholder : config::placeholdersOfConfig(text))
        require(isInside(placeholder.range, { 0, text.size() }) && !placeholder.name.empty());
    config::unfilledInPlan(config);
    config::unfilledInRun(config, {});
    config::redacted(text);
    return 0;
}
