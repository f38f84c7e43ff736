// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/lifecycle.h"

#include "core/report/statistics.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace poolscope::report {

namespace {

using nlohmann::ordered_json;

/// Sample of one figure over records, from a function that may have nothing to say.
template <class F> std::vector<double> sample(const Records& records, const F& figure)
{
    std::vector<double> values;
    for (const run::Record* record : records)
        figure(*record, [&](double value) { values.push_back(value); });
    return values;
}

ordered_json latency(const Records& records, const std::vector<double>& percentiles)
{
    const auto stat
        = [&](const auto& figure) { return statistics(sample(records, figure), percentiles); };
    ordered_json result;
    result["request_latency"] = stat([](const auto& r, const auto& add) { add(r.latency()); });
    result["normalized_time_per_output_token"] = stat([](const auto& r, const auto& add) {
        const auto length = static_cast<double>(r.outputLength());
        add(length > 0 ? r.latency() / length : 0.0);
    });
    result["time_per_output_token"] = stat([](const auto& r, const auto& add) {
        const auto& times = r.tokenTimes;
        if (times.size() > 1)
            add(static_cast<double>(times.back() - times.front())
                / static_cast<double>(times.size() - 1));
    });
    result["time_to_first_token"] = stat([](const auto& r, const auto& add) {
        if (r.tokenTimes.size() > 1)
            add(r.timeToFirstToken());
    });
    result["inter_token_latency"] = stat([](const auto& r, const auto& add) {
        for (std::size_t i = 1; i < r.tokenTimes.size(); ++i)
            add(static_cast<double>(r.tokenTimes[i] - r.tokenTimes[i - 1]));
    });
    return result;
}

double countOf(const run::Record& record, base::Modality modality)
{
    return static_cast<double>(std::count_if(record.items.begin(), record.items.end(),
        [&](const run::RecordItem& item) { return item.modality == modality; }));
}

template <class F> double total(const Records& records, const F& figure)
{
    double sum = 0;
    for (const run::Record* record : records)
        sum += figure(*record);
    return sum;
}

double promptTokens(const run::Record& record)
{
    return static_cast<double>(std::max<std::int64_t>(0, record.promptTokens));
}

double outputTokens(const run::Record& record)
{
    return static_cast<double>(record.outputLength());
}

ordered_json throughput(const Records& records, double seconds)
{
    const auto perSecond = [&](double amount) { return seconds > 0 ? amount / seconds : 0.0; };
    const double input = total(records, promptTokens);
    const double output = total(records, outputTokens);
    ordered_json result;
    result["input_tokens_per_sec"] = perSecond(input);
    result["output_tokens_per_sec"] = perSecond(output);
    result["total_tokens_per_sec"] = perSecond(input + output);
    result["requests_per_sec"] = perSecond(static_cast<double>(records.size()));
    for (const base::Modality modality : base::allModalities)
        result[std::string(base::name(modality)) + "s_per_sec"] = perSecond(
            total(records, [&](const run::Record& record) { return countOf(record, modality); }));
    return result;
}

ordered_json media(
    const Records& records, base::Modality modality, const std::vector<double>& percentiles)
{
    const auto perItem = [&](const auto& figure) {
        return statistics(sample(records,
                              [&](const auto& record, const auto& add) {
                                  for (const auto& item : record.items)
                                      if (item.modality == modality)
                                          add(figure(item));
                              }),
            percentiles);
    };
    ordered_json result;
    result["count"] = statistics(
        sample(records, [&](const auto& r, const auto& add) { add(countOf(r, modality)); }),
        percentiles);
    if (modality == base::Modality::video)
        result["frames"]
            = perItem([](const auto& item) { return static_cast<double>(item.frames); });
    if (modality == base::Modality::audio)
        result["seconds"]
            = perItem([](const auto& item) { return static_cast<double>(item.seconds); });
    else
        result["pixels"] = perItem([](const auto& item) {
            return static_cast<double>(item.width) * static_cast<double>(item.height);
        });
    result["bytes"] = perItem([](const auto& item) { return static_cast<double>(item.bytes); });
    if (modality != base::Modality::audio)
        result["aspect_ratio"] = perItem([](const auto& item) {
            return item.height > 0 ? static_cast<double>(item.width) / item.height : 0.0;
        });
    return result;
}

/// Totals first, then the distribution's keys in the same object, as inference-perf has it.
ordered_json prompt(const Records& records, const std::vector<double>& percentiles)
{
    const double all = total(records, promptTokens);
    const double cached = total(records, [](const run::Record& record) {
        return static_cast<double>(std::max<std::int64_t>(0, record.cachedTokens));
    });
    ordered_json result{ { "total", all }, { "cached", cached }, { "uncached", all - cached } };
    const auto stat = statistics(
        sample(records, [](const auto& r, const auto& add) { add(promptTokens(r)); }), percentiles);
    if (stat.is_object())
        result.update(stat);
    return result;
}

ordered_json successes(
    const Records& records, double seconds, const std::vector<double>& percentiles)
{
    const auto stat
        = [&](const auto& figure) { return statistics(sample(records, figure), percentiles); };
    ordered_json result;
    result["count"] = records.size();
    result["latency"] = latency(records, percentiles);
    result["throughput"] = throughput(records, seconds);
    result["request_size_bytes"]
        = stat([](const auto& r, const auto& add) { add(static_cast<double>(r.bytes)); });
    for (const base::Modality modality : base::allModalities)
        result[std::string(base::name(modality))] = media(records, modality, percentiles);
    result["prompt_tokens"] = prompt(records, percentiles);
    result["output_len"] = stat(
        [](const auto& r, const auto& add) { add(static_cast<double>(r.tokenTimes.size())); });
    ordered_json output{ { "total", total(records, outputTokens) } };
    const auto outputStat = stat([](const auto& r, const auto& add) { add(outputTokens(r)); });
    if (outputStat.is_object())
        output.update(outputStat);
    result["output_tokens"] = std::move(output);
    const auto number = [&](const auto& predicate) {
        return std::count_if(records.begin(), records.end(),
            [&](const run::Record* record) { return predicate(*record); });
    };
    result["token_count_mismatches"] = number([](const run::Record& r) {
        return !r.tokenTimes.empty() && r.outputTokens >= 0
            && r.outputTokens != static_cast<std::int64_t>(r.tokenTimes.size());
    });
    result["client_fallback_requests"] = {
        { "prompt", number([](const run::Record& r) { return r.promptTokens < 0; }) },
        { "output", number([](const run::Record& r) { return r.outputTokens < 0; }) },
    };
    return result;
}

ordered_json failures(const Records& records, const std::vector<double>& percentiles)
{
    constexpr std::size_t maxMessages = 100; // inference-perf's default
    std::map<std::string, std::pair<std::uint64_t, std::map<std::string, std::uint64_t>>> labels;
    for (const run::Record* record : records) {
        auto& [count, messages] = labels[run::errorLabel(*record)];
        ++count;
        if (messages.size() < maxMessages || messages.count(record->message) > 0)
            ++messages[record->message];
    }
    ordered_json byLabel = ordered_json::object();
    for (const auto& [label, group] : labels) {
        ordered_json messages = ordered_json::array();
        for (const auto& [message, count] : group.second)
            messages.push_back({ { "message", message }, { "count", count } });
        byLabel[label] = { { "count", group.first }, { "messages", std::move(messages) } };
    }
    ordered_json result;
    result["count"] = records.size();
    result["request_latency"] = statistics(
        sample(records, [](const auto& r, const auto& add) { add(r.latency()); }), percentiles);
    result["prompt_tokens"] = prompt(records, percentiles);
    result["by_label"] = std::move(byLabel);
    return result;
}

} // namespace

double benchmarkTime(const Records& records)
{
    if (records.empty())
        return 0;
    double start = records.front()->start;
    double end = records.front()->end;
    for (const run::Record* record : records) {
        start = std::min(start, record->start);
        end = std::max(end, record->end);
    }
    return end - start;
}

ordered_json lifecycle(const Records& records, const std::vector<double>& percentiles)
{
    Records good;
    Records bad;
    for (const run::Record* record : records)
        (record->isOk() ? good : bad).push_back(record);
    const double seconds = benchmarkTime(records);
    ordered_json result;
    result["benchmark_time_seconds"] = seconds;
    result["load_summary"] = {
        { "count", records.size() },
        { "schedule_delay",
            statistics(
                sample(records, [](const auto& r, const auto& add) { add(r.start - r.due); }),
                percentiles) },
    };
    result["successes"] = successes(good, seconds, percentiles);
    result["failures"] = failures(bad, percentiles);
    return result;
}

} // namespace poolscope::report
