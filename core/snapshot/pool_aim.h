// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/pool_patch.h"
#include "core/plan/media_plan.h"
#include "core/reuse/aim.h"
#include "core/reuse/fit.h"

#include <optional>

namespace poolscope::snapshot {

/// An answer and what it makes of the pool's settings.
struct PoolAim {
    reuse::AimAnswer found; ///< its value as it is written
    config::PoolChange change; ///< of the nearest pool where the aim is impossible
};

/// The zipf law that reaches the aim over the indices that the text leaves to draw from; its skew
/// is rounded up to four decimals, so that what is written still reaches it.
PoolAim aimForSkew(const reuse::Aim& aim, const plan::MediaPlan& media);

/// The size of pool, up to the largest that a config may have. None for laws that have no form of
/// their own in a pool of another size: all but zipf and uniform.
std::optional<PoolAim> aimForSize(const reuse::Aim& aim, const plan::MediaPlan& media);

/// The pool that a fit recommends.
config::PoolChange changeOf(const reuse::Recommendation& recommendation);

} // namespace poolscope::snapshot
