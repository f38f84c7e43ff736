// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/run_check.h"

#include "core/base/format.h"
#include "core/base/portable_math.h"
#include "core/reuse/math/special_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr int barLimit = 64;
constexpr int eBinLimit = 24;
/// Below this many draws no law worth testing can be told from another.
constexpr std::uint64_t fewestDraws = 20;
/// With a p-value below alpha but an effect below this the law holds for every practical purpose.
constexpr double negligibleEffect = 0.01;
constexpr std::array<double, 5> kappasOfMixture{ 1, 10, 100, 1000, 10000 };

std::vector<std::uint64_t>::iterator slotOf(
    const IndexBins& bins, std::vector<std::uint64_t>& counts, std::int64_t index)
{
    const auto after = std::upper_bound(bins.edges.begin(), bins.edges.end(), index);
    return counts.begin() + (after - bins.edges.begin() - 1);
}

std::string drawsInWords(std::uint64_t draws)
{
    return fmt::format("{} draw{}", base::formatCount(draws), draws == 1 ? "" : "s");
}

std::string pInWords(double p)
{
    constexpr double least = 0.0001;
    return p < least ? fmt::format("p < {}", base::formatNumber(least))
                     : fmt::format("p = {}", base::formatNumber(p));
}

std::string liveSentence(const RunVerdict& verdict, double alpha)
{
    const std::string draws = drawsInWords(verdict.draws);
    if (verdict.agreement == Agreement::tooEarly)
        return fmt::format("{}: too few to judge", draws);
    if (verdict.agreement == Agreement::differs)
        return fmt::format("The draws do not follow the law: such counts have a chance below {} "
                           "under it, at whatever time one looks",
            base::formatShare(std::min(alpha, portable::exp(-verdict.highestLogE))));
    return fmt::format("{} agree with the law so far", draws);
}

std::string finalSentence(const RunVerdict& verdict, double alpha)
{
    const std::string draws = drawsInWords(verdict.draws);
    if (verdict.agreement == Agreement::tooEarly)
        return fmt::format("{}: too few to judge", draws);
    const std::string test = verdict.test.degrees > 0 ? fmt::format("{}, effect {}",
                                 pInWords(verdict.test.p), base::formatNumber(verdict.test.effect))
                                                      : "one bin only";
    if (verdict.agreement == Agreement::differs)
        return fmt::format("{} do not follow the law ({}; {} of {} bars outside their band)", draws,
            test, verdict.barsOutside, verdict.bars);
    if (verdict.test.p < alpha)
        return fmt::format("{} follow the law closely enough: the deviation is real but negligible "
                           "({})",
            draws, test);
    return fmt::format("{} agree with the law ({})", draws, test);
}

} // namespace

double logEValue(std::span<const double> probabilities, std::span<const std::uint64_t> counts)
{
    return logEValue(probabilities, counts, kappasOfMixture);
}

double logEValue(std::span<const double> probabilities, std::span<const std::uint64_t> counts,
    std::span<const double> kappas)
{
    double total = 0;
    for (std::size_t b = 0; b < counts.size(); ++b) {
        if (counts[b] > 0 && probabilities[b] <= 0)
            return INFINITY;
        total += static_cast<double>(counts[b]);
    }
    std::vector<double> logs;
    for (const double kappa : kappas) {
        double sum = logGamma(kappa) - logGamma(kappa + total);
        for (std::size_t b = 0; b < counts.size(); ++b) {
            if (counts[b] == 0)
                continue;
            const auto count = static_cast<double>(counts[b]);
            const double prior = kappa * probabilities[b];
            sum += logGamma(prior + count) - logGamma(prior)
                - count * portable::log(probabilities[b]);
        }
        logs.push_back(sum);
    }
    const double highest = *std::max_element(logs.begin(), logs.end());
    double mean = 0;
    for (const double value : logs)
        mean += portable::exp(value - highest) / static_cast<double>(logs.size());
    return highest + portable::log(mean);
}

RunCheck::RunCheck(const sampling::IndexDistribution& law, double alpha)
    : m_law(law)
    , m_alpha(alpha)
    , m_bars(barsOf(law))
    , m_counts(m_bars.size(), 0)
    , m_eBins(fixedBins(law, eBinLimit))
    , m_eCounts(m_eBins.size(), 0)
{
}

IndexBins RunCheck::barsOf(const sampling::IndexDistribution& law)
{
    return fixedBins(law, barLimit);
}

void RunCheck::add(std::int64_t index, std::uint64_t times)
{
    if (times == 0)
        return;
    m_draws += times;
    if (m_law.probability(index) <= 0) {
        m_outOfRange += times;
        return;
    }
    *slotOf(m_bars, m_counts, index) += times;
    *slotOf(m_eBins, m_eCounts, index) += times;
}

void RunCheck::tick()
{
    m_highestLogE = std::max(m_highestLogE, logEValue(m_eBins.probabilities, m_eCounts));
}

std::vector<CountBand> RunCheck::bands() const
{
    return simultaneousBands(m_bars.probabilities, m_draws, m_alpha);
}

RunVerdict RunCheck::verdict(RunStage stage) const
{
    RunVerdict verdict;
    verdict.draws = m_draws;
    verdict.outOfRange = m_outOfRange;
    verdict.alarmLogE = -portable::log(m_alpha);
    verdict.logE = logEValue(m_eBins.probabilities, m_eCounts);
    verdict.highestLogE = std::max(m_highestLogE, verdict.logE);
    verdict.bars = m_bars.size();
    const bool isAlarm = verdict.highestLogE >= verdict.alarmLogE;
    if (stage == RunStage::finished) {
        verdict.test = testCounts(m_bars, m_counts);
        const std::vector<CountBand> allowed = bands();
        for (std::size_t b = 0; b < allowed.size(); ++b)
            verdict.barsOutside += allowed[b].contains(m_counts[b]) ? 0 : 1;
    }
    const bool isRejected = verdict.test.p < m_alpha && verdict.test.effect >= negligibleEffect;
    if (m_outOfRange > 0) {
        verdict.agreement = Agreement::outOfRange;
        verdict.sentence = fmt::format("{} of {} are of indices that the law never draws",
            base::formatCount(m_outOfRange), drawsInWords(m_draws));
        return verdict;
    }
    if (stage == RunStage::finished ? isRejected : isAlarm)
        verdict.agreement = Agreement::differs;
    else if (m_draws >= fewestDraws)
        verdict.agreement = Agreement::agrees;
    verdict.sentence = stage == RunStage::finished ? finalSentence(verdict, m_alpha)
                                                   : liveSentence(verdict, m_alpha);
    return verdict;
}

} // namespace poolscope::reuse
