// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace poolscope::config::checks {

namespace {

using bind::BlockReader;

constexpr std::int64_t defaultSeed = 42;

class LoadCheck {
public:
    explicit LoadCheck(const Context& context)
        : m_context(context)
        , m_findings(context.findings)
        , m_load(context.workload.load)
        , m_block(context.tree, context.tree.find({ "load" }), schema::load)
    {
    }

    void run()
    {
        if (m_context.knowsType("load")) {
            checkType();
            checkSweep();
            checkStages();
        }
        checkAdapters();
        checkBreakers();
        checkWaits();
        checkSeed();
    }

private:
    static Path at(std::string_view key) { return { "load", std::string(key) }; }
    bool has(std::string_view key) const { return m_block.node(key) != noNode; }
    bool isConcurrent() const { return m_load.type == LoadType::concurrent; }
    bool isSession() const { return m_load.type == LoadType::traceSessionReplay; }
    std::string_view typeName() const { return checks::typeName(schema::load, m_load.type); }

    void checkType()
    {
        if (m_load.type == LoadType::traceReplay || isSession())
            m_findings.warning(codes::notPlanned, at("type"),
                fmt::format("Poolscope keeps {} load but plans no requests from it", typeName()),
                "Run the file with inference-perf, or use constant, poisson or concurrent load.");
    }

    void checkSweep()
    {
        if (!has("sweep"))
            return;
        if (isConcurrent() || isSession()) {
            m_findings
                .refusal(codes::sweepConflict, at("sweep"),
                    fmt::format("{} load cannot be swept: {} refuses the file", typeName(),
                        m_findings.upstream()),
                    "Remove sweep, or use constant or poisson load.")
                .offer(m_findings.removeFix("Remove sweep", at("sweep")));
            return;
        }
        const Data& data = m_context.workload.data;
        const auto lacksTotal
            = [](const std::optional<Distribution>& law) { return law && !law->totalCount; };
        const bool isDrawn = data.type == DataType::synthetic || data.type == DataType::random;
        const bool losesRequests = isDrawn && !data.multimodal
            && (lacksTotal(data.inputDistribution) || lacksTotal(data.outputDistribution));
        m_findings.warning(codes::sweepKept, at("sweep"),
            losesRequests ? "Poolscope plans stages, not sweeps; inference-perf drops all requests "
                            "but the first where lengths have no total_count"
                          : "Poolscope plans stages, not sweeps; inference-perf finds the rates "
                            "by itself",
            losesRequests ? "Give total_count in both distributions, or write the stages."
                          : "Write the stages to plan them.");
    }

    void checkStages()
    {
        const auto stages
            = bind::itemsOf(m_context.tree, m_block.node("stages", NodeKind::sequence));
        if (stages.empty()) {
            if (!has("sweep") && m_load.type != LoadType::traceReplay)
                noStages();
            return;
        }
        for (std::size_t i = 0; i < stages.size(); ++i)
            if (m_context.tree.node(stages[i]).kind == NodeKind::mapping && !isSession())
                checkStage(stages[i], child(at("stages"), std::to_string(i)));
    }

    void noStages()
    {
        Finding found = m_findings.warning(codes::noStages, at("stages"),
            "load.stages is not given: nothing is sent until the command line names a number of "
            "requests or a rate, and inference-perf refuses to start",
            "Add a stage.");
        const NodeId id = m_context.tree.find(at("stages"));
        const bool canAdd = id == noNode || m_context.tree.node(id).kind == NodeKind::sequence;
        if (!canAdd || isSession())
            return;
        const Value stage = isConcurrent()
            ? Value(Value::Map{ { "num_requests", 100 }, { "concurrency_level", 4 } })
            : Value(Value::Map{ { "rate", 1.0 }, { "duration", 30 } });
        found.offer(m_findings.setFix("Add a stage", child(at("stages"), "0"), stage));
    }

    void checkStage(NodeId id, const Path& path)
    {
        const BlockReader stage(
            m_context.tree, id, isConcurrent() ? schema::concurrencyStage : schema::rateStage);
        const auto unused = isConcurrent() ? std::array{ "rate", "duration" }
                                           : std::array{ "num_requests", "concurrency_level" };
        for (const char* key : unused)
            if (stage.node(key) != noNode)
                unusedKey(stage, key, child(path, key));
        if (isConcurrent())
            return;
        const auto rate = stage.numberIfAny("rate");
        const auto duration = stage.integerIfAny("duration");
        if (rate && duration && *rate * static_cast<double>(*duration) < 1)
            m_findings.warning(codes::emptyStage, path,
                fmt::format("{:g} requests/s for {} s make less than one request: the stage "
                            "sends nothing",
                    *rate, *duration),
                "Raise rate or duration.");
    }

