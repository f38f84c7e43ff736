// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/report.h"

#include "core/base/file.h"
#include "core/report/lifecycle.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::report {

namespace {

using nlohmann::ordered_json;

/// Requests that a stop cut off count neither as successes nor as failures.
Records finished(const Report& report)
{
    Records records;
    for (const run::Record& record : report.tally.records())
        if (record.error != run::ErrorKind::interrupted)
            records.push_back(&record);
    std::sort(records.begin(), records.end(),
        [](const run::Record* a, const run::Record* b) { return a->index < b->index; });
    return records;
}

std::string dump(const ordered_json& json)
{
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

ordered_json accounts(
    const run::ItemAccounts& sent, const std::map<std::uint64_t, std::uint64_t>& planned)
{
    ordered_json plannedJson = ordered_json::object();
    for (const auto& [item, count] : planned)
        plannedJson[std::to_string(item)] = count;
    ordered_json sentJson = ordered_json::object();
    ordered_json hashes = ordered_json::object();
    for (const auto& [item, account] : sent.items) {
        sentJson[std::to_string(item)] = account.sent;
        if (account.sha256.size() == 1)
            hashes[std::to_string(item)] = account.sha256.front();
        else
            hashes[std::to_string(item)] = account.sha256;
    }
    const std::uint64_t distinct = sent.items.size() + sent.fresh;
    ordered_json result;
    result["planned"] = std::move(plannedJson);
    result["sent"] = std::move(sentJson);
    result["distinct"] = distinct;
    result["first_seen"] = distinct;
    result["repeats"] = sent.sent - distinct;
    if (sent.fresh > 0)
        result["fresh"] = sent.fresh;
    result["blob_sha256"] = std::move(hashes);
    return result;
}

std::string_view nameOf(reuse::Agreement agreement)
{
    switch (agreement) {
    case reuse::Agreement::tooEarly:
        return "too_few_draws";
    case reuse::Agreement::agrees:
        return "agrees";
    case reuse::Agreement::differs:
        return "differs";
    case reuse::Agreement::outOfRange:
        break;
    }
    return "out_of_range";
}

/// Infinite figures become null.
ordered_json check(const DrawFinding& finding)
{
    const auto& verdict = finding.verdict;
    return {
        { "agreement", verdict ? nameOf(verdict->agreement) : "not_tested" },
        { "log_e", verdict ? ordered_json(verdict->logE) : nullptr },
        { "p", verdict && verdict->test.degrees > 0 ? ordered_json(verdict->test.p) : nullptr },
        { "sentence", finding.sentence },
    };
}

ordered_json firstSeenShift(const reuse::SeenVerdict& verdict)
{
    const auto figure = [&](const auto& of) {
        return verdict.shift ? ordered_json(of(*verdict.shift)) : nullptr;
    };
    return {
        { "seconds", figure([](const reuse::Shift& shift) { return shift.estimate; }) },
        { "low", figure([](const reuse::Shift& shift) { return shift.interval.low; }) },
        { "high", figure([](const reuse::Shift& shift) { return shift.interval.high; }) },
        { "p", figure([](const reuse::Shift& shift) { return shift.p; }) },
        { "sentence", verdict.sentence },
    };
}

ordered_json pool(const Report& report)
{
    ordered_json modalities = ordered_json::object();
    ordered_json prefix = ordered_json::object();
    for (const base::Modality modality : base::allModalities) {
        const auto& planned = report.planned.at(static_cast<std::size_t>(modality));
        const auto& payload = report.tally.accounts(modality, media::Side::payload);
        const auto& groups = report.tally.accounts(modality, media::Side::prefix);
        if (payload.sent > 0 || !planned.empty()) {
            ordered_json& media = modalities[std::string(base::name(modality))];
            media = accounts(payload, planned);
            if (const DrawFinding& finding = report.findings.of(modality);
                !finding.sentence.empty())
                media["check"] = check(finding);
        }
        if (groups.sent > 0)
            prefix[std::string(base::name(modality))] = accounts(groups, {});
    }
    ordered_json result{ { "modalities", std::move(modalities) } };
    if (!prefix.empty())
        result["prefix"] = { { "modalities", std::move(prefix) } };
    if (!report.findings.firstSeen.sentence.empty())
        result["ttft_first_seen_shift"] = firstSeenShift(report.findings.firstSeen);
    return result;
}

ordered_json requestMetrics(const run::Record& record)
{
    ordered_json metrics{ { "text",
        { { "input_tokens", std::max<std::int64_t>(0, record.promptTokens) } } } };
    for (const base::Modality modality : base::allModalities) {
        ordered_json instances = ordered_json::array();
        for (const auto& item : record.items) {
            if (item.modality != modality)
                continue;
            ordered_json instance{ { "item",
                                       item.side == media::Side::fresh ? ordered_json(-1)
                                                                       : ordered_json(item.item) },
                { "bytes", item.bytes } };
            if (modality == base::Modality::audio) {
                instance["seconds"] = item.seconds;
            } else {
                instance["pixels"] = std::int64_t{ item.width } * item.height;
                instance["aspect_ratio"]
                    = item.height > 0 ? static_cast<double>(item.width) / item.height : 0.0;
            }
            if (modality == base::Modality::video)
                instance["frames"] = item.frames;
            instances.push_back(std::move(instance));
        }
        const std::string name(base::name(modality));
        if (instances.empty())
            metrics[name] = nullptr;
        else
            metrics[name]
                = { { "count", instances.size() }, { "instances", std::move(instances) } };
    }
    return metrics;
}

ordered_json responseMetrics(const run::Record& record)
{
    if (!record.isOk())
        return nullptr;
    ordered_json usage = nullptr;
    if (record.promptTokens >= 0 || record.outputTokens >= 0)
        usage = { { "prompt_tokens", std::max<std::int64_t>(0, record.promptTokens) },
            { "completion_tokens", std::max<std::int64_t>(0, record.outputTokens) } };
    if (record.cachedTokens >= 0)
        usage["prompt_tokens_details"] = { { "cached_tokens", record.cachedTokens } };
    ordered_json times = ordered_json::array();
    for (const float time : record.tokenTimes)
        times.push_back(record.start + static_cast<double>(time));
    return { { "output_tokens", record.outputLength() }, { "server_usage", std::move(usage) },
        { "response_chunks", ordered_json::array() }, { "chunk_times", ordered_json::array() },
        { "output_token_times", std::move(times) } };
}

ordered_json perRequest(const run::Record& record)
{
    ordered_json json;
    json["start_time"] = record.start;
    json["end_time"] = record.end;
    json["request"] = nullptr; // bodies are not kept: `show --request` prints any of them
    json["response"] = nullptr;
    json["info"] = {
        { "request_metrics", requestMetrics(record) },
        { "response_metrics", responseMetrics(record) },
        { "extra_info", ordered_json::object() },
        { "lora_adapter", nullptr },
        { "labels", ordered_json::object() },
        { "input_tokens", std::max<std::int64_t>(0, record.promptTokens) },
        { "graph_event_id", nullptr },
    };
    if (record.isOk())
        json["error"] = nullptr;
    else
        json["error"]
            = { { "error_type", run::errorLabel(record) }, { "error_msg", record.message } };
    // Ours: what a reader needs to find the request in the plan again.
    json["index"] = record.index;
    json["stage_id"] = record.stage;
    json["scheduled_time"] = record.due;
    json["first_seen"] = record.isFirstSeen;
    json["request_size_bytes"] = record.bytes;
    return json;
}

ordered_json summary(const Report& report)
{
    ordered_json json = lifecycle(finished(report), report.percentiles);
    json["load_summary"]["interrupted"] = report.state->interrupted;
    return json;
}

} // namespace

std::string summaryJson(const Report& report, PoolPart part)
{
    ordered_json json = summary(report);
    if (part == PoolPart::include)
        json["pool"] = pool(report);
    return dump(json);
}

std::string stageJson(const Report& report, std::size_t stage)
{
    Records records = finished(report);
    std::erase_if(records, [&](const run::Record* record) { return record->stage != stage; });
    ordered_json json = lifecycle(records, report.percentiles);
    const auto byStart
        = [](const run::Record* a, const run::Record* b) { return a->start < b->start; };
    const auto [first, last] = std::minmax_element(records.begin(), records.end(), byStart);
    const double send = records.size() > 1 ? (*last)->start - (*first)->start : 0;
    ordered_json& load = json["load_summary"];
    load["send_duration"] = send;
    if (stage < report.stages.size() && report.stages[stage].requestedRate)
        load["requested_rate"] = *report.stages[stage].requestedRate;
    load["achieved_rate"] = send > 0 ? static_cast<double>(records.size()) / send : 0.0;
    if (stage < report.stages.size() && report.stages[stage].concurrency)
        load["concurrency"] = *report.stages[stage].concurrency;
    return dump(json);
}

std::string perRequestJson(const Report& report)
{
    ordered_json list = ordered_json::array();
    for (const run::Record* record : finished(report))
        list.push_back(perRequest(*record));
    return dump(list);
}

std::string poolJson(const Report& report)
{
    return dump(pool(report));
}

base::Result<> write(const Report& report, const std::filesystem::path& folder)
{
    if (auto created = base::createFolder(folder); !created)
        return created;
    std::vector<std::pair<std::string, std::string>> files{
        { "summary_lifecycle_metrics.json", summaryJson(report, PoolPart::leave) },
        { "per_request_lifecycle_metrics.json", perRequestJson(report) },
        { "pool.json", poolJson(report) },
        { "config.yaml", report.config },
    };
    for (std::size_t stage = 0; stage < report.stages.size(); ++stage) {
        const bool hasRecords = std::any_of(report.tally.records().begin(),
            report.tally.records().end(), [&](const run::Record& record) {
                return record.stage == stage && record.error != run::ErrorKind::interrupted;
            });
        if (hasRecords)
            files.emplace_back(
                fmt::format("stage_{}_lifecycle_metrics.json", stage), stageJson(report, stage));
    }
    for (const auto& [name, content] : files)
        if (auto written = base::writeFile(folder / name, content); !written)
            return written;
    return {};
}

} // namespace poolscope::report
