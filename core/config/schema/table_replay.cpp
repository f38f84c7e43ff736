// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

#include <algorithm>

namespace poolscope::config::schema {

namespace {

constexpr std::array<std::string_view, 2> toolChoices{ "force_recorded", "as_recorded" };
constexpr std::array<std::string_view, 2> badCallTreatments{ "none", "use_recorded" };
constexpr std::array<Form, 1> toolChoiceForm = choiceForm(toolChoices);
constexpr std::array<Form, 1> badCallForm = choiceForm(badCallTreatments);
constexpr std::array<Form, 2> datasetForms{ text[0], openMap[0] };

constexpr Field badToolCalls{ .key = "bad_tool_call_handling",
    .forms = badCallForm,
    .standard = "none",
    .help = "What happens to tool calls whose arguments are no JSON." };
constexpr Field filter{ .key = "filter",
    .forms = text,
    .isNullable = true,
    .help = "Python lambda that says which traces are replayed; it is evaluated as it stands." };

constexpr Field newIn070(Field field)
{
    field.since = Reading::inferencePerf070;
    return field;
}

/// What all replays of sessions have.
constexpr std::array<Field, 12> sessionFields{ {
    { .key = "use_static_model",
        .forms = flag,
        .standard = "false",
        .help = "Ask for one model, whatever the traces name." },
    { .key = "static_model_name",
        .forms = text,
        .standard = "\"\"",
        .help = "The model for use_static_model." },
    { .key = "model_mapping",
        .forms = textMap,
        .isNullable = true,
        .help = "Models to ask for, by the names in the traces." },
    { .key = "default_max_tokens",
        .forms = positiveInteger,
        .standard = "1000",
        .unit = "tokens",
        .help = "Length of answers that a trace does not tell; read nowhere in 0.7.0." },
    { .key = "override_tool_call_max_tokens",
        .forms = flag,
        .standard = "true",
        .help = "Allow longer answers where a tool call was recorded." },
    { .key = "tool_choice_mode",
        .forms = toolChoiceForm,
        .standard = "force_recorded",
        .since = Reading::inferencePerf070,
        .help = "Force the tool calls that were recorded, or leave them to the model." },
    { .key = "inject_random_session_id",
        .forms = flag,
        .standard = "false",
        .help = "Make sessions differ, so that no cache helps them." },
    { .key = "duplicate_sessions_target",
        .forms = positiveInteger,
        .isNullable = true,
        .unit = "sessions",
        .help = "Repeat the sessions until there are so many." },
    { .key = "max_wait_ms",
        .forms = wholeFromZero,
        .standard = "15000",
        .unit = "ms",
        .help = "Longest recorded pause that is kept." },
    { .key = "predecessor_wait_timeout_sec",
        .forms = numberFromZero,
        .standard = "3600.0",
        .since = Reading::inferencePerf070,
        .unit = "s",
        .help = "How long a request waits for those it depends on; 0 for ever." },
    { .key = "include_errors",
        .forms = flag,
        .standard = "true",
        .help = "Replay the calls that failed when they were recorded." },
    { .key = "skip_invalid_files",
        .forms = flag,
        .standard = "false",
        .help = "Go on without files that cannot be read." },
} };

constexpr std::array<Field, 3> sourceFields{ {
    { .key = "trace_directory",
        .forms = text,
        .isNullable = true,
        .help = "Folder with the traces; exactly one source must be given." },
    { .key = "trace_files",
        .forms = textList,
        .isNullable = true,
        .help = "The files with the traces; exactly one source must be given." },
    { .key = "hf_dataset_path",
        .forms = datasetForms,
        .isNullable = true,
        .help = "Dataset on the hub: its name, or {path, revision, split}." },
} };

constexpr std::array<Field, 5> otelFields{ { badToolCalls, filter,
    { .key = "disable_output_substitution",
        .forms = flag,
        .standard = "false",
        .help = "Send the answers that were recorded, not those of this run." },
    { .key = "attribute_to_header_map",
        .forms = textMap,
        .isNullable = true,
        .help = "HTTP headers by the span attributes they are taken from." },
    { .key = "attribute_to_label_map",
        .forms = textMap,
        .isNullable = true,
        .help = "Labels of the reports by the span attributes they are taken from." } } };

constexpr std::array<Field, 8> wekaFields{ { newIn070(badToolCalls), newIn070(filter),
    { .key = "trace_idle_gap_cap_seconds",
        .forms = anyNumber,
        .standard = "60.0",
        .unit = "s",
        .help = "Longest idle gap of a trace that is kept." },
    { .key = "ignore_trace_delays",
        .forms = flag,
        .standard = "false",
        .help = "Send without the recorded pauses." },
    { .key = "use_think_time_only",
        .forms = flag,
        .standard = "false",
        .help = "Keep only the pauses of the users." },
    { .key = "default_block_size",
        .forms = anyInteger,
        .standard = "64",
        .unit = "tokens",
        .help = "Tokens of one hashed block of a prompt." },
    { .key = "num_dataset_entries",
        .forms = anyInteger,
        .standard = "100",
        .help = "How many traces are taken." },
    { .key = "datagen_workers",
        .forms = positiveInteger,
        .isNullable = true,
        .since = Reading::inferencePerf070,
        .help = "Processes that prepare the traces; one per CPU when absent." } } };

template <std::size_t A, std::size_t B>
constexpr std::array<Field, A + B> operator+(
    const std::array<Field, A>& first, const std::array<Field, B>& second)
{
    std::array<Field, A + B> all;
    std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), all.begin()));
    return all;
}

