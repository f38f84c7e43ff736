// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/metrics.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string_view>
#include <utility>

namespace poolscope::sim {

namespace {

/// Writes metric families that all carry the same labels.
class Writer {
public:
    explicit Writer(std::string labels)
        : m_labels(std::move(labels))
    {
    }

    void counter(std::string_view name, std::string_view help, std::uint64_t value,
        std::string_view moreLabels = {})
    {
        head(name, help, "counter");
        line(fmt::format("{}_total", name), moreLabels, fmt::format("{}", value));
    }

    void gauge(std::string_view name, std::string_view help, std::size_t value)
    {
        head(name, help, "gauge");
        line(name, {}, fmt::format("{}", value));
    }

    void histogram(std::string_view name, std::string_view help, const Histogram& histogram)
    {
        head(name, help, "histogram");
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < histogram.counts().size(); ++i) {
            count += histogram.counts()[i];
            const std::string edge
                = i < histogram.edges().size() ? fmt::format("{:#}", histogram.edges()[i]) : "+Inf";
            line(fmt::format("{}_bucket", name), fmt::format(",le=\"{}\"", edge),
                fmt::format("{}", count));
        }
        line(fmt::format("{}_count", name), {}, fmt::format("{}", count));
        line(fmt::format("{}_sum", name), {}, fmt::format("{}", histogram.sum()));
    }

    std::string take() { return std::move(m_text); }

private:
    void head(std::string_view name, std::string_view help, std::string_view type)
    {
        fmt::format_to(
            std::back_inserter(m_text), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
    }

    void line(std::string_view name, std::string_view moreLabels, std::string_view value)
    {
        fmt::format_to(
            std::back_inserter(m_text), "{}{{{}{}}} {}\n", name, m_labels, moreLabels, value);
    }

    std::string m_labels;
    std::string m_text;
};

std::string escapedLabel(std::string_view value)
{
    std::string text;
    for (const char letter : value) {
        if (letter == '\\' || letter == '"')
            text += '\\';
        text += letter == '\n' ? "\\n" : std::string(1, letter);
    }
    return text;
}

} // namespace

Histogram::Histogram(std::vector<double> edges)
    : m_edges(std::move(edges))
    , m_counts(m_edges.size() + 1)
{
}

void Histogram::observe(double value)
{
    const auto edge = std::lower_bound(m_edges.begin(), m_edges.end(), value);
    ++m_counts[static_cast<std::size_t>(edge - m_edges.begin())];
    m_sum += value;
}

std::string metricsText(const Totals& totals, const std::string& model)
{
    const Counters& counters = totals.counters;
    Writer writer(fmt::format(R"(engine="0",model_name="{}")", escapedLabel(model)));
    writer.gauge("vllm:num_requests_running", "Number of requests in model execution batches.",
        totals.running);
    writer.gauge(
        "vllm:num_requests_waiting", "Number of requests waiting to be processed.", totals.waiting);
    writer.counter("vllm:mm_cache_queries",
        "Multi-modal cache queries, in terms of number of queried items.", counters.mediaQueries);
    writer.counter("vllm:mm_cache_hits",
        "Multi-modal cache hits, in terms of number of cached items.", counters.mediaHits);
    writer.counter("vllm:prefix_cache_queries",
        "Prefix cache queries, in terms of number of queried tokens.", counters.prefixQueryTokens);
    writer.counter("vllm:prefix_cache_hits",
        "Prefix cache hits, in terms of number of cached tokens.", counters.prefixHitTokens);
    writer.counter(
        "vllm:prompt_tokens", "Number of prefill tokens processed.", totals.promptTokens);
    writer.counter("vllm:generation_tokens", "Number of generation tokens processed.",
        totals.generationTokens);
    writer.counter("vllm:request_success", "Count of successfully processed requests.",
        totals.successes, ",finished_reason=\"length\"");
    writer.histogram("vllm:time_to_first_token_seconds",
        "Histogram of time to first token in seconds.", totals.timeToFirstToken);
    writer.histogram("vllm:e2e_request_latency_seconds",
        "Histogram of e2e request latency in seconds.", totals.requestLatency);
    return writer.take();
}

} // namespace poolscope::sim
