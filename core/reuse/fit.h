// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"
#include "core/reuse/check/goodness.h"
#include "core/reuse/fit/unseen.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// From the counts of an access log to a pool: its size and the law of its reuse (reuse-math
/// section 6).
namespace poolscope::reuse {

enum class Ranks {
    unknown, ///< ids of a log: the order of the counts says nothing
    known ///< counts[i] belongs to index i of a pool whose law falls from index 0 on
};

/// A log as the fits see it.
struct FitRequest {
    std::vector<std::uint64_t> counts; ///< one per item; zeros only where ranks are known
    Ranks ranks = Ranks::unknown;
    std::optional<double> size; ///< of the pool, where it is known: at least the items seen
    std::optional<double> seconds; ///< that the log covers, for the words only
    /// Counts of the first half of the accesses, for the same items in the same order; may be
    /// shorter, as items seen later have none. Empty: whether the reuse drifts is not checked.
    std::vector<std::uint64_t> firstHalf;
};

enum class Model { uniform, zipf, quadratic, weights };

/// "uniform", "zipf", "quadratic", "weights".
std::string_view nameOf(Model model);

/// One law tried on the log.
struct ModelFit {
    Model model = Model::uniform;
    double a = 0; ///< p_r ~ exp(-a ln r - b ln^2 r): the skew of a zipf law
    double b = 0; ///< 0 but for the quadratic model
    double size = 0;
    double logLikelihood = 0; ///< comparable between the models of one fit only
    int parameters = 0;
    double bic = 0; ///< parameters * ln draws - 2 * log-likelihood: the least is chosen
    /// Where ranks are unknown: of the frequency spectrum, with w per item seen. Its bins vary less
    /// than the test assumes, so p is too large rather than too small.
    Goodness goodness;
};

/// A point of a rank-frequency plot: `rank` items were used at least `uses` times.
struct RankUses {
    double rank = 0;
    double uses = 0;

    bool operator==(const RankUses&) const = default;
};

/// How well a law predicts the second half of a log from the first, in nats per access (section
/// 6.4): the honest way to judge explicit weights, which fit the log they are made of best.
struct HeldOut {
    double weights = 0; ///< first half's counts, mixed with unseen items as Good and Turing say
    double model = 0; ///< the chosen law over the first half's ranking
};

/// What a caller writes into `pool:`.
struct Recommendation {
    std::int64_t size = 0;
    Model law = Model::uniform; ///< uniform, zipf or weights
    double skew = 0; ///< of a zipf law, rounded as far as its error allows
    std::vector<double> weights; ///< by rank from the hottest item on; of `weights` only
};

/// The answer, with what it rests on.
struct Fit {
    std::uint64_t accesses = 0;
    std::uint64_t distinct = 0;
    double repeatShare = 0; ///< of accesses that were not the first of their item
    Unseen unseen;
    /// Of the zipf model, whichever is chosen. Intervals are 95 %.
    double skew = 0;
    double skewError = 0;
    Interval skewInterval;
    double size = 0;
    Interval sizeInterval; ///< an infinite end: the log does not tell
    std::vector<ModelFit> models; ///< uniform, zipf, quadratic, and weights where ranks are known
    Model chosen = Model::uniform;
    std::optional<HeldOut> heldOut;
    /// z-score of the items of the first half against a log in random order: far from 0, items come
    /// and go over time, which no pool with independent draws does.
    std::optional<double> driftZ;
    std::vector<RankUses> observed; ///< hottest first, at most a few hundred points
    std::vector<RankUses> fitted; ///< of the chosen law
    std::optional<Recommendation> recommendation; ///< none: the log is too short
    std::string verdict; ///< one sentence
    std::vector<std::string> remarks; ///< what to keep in mind, what is missing: sentences
};

/// Fits all models. Takes up to a second for a long log; when stopped, the result is incomplete and
/// must not be used. `counts` may be in any order where ranks are unknown.
Fit fit(const FitRequest& request, const std::stop_token& stop = {});

} // namespace poolscope::reuse
