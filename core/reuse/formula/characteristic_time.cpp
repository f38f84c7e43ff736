// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/formula/characteristic_time.h"

#include "core/base/portable_math.h"

#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

struct Response {
    double hit = 0;
    double slope = 0; ///< d hit / d ln x
};

Response respond(Eviction eviction, double x)
{
    if (x <= 0)
        return {};
    const double decay = portable::exp(-x);
    double inverse = 1 / x; // 1/y with hit = y / (1 + y)
    double logSlope = 1; // d ln y / d ln x
    switch (eviction) {
    case Eviction::lru:
        return { x < 0.5 ? -portable::expm1(-x) : 1 - decay, x * decay };
    case Eviction::fifo:
        break;
    case Eviction::clock:
        inverse *= decay;
        logSlope = 1 + x;
        break;
    }
    const double hit = 1 / (1 + inverse);
    return { hit, hit * inverse / (1 + inverse) * logSlope };
}

/// Sum of coefficient(node) * h and its derivative by ln T.
template <class F>
Response total(
    const std::vector<RankNode>& grid, Eviction eviction, double time, const F& coefficient)
{
    Response sum;
    for (const RankNode& node : grid) {
        const Response r = respond(eviction, node.p * time);
        const double c = coefficient(node);
        sum.hit += c * r.hit;
        sum.slope += c * r.slope;
    }
    return sum;
}

double itemsOf(const RankNode& node)
{
    return node.weight;
}
double chanceOf(const RankNode& node)
{
    return node.weight * node.p;
}

/// Safeguarded Newton in ln T for a total that rises from 0 to `whole`.
template <class F>
double solve(
    const std::vector<RankNode>& grid, Eviction eviction, double target, const F& coefficient)
{
    double whole = 0;
    for (const RankNode& node : grid)
        whole += coefficient(node);
    if (target <= 0)
        return 0;
    if (target >= whole * (1 - 1e-14))
        return INFINITY;
    double low = 0;
    while (total(grid, eviction, portable::exp(low), coefficient).hit > target)
        low -= 4;
    double high = low + 4;
    while (total(grid, eviction, portable::exp(high), coefficient).hit < target && high < 600) {
        low = high;
        high += 4;
    }
    double u = 0.5 * (low + high);
    for (int i = 0; i < 100 && high - low > 1e-15 * (1 + std::fabs(u)); ++i) {
        const Response r = total(grid, eviction, portable::exp(u), coefficient);
        const double miss = r.hit - target;
        (miss > 0 ? high : low) = u;
        const double next = u - miss / r.slope;
        const bool isInside = r.slope > 0 && next > low && next < high;
        const double moved = isInside ? next : 0.5 * (low + high);
        const double step = std::fabs(moved - u);
        u = moved;
        if (isInside && step < 1e-14 * (1 + std::fabs(u)))
            break;
    }
    return portable::exp(u);
}

} // namespace

double heldItems(const std::vector<RankNode>& grid, Eviction eviction, double time)
{
    return total(grid, eviction, time, itemsOf).hit;
}

double hitShare(const std::vector<RankNode>& grid, Eviction eviction, double time)
{
    return total(grid, eviction, time, chanceOf).hit;
}

double characteristicTime(const std::vector<RankNode>& grid, Eviction eviction, double capacity)
{
    return solve(grid, eviction, capacity, itemsOf);
}

double timeForHitShare(const std::vector<RankNode>& grid, Eviction eviction, double share)
{
    return solve(grid, eviction, share, chanceOf);
}

} // namespace poolscope::reuse
