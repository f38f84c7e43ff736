// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/base/result.h"
#include "core/config/values/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace poolscope::config {

struct UniformLaw { };
struct ZipfLaw {
    double skew = 0;
};
/// By index from 0 on; those of weight 0 are not listed.
struct WeightsLaw {
    std::vector<double> weights;
};

/// What a fit or an aim makes of a pool. What is absent stays.
struct PoolChange {
    std::optional<std::int64_t> size;
    std::optional<std::variant<UniformLaw, ZipfLaw, WeightsLaw>> law;
};

/// The settings that the change makes in this text, in their order: paths and values, without those
/// that hold already. A pool or law that is missing is made whole; a range that is written out
/// becomes the whole pool when the size changes. What `withPool` removes is not among them.
std::vector<std::pair<std::string, Value>> poolSettings(
    std::string_view text, base::Modality modality, const PoolChange& change);

/// The text with `data.multimodal.<modality>.pool` changed. All other bytes stay, comments too;
/// blocks that are missing are made. An Error where the patches cannot be made, as behind aliases.
base::Result<std::string> withPool(
    std::string_view text, base::Modality modality, const PoolChange& change);

} // namespace poolscope::config
