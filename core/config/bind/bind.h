// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/bind/block_reader.h"
#include "core/config/tree.h"
#include "core/config/workload.h"

#include <optional>
#include <string>

namespace poolscope::config::bind {

/// What a document says, by the table; what it does not say, or says wrongly, has its default.
Workload bindDocument(const Tree& tree);

// Its parts.
Distribution bindDistribution(const BlockReader& block);
/// A distribution block inside another block; nothing when there is none.
std::optional<Distribution> distributionAt(const BlockReader& block, std::string_view key);
Multimodal bindMultimodal(const BlockReader& block);
Pool bindPool(const BlockReader& block);
Data bindData(const BlockReader& block);
/// `api.response_format` in the JSON that upstream sends.
std::string bindResponseFormat(const BlockReader& format);

} // namespace poolscope::config::bind
