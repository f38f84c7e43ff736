// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/words.h"

#include "core/base/format.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::reuse {

namespace {

/// Above so many accesses every real log differs significantly from every simple law.
constexpr std::uint64_t manyAccesses = 100000;
constexpr double largeEffect = 0.3;
constexpr double roughError = 0.1;
constexpr double farZ = 4;

std::string count(double value)
{
    return base::formatCount(static_cast<std::uint64_t>(std::llround(std::max(0.0, value))));
}

std::string extentOf(const FitRequest& request, const Fit& fit)
{
    const std::string accesses = fmt::format(
        "{} access{}", base::formatCount(fit.accesses), fit.accesses == 1 ? "" : "es");
    const std::string reuse = base::formatShare(fit.repeatShare);
    return request.seconds ? fmt::format(
               "{} ({}) with {} reuse", base::formatSeconds(*request.seconds), accesses, reuse)
                           : fmt::format("{} with {} reuse", accesses, reuse);
}

/// The recommended law, which need not be the one that fits best.
std::string lawOf(const Fit& fit)
{
    switch (fit.recommendation->law) {
    case Model::uniform:
        return "uniform";
    case Model::zipf:
        return fmt::format("zipf with skew {:.3g} (95 %: {:.3g} to {:.3g})", fit.skew,
            fit.skewInterval.low, fit.skewInterval.high);
    case Model::quadratic:
    case Model::weights:
        break;
    }
    return fit.chosen == Model::quadratic ? "a lognormal law over the ranks, given as weights"
                                          : "the counts themselves as weights";
}

void saySize(const FitRequest& request, Fit& fit)
{
    if (request.size)
        return;
    const std::string least
        = count(std::max<double>(fit.unseen.leastSize, static_cast<double>(fit.distinct)));
    if (!std::isfinite(fit.sizeInterval.high))
        fit.remarks.push_back(fmt::format(
            "The log does not tell how large the pool is: at least {} items, with no upper end; a "
            "longer log would",
            least));
    else if (fit.sizeInterval.high > 3 * fit.sizeInterval.low)
        fit.remarks.push_back(
            fmt::format("The size of the pool is uncertain: between {} and {} items",
                count(fit.sizeInterval.low), count(fit.sizeInterval.high)));
}

void sayGoodness(Fit& fit)
{
    // Of the law that is recommended: it may be simpler than the one that fits best.
    const Model said = fit.recommendation->law == Model::zipf ? Model::zipf : fit.chosen;
    const auto found = std::find_if(fit.models.begin(), fit.models.end(),
        [&](const ModelFit& model) { return model.model == said; });
    if (found == fit.models.end() || found->goodness.degrees <= 0)
        return;
    const Goodness& goodness = found->goodness;
    if (goodness.effect >= largeEffect && goodness.p < 0.01)
        fit.remarks.push_back(fmt::format(
            "No simple law describes this log well: the chosen one misses the counts by w = {}",
            base::formatNumber(goodness.effect)));
    else if (goodness.p < 0.01 && fit.accesses <= manyAccesses)
        fit.remarks.push_back(
            fmt::format("The law differs from the log by more than chance (p = {}, w = {})",
                base::formatNumber(goodness.p), base::formatNumber(goodness.effect)));
    else if (goodness.p < 0.01)
        fit.remarks.push_back(fmt::format("A log this long differs from any simple law; the "
                                          "difference is {}: w = {}",
            goodness.effect < 0.1 ? "small" : "visible", base::formatNumber(goodness.effect)));
}

} // namespace

void sayFit(const FitRequest& request, Fit& fit)
{
    const std::string extent = extentOf(request, fit);
    if (fit.accesses == 0) {
        fit.verdict = "No accesses: nothing to fit";
        return;
    }
    const double repeats = static_cast<double>(fit.accesses - fit.distinct);
    if (!fit.recommendation) {
        // Repeats grow at most with the square of a log's length, and every one is an access.
        const double accesses = static_cast<double>(fit.accesses);
        const double needed = std::max(fewestRepeats + 1,
            std::ceil(accesses * std::sqrt(fewestRepeats / std::max(1.0, repeats))));
        fit.verdict = fmt::format("{}: too short to fit", extent);
        fit.remarks.push_back(
            fmt::format("{} repeat{}; a fit needs at least {}: a log of {} accesses or more",
                count(repeats), repeats == 1 ? "" : "s", count(fewestRepeats), count(needed)));
        return;
    }
    fit.verdict = fmt::format("{}: {} over {} items", extent, lawOf(fit),
        base::formatCount(static_cast<std::uint64_t>(fit.recommendation->size)));
    if (fit.chosen == Model::quadratic && fit.recommendation->law == Model::zipf)
        fit.remarks.push_back("A lognormal law over the ranks fits better, but is no law of a pool "
                              "and would be too long a table of weights: zipf is the nearest");
    saySize(request, fit);
    if (fit.skewError > roughError && fit.chosen != Model::weights)
        fit.remarks.push_back(
            fmt::format("The skew is rough; a log of {} accesses would halve its error",
                count(4 * static_cast<double>(fit.accesses))));
    sayGoodness(fit);
    if (fit.driftZ && std::fabs(*fit.driftZ) > farZ)
        fit.remarks.push_back(*fit.driftZ < 0
                ? "Items come and go over time: reuse is nearer in time than independent draws "
                  "make it, so a small cache does better on this log than on the pool"
                : "The first half of the log holds more different items than a fixed pool would "
                  "show: reuse grows over time");
}

} // namespace poolscope::reuse
