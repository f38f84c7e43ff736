// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/run_text.h"

#include "app/cli/json.h"
#include "core/base/format.h"
#include "core/snapshot/run_length.h"

#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

using base::formatBytes;
using base::formatCount;
using base::formatNumber;
using base::formatSeconds;
using base::formatShare;

double shareDone(const run::RunSnapshot& state)
{
    const auto share = [](std::uint64_t part, std::uint64_t whole) {
        return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    return state.phase == run::Phase::preparing ? share(state.rendering.done, state.rendering.total)
                                                : share(state.done(), state.planned);
}

std::string progressText(const run::RunSnapshot& state)
{
    if (state.phase == run::Phase::preparing)
        return fmt::format("rendering {} of {} items, {}", state.rendering.done,
            state.rendering.total, formatBytes(static_cast<double>(state.rendering.bytes)));
    std::string text = fmt::format("{}/{}  {} req/s", formatCount(state.done()),
        formatCount(state.planned), formatNumber(state.rate));
    if (state.firstSeenCount > 0)
        text += fmt::format("  TTFT first {}", formatSeconds(state.firstSeenMedian));
    if (state.repeatCount > 0)
        text += fmt::format("  repeat {}", formatSeconds(state.repeatMedian));
    if (state.failed > 0)
        text += fmt::format("  {} failed", formatCount(state.failed));
    return text;
}

void showRun(const Console& console, const snapshot::Snapshot& snapshot,
    const run::RunSnapshot& state, const report::Findings& findings)
{
    const auto line = [&](std::string_view label, const std::string& text) {
        console.out << inked(console.colorOut, Ink::dim, fmt::format("{:<20}  ", label)) << text
                    << '\n';
    };
    line("Requests",
        fmt::format("{} sent in {}, {} ok, {} failed{}", formatCount(state.sent),
            formatSeconds(state.elapsed), formatCount(state.succeeded), formatCount(state.failed),
            state.interrupted > 0 ? fmt::format(", {} cut off", formatCount(state.interrupted))
                                  : ""));
    for (const auto& [label, count] : state.errors)
        line("  " + label, formatCount(count));
    line("Bytes sent", formatBytes(static_cast<double>(state.bytesSent)));
    if (state.succeeded > 0)
        line("Latency p50 / p99",
            fmt::format(
                "{} / {}", formatSeconds(state.latencyMedian), formatSeconds(state.latency99)));
    if (state.firstSeenCount > 0)
        line("TTFT first seen",
            fmt::format("{} ({} requests)", formatSeconds(state.firstSeenMedian),
                formatCount(state.firstSeenCount)));
    if (state.repeatCount > 0)
        line("TTFT repeat",
            fmt::format("{} ({} requests)", formatSeconds(state.repeatMedian),
                formatCount(state.repeatCount)));
    if (!findings.firstSeen.sentence.empty())
        line("TTFT difference", findings.firstSeen.sentence);
    for (const base::Modality modality : base::allModalities) {
        const run::ItemUse& use = state.items.at(static_cast<std::size_t>(modality));
        if (use.sent == 0)
            continue;
        std::string text = fmt::format("{} sent, {} distinct, {} repeats", formatCount(use.sent),
            formatCount(use.distinct),
            formatShare(1 - static_cast<double>(use.distinct) / static_cast<double>(use.sent)));
        if (const auto* pool = snapshot.pool(modality); pool && pool->isCounted)
            text += fmt::format(" (predicted {} ± {} distinct, {} repeats)",
                formatNumber(pool->run.expectedDistinct),
                formatNumber(pool->run.expectedDistinctSd),
                formatShare(pool->run.expectedRepeatShare));
        line(fmt::format("{} items", base::name(modality)), text);
        if (const auto& finding = findings.of(modality); !finding.sentence.empty())
            line(fmt::format("{} draws", base::name(modality)), finding.sentence);
    }
    if (state.serverBefore && state.serverAfter) {
        const auto queries = state.serverAfter->mediaQueries - state.serverBefore->mediaQueries;
        const auto hits = state.serverAfter->mediaHits - state.serverBefore->mediaHits;
        if (queries > 0)
            line("Server media cache",
                fmt::format("{} of {} hits, {}", formatCount(hits), formatCount(queries),
                    formatShare(static_cast<double>(hits) / static_cast<double>(queries))));
    }
}

void showDryRun(
    const Console& console, const snapshot::Snapshot& snapshot, const run::Shard& shard, bool json)
{
    const plan::Plan& plan = *snapshot.plan;
    const std::uint64_t count = shard.range(plan.schedule().requestCount()).count;
    const auto requests = static_cast<double>(count);
    const auto advice = snapshot::adviseLength(plan, count);
    const double bytes = requests * snapshot.bodyBytes;
    const double words = requests * plan.meanWords();
    const double output = requests * plan.meanOutputTokens();
    if (json) {
        nlohmann::ordered_json document{ { "requests", count },
            { "seconds", plan.schedule().seconds() }, { "bytes", bytes }, { "input_words", words },
            { "output_tokens", output } };
        if (advice)
            document["ttft_first_seen"] = { { "first_seen", advice->planned.firstSeen },
                { "repeats", advice->planned.repeats }, { "enough", advice->isEnough },
                { "sentence", advice->sentence } };
        console.out << written(document);
        return;
    }
    console.out << fmt::format(
        "{} requests over {}\nabout {} in bodies, {} words of text, {} output tokens\n",
        formatNumber(requests), formatSeconds(plan.schedule().seconds()), formatBytes(bytes),
        formatNumber(words), formatNumber(output));
    if (advice)
        console.out << advice->sentence << '\n';
}

} // namespace poolscope::cli
