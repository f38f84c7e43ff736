// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reuse_text.h"

#include "app/cli/json.h"
#include "core/base/format.h"
#include "core/reuse/law/ranked_law.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;
using snapshot::CacheFigures;
using snapshot::ReuseFigures;

constexpr int lorenzPoints = 32;
constexpr std::array<double, 3> targets{ 0.5, 0.9, 0.99 };
/// Spreads are shown as two standard deviations: 19 of 20 seeds.
constexpr double shownDeviations = 2;

/// Both columns and both rows in their place: "87.10 %" has the width of "100.00 %".
std::string percent(double share)
{
    return fmt::format("{:.2f} %", share * 100);
}

std::string key(double share)
{
    return fmt::format("{:g}", share);
}

reuse::RequestCounts countsOf(const PoolReuse& pool)
{
    return reuse::RequestCounts(pool.media->countProbabilities());
}

/// Whole requests; infinite where no run is long enough.
double requestsFor(
    decltype(reuse::requestsForDistinctShare)& solve, const PoolReuse& pool, double share)
{
    if (pool.media->isSequence())
        return INFINITY;
    return std::ceil(solve(pool.media->law(), countsOf(pool), share).value_or(INFINITY));
}

ordered_json tallyJson(const reuse::CacheTally& tally)
{
    return { { "exact_hit_rate", tally.items.rate() },
        { "exact_byte_hit_rate", tally.bytes.rate() },
        { "exact_token_hit_rate", tally.tokens.rate() }, { "exact_queries", tally.items.total },
        { "exact_hits", tally.items.hits }, { "refused_requests", tally.refused } };
}

ordered_json cacheJson(const std::string& name, const CacheFigures& cache)
{
    ordered_json json{ { "cache", name } };
    const auto expected = cache.expected();
    json["predicted_hit_rate"] = orNull(expected.value_or(NAN));
    if (cache.spread) {
        json["predicted_sd"] = cache.spread->sd;
        json["seeds"] = cache.spread->seeds;
    }
    if (cache.exact)
        json.update(tallyJson(*cache.exact));
    json["method"] = cache.method();
    if (!cache.predicted)
        return json;
    json["formula_hit_rate"] = cache.predicted->hitRate;
    json["formula"] = cache.predicted->method;
    json["predicted_byte_hit_rate"] = cache.predicted->byteHitRate;
    json["predicted_token_hit_rate"] = cache.predicted->tokenHitRate;
    json["steady_hit_rate"] = cache.predicted->steadyHitRate;
    json["documented_error"] = cache.predicted->documentedError;
    json["covered"] = cache.predicted->isCovered;
    json["assumes"] = cache.predicted->assumes;
    if (!cache.predicted->isCovered)
        json["caution"] = cache.predicted->caution;
    return json;
}

/// One line of the table: what it is, expected, in this plan.
void line(const Console& console, std::string_view name, std::string_view expected,
    std::string_view planned = {})
{
    console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<19}", name))
                << fmt::format("{:>21}", expected);
    if (!planned.empty())
        console.out << fmt::format("{:>17}", planned);
    console.out << '\n';
}

void showTargets(const Console& console, const PoolReuse& pool)
{
    const auto text = [&](decltype(reuse::requestsForDistinctShare)& solve) {
        std::string row;
        for (const double share : targets) {
            const double requests = requestsFor(solve, pool, share);
            row += fmt::format("{}{:g} % {}", row.empty() ? "" : ", ", share * 100,
                std::isfinite(requests) ? "after " + base::formatNumber(requests) : "never");
        }
        return row;
    };
    const auto row = [&](std::string_view name, const std::string& value) {
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<21}", name))
                    << value << '\n';
    };
    row("items sent", text(reuse::requestsForDistinctShare) + " requests");
    row("repeats", text(reuse::requestsForRepeatShare) + " requests");
}

void showPool(const Console& console, const PoolReuse& pool)
{
    const ReuseFigures& figures = pool.figures;
    const bool isSequence = pool.media->isSequence();
    std::string law(pool.media->law().form());
    if (law == "zipf")
        law += fmt::format(", skew {:g}", pool.media->law().skew());
    console.out << inked(console.colorOut, Ink::strong, base::name(pool.modality))
                << fmt::format("   {} items, {}\n",
                       base::formatCount(static_cast<std::uint64_t>(pool.media->poolSize())),
                       isSequence ? "listed request by request" : law);
    console.out << inked(
        console.colorOut, Ink::dim, fmt::format("{:>42}{:>17}", "expected", "this plan"))
                << '\n';
    line(console, "draws", base::formatNumber(figures.run.draws),
        base::formatCount(figures.planned.draws));
    line(console, "distinct items",
        isSequence ? base::formatNumber(figures.run.expectedDistinct)
                   : fmt::format("{} ± {:.1f}", base::formatNumber(figures.run.expectedDistinct),
                       shownDeviations * figures.run.expectedDistinctSd),
        base::formatCount(figures.planned.distinct));
    line(console, "never sent",
        base::formatNumber(std::max(
            0.0, static_cast<double>(pool.media->poolSize()) - figures.run.expectedDistinct)),
        base::formatCount(
            static_cast<std::uint64_t>(pool.media->poolSize()) - figures.planned.distinct));
    line(console, "repeats", percent(figures.run.expectedRepeatShare),
        percent(figures.planned.repeatShare()));
    line(console, "effective items", fmt::format("{:.1f}", pool.law.effectiveItems));
    line(console, "entropy", fmt::format("{:.3f} bits", pool.law.entropyBits));
    line(console, "Gini index", fmt::format("{:.3f}", pool.law.gini));
    line(console, "hottest 1 %", percent(pool.law.topHundredth) + " of draws");
    line(console, "hottest 10 %", percent(pool.law.topTenth) + " of draws");
    if (!isSequence)
        showTargets(console, pool);
}

