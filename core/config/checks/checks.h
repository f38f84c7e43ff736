// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/findings.h"
#include "core/config/path.h"
#include "core/config/schema.h"
#include "core/config/tree.h"
#include "core/config/workload.h"

#include <cstdint>

/// Rules that concern several settings, and settings that work but surprise.
namespace poolscope::config::checks {

struct Context {
    const Tree& tree;
    const Workload& workload;
    Findings& findings;

    /// A value stands at the path, and it is not null.
    bool has(const Path& path) const;
    /// The `type` in a block is one that the table knows, or left to its default. Where it is not,
    /// the workload's type is not what the author means.
    bool knowsType(std::string_view block) const;
};

/// The name of an enumerator of a block's `type`: tables and enums have one order.
template <class Enum> std::string_view typeName(const Block& block, Enum type)
{
    return block.find("type")->forms.front().names[static_cast<std::size_t>(type)];
}

/// Keys and tokens that stand in the file as they are. Sound on a text that was read in part only.
void checkSecrets(const Context& context);
/// Everything else.
void checkAll(const Context& context);

// Its parts.
void checkApi(const Context& context);
void checkServer(const Context& context);
void checkLoad(const Context& context);
void checkData(const Context& context);
void checkLengths(const Context& context);
void checkReport(const Context& context);
void checkMetrics(const Context& context);
void checkCircuitBreakers(const Context& context);
void checkKeptData(const Context& context);
void checkConsequences(const Context& context);

/// A multimodal block at `path`.
void checkMultimodal(const Context& context, const Path& path, const Multimodal& multimodal);
/// A pool at `path`.
void checkPool(const Context& context, const Path& path, const Pool& pool);

/// Who draws from a distribution, and what for.
enum class Use : std::uint8_t {
    count, ///< items per request
    length, ///< tokens, drawn request by request
    lengthInAdvance ///< tokens of synthetic and random texts, which upstream draws otherwise
};

/// A distribution at `path`.
void checkDistribution(const Context& context, const Path& path, const Distribution& law, Use use);
/// Only what no sampler could make sense of, though inference-perf reads it.
void checkDistributionShape(const Context& context, const Path& path, const Distribution& law);

} // namespace poolscope::config::checks
