// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/sampling_form.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <utility>
#include <vector>

namespace poolscope::config::checks {

namespace {

using bind::BlockReader;
using bind::SamplingForm;

std::string_view nameOf(SamplingForm form)
{
    if (form == SamplingForm::weights)
        return "weights";
    if (form == SamplingForm::sequence)
        return "sequence";
    const auto& names = schema::indexDistribution.find("type")->forms.front().names;
    return names[static_cast<std::size_t>(form)];
}

/// The keys that each form of sampling listens to.
std::vector<std::string_view> effectiveKeys(SamplingForm form)
{
    switch (form) {
    case SamplingForm::uniform:
        return { "type", "min", "max" };
    case SamplingForm::zipf:
        return { "type", "min", "max", "skew" };
    case SamplingForm::fixed:
    case SamplingForm::poisson:
        return { "type", "min", "max", "mean" };
    case SamplingForm::normal:
    case SamplingForm::lognormal:
        return { "type", "min", "max", "mean", "std_dev", "variance" };
    case SamplingForm::skewNormal:
        return { "type", "min", "max", "mean", "std_dev", "variance", "skew" };
    case SamplingForm::weights:
        return { "weights" };
    case SamplingForm::sequence:
        return { "sequence" };
    }
    return {};
}

class PoolCheck {
public:
    PoolCheck(const Context& context, const Path& path, const Pool& pool)
        : m_context(context)
        , m_findings(context.findings)
        , m_path(child(path, "sampling"))
        , m_pool(pool)
        , m_sampling(context.tree, context.tree.find(m_path), schema::indexDistribution)
        , m_form(bind::samplingForm(m_sampling))
    {
    }

    void run()
    {
        if (!checkOneLaw())
            return;
        checkKeys();
        bool isSound = true;
        if (m_form == SamplingForm::weights)
            isSound = checkWeights();
        else if (m_form == SamplingForm::sequence)
            isSound = checkSequence();
        else
            isSound = checkRange() && checkParameters();
        if (isSound)
            countUnused();
    }

private:
    bool has(std::string_view key) const { return m_sampling.node(key) != noNode; }
    Path at(std::string_view key) const { return child(m_path, key); }
    std::string_view formName() const { return nameOf(m_form); }

    bool checkOneLaw()
    {
        const bool isExplicit = m_form == SamplingForm::weights || m_form == SamplingForm::sequence;
        if (!isExplicit)
            return true;
        for (const std::string_view other : { "type", "weights" }) {
            if (!has(other) || other == formName())
                continue;
            m_findings
                .error(codes::samplingConflict, at(other),
                    fmt::format("{} and {} are two laws for one pool", other, formName()),
                    "Keep one of them.")
                .offer(m_findings.removeFix(fmt::format("Remove {}", other), at(other)));
            return false;
        }
        return true;
    }

    void checkKeys()
    {
        const auto effective = effectiveKeys(m_form);
        for (const Field& field : schema::indexDistribution.fields) {
            const bool counts
                = std::find(effective.begin(), effective.end(), field.key) != effective.end();
            if (counts || !has(field.key))
                continue;
            m_findings
                .warning(codes::samplingNoEffect, at(field.key),
                    fmt::format("{} has no effect on {} sampling", field.key, formName()),
                    "Remove it.")
                .offer(m_findings.removeFix(fmt::format("Remove {}", field.key), at(field.key)));
        }
        if (has("std_dev") && has("variance"))
            m_findings
                .error(codes::spreadTwice, at("variance"),
                    "std_dev and variance both say how wide the law is", "Remove one of them.")
                .offer(m_findings.removeFix("Remove variance", at("variance")));
    }

    void indexOutside(const Path& path, double index)
    {
        Finding found = m_findings.error(codes::indexOutside, path,
            fmt::format("The index {:.15g} is outside the pool: its {} items are 0 to {}", index,
                m_pool.size, m_pool.size - 1),
            "Use a smaller index, or a larger pool.");
        if (path.back() == "max" || path.back() == "mean")
            found.offer(m_findings.setFix(fmt::format("Set it to {}", m_pool.size - 1), path,
                Value(index < 0 ? std::int64_t{ 0 } : m_pool.size - 1)));
    }

