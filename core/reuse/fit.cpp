// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit.h"

#include "core/base/portable_math.h"
#include "core/reuse/fit/fit_parts.h"
#include "core/reuse/fit/rank_fit.h"
#include "core/reuse/fit/spectrum_fit.h"
#include "core/reuse/fit/words.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

/// A table of weights beyond this is no config any more.
constexpr double mostWeights = 10000;
/// A bending law must be better by this much: composite likelihoods overstate.
constexpr double clearlyBetter = 6;
/// Explicit weights must predict an access better by this many nats, about 1 %.
constexpr double usefulGain = 0.01;

double bicOf(double logLikelihood, double parameters, double draws)
{
    return parameters * portable::log(std::max(2.0, draws)) - 2 * logLikelihood;
}

ModelFit modelOf(Model model, double a, double b, double size, double logLikelihood, int parameters,
    double draws)
{
    return { model, a, b, size, logLikelihood, parameters, bicOf(logLikelihood, parameters, draws),
        {} };
}

void fitKnownRanks(const FitRequest& request, Fit& fit)
{
    const auto draws = static_cast<double>(fit.accesses);
    RankStatistics ranks = rankStatistics(request.counts, 1);
    const int sizeParameters = request.size ? 0 : 1;
    if (request.size) {
        ranks.size = *request.size;
        fit.sizeInterval = { ranks.size, ranks.size };
    } else {
        // The highest rank seen is the likeliest size; its bias is mended after the fit.
        ranks.size = ranks.highestRank;
        const double skew = std::max(0.0, fitZipf(ranks).skew);
        // 5 % instead of one half: as if ln 2 / ln 20 of the draws had been made.
        constexpr double fewer = std::numbers::ln2 / 2.99573227355399099;
        fit.sizeInterval
            = { ranks.highestRank, medianUnbiasedSize(ranks.highestRank, skew, draws * fewer) };
        ranks.size = medianUnbiasedSize(ranks.highestRank, skew, draws);
    }
    fit.size = ranks.size;
    const ZipfFit zipf = fitZipf(ranks);
    fit.skew = zipf.skew;
    fit.skewError = zipf.standardError;
    fit.skewInterval = zipf.interval;
    const QuadraticFit quadratic = fitQuadratic(ranks);
    fit.models = {
        modelOf(
            Model::uniform, 0, 0, ranks.size, uniformLogLikelihood(ranks), sizeParameters, draws),
        modelOf(
            Model::zipf, zipf.skew, 0, ranks.size, zipf.logLikelihood, 1 + sizeParameters, draws),
        modelOf(Model::quadratic, quadratic.a, quadratic.b, ranks.size, quadratic.logLikelihood,
            2 + sizeParameters, draws),
    };
    for (ModelFit& model : fit.models)
        model.goodness = rankGoodness(request, model);
    const int weights = static_cast<int>(std::min(1e9, ranks.size - 1));
    fit.models.push_back(
        modelOf(Model::weights, 0, 0, ranks.size, ranks.saturated, weights, draws));
}

void fitSpectrum(const FitRequest& request, Fit& fit, const std::stop_token& stop)
{
    const auto draws = static_cast<double>(fit.accesses);
    const Spectrum spectrum = spectrumOf(request.counts);
    const SpectrumFit zipf = fitZipfSpectrum(spectrum, request.size, stop);
    const SpectrumFit uniform = fitUniformSpectrum(spectrum, request.size);
    const SpectrumFit quadratic = fitQuadraticSpectrum(spectrum, zipf, request.size, stop);
    fit.size = zipf.law.size;
    fit.sizeInterval
        = request.size ? Interval{ fit.size, fit.size } : sizeInterval(spectrum, zipf, stop);
    const Covariance covariance = spectrumCovariance(
        spectrum, zipf.law, request.size ? PoolSize::known : PoolSize::unknown);
    fit.skew = zipf.law.a;
    fit.skewError = std::sqrt(std::max(0.0, covariance.aa));
    fit.skewInterval
        = { std::max(0.0, fit.skew - z95 * fit.skewError), fit.skew + z95 * fit.skewError };
    for (const auto& [model, found] : { std::pair(Model::uniform, uniform),
             std::pair(Model::zipf, zipf), std::pair(Model::quadratic, quadratic) })
        fit.models.push_back(modelOf(model, found.law.a, found.law.b, found.law.size,
            found.logLikelihood, found.parameters, draws));
    for (ModelFit& model : fit.models)
        model.goodness = spectrumGoodness(request, model);
}

const ModelFit& chooseModel(const FitRequest& request, Fit& fit)
{
    const auto& models = fit.models;
    // A skew below 0 is no law of a pool: its first items would be the rarest.
    std::size_t best = models[1].a > 0 && models[1].bic < models[0].bic ? 1 : 0;
    const double margin = request.ranks == Ranks::unknown ? clearlyBetter : 0;
    if (models[2].bic + margin < models[best].bic)
        best = 2;
    if (models.size() > 3 && models[3].bic < models[best].bic)
        best = 3;
    fit.chosen = models[best].model;
    return models[best];
}