std::string exactColumns(const reuse::CacheTally& tally)
{
    return fmt::format("{:>13}{:>11}{:>11}", percent(tally.items.rate()),
        percent(tally.bytes.rate()), percent(tally.tokens.rate()));
}

void showRefused(const Console& console, const reuse::CacheTally& tally)
{
    if (tally.refused > 0)
        console.out << inked(console.colorOut, Ink::bad,
            fmt::format("    {} of {} requests are answered with 500",
                base::formatCount(tally.refused), base::formatCount(tally.requests)))
                    << '\n';
}

std::size_t widthOf(const std::vector<std::string>& caches)
{
    std::size_t width = 10;
    for (const std::string& name : caches)
        width = std::max(width, name.size());
    return width;
}

void showCache(
    const Console& console, const std::string& name, std::size_t width, const CacheFigures& cache)
{
    const auto expected = cache.expected();
    std::string shown = expected ? percent(*expected) : "-";
    if (cache.spread && expected)
        shown += fmt::format(" ± {:.2f}", shownDeviations * 100 * cache.spread->sd);
    std::string row = fmt::format("  {:<{}}  {:>17}", name, width, shown);
    if (cache.exact)
        row += exactColumns(*cache.exact);
    console.out << row << "  " << inked(console.colorOut, Ink::dim, cache.method()) << '\n';
    if (cache.exact)
        showRefused(console, *cache.exact);
    if (cache.predicted && !cache.predicted->isCovered && !cache.isBySeeds())
        console.out << inked(console.colorOut, Ink::warning, "    ") << cache.predicted->caution
                    << '\n';
}

void showCaches(const Console& console, const PoolReuse& pool)
{
    const std::size_t width = widthOf(pool.caches);
    const bool isExact = pool.figures.caches.front().exact.has_value();
    std::string head = fmt::format("  {:<{}}  {:>16}", "hit rate", width, "expected");
    if (isExact)
        head += fmt::format("{:>14}{:>11}{:>11}", "this plan", "by bytes", "by tokens");
    console.out << inked(console.colorOut, Ink::dim, head + "  method") << '\n';
    for (std::size_t i = 0; i < pool.caches.size(); ++i)
        showCache(console, pool.caches[i], width, pool.figures.caches[i]);
}

} // namespace

void showReuse(const Console& console, const PoolReuse& pool)
{
    showPool(console, pool);
    if (pool.figures.caches.empty())
        return;
    console.out << '\n';
    showCaches(console, pool);
}

void showShared(const Console& console, const std::vector<std::string>& caches,
    const std::vector<reuse::CacheTally>& tallies)
{
    const std::size_t width = widthOf(caches);
    console.out << inked(console.colorOut, Ink::strong, "all media in one cache") << '\n'
                << inked(console.colorOut, Ink::dim,
                       fmt::format("  {:<{}}  {:>30}{:>11}{:>11}", "hit rate", width, "this plan",
                           "by bytes", "by tokens"))
                << '\n';
    for (std::size_t i = 0; i < caches.size(); ++i) {
        console.out << fmt::format(
            "  {:<{}}  {:>17}{}\n", caches[i], width, "", exactColumns(tallies[i]));
        showRefused(console, tallies[i]);
    }
}

ordered_json sharedJson(
    const std::vector<std::string>& caches, const std::vector<reuse::CacheTally>& tallies)
{
    ordered_json list = ordered_json::array();
    for (std::size_t i = 0; i < caches.size(); ++i) {
        list.push_back({ { "cache", caches[i] } });
        list.back().update(tallyJson(tallies[i]));
    }
    return list;
}

ordered_json reuseJson(const PoolReuse& pool)
{
    const ReuseFigures& figures = pool.figures;
    ordered_json caches = ordered_json::array();
    for (std::size_t i = 0; i < pool.caches.size(); ++i)
        caches.push_back(cacheJson(pool.caches[i], figures.caches[i]));
    ordered_json distinct = ordered_json::object();
    ordered_json repeats = ordered_json::object();
    for (const double share : targets) {
        distinct[key(share)] = orNull(requestsFor(reuse::requestsForDistinctShare, pool, share));
        repeats[key(share)] = orNull(requestsFor(reuse::requestsForRepeatShare, pool, share));
    }
    ordered_json lorenz = ordered_json::array();
    for (const auto& point : reuse::RankedLaw(pool.media->law()).lorenzCurve(lorenzPoints))
        lorenz.push_back({ point.items, point.draws });
    return { { "pool_size", pool.media->poolSize() }, { "law", pool.media->law().form() },
        { "slots", figures.run.draws }, { "effective_items", pool.law.effectiveItems },
        { "entropy_bits", pool.law.entropyBits }, { "gini", pool.law.gini },
        { "top_share", { { "0.01", pool.law.topHundredth }, { "0.1", pool.law.topTenth } } },
        { "expected_distinct", figures.run.expectedDistinct },
        { "expected_distinct_sd", figures.run.expectedDistinctSd },
        { "expected_repeat_share", figures.run.expectedRepeatShare },
        { "plan_slots", figures.planned.draws }, { "plan_distinct", figures.planned.distinct },
        { "plan_repeat_share", figures.planned.repeatShare() }, { "lorenz", std::move(lorenz) },
        { "requests_for_distinct_share", std::move(distinct) },
        { "requests_for_repeat_share", std::move(repeats) }, { "caches", std::move(caches) } };
}

} // namespace poolscope::cli