    bool checkRange()
    {
        const std::int64_t min = m_sampling.integer("min");
        const std::int64_t max = m_sampling.integerIfAny("max").value_or(m_pool.size - 1);
        for (const auto& [key, index] : { std::pair{ "min", min }, std::pair{ "max", max } })
            if (index >= m_pool.size) {
                indexOutside(at(key), static_cast<double>(index));
                return false;
            }
        if (min <= max)
            return true;
        m_findings.error(codes::minAboveMax, at("min"),
            fmt::format("min ({}) is above max ({})", min, max), "Exchange them.");
        return false;
    }

    void missing(std::string_view key, std::string_view why)
    {
        m_findings.error(codes::samplingIncomplete, m_path,
            fmt::format("{} sampling needs {}: {}", formName(), key, why),
            fmt::format("Add {}.", key));
    }

    bool checkParameters()
    {
        switch (m_form) {
        case SamplingForm::zipf:
            return checkZipf();
        case SamplingForm::fixed:
            return checkFixed();
        case SamplingForm::normal:
        case SamplingForm::lognormal:
        case SamplingForm::skewNormal:
            return checkMean() && checkSpread();
        case SamplingForm::poisson:
            return checkMean();
        default:
            return true;
        }
    }

    bool checkZipf()
    {
        const auto skew = m_sampling.numberIfAny("skew");
        if (!skew && !has("skew")) {
            m_findings
                .error(codes::samplingIncomplete, m_path,
                    "zipf sampling needs skew: the exponent of the law",
                    "Around 1 is usual; 0 is uniform.")
                .offer(m_findings.setFix("Set skew to 1.0", at("skew"), 1.0));
            return false;
        }
        if (!skew || (*skew >= 0 && *skew <= schema::maxZipfSkew))
            return true;
        m_findings
            .error(codes::outOfRange, at("skew"),
                fmt::format("The skew {:g} is not from 0 to {:g}", *skew, schema::maxZipfSkew),
                "Around 1 is usual; 0 is uniform.")
            .offer(m_findings.setFix("Set skew to 1.0", at("skew"), 1.0));
        return false;
    }

    bool checkFixed()
    {
        const auto mean = m_sampling.numberIfAny("mean");
        const std::int64_t min = m_sampling.integer("min");
        const auto max = m_sampling.integerIfAny("max");
        if (!mean) {
            const bool isOne = has("min") && max && min == *max;
            if (!isOne && !has("mean"))
                missing("mean", "the index that is always drawn");
            return isOne;
        }
        if (*mean != std::trunc(*mean)) {
            m_findings
                .error(codes::outOfRange, at("mean"),
                    fmt::format("The mean {:g} is no index", *mean), "Give a whole number.")
                .offer(m_findings.setFix(fmt::format("Set it to {:.0f}", std::trunc(*mean)),
                    at("mean"), Value(static_cast<std::int64_t>(*mean))));
            return false;
        }
        if (*mean < 0 || *mean >= static_cast<double>(m_pool.size)) {
            indexOutside(at("mean"), *mean);
            return false;
        }
        const bool isInRange
            = *mean >= static_cast<double>(min) && (!max || *mean <= static_cast<double>(*max));
        if (!isInRange)
            m_findings.error(codes::samplingConflict, at("mean"),
                fmt::format("The index {:g} is not between min and max", *mean),
                "Remove min and max.");
        return isInRange;
    }

    bool checkMean()
    {
        const auto mean = m_sampling.numberIfAny("mean");
        if (!has("mean")) {
            missing("mean", "the index around which items are drawn");
            return false;
        }
        const bool needsPositive
            = m_form == SamplingForm::lognormal || m_form == SamplingForm::poisson;
        if (!mean || !needsPositive || *mean > 0)
            return mean.has_value();
        m_findings.error(codes::impossibleLaw, at("mean"),
            fmt::format("{} sampling needs a mean above 0, not {:g}", formName(), *mean),
            "Give a larger mean.");
        return false;
    }