constexpr auto otelReplayFields = sessionFields + sourceFields + otelFields;
constexpr auto wekaReplayFields = sessionFields + sourceFields + wekaFields;

constexpr std::array<FormerKey, 4> formerOtelKeys{ { { "trace_file", "trace_files" },
    { "dependency_window_ms", {} }, { "max_dependencies_per_event", {} },
    { "validate_dependencies", {} } } };

/// Generated sessions have nothing recorded, so that some settings are pinned.
constexpr auto agenticBase = [] {
    auto fields = sessionFields;
    for (Field& field : fields) {
        field = newIn070(field);
        if (field.key == "override_tool_call_max_tokens")
            field.standard = "false";
        if (field.key == "duplicate_sessions_target")
            field.forms = anyInteger;
    }
    return fields;
}();

constexpr std::array<Form, 1> probability = numberForm(share);
constexpr std::array<Form, 2> themeForms{ anyNumber[0], blockForm(theme)[0] };
constexpr std::array<Form, 1> themeMix = mapForm(themeForms);
constexpr std::array<Form, 1> compaction = blockForm(contextCompaction);

constexpr Field optionalLaw(std::string_view key, std::string_view unit, std::string_view help)
{
    return { .key = key, .forms = aDistribution, .isNullable = true, .unit = unit, .help = help };
}

constexpr std::array<Field, 19> agenticFields{ { badToolCalls,
    { .key = "num_sessions",
        .forms = positiveInteger,
        .isRequired = true,
        .unit = "sessions",
        .help = "How many sessions are generated." },
    { .key = "input_tokens_per_turn",
        .forms = aDistribution,
        .isRequired = true,
        .unit = "tokens",
        .help = "Length of what a user says in a turn." },
    { .key = "output_tokens_per_turn",
        .forms = aDistribution,
        .isRequired = true,
        .unit = "tokens",
        .help = "Length of the answers that are asked for." },
    { .key = "turns_per_session",
        .forms = aDistribution,
        .standard = "{type: fixed, mean: 1}",
        .unit = "turns",
        .help = "Turns of the user in a session." },
    { .key = "fanout_probability",
        .forms = probability,
        .standard = "0.0",
        .help = "Chance that a step begins sub-agents." },
    { .key = "theme_mix",
        .forms = themeMix,
        .standard = "{generic: 0.25, db2_latency_incident: 0.25, research_rag: 0.25, "
                    "code_change_task: 0.25}",
        .help = "What the sessions are about, as weights by the names of the themes." },
    { .key = "seed", .forms = anyInteger, .standard = "42", .help = "Seed of the sessions." },
    { .key = "shared_system_prompt_len",
        .forms = wholeFromZero,
        .standard = "1000",
        .unit = "tokens",
        .help = "Length of the system prompt that all sessions share." },
    optionalLaw("tool_loop_depth", "steps", "Steps of a tool loop; 2 when absent."),
    optionalLaw(
        "sub_agents_per_spawn", "agents", "Sub-agents that begin together; 2 to 4 when absent."),
    { .key = "max_depth",
        .forms = wholeFromZero,
        .standard = "2",
        .help = "How deep sub-agents may begin sub-agents." },
    { .key = "max_events_per_session",
        .forms = positiveInteger,
        .standard = "64",
        .help = "Requests of a session at most." },
    optionalLaw("tool_catalog_size_per_agent", "tools", "Tools of an agent; 8 when absent."),
    optionalLaw("parallel_tool_calls_per_step", "calls", "Tool calls of a step; 1 when absent."),
    optionalLaw("tool_call_latency_sec", "s", "Time a tool takes; 1 s when absent."),
    optionalLaw("user_think_time_sec", "s", "Pause between turns; 10 s when absent."),
    { .key = "max_model_len",
        .forms = anyInteger,
        .isNullable = true,
        .unit = "tokens",
        .help = "Context of the model; sessions that might exceed it are refused." },
    { .key = "context_compaction",
        .forms = compaction,
        .isNullable = true,
        .help = "Shorten the history when it has become too long." } } };

