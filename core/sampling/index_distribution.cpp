// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/index_distribution.h"

#include "core/base/portable_math.h"
#include "core/sampling/harmonic.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace poolscope::sampling {

namespace portable = base::portable;

namespace {

template <class... F> struct Overloaded : F... {
    using F::operator()...;
};
// clang 14, which the fuzz targets are built with, does not deduce aggregates by itself.
template <class... F> Overloaded(F...) -> Overloaded<F...>;

double power(double x, double s)
{
    return portable::exp(-s * portable::log(x));
}

IndexDistribution::Zipf zipfOf(double skew, double n)
{
    IndexDistribution::Zipf zipf;
    zipf.skew = skew;
    zipf.total = harmonic(n, skew);
    zipf.upper = powerIntegral(n + 0.5, skew);
    zipf.lower = powerIntegral(1.5, skew) - 1;
    zipf.cut = 2 - powerIntegralInverse(powerIntegral(2.5, skew) - power(2, skew), skew);
    return zipf;
}

IndexDistribution::Weights weightsOf(const std::map<std::int64_t, double>& weights)
{
    IndexDistribution::Weights law;
    std::vector<double> values;
    for (const auto& [index, weight] : weights) {
        if (weight <= 0)
            continue;
        law.indices.push_back(index);
        values.push_back(weight);
    }
    law.table = CumulativeTable(values);
    return law;
}

/// How often each item occurs in one cycle of a sequence.
std::map<std::int64_t, double> frequencies(const config::SequenceSampling& sequence)
{
    std::map<std::int64_t, double> counts;
    for (const auto& request : sequence.requests)
        for (const auto& entry : request)
            ++counts[entry.index];
    if (counts.empty()) // a sequence without any item draws nothing; the law must still be one
        counts[0] = 1;
    return counts;
}

std::string_view formName(config::RoundedType type)
{
    switch (type) {
    case config::RoundedType::normal:
        return "normal";
    case config::RoundedType::lognormal:
        return "lognormal";
    case config::RoundedType::poisson:
        return "poisson";
    case config::RoundedType::skewNormal:
        return "skew_normal";
    }
    return "normal";
}

} // namespace

IndexDistribution::IndexDistribution(const config::Pool& pool)
    : m_size(pool.size)
    , m_range(pool.sampling.range)
{
    assert(0 <= m_range.min && m_range.min <= m_range.max && m_range.max < m_size);
    const auto count = static_cast<double>(m_range.max - m_range.min + 1);
    std::visit(Overloaded{
                   [&](const config::UniformSampling&) { m_law = Uniform{}; },
                   [&](const config::ZipfSampling& zipf) {
                       m_form = "zipf";
                       m_law = zipfOf(zipf.skew, count);
                   },
                   [&](const config::FixedSampling& fixed) {
                       m_form = "fixed";
                       m_range = { fixed.index, fixed.index };
                       m_law = Fixed{};
                   },
                   [&](const config::RoundedSampling& rounded) {
                       m_form = formName(rounded.type);
                       m_law = RoundedLaw(rounded, m_range.min, m_range.max);
                   },
                   [&](const config::WeightsSampling& weights) {
                       m_form = "weights";
                       std::map<std::int64_t, double> byIndex;
                       for (const auto& entry : weights.entries)
                           byIndex[entry.index] = entry.weight;
                       m_law = weightsOf(byIndex);
                   },
                   [&](const config::SequenceSampling& sequence) {
                       m_form = "sequence";
                       m_law = weightsOf(frequencies(sequence));
                   },
               },
        pool.sampling.law);
    if (const auto* weights = std::get_if<Weights>(&m_law))
        m_range = { weights->indices.front(), weights->indices.back() };
}