    bool checkSpread()
    {
        if (has("std_dev") || has("variance"))
            return true;
        missing("std_dev", "how far from the mean items are drawn");
        return false;
    }

    bool checkWeights()
    {
        const NodeId list = m_sampling.node("weights", NodeKind::sequence);
        const auto items = bind::itemsOf(m_context.tree, list);
        std::set<std::int64_t> seen;
        bool isSound = !items.empty();
        bool hasWeight = false;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (m_context.tree.node(items[i]).kind != NodeKind::mapping)
                return false;
            const BlockReader entry(m_context.tree, items[i], schema::indexWeight);
            hasWeight = hasWeight || entry.numberIfAny("weight").value_or(0) > 0;
            const auto index = entry.integerIfAny("index");
            const Path path = child(at("weights"), std::to_string(i));
            if (!index)
                return false;
            if (*index >= m_pool.size) {
                indexOutside(child(path, "index"), static_cast<double>(*index));
                isSound = false;
            } else if (!seen.insert(*index).second) {
                m_findings
                    .error(codes::duplicateIndex, child(path, "index"),
                        fmt::format("The index {} has two weights", *index), "Remove one of them.")
                    .offer(m_findings.removeFix("Remove this one", path));
                isSound = false;
            }
        }
        if (!items.empty() && !hasWeight)
            m_findings.error(codes::weightsSumToZero, at("weights"), "All weights are 0",
                "Give at least one index a weight above 0.");
        return isSound && hasWeight;
    }

    bool checkSequence()
    {
        const NodeId list = m_sampling.node("sequence", NodeKind::sequence);
        const auto requests = bind::itemsOf(m_context.tree, list);
        bool isSound = !requests.empty();
        for (std::size_t r = 0; r < requests.size(); ++r) {
            const auto items = bind::itemsOf(m_context.tree, requests[r]);
            for (std::size_t i = 0; i < items.size(); ++i) {
                const Node& node = m_context.tree.node(items[i]);
                const bool isBare = node.kind == NodeKind::scalar;
                const BlockReader entry(
                    m_context.tree, isBare ? noNode : items[i], schema::sequenceEntry);
                const auto index
                    = isBare ? schema::toInteger(scalarOf(node)) : entry.integerIfAny("index");
                if (!index || *index < m_pool.size)
                    continue;
                const Path path
                    = child(child(at("sequence"), std::to_string(r)), std::to_string(i));
                indexOutside(isBare ? path : child(path, "index"), static_cast<double>(*index));
                isSound = false;
            }
        }
        return isSound;
    }

    /// Items that no request can have.
    void countUnused()
    {
        std::int64_t used = m_pool.sampling.range.max - m_pool.sampling.range.min + 1;
        if (std::holds_alternative<FixedSampling>(m_pool.sampling.law))
            used = 1;
        if (const auto* weights = std::get_if<WeightsSampling>(&m_pool.sampling.law))
            used = std::count_if(weights->entries.begin(), weights->entries.end(),
                [](const IndexWeight& entry) { return entry.weight > 0; });
        if (const auto* sequence = std::get_if<SequenceSampling>(&m_pool.sampling.law)) {
            std::set<std::int64_t> seen;
            for (const auto& request : sequence->requests)
                for (const auto& entry : request)
                    seen.insert(entry.index);
            used = static_cast<std::int64_t>(seen.size());
        }
        if (used < m_pool.size)
            m_findings.add(Severity::info, codes::itemsNeverSent, m_path,
                fmt::format("{} of {} items are never sent", m_pool.size - used, m_pool.size), {});
    }

    const Context& m_context;
    Findings& m_findings;
    Path m_path;
    const Pool& m_pool;
    BlockReader m_sampling;
    SamplingForm m_form;
};

} // namespace

void checkPool(const Context& context, const Path& path, const Pool& pool)
{
    const BlockReader block(context.tree, context.tree.find(path), schema::pool);
    if (block.integerIfAny("size")) // without a size there is nothing to compare with
        PoolCheck(context, path, pool).run();
}

} // namespace poolscope::config::checks