constexpr auto syntheticAgenticFields = agenticBase + agenticFields;

constexpr std::array<FormerKey, 3> formerAgenticKeys{
    { { "rounds_per_session", "turns_per_session" }, { "tool_turns_per_loop", "tool_loop_depth" },
        { "tool_definitions_per_agent", "tool_catalog_size_per_agent" } }
};

constexpr std::array<Field, 2> compactionFields{ {
    { .key = "trigger_tokens",
        .forms = aDistribution,
        .isRequired = true,
        .unit = "tokens",
        .help = "Length of the history that is too long." },
    { .key = "target_tokens",
        .forms = aDistribution,
        .isRequired = true,
        .unit = "tokens",
        .help = "Length it is shortened to." },
} };

constexpr std::array<Field, 1> themeFields{ {
    { .key = "weight",
        .forms = numberFromZero,
        .isRequired = true,
        .help = "Share of the sessions, in proportion to the other weights." },
} };

constexpr std::array<Field, 9> conversationFields{ {
    { .key = "seed", .forms = anyInteger, .standard = "42", .help = "Seed of the conversations." },
    { .key = "num_conversations",
        .forms = positiveInteger,
        .standard = "200",
        .help = "How many conversations are generated." },
    { .key = "shared_system_prompt_len",
        .forms = wholeFromZero,
        .standard = "8359",
        .unit = "tokens",
        .help = "Length of the system prompt that all conversations share." },
    optionalLaw("dynamic_system_prompt_len", "tokens",
        "Length of a conversation's own system prompt; none when absent."),
    optionalLaw("turns_per_conversation", "turns", "Turns of a conversation; 10 when absent."),
    optionalLaw("input_tokens_per_turn", "tokens", "Length of what a user says; 512 when absent."),
    optionalLaw(
        "output_tokens_per_turn", "tokens", "Length of the answers asked for; 256 when absent."),
    optionalLaw("tool_call_latency_sec", "s", "Time a tool takes; no tools when absent."),
    { .key = "max_model_len",
        .forms = anyInteger,
        .isNullable = true,
        .unit = "tokens",
        .help = "Context of the model; 225000 when absent." },
} };

constexpr std::array<FormerKey, 4> formerConversationKeys{ {
    { "system_prompt_length", "shared_system_prompt_len" },
    { "input_sequence_length", "input_tokens_per_turn" },
    { "output_sequence_length", "output_tokens_per_turn" },
    { "number_of_turns", "turns_per_conversation" },
} };

constexpr std::array<Field, 6> visionArenaFields{ {
    { .key = "hf_dataset_name",
        .forms = text,
        .standard = "lmarena-ai/VisionArena-Chat",
        .help = "Name of the dataset on the hub." },
    { .key = "hf_split", .forms = text, .standard = "train", .help = "Split of the dataset." },
    { .key = "hf_data_files",
        .forms = text,
        .isNullable = true,
        .help = "Files of the dataset; all of them when absent." },
    { .key = "num_rows",
        .forms = positiveInteger,
        .standard = "1000",
        .help = "Rows that are taken." },
    { .key = "max_images_per_request",
        .forms = positiveInteger,
        .standard = "1",
        .help = "Images of a row that are sent at most." },
    { .key = "insertion_point",
        .forms = anInsertionPoint,
        .standard = "0.0",
        .isNullable = true,
        .help = "Place in the text, 0 (start) to 1 (end)." },
} };

} // namespace

constinit const Block otelReplay{ "OtelReplay", "an otel_trace_replay block", otelReplayFields,
    formerOtelKeys };
constinit const Block wekaReplay{ "WekaReplay", "a weka_trace_replay block", wekaReplayFields };
constinit const Block conversationReplay{ "ConversationReplay", "a conversation_replay block",
    conversationFields, formerConversationKeys };
constinit const Block visionArena{ "VisionArena", "a visionarena block", visionArenaFields };
constinit const Block syntheticAgentic{ "SyntheticAgentic", "a synthetic_agentic block",
    syntheticAgenticFields, formerAgenticKeys };
constinit const Block contextCompaction{ .id = "ContextCompaction",
    .name = "{trigger_tokens, target_tokens}",
    .fields = compactionFields,
    .ignoresUnknown = true };
constinit const Block theme{
    .id = "Theme", .name = "{weight}", .fields = themeFields, .ignoresUnknown = true
};

} // namespace poolscope::config::schema