    void unusedKey(const BlockReader& stage, const char* key, const Path& path)
    {
        if (isConcurrent()) {
            m_findings
                .warning(codes::ignoredStageKey, path,
                    fmt::format("{} has no effect on a stage of concurrent load", key),
                    "Remove it.")
                .offer(m_findings.removeFix(fmt::format("Remove {}", key), path));
            return;
        }
        const bool isMeant = stage.node("rate") == noNode && stage.node("duration") == noNode;
        m_findings
            .refusal(codes::stageMismatch, path,
                fmt::format("{} is for concurrent load, but load.type is {}: {} refuses the file",
                    key, typeName(), m_findings.upstream()),
                isMeant ? "Set load.type to concurrent." : "Remove it.")
            .offer(isMeant
                    ? m_findings.setFix("Set load.type to concurrent", at("type"), "concurrent")
                    : m_findings.removeFix(fmt::format("Remove {}", key), path));
    }

    /// The sum must be 1 to the last bit, as Python 3.12 adds up: with Neumaier's correction.
    void checkAdapters()
    {
        const NodeId list = m_block.node("lora_traffic_split", NodeKind::sequence);
        if (list == noNode)
            return;
        double sum = 0;
        double lost = 0;
        for (const NodeId id : bind::itemsOf(m_context.tree, list)) {
            if (m_context.tree.node(id).kind != NodeKind::mapping)
                continue;
            const double split = BlockReader(m_context.tree, id, schema::adapterShare)
                                     .numberIfAny("split")
                                     .value_or(0);
            const double next = sum + split;
            lost
                += std::fabs(sum) >= std::fabs(split) ? (sum - next) + split : (split - next) + sum;
            sum = next;
        }
        if (sum + lost != 1)
            m_findings.refusal(codes::adapterShares, at("lora_traffic_split"),
                fmt::format("The shares add up to {:.17g}, not to 1: {} refuses the file",
                    sum + lost, m_findings.upstream()),
                "Change the shares.");
    }

    void checkBreakers()
    {
        std::set<std::string> known;
        const NodeId list = m_context.tree.find({ "circuit_breakers" });
        for (const NodeId id : bind::itemsOf(m_context.tree, list)) {
            const NodeId name = m_context.tree.find(id, "name");
            if (name != noNode)
                known.insert(m_context.tree.node(name).text);
        }
        const auto names
            = bind::itemsOf(m_context.tree, m_block.node("circuit_breakers", NodeKind::sequence));
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string& name = m_context.tree.node(names[i]).text;
            if (m_context.tree.node(names[i]).kind == NodeKind::scalar && !known.contains(name))
                m_findings.error(codes::unknownBreaker,
                    child(at("circuit_breakers"), std::to_string(i)),
                    fmt::format("No circuit breaker is called \"{}\"", name),
                    "Define it in the block circuit_breakers.");
        }
    }

    void checkWaits()
    {
        for (const char* key :
            { "interval", "request_retry_backoff_sec", "stage_teardown_grace_seconds" })
            if (std::isinf(m_block.number(key)))
                m_findings.warning(codes::endlessWait, at(key),
                    fmt::format("{} is endless: the run would never go on", key),
                    "Give a number of seconds.");
        const auto workers = m_block.integerIfAny("num_workers");
        if (workers && *workers <= 0 && (isConcurrent() || isSession()))
            m_findings
                .warning(codes::noWorkers, at("num_workers"),
                    fmt::format("{} cannot send {} load without workers", m_findings.upstream(),
                        typeName()),
                    "Give 1 or more.")
                .offer(m_findings.setFix("Set it to 1", at("num_workers"), 1));
    }

    void checkSeed()
    {
        if (m_context.has(at("base_seed")))
            return;
        m_findings
            .add(Severity::info, codes::noSeed, at("base_seed"),
                fmt::format("load.base_seed is not given: Poolscope uses {}, inference-perf the "
                            "clock",
                    defaultSeed),
                "Write it into the file to get the same requests everywhere.")
            .offer(m_findings.setFix(
                fmt::format("Set base_seed to {}", defaultSeed), at("base_seed"), defaultSeed));
    }

    const Context& m_context;
    Findings& m_findings;
    const Load& m_load;
    BlockReader m_block;
};

} // namespace

void checkLoad(const Context& context)
{
    LoadCheck(context).run();
}

} // namespace poolscope::config::checks