/// As many decimals as the error leaves meaning.
double roundedSkew(double skew, double error)
{
    const double scale = error < 0.002 ? 1000 : 100;
    return std::max(0.0, std::round(skew * scale) / scale);
}

/// To four digits, relative to the heaviest: short in YAML, and far finer than any error.
std::vector<double> roundedWeights(std::vector<double> weights)
{
    const double heaviest = *std::max_element(weights.begin(), weights.end());
    for (double& weight : weights) {
        const double share = weight / heaviest;
        double scale = 1000;
        while (share > 0 && share * scale < 1000 && scale < 1e12)
            scale *= 10;
        weight = std::round(share * scale) / scale;
    }
    return weights;
}

/// The counts themselves, from the hottest item on where ranks are unknown.
std::vector<double> weightsOf(const FitRequest& request, double size)
{
    std::vector<double> weights(request.counts.begin(), request.counts.end());
    if (request.ranks == Ranks::unknown)
        std::sort(weights.begin(), weights.end(), std::greater<>());
    weights.resize(static_cast<std::size_t>(size), 0);
    return weights;
}

Recommendation recommend(const FitRequest& request, const ModelFit& chosen, const Fit& fit)
{
    constexpr double largestPool = 1e9;
    Recommendation recommendation;
    const bool isTableTooLong = fit.chosen == Model::quadratic && chosen.size > mostWeights;
    double size = fit.chosen == Model::weights ? static_cast<double>(fit.distinct)
        : isTableTooLong                       ? fit.size
                                               : chosen.size;
    double skew = fit.skew;
    if (request.ranks == Ranks::unknown && !std::isfinite(fit.sizeInterval.high)) {
        // The log does not tell: the least size it vouches for, with the skew that goes with it.
        size = std::min(size, std::max(fit.unseen.leastSize, fit.unseen.distinct));
        skew = fitZipfSpectrum(spectrumOf(request.counts), size, {}).law.a;
    }
    if (request.ranks == Ranks::known && fit.chosen == Model::weights)
        size = chosen.size;
    size = std::clamp(std::round(size), 1.0, largestPool);
    recommendation.size = static_cast<std::int64_t>(size);
    recommendation.law = fit.chosen;
    if (fit.chosen == Model::quadratic && !isTableTooLong && size <= mostWeights) {
        recommendation.law = Model::weights;
        ModelFit sized = chosen;
        sized.size = size;
        const RankLaw law(sized);
        for (double rank = 1; rank <= size; ++rank)
            recommendation.weights.push_back(law.probability(rank));
        recommendation.weights = roundedWeights(std::move(recommendation.weights));
    } else if (fit.chosen == Model::weights && size <= mostWeights) {
        recommendation.weights = roundedWeights(weightsOf(request, size));
    } else if (fit.chosen != Model::uniform) {
        recommendation.law = Model::zipf;
        recommendation.skew = roundedSkew(skew, fit.skewError);
    }
    return recommendation;
}

/// Counts as they are, where they predict the rest of the log better than any law.
bool wantsWeights(const FitRequest& request, const ModelFit& chosen, const Fit& fit)
{
    return request.ranks == Ranks::unknown && fit.heldOut && chosen.goodness.p < 0.01
        && chosen.goodness.effect > 0.3 && fit.heldOut->weights + usefulGain < fit.heldOut->model
        && static_cast<double>(fit.distinct) <= mostWeights;
}

} // namespace

std::string_view nameOf(Model model)
{
    switch (model) {
    case Model::uniform:
        return "uniform";
    case Model::zipf:
        return "zipf";
    case Model::quadratic:
        return "quadratic";
    case Model::weights:
        break;
    }
    return "weights";
}

Fit fit(const FitRequest& request, const std::stop_token& stop)
{
    Fit fit;
    fit.unseen = unseen(request.counts);
    fit.accesses = static_cast<std::uint64_t>(fit.unseen.draws);
    fit.distinct = static_cast<std::uint64_t>(fit.unseen.distinct);
    if (fit.accesses > 0)
        fit.repeatShare = 1 - fit.unseen.distinct / fit.unseen.draws;
    // A single item repeats all the time and has no law.
    const bool isEnough = fit.unseen.draws - fit.unseen.distinct >= fewestRepeats;
    if (isEnough && !stop.stop_requested()) {
        if (request.ranks == Ranks::known)
            fitKnownRanks(request, fit);
        else
            fitSpectrum(request, fit, stop);
        const ModelFit chosen = chooseModel(request, fit);
        fit.heldOut = heldOutOf(request, chosen);
        fit.driftZ = driftOf(request);
        if (request.ranks == Ranks::known)
            plotRanks(request, chosen, fit);
        else
            plotSpectrum(request, chosen, fit);
        if (wantsWeights(request, chosen, fit))
            fit.chosen = Model::weights;
        fit.recommendation = recommend(request, chosen, fit);
    }
    sayFit(request, fit);
    return fit;
}

} // namespace poolscope::reuse
