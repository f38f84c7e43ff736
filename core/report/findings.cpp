// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/findings.h"

#include <vector>

namespace poolscope::report {

Findings findingsOf(const plan::PlanPtr& plan, const run::Tally& tally)
{
    Findings findings;
    DrawChecks checks(plan);
    checks.add(tally);
    for (const base::Modality modality : base::allModalities)
        findings.draws.at(static_cast<std::size_t>(modality))
            = checks.finding(modality, reuse::RunStage::finished);
    std::vector<reuse::SeenLatency> latencies;
    for (const run::Record& record : tally.records())
        if (record.isOk() && !record.items.empty())
            latencies.push_back({ record.start, record.timeToAnswer(), record.isFirstSeen });
    if (!latencies.empty())
        findings.firstSeen = reuse::firstSeenVerdict(latencies);
    return findings;
}

} // namespace poolscope::report
