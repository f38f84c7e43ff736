// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/rules.h"

#include "core/config/bind/bind.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::config::schema {

namespace {

using bind::BlockReader;

/// One block, with what its rules need.
class Rules {
public:
    Rules(const BlockReader& block, const Path& path, Findings& findings)
        : m_block(block)
        , m_path(path)
        , m_findings(findings)
    {
    }

    void distribution()
    {
        const bool hasVariance = has("variance");
        if (hasVariance && !has("std_dev")) {
            // Poolscope knows what is meant.
            m_findings
                .add(m_findings.isRelease() ? Severity::error : Severity::warning,
                    codes::varianceAlone, at("variance"),
                    fmt::format("{} refuses variance beside the default std_dev of 200",
                        m_findings.upstream()),
                    "Write std_dev: 0 as well, or std_dev instead of variance.")
                .offer(m_findings.setFix("Add std_dev: 0", at("std_dev"), 0));
        } else if (hasVariance && m_block.number("std_dev") > 0) {
            m_findings
                .refusal(codes::spreadTwice, at("variance"),
                    "std_dev and variance both say how wide the law is", "Remove one of them.")
                .offer(m_findings.removeFix("Remove variance", at("variance")));
        }
        const double min = written("min");
        const double max = written("max");
        if (min <= max)
            return;
        Finding found = m_findings.refusal(codes::minAboveMax, at(has("min") ? "min" : "max"),
            fmt::format("min {:.15g}{} is above max {:.15g}{}", min,
                has("min") ? "" : " (the default)", max, has("max") ? "" : " (the default)"),
            "Give both.");
        if (!has("max") && min == static_cast<double>(m_block.integer("min")))
            found.offer(m_findings.setFix(
                fmt::format("Set max to {:.15g}", min), at("max"), Value(m_block.integer("min"))));
    }

    void sessionStage()
    {
        const auto rate = m_block.numberIfAny("session_rate");
        const auto sessions = m_block.integerIfAny("concurrent_sessions");
        if (rate && sessions && *sessions > 0 && *rate > static_cast<double>(*sessions))
            m_findings
                .refusal(codes::sessionRate, at("session_rate"),
                    fmt::format("{:g} sessions per second cannot begin while only {} may be under "
                                "way",
                        *rate, *sessions),
                    "Lower session_rate, or raise concurrent_sessions.")
                .offer(m_findings.removeFix("Remove session_rate", at("session_rate")));
    }

    void sharedPrefix()
    {
        lengthTwice("question_len", "question_distribution");
        lengthTwice("output_len", "output_distribution");
    }

    void prometheus()
    {
        const bool isManaged = m_block.flag("google_managed");
        if (has("url") != isManaged)
            return;
        m_findings
            .refusal(codes::prometheusSource, m_path,
                isManaged ? "url and google_managed both say where the Prometheus is"
                          : "Neither url nor google_managed says where the Prometheus is",
                "Give exactly one of them.")
            .offer(isManaged ? m_findings.removeFix("Remove google_managed", at("google_managed"))
                             : m_findings.setFix("Add url", at("url"), "http://localhost:9090"));
    }

    void sessions()
    {
        const bool isStatic = m_block.flag("use_static_model");
        const bool hasName = !m_block.textIfAny("static_model_name").value_or("").empty();
        const NodeId mapping = m_block.node("model_mapping", NodeKind::mapping);
        const bool hasMapping = mapping != noNode && !m_block.tree().node(mapping).entries.empty();
        if (isStatic && !hasName)
            m_findings.refusal(codes::staticModel, at("use_static_model"),
                "use_static_model needs the model's name as static_model_name", "Name the model.");
        if (!isStatic && hasName && !hasMapping)
            m_findings
                .refusal(codes::staticModel, at("static_model_name"),
                    "static_model_name has no effect without use_static_model, and there is no "
                    "model_mapping",
                    "Set use_static_model, or give a model_mapping.")
                .offer(m_findings.setFix("Set use_static_model", at("use_static_model"), true));
    }

    void traceSources()
    {
        std::vector<std::string_view> given;
        for (const char* key : { "trace_directory", "trace_files", "hf_dataset_path" })
            if (has(key))
                given.emplace_back(key);
        if (given.empty())
            m_findings.refusal(codes::traceSource, m_path, "Nothing says where the traces are",
                "Give one of trace_directory, trace_files and hf_dataset_path.");
        else if (given.size() > 1)
            m_findings
                .refusal(codes::traceSource, at(given.back()),
                    fmt::format("{} both say where the traces are", fmt::join(given, " and ")),
                    "Keep one of them.")
                .offer(
                    m_findings.removeFix(fmt::format("Remove {}", given.back()), at(given.back())));
    }

    void recordedAnswers()
    {
        if (!m_block.flag("disable_output_substitution"))
            return;
        const char* other = m_block.flag("inject_random_session_id") ? "inject_random_session_id"
            : has("duplicate_sessions_target")                       ? "duplicate_sessions_target"
                                                                     : nullptr;
        if (other)
            m_findings
                .refusal(codes::substitutionConflict, at("disable_output_substitution"),
                    fmt::format("Recorded answers cannot be kept together with {}, which puts live "
                                "ones in",
                        other),
                    "Remove one of them.")
                .offer(m_findings.removeFix(fmt::format("Remove {}", other), at(other)));
    }

