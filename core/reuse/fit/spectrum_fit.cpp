// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/spectrum_fit.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/minimise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double steepest = 8;
constexpr double largest = 1e12;
/// Half of chi-square's 95 % point with one degree of freedom.
constexpr double profileDrop = 1.92072941034706;

double likelihoodOf(const Spectrum& spectrum, const SpectrumLaw& law)
{
    return spectrumLikelihood(spectrum, expectedItems(spectrum, law));
}

/// Sizes are searched as ln(size - distinct + 1/2): the items not seen.
double sizeAt(const Spectrum& spectrum, double logUnseen)
{
    const double unseen = std::max(0.0, portable::exp(logUnseen) - 0.5);
    return std::min(largest, std::max(1.0, spectrum.distinct + unseen));
}

double logUnseenOf(const Spectrum& spectrum, double size)
{
    return portable::log(std::max(0.0, size - spectrum.distinct) + 0.5);
}

/// Where `cost` is least near `at`: parabolas through three points, as a likelihood nearly is one.
double refined(const std::function<double(double)>& cost, double at)
{
    constexpr double step = 0.01;
    for (int i = 0; i < 12; ++i) {
        at = std::max(at, step);
        const double left = cost(at - step);
        const double middle = cost(at);
        const double right = cost(at + step);
        const double bend = left - 2 * middle + right;
        const double shift
            = bend > 0 ? step * (left - right) / (2 * bend) : std::copysign(8 * step, left - right);
        at = std::clamp(at + std::clamp(shift, -8 * step, 8 * step), 0.0, steepest);
        if (std::fabs(shift) < step || at == 0)
            break;
    }
    return at;
}

/// The best skew for a size: a coarse look at all, or only around `near` when that is given.
SpectrumFit bestSkew(const Spectrum& spectrum, double size, std::optional<double> near)
{
    const std::vector<LogRank> grid = logGrid(size, GridDensity::narrow);
    const auto cost = [&](double skew) {
        return -spectrumLikelihood(spectrum, expectedItems(spectrum, { skew, 0, size }, grid));
    };
    double start = near.value_or(0);
    if (!near) {
        constexpr std::array<double, 8> looks{ 0, 0.5, 1, 1.5, 2, 3, 5, steepest };
        std::size_t best = 0;
        std::array<double, looks.size()> costs{};
        for (std::size_t i = 0; i < looks.size(); ++i) {
            costs.at(i) = cost(looks.at(i));
            best = costs.at(i) < costs.at(best) ? i : best;
        }
        start = minimiseBetween(cost, looks.at(best > 0 ? best - 1 : 0),
            looks.at(std::min(best + 1, looks.size() - 1)), 0.03);
    }
    const double skew = refined(cost, start);
    const SpectrumFit fit{ { skew, 0, size }, -cost(skew), 1 };
    // The end of the range itself, which the parabolas only near.
    if (skew < 0.1)
        if (const double flat = -cost(0); flat >= fit.logLikelihood)
            return { { 0, 0, size }, flat, 1 };
    return fit;
}

double startSize(const Spectrum& spectrum)
{
    const double once = spectrum.items[0];
    const double twice = spectrum.items[1];
    return spectrum.distinct + std::max(0.0, once * (once - 1) / (2 * (twice + 1)));
}

} // namespace

SpectrumFit fitUniformSpectrum(const Spectrum& spectrum, std::optional<double> size)
{
    if (size)
        return { { 0, 0, *size }, likelihoodOf(spectrum, { 0, 0, *size }), 0 };
    const double start = logUnseenOf(spectrum, startSize(spectrum));
    const double found = minimiseBetween(
        [&](double at) {
            return -likelihoodOf(spectrum, { 0, 0, sizeAt(spectrum, at) });
        },
        std::min(start - 4, portable::log(0.5)), start + 4, 1e-4);
    const SpectrumLaw law{ 0, 0, sizeAt(spectrum, found) };
    return { law, likelihoodOf(spectrum, law), 1 };
}

