// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/format.h"
#include "core/config/checks/checks.h"
#include "core/config/checks/laws.h"
#include "core/config/diagnostics/codes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::config::checks {

namespace {

/// Ranges with more values than this are close enough to even.
constexpr std::int64_t manyValues = 20;
/// Of a law that falls on its ends, this share is told.
constexpr double muchMass = 0.1;
/// Items per request that nobody means by leaving a default.
constexpr double manyItems = 16;

class DistributionCheck {
public:
    DistributionCheck(const Context& context, const Path& path, const Distribution& law, Use use)
        : m_context(context)
        , m_path(path)
        , m_law(law)
        , m_use(use)
    {
    }

    void run()
    {
        if (m_use == Use::lengthInAdvance && !checkSupported())
            return;
        if (m_law.type == DistributionType::fixed)
            checkFixed();
        else if (m_law.type == DistributionType::uniform)
            checkUniform();
        else
            checkTails();
    }

private:
    bool has(std::string_view key) const { return m_context.has(child(m_path, key)); }
    /// " (the default)" for a bound that is not in the text.
    std::string_view mark(std::string_view key) const { return has(key) ? "" : " (the default)"; }
    std::string_view things() const { return m_use == Use::count ? "items" : "tokens"; }

    std::optional<Fix> exactly(std::int64_t value) const
    {
        return m_context.findings.setFix(fmt::format("Use exactly {}", value), m_path,
            Value::Map{ { "type", "fixed" }, { "mean", Value(value) } });
    }

    /// The sampler for texts of synthetic and random data knows fewer laws than the other.
    bool checkSupported()
    {
        Findings& findings = m_context.findings;
        const bool isKnown
            = m_law.type != DistributionType::poisson && m_law.type != DistributionType::skewNormal;
        if (!isKnown) {
            findings
                .error(codes::impossibleLaw, child(m_path, "type"),
                    fmt::format(
                        "Lengths of {} texts cannot be drawn from this type: inference-perf "
                        "stops at the start",
                        m_context.workload.data.type == DataType::random ? "random" : "synthetic"),
                    "Use normal, lognormal, uniform or fixed.")
                .offer(findings.setFix("Change it to normal", child(m_path, "type"), "normal"));
            return false;
        }
        const bool isInside = m_law.mean >= static_cast<double>(m_law.min)
            && m_law.mean <= static_cast<double>(m_law.max);
        if (m_law.type == DistributionType::normal && !isInside) {
            findings.error(codes::impossibleLaw, child(m_path, "mean"),
                fmt::format("The mean {:g}{} lies outside {}{} to {}{}: inference-perf stops at "
                            "the start",
                    m_law.mean, mark("mean"), m_law.min, mark("min"), m_law.max, mark("max")),
                "Widen the range, or move the mean into it.");
            return false;
        }
        return true;
    }

    void checkFixed()
    {
        const auto drawn = static_cast<std::int64_t>(m_law.mean);
        const bool isInside
            = (!has("min") || drawn >= m_law.min) && (!has("max") || drawn <= m_law.max);
        const bool isWhole = m_law.mean == std::trunc(m_law.mean);
        if (has("mean") && isInside && isWhole)
            return;
        const bool hasRange = has("min") && has("max");
        const std::int64_t meant = !has("mean") && hasRange
            ? m_law.min + (m_law.max - m_law.min) / 2
            : std::clamp(drawn, has("min") ? m_law.min : drawn, has("max") ? m_law.max : drawn);
        const std::string why = !has("mean") ? "mean is not given, and its default is 512"
            : !isWhole                       ? fmt::format("the mean {:g} is cut off", m_law.mean)
                                             : "min and max have no effect on a fixed law";
        Finding found = m_context.findings.warning(codes::fixedIgnoresRange, child(m_path, "mean"),
            fmt::format("This is always {} {}: {}", drawn, things(), why),
            "Give the value as mean.");
        if (has("mean") || hasRange)
            found.offer(m_context.findings.setFix(
                fmt::format("Set mean to {}", meant), child(m_path, "mean"), Value(meant)));
    }