    void agentic()
    {
        pinned("inject_random_session_id", false);
        pinned("skip_invalid_files", false);
        pinned("include_errors", true);
        if (has("duplicate_sessions_target"))
            m_findings
                .refusal(codes::pinnedSetting, at("duplicate_sessions_target"),
                    "Generated sessions are not duplicated", "Raise num_sessions instead.")
                .offer(m_findings.removeFix("Remove it", at("duplicate_sessions_target")));
        themes();
        modelLength();
    }

private:
    Path at(std::string_view key) const { return child(m_path, key); }
    bool has(std::string_view key) const { return m_block.node(key) != noNode; }

    /// The number as it stands, also one that is too large to work with; the default when absent.
    double written(std::string_view key) const
    {
        const NodeId id = m_block.node(key, NodeKind::scalar);
        return (id != noNode ? toNumber(scalarOf(m_block.tree().node(id))) : std::nullopt)
            .value_or(m_block.number(key));
    }

    /// A length in its newer and its older form.
    void lengthTwice(const char* key, const char* older)
    {
        if (m_block.node(key, NodeKind::mapping) == noNode || !has(older))
            return;
        m_findings
            .refusal(codes::lengthTwice, at(older),
                fmt::format("{} and {} are two ways to write one length", key, older),
                "Keep the newer one.")
            .offer(m_findings.removeFix(fmt::format("Remove {}", older), at(older)));
    }

    void pinned(const char* key, bool value)
    {
        if (m_block.flag(key) == value)
            return;
        m_findings
            .refusal(codes::pinnedSetting, at(key),
                fmt::format(
                    "{} is always {} for synthetic_agentic: nothing was recorded", key, value),
                "Remove it.")
            .offer(m_findings.removeFix("Remove it", at(key)));
    }

    void themes()
    {
        const NodeId mix = m_block.node("theme_mix", NodeKind::mapping);
        if (mix == noNode)
            return;
        const Tree& tree = m_block.tree();
        const auto entries = tree.visibleEntries(mix);
        double sum = 0;
        for (const Entry* entry : entries) {
            NodeId id = tree.resolve(entry->value);
            if (id != noNode && tree.node(id).kind == NodeKind::mapping)
                id = tree.find(id, "weight");
            const bool isScalar = id != noNode && tree.node(id).kind == NodeKind::scalar;
            const double weight = isScalar ? toNumber(scalarOf(tree.node(id))).value_or(0) : 0;
            if (weight < 0)
                m_findings.refusal(codes::themeMix, child(at("theme_mix"), entry->key),
                    fmt::format("The weight {:g} is below 0", weight), "Give 0 or more.");
            sum += weight;
        }
        if (!(sum > 0))
            m_findings
                .refusal(codes::themeMix, at("theme_mix"),
                    entries.empty() ? "theme_mix names no theme" : "All weights of theme_mix are 0",
                    "Give one theme a weight above 0, or remove theme_mix.")
                .offer(m_findings.removeFix("Remove theme_mix", at("theme_mix")));
    }

    /// Whole tokens, as many as the law may give.
    double ceilingOf(const char* key, double absent) const
    {
        const auto law = bind::distributionAt(m_block, key);
        return law ? std::ceil(largestOf(*law)) : absent;
    }

    /// The largest request that a session may end in, as release 0.7.0 projects it.
    void modelLength()
    {
        const auto limit = m_block.integerIfAny("max_model_len");
        if (!limit)
            return;
        constexpr double tokensPerTool = 380;
        const double output = ceilingOf("output_tokens_per_turn", 0);
        const double depth = std::max(0.0, ceilingOf("tool_loop_depth", 2));
        const double parallel = std::max(1.0, ceilingOf("parallel_tool_calls_per_step", 1));
        const double turn
            = ceilingOf("input_tokens_per_turn", 0) + depth * (output + parallel * output);
        const double head = static_cast<double>(m_block.integer("shared_system_prompt_len"));
        const double tools = ceilingOf("tool_catalog_size_per_agent", 8) * tokensPerTool;
        const double turns = std::max(1.0, ceilingOf("turns_per_session", 1));
        const double longest = head + tools + turns * turn + output;
        if (longest > static_cast<double>(*limit))
            m_findings
                .refusal(codes::modelTooShort, at("max_model_len"),
                    fmt::format("A session may reach {:.0f} tokens ({:.0f} system, {:.0f} tools, "
                                "{:.0f} turns of {:.0f}, {:.0f} output), max_model_len is {}",
                        longest, head, tools, turns, turn, output, *limit),
                    "Lower the lengths, the tools or the turns, or raise max_model_len.")
                .offer(m_findings.setFix(fmt::format("Set it to {:.0f}", longest),
                    at("max_model_len"), Value(static_cast<std::int64_t>(longest))));
    }

    const BlockReader& m_block;
    const Path& m_path;
    Findings& m_findings;
};

} // namespace

void checkRules(const BlockReader& block, const Block& kind, const Path& path, Findings& findings)
{
    Rules rules(block, path, findings);
    if (&kind == &distribution)
        rules.distribution();
    else if (&kind == &sessionStage)
        rules.sessionStage();
    else if (&kind == &sharedPrefix)
        rules.sharedPrefix();
    else if (&kind == &prometheus)
        rules.prometheus();
    if (&kind == &otelReplay || &kind == &wekaReplay || &kind == &syntheticAgentic)
        rules.sessions();
    if (&kind == &otelReplay || &kind == &wekaReplay)
        rules.traceSources();
    if (&kind == &otelReplay)
        rules.recordedAnswers();
    if (&kind == &syntheticAgentic)
        rules.agentic();
}

} // namespace poolscope::config::schema