IndexDistribution IndexDistribution::ofWeights(std::vector<double> weights)
{
    IndexDistribution distribution;
    distribution.m_size = static_cast<std::int64_t>(weights.size());
    distribution.m_form = "weights";
    std::map<std::int64_t, double> byIndex;
    for (std::size_t i = 0; i < weights.size(); ++i)
        byIndex[static_cast<std::int64_t>(i)] = weights[i];
    Weights law = weightsOf(byIndex);
    distribution.m_range = { law.indices.front(), law.indices.back() };
    distribution.m_law = std::move(law);
    return distribution;
}

std::string_view IndexDistribution::form() const
{
    return m_form;
}

double IndexDistribution::skew() const
{
    const auto* zipf = std::get_if<Zipf>(&m_law);
    return zipf ? zipf->skew : 0;
}

std::int64_t IndexDistribution::support() const
{
    if (const auto* weights = std::get_if<Weights>(&m_law))
        return static_cast<std::int64_t>(weights->indices.size());
    return m_range.max - m_range.min + 1;
}

double IndexDistribution::mass(std::int64_t first, std::int64_t last) const
{
    first = std::max(first, m_range.min);
    last = std::min(last, m_range.max);
    if (first > last)
        return 0;
    return std::visit(
        Overloaded{
            [&](const Uniform&) {
                return static_cast<double>(last - first + 1)
                    / static_cast<double>(m_range.max - m_range.min + 1);
            },
            [&](const Zipf& zipf) {
                return powerSum(static_cast<double>(first - m_range.min + 1),
                           static_cast<double>(last - m_range.min + 1), zipf.skew)
                    / zipf.total;
            },
            [&](const Fixed&) { return 1.0; },
            [&](const RoundedLaw& law) { return law.mass(first, last); },
            [&](const Weights& weights) {
                const auto begin = weights.indices.begin();
                const auto from = std::lower_bound(begin, weights.indices.end(), first) - begin;
                const auto to = std::upper_bound(begin, weights.indices.end(), last) - begin;
                if (to - from == 1)
                    return weights.table.probability(static_cast<std::size_t>(from));
                if (to <= from)
                    return 0.0;
                return weights.table.cumulative(static_cast<std::size_t>(to - 1))
                    - (from > 0 ? weights.table.cumulative(static_cast<std::size_t>(from - 1)) : 0);
            },
        },
        m_law);
}

double IndexDistribution::probability(std::int64_t index) const
{
    return mass(index, index);
}

double IndexDistribution::cumulative(std::int64_t index) const
{
    return index >= m_range.max ? 1 : mass(m_range.min, index);
}

std::int64_t IndexDistribution::drawZipf(const Zipf& zipf, const base::RandomStream& stream,
    std::uint64_t request, std::uint32_t slot) const
{
    const auto n = static_cast<double>(m_range.max - m_range.min + 1);
    for (std::uint32_t attempt = 0;; ++attempt) {
        const double unit = stream.unit(request, slot, attempt);
        const double u = zipf.lower + unit * (zipf.upper - zipf.lower);
        const double x = powerIntegralInverse(u, zipf.skew);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, n);
        // More than 97 % of the tries are accepted; the last one closes the loop for good.
        if (k - x <= zipf.cut || u >= powerIntegral(k + 0.5, zipf.skew) - power(k, zipf.skew)
            || attempt == 255)
            return m_range.min + static_cast<std::int64_t>(k) - 1;
    }
}

std::int64_t IndexDistribution::draw(
    const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const
{
    return std::visit(
        Overloaded{
            [&](const Uniform&) {
                const auto count = static_cast<std::uint64_t>(m_range.max - m_range.min + 1);
                return m_range.min
                    + static_cast<std::int64_t>(base::boundedInteger(stream, count, request, slot));
            },
            [&](const Zipf& zipf) { return drawZipf(zipf, stream, request, slot); },
            [&](const Fixed&) { return m_range.min; },
            [&](const RoundedLaw& law) { return law.draw(stream, request, slot); },
            [&](const Weights& weights) {
                return weights.indices[weights.table.find(stream.unit(request, slot))];
            },
        },
        m_law);
}

} // namespace poolscope::sampling