    void checkUniform()
    {
        const std::int64_t values = m_law.max - m_law.min + 1;
        if (m_use == Use::count && !has("max")) {
            m_context.findings
                .warning(codes::defaultIsLarge, m_path,
                    fmt::format("max is not given: up to {} items per request", m_law.max),
                    "Give min and max.")
                .offer(exactly(1));
        } else if (values > 1 && values <= manyValues) {
            const bool endsAlike = m_use == Use::lengthInAdvance;
            m_context.findings
                .warning(codes::unevenUniform, m_path,
                    fmt::format("uniform {}..{} is uneven in inference-perf: {}", m_law.min,
                        m_law.max, uniformShares(m_law.min, m_law.max, endsAlike)),
                    "Poolscope draws the same law. A fixed value has no such bias.")
                .offer(exactly(m_law.min + values / 2));
        }
    }

    void checkTails()
    {
        const double usual = std::clamp(
            m_law.mean, static_cast<double>(m_law.min), static_cast<double>(m_law.max));
        if (m_use == Use::count && !has("mean") && usual > manyItems) {
            m_context.findings
                .warning(codes::defaultIsLarge, m_path,
                    fmt::format("mean is not given: its default 512 means about {:g} items per "
                                "request",
                        usual),
                    "Give type and mean.")
                .offer(exactly(1));
            return;
        }
        checkLowEnd();
        checkHighEnd();
    }

    void checkLowEnd()
    {
        const double mass = massBelow(m_law, static_cast<double>(m_law.min));
        if (mass < muchMass)
            return;
        Finding found = m_context.findings.warning(codes::clampedLaw, child(m_path, "min"),
            fmt::format("{} of the draws lie below min {}{} and become {} {}",
                base::formatShare(mass), m_law.min, mark("min"), m_law.min, things()),
            "Check min, mean and std_dev.");
        const std::int64_t lower = m_use == Use::count ? 0 : 1;
        if (m_law.min > lower && massBelow(m_law, static_cast<double>(lower)) < muchMass)
            found.offer(m_context.findings.setFix(
                fmt::format("Set min to {}", lower), child(m_path, "min"), Value(lower)));
    }

    void checkHighEnd()
    {
        const double mass = massAbove(m_law, static_cast<double>(m_law.max));
        if (mass < muchMass)
            return;
        Finding found = m_context.findings.warning(codes::clampedLaw, child(m_path, "max"),
            fmt::format("{} of the draws lie above max {}{} and become {} {}",
                base::formatShare(mass), m_law.max, mark("max"), m_law.max, things()),
            "Check max, mean and std_dev.");
        const double spread
            = m_law.type == DistributionType::poisson ? std::sqrt(m_law.mean) : m_law.stdDev;
        const double upper = std::ceil(m_law.mean + 4 * spread);
        if (!has("max") && massAbove(m_law, upper) < muchMass)
            found.offer(m_context.findings.setFix(fmt::format("Set max to {:.0f}", upper),
                child(m_path, "max"), Value(static_cast<std::int64_t>(upper))));
    }

    const Context& m_context;
    const Path& m_path;
    const Distribution& m_law;
    Use m_use;
};

} // namespace

void checkDistributionShape(const Context& context, const Path& path, const Distribution& law)
{
    if (law.type == DistributionType::lognormal && law.mean <= 0)
        context.findings.error(codes::impossibleLaw, child(path, "mean"),
            fmt::format("A lognormal law needs a mean above 0, not {:g}", law.mean));
}

void checkDistribution(const Context& context, const Path& path, const Distribution& law, Use use)
{
    checkDistributionShape(context, path, law);
    const bool isSound
        = law.min <= law.max && !(law.type == DistributionType::lognormal && law.mean <= 0);
    if (isSound)
        DistributionCheck(context, path, law, use).run();
}

} // namespace poolscope::config::checks
