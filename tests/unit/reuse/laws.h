// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/sampling/index_distribution.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

/// What the tests of core/reuse share: laws, and the numbers of the reference folder.
namespace poolscope::testing {

inline sampling::IndexDistribution lawOf(std::int64_t size, decltype(config::Sampling::law) law)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, std::move(law) };
    return sampling::IndexDistribution(pool);
}

inline sampling::IndexDistribution zipf(std::int64_t size, double skew)
{
    if (skew == 0)
        return lawOf(size, config::UniformSampling{});
    return lawOf(size, config::ZipfSampling{ skew });
}

/// How often each index is drawn.
inline std::vector<std::uint64_t> draws(
    const sampling::IndexDistribution& law, std::uint64_t count, std::uint64_t seed)
{
    const base::RandomStream stream(seed, base::Purpose::item);
    std::vector<std::uint64_t> counts(static_cast<std::size_t>(law.size()), 0);
    for (std::uint64_t i = 0; i < count; ++i)
        ++counts[static_cast<std::size_t>(law.draw(stream, i, 0))];
    return counts;
}

inline const nlohmann::json& vectors()
{
    static const nlohmann::json all
        = nlohmann::json::parse(readAll(shared() / "reference" / "reuse-vectors.json"));
    return all;
}

inline bool isClose(double actual, double expected, double tolerance)
{
    if (std::fabs(actual - expected) <= tolerance * std::max(1e-300, std::fabs(expected)))
        return true;
    qWarning("%.17g is not %.17g", actual, expected);
    return false;
}

/// Within `tolerance` in absolute terms.
inline bool isNear(double actual, double expected, double tolerance)
{
    if (std::fabs(actual - expected) <= tolerance)
        return true;
    qWarning("%.17g is not within %g of %.17g", actual, tolerance, expected);
    return false;
}

/// The rows of the reference's validation table `heading` ("### T2."), numbers only: the columns of
/// each row whose first cell is a number; further numbers of a cell, as in "0.15 (3e-04)" and
/// "0.1 / 0.2", become columns of their own.
std::vector<std::vector<double>> tableRows(const std::string& heading);

} // namespace poolscope::testing