SpectrumFit fitZipfSpectrum(
    const Spectrum& spectrum, std::optional<double> size, const std::stop_token& stop)
{
    if (size)
        return bestSkew(spectrum, *size, {});
    const double start = startSize(spectrum);
    const SpectrumFit first = bestSkew(spectrum, start, {});
    const auto lawAt = [&](const std::vector<double>& at) {
        return SpectrumLaw{ std::clamp(at[0], 0.0, steepest), 0, sizeAt(spectrum, at[1]) };
    };
    const auto cost = [&](const std::vector<double>& at) {
        // Outside the range: back towards it, so that the simplex does not rest on a plateau.
        const double outside = std::max(0.0, -at[0]) + std::max(0.0, at[0] - steepest)
            + std::max(0.0, portable::log(0.5) - at[1]);
        return 10 * outside - likelihoodOf(spectrum, lawAt(at));
    };
    const std::vector<double> found
        = minimiseNear(cost, { first.law.a, logUnseenOf(spectrum, start) }, { 0.1, 1.0 }, stop);
    const SpectrumLaw law = lawAt(found);
    return { law, likelihoodOf(spectrum, law), 2 };
}

SpectrumFit fitQuadraticSpectrum(const Spectrum& spectrum, const SpectrumFit& zipf,
    std::optional<double> size, const std::stop_token& stop)
{
    // Searched as the slope in the middle of the ranks seen and the bend: a and b themselves depend
    // on each other too much for a simplex.
    const double middle = 0.6 * portable::log(spectrum.distinct);
    std::vector<double> start{ zipf.law.a, 0.02 };
    std::vector<double> steps{ 0.2, 0.1 };
    if (!size) {
        start.push_back(logUnseenOf(spectrum, zipf.law.size));
        steps.push_back(0.5);
    }
    const auto lawAt = [&](const std::vector<double>& at) {
        const double bend = std::clamp(at[1], -1.0, 5.0);
        return SpectrumLaw{ std::clamp(at[0], -10.0, 10.0) - 2 * bend * middle, bend,
            size ? *size : sizeAt(spectrum, at[2]) };
    };
    const auto cost = [&](const auto& at) { return -likelihoodOf(spectrum, lawAt(at)); };
    const SpectrumLaw law = lawAt(minimiseNear(cost, std::move(start), steps, stop));
    const SpectrumFit fit{ law, likelihoodOf(spectrum, law), zipf.parameters + 1 };
    return fit.logLikelihood > zipf.logLikelihood
        ? fit
        : SpectrumFit{ zipf.law, zipf.logLikelihood, fit.parameters };
}

Interval sizeInterval(
    const Spectrum& spectrum, const SpectrumFit& zipf, const std::stop_token& stop)
{
    const double least = zipf.logLikelihood - profileDrop;
    double skew = zipf.law.a;
    const auto agrees = [&](double logUnseen) {
        const SpectrumFit fit = bestSkew(spectrum, sizeAt(spectrum, logUnseen), skew);
        skew = fit.law.a;
        return fit.logLikelihood >= least;
    };
    // From the estimate outwards in growing steps, then bisection; ends at 2 % of the unseen.
    const double centre = logUnseenOf(spectrum, zipf.law.size);
    const auto end = [&](double direction, double limit) {
        double inside = centre;
        double step = 0.25;
        double outside = centre + direction * step;
        skew = zipf.law.a;
        while (agrees(outside)) {
            if ((outside - limit) * direction >= 0 || stop.stop_requested())
                return limit;
            inside = outside;
            step *= 1.6;
            outside += direction * step;
        }
        while (std::fabs(outside - inside) > 0.02) {
            const double middle = 0.5 * (inside + outside);
            (agrees(middle) ? inside : outside) = middle;
        }
        return inside;
    };
    const double low = end(-1, portable::log(0.5));
    const double high = end(1, portable::log(largest));
    return { sizeAt(spectrum, low),
        high >= portable::log(largest) ? INFINITY : sizeAt(spectrum, high) };
}

} // namespace poolscope::reuse
