// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/characteristic_time.h"

#include "core/base/portable_math.h"

#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

struct Response {
    double hit = 0;
    double slope = 0; ///< d hit / d ln x
};

Response respond(ModelledEviction eviction, double x)
{
    if (x <= 0)
        return {};
    const double decay = portable::exp(-x);
    double inverse = 1 / x; // 1/y with hit = y / (1 + y)
    double logSlope = 1; // d ln y / d ln x
    switch (eviction) {
    case ModelledEviction::lru:
        return { x < 0.5 ? -portable::expm1(-x) : 1 - decay, x * decay };
    case ModelledEviction::fifo:
    case ModelledEviction::random:
        break;
    case ModelledEviction::clock:
        inverse *= decay;
        logSlope = 1 + x;
        break;
    case ModelledEviction::clockMarked:
        inverse *= decay / (1 + decay);
        logSlope = 1 + x / (1 + decay);
        break;
    }
    const double hit = 1 / (1 + inverse);
    return { hit, hit * inverse / (1 + inverse) * logSlope };
}

/// Sum of coefficient(node) * h and its derivative by ln T.
template <class F>
Response total(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time,
    const F& coefficient)
{
    Response sum;
    for (const SizedNode& node : nodes) {
        const Response r = respond(eviction, node.p * time);
        const double c = coefficient(node);
        sum.hit += c * r.hit;
        sum.slope += c * r.slope;
    }
    return sum;
}

double sizeOf(const SizedNode& node)
{
    return node.weight * node.size;
}
double chanceOf(const SizedNode& node)
{
    return node.weight * node.p;
}

/// Safeguarded Newton in ln T for a total that rises from 0 to `whole`.
template <class F>
double solve(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double target,
    const F& coefficient)
{
    double whole = 0;
    for (const SizedNode& node : nodes)
        whole += coefficient(node);
    if (target <= 0)
        return 0;
    if (target >= whole * (1 - 1e-14))
        return INFINITY;
    double low = 0;
    while (total(nodes, eviction, portable::exp(low), coefficient).hit > target)
        low -= 4;
    double high = low + 4;
    while (total(nodes, eviction, portable::exp(high), coefficient).hit < target && high < 600) {
        low = high;
        high += 4;
    }
    double u = 0.5 * (low + high);
    for (int i = 0; i < 100 && high - low > 1e-15 * (1 + std::fabs(u)); ++i) {
        const Response r = total(nodes, eviction, portable::exp(u), coefficient);
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

double heldSize(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time)
{
    return total(nodes, eviction, time, sizeOf).hit;
}

double hitShare(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time)
{
    return total(nodes, eviction, time, chanceOf).hit;
}

double hitSizeShare(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time)
{
    double asked = 0;
    for (const SizedNode& node : nodes)
        asked += node.weight * node.p * node.size;
    const auto hit = total(nodes, eviction, time,
        [](const SizedNode& node) { return node.weight * node.p * node.size; });
    return asked > 0 ? hit.hit / asked : 0;
}

double characteristicTime(
    const std::vector<SizedNode>& nodes, ModelledEviction eviction, double capacity)
{
    return solve(nodes, eviction, capacity, sizeOf);
}

double timeForHitShare(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double share)
{
    return solve(nodes, eviction, share, chanceOf);
}

std::vector<SizedNode> unitNodes(const std::vector<RankNode>& grid)
{
    std::vector<SizedNode> nodes;
    nodes.reserve(grid.size());
    for (const auto& [p, weight] : grid)
        nodes.push_back({ p, weight, 1 });
    return nodes;
}

} // namespace poolscope::reuse
