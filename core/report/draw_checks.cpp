// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/draw_checks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace poolscope::report {

namespace {

std::size_t place(base::Modality modality)
{
    return static_cast<std::size_t>(modality);
}

/// The first item from `from` on whose count is not what it was; counts.size(): none. By blocks:
/// between two looks most of a wide pool stays as it was.
std::size_t nextChange(const std::vector<std::uint32_t>& counts,
    const std::vector<std::uint32_t>& seen, std::size_t from)
{
    constexpr std::size_t block = 256;
    while (from < counts.size()) {
        const std::size_t size = std::min(block, counts.size() - from);
        if (std::memcmp(&counts[from], &seen[from], size * sizeof(std::uint32_t)) == 0) {
            from += size;
            continue;
        }
        while (counts[from] == seen[from])
            ++from;
        return from;
    }
    return from;
}

} // namespace

DrawChecks::Watched::Watched(const plan::MediaPlan& media)
    : check(media.law())
{
}

DrawChecks::DrawChecks(plan::PlanPtr plan)
    : m_plan(std::move(plan))
{
    for (const base::Modality modality : base::allModalities)
        if (const plan::MediaPlan* media = m_plan->media(modality); media && media->hasPool())
            m_watched.at(place(modality)).emplace(*media);
}

void DrawChecks::look(const run::RunSnapshot& state)
{
    for (const base::Modality modality : base::allModalities)
        if (m_watched.at(place(modality)))
            lookAt(modality, state.items.at(place(modality)));
}

void DrawChecks::lookAt(base::Modality modality, const run::ItemUse& use)
{
    std::optional<Watched>& watched = m_watched.at(place(modality));
    const auto restart = [&] { watched.emplace(*m_plan->media(modality)); };
    if (use.sent < watched->sent || use.counts.size() < watched->seen.size())
        restart();
    watched->isCounted = !use.counts.empty() || use.sent == 0;
    if (use.sent == watched->sent || !watched->isCounted)
        return;
    watched->seen.resize(use.counts.size(), 0);
    std::uint64_t added = 0;
    for (std::size_t i = nextChange(use.counts, watched->seen, 0); i < use.counts.size();
         i = nextChange(use.counts, watched->seen, i)) {
        std::uint32_t& before = watched->seen[i];
        if (use.counts[i] < before) {
            restart();
            lookAt(modality, use);
            return;
        }
        const std::uint32_t more = use.counts[i] - before;
        watched->check.add(static_cast<std::int64_t>(i), more);
        before = use.counts[i];
        added += more;
    }
    // What was sent without a place in the pool's counts is no item of the pool.
    const std::uint64_t sent = use.sent - watched->sent;
    watched->check.add(-1, sent - std::min(sent, added));
    watched->sent = use.sent;
    watched->check.tick();
}

void DrawChecks::add(const run::Tally& tally)
{
    for (const base::Modality modality : base::allModalities) {
        std::optional<Watched>& watched = m_watched.at(place(modality));
        if (!watched)
            continue;
        const run::ItemAccounts& accounts = tally.accounts(modality, media::Side::payload);
        for (const auto& [item, account] : accounts.items)
            watched->check.add(static_cast<std::int64_t>(item), account.sent);
        watched->check.tick();
    }
}

DrawFinding DrawChecks::finding(base::Modality modality, reuse::RunStage stage) const
{
    const std::optional<Watched>& watched = m_watched.at(place(modality));
    if (!watched)
        return {};
    if (!isTested(modality))
        return { {}, "The items of its requests are listed, not drawn: there is no law to test" };
    if (!watched->isCounted)
        return { {}, "A pool of this size is tested when the run has ended" };
    reuse::RunVerdict verdict = watched->check.verdict(stage);
    std::string sentence = verdict.sentence;
    return { std::move(verdict), std::move(sentence) };
}

const reuse::RunCheck* DrawChecks::counted(base::Modality modality) const
{
    const std::optional<Watched>& watched = m_watched.at(place(modality));
    return watched && watched->isCounted ? &watched->check : nullptr;
}

bool DrawChecks::isTested(base::Modality modality) const
{
    const plan::MediaPlan* media = m_plan->media(modality);
    return media && media->hasPool() && !media->isSequence();
}

} // namespace poolscope::report
