// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/nearest.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace poolscope::config::checks {

namespace {

using bind::BlockReader;

BlockReader rootOf(const Context& context)
{
    const bool isEmpty = context.tree.isEmpty();
    return { context.tree, isEmpty ? noNode : context.tree.resolve(context.tree.root()),
        rootBlock() };
}

const Block& blockOf(const Field& field)
{
    return *field.forms.front().block;
}

/// A block inside a block, each by its key.
BlockReader inner(const BlockReader& outer, const Block& block, std::string_view key)
{
    return outer.block(key, blockOf(*block.find(key)));
}

void checkPercentiles(const Context& context, const BlockReader& requests)
{
    const Path path{ "report", "request_lifecycle", "percentiles" };
    const auto items
        = bind::itemsOf(context.tree, requests.node("percentiles", NodeKind::sequence));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Node& node = context.tree.node(items[i]);
        const auto value = node.kind == NodeKind::scalar ? schema::toNumber(scalarOf(node))
                                                         : std::optional<double>();
        if (!value || (*value >= 0 && *value <= 100))
            continue;
        const Path place = child(path, std::to_string(i));
        context.findings
            .error(codes::percentileOutside, place,
                fmt::format("There is no {:g}th percentile: {} runs all requests and then stops "
                            "before it writes a single report",
                    *value, context.findings.upstream()),
                "Give numbers from 0 to 100.")
            .offer(context.findings.removeFix("Remove it", place));
    }
}

void checkGoals(const Context& context, const BlockReader& report)
{
    constexpr std::array<std::string_view, 5> known{ "ttft", "tpot", "itl", "ntpot",
        "request_latency" };
    const BlockReader goodput = inner(report, schema::report, "goodput");
    const NodeId goals = goodput.node("constraints", NodeKind::mapping);
    if (goals == noNode)
        return;
    for (const Entry* entry : context.tree.visibleEntries(goals)) {
        if (std::find(known.begin(), known.end(), entry->key) != known.end())
            continue;
        const std::string near(schema::nearest(entry->key, known));
        const Path path{ "report", "goodput", "constraints", entry->key };
        Finding found = context.findings.warning(codes::unknownGoal, path,
            fmt::format("No request is measured by \"{}\": the goal has no effect", entry->key),
            near.empty() ? fmt::format("Goals are {}.", fmt::join(known, ", "))
                         : fmt::format("Did you mean \"{}\"?", near));
        found.moveTo(entry->keyRange);
        if (!near.empty())
            found.offer(context.findings.renameFix(path, near));
    }
}

} // namespace

void checkReport(const Context& context)
{
    const BlockReader report = rootOf(context).block("report", schema::report);
    const BlockReader requests = inner(report, schema::report, "request_lifecycle");
    const Block& block = blockOf(*schema::report.find("request_lifecycle"));
    checkPercentiles(context, requests);
    checkGoals(context, report);
    if (requests.flag("per_request") && !inner(requests, block, "per_request_fields").flag("info"))
        context.findings
            .warning(codes::infoLeftOut,
                { "report", "request_lifecycle", "per_request_fields", "info" },
                "Without info, requests have neither token counts nor times in their report, and "
                "validation.json complains of each",
                "Leave info in, and leave request and response out to save space.")
            .offer(context.findings.removeFix(
                "Remove it", { "report", "request_lifecycle", "per_request_fields", "info" }));
}

void checkMetrics(const Context& context)
{
    const BlockReader root = rootOf(context);
    const BlockReader metrics = root.block("metrics", schema::metrics);
    const bool isPrometheus = schema::toText(bind::fittingScalar(context.tree, metrics.node("type"),
                                  schema::metrics.find("type")->forms))
        == "prometheus";
    if (!isPrometheus)
        return;
    if (metrics.node("prometheus") == noNode) {
        context.findings.warning(codes::noMetrics, { "metrics" },
            "Nothing says where the Prometheus is: the run succeeds and collects no metrics",
            "Add metrics.prometheus with url, or google_managed: true.");
        return;
    }
    const auto& server = context.workload.server;
    const bool asksByModel
        = server && (server->type == ServerType::vllm || server->type == ServerType::sglang);
    if (asksByModel && !server->modelName)
        context.findings.warning(codes::metricsWithoutModel, { "metrics", "prometheus" },
            "server.model_name is not given: Prometheus is asked for model_name='None', and all "
            "server metrics are 0",
            "Give server.model_name.");
}

void checkCircuitBreakers(const Context& context)
{
    const NodeId list = context.tree.find({ "circuit_breakers" });
    if (list == noNode || context.tree.node(list).kind != NodeKind::sequence)
        return;
    const auto breakers = bind::itemsOf(context.tree, list);
    for (std::size_t i = 0; i < breakers.size(); ++i) {
        const Path path{ "circuit_breakers", std::to_string(i) };
        const NodeId rules = context.tree.find(breakers[i], "metrics") == noNode
            ? noNode
            : context.tree.find(context.tree.find(breakers[i], "metrics"), "rules");
        const bool hasRules = rules != noNode && !context.tree.node(rules).entries.empty();
        const NodeId triggers = context.tree.find(breakers[i], "triggers");
        if (hasRules || triggers == noNode)
            continue;
        for (const NodeId trigger : bind::itemsOf(context.tree, triggers)) {
            const NodeId type = context.tree.find(trigger, "type");
            if (type != noNode && context.tree.node(type).text == "rate_over_window") {
                context.findings.warning(codes::breakerAlwaysHits, child(path, "triggers"),
                    "Without rules every match is a hit: the rate is always 100 %, and the first "
                    "window opens the breaker",
                    "Give metrics.rules, or use a consecutive trigger.");
                break;
            }
        }
    }
}

} // namespace poolscope::config::checks
