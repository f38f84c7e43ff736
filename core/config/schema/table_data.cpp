// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

// The order of the names is the order of DataType.
constexpr std::array<std::string_view, 13> types{ "mock", "shareGPT", "synthetic", "random",
    "shared_prefix", "cnn_dailymail", "infinity_instruct", "billsum_conversations",
    "otel_trace_replay", "weka_trace_replay", "conversation_replay", "visionarena",
    "synthetic_agentic" };
constexpr std::array<Form, 1> typeForm = choiceForm(types, 1);

constexpr std::array<Form, 1> prefixForm = blockForm(sharedPrefix);
constexpr std::array<Form, 1> multimodalForm = blockForm(multimodal);
constexpr std::array<Form, 1> otelForm = blockForm(otelReplay);
constexpr std::array<Form, 1> wekaForm = blockForm(wekaReplay);
constexpr std::array<Form, 1> conversationForm = blockForm(conversationReplay);
constexpr std::array<Form, 1> visionArenaForm = blockForm(visionArena);
constexpr std::array<Form, 1> agenticForm = blockForm(syntheticAgentic);

constexpr std::array<FormerKey, 1> formerKeys{
    { { "synthetic_agent_sessions", "synthetic_agentic" } }
};

constexpr std::array<Field, 14> dataFields{ {
    { .key = "type",
        .forms = typeForm,
        .standard = "mock",
        .help = "Where the requests come from." },
    { .key = "path",
        .forms = text,
        .isNullable = true,
        .help = "File or folder of a local dataset." },
    { .key = "corpus_file_path",
        .forms = text,
        .isNullable = true,
        .help = "Text file that synthetic prompts are cut from." },
    { .key = "input_distribution",
        .forms = aDistribution,
        .isNullable = true,
        .unit = "tokens",
        .help = "Length of the prompts." },
    { .key = "output_distribution",
        .forms = aDistribution,
        .isNullable = true,
        .unit = "tokens",
        .help = "Length of the answers that are asked for." },
    { .key = "shared_prefix",
        .forms = prefixForm,
        .isNullable = true,
        .help = "Groups of prompts with a common beginning." },
    { .key = "multimodal",
        .forms = multimodalForm,
        .isNullable = true,
        .help = "Images, videos and audio clips in the requests." },
    { .key = "trace",
        .forms = aTrace,
        .isNullable = true,
        .help = "Recorded lengths and times, for random data." },
    { .key = "otel_trace_replay",
        .forms = otelForm,
        .isNullable = true,
        .help = "Replay of OpenTelemetry traces." },
    { .key = "weka_trace_replay",
        .forms = wekaForm,
        .isNullable = true,
        .help = "Replay of Weka traces." },
    { .key = "conversation_replay",
        .forms = conversationForm,
        .isNullable = true,
        .help = "Replay of generated conversations." },
    { .key = "visionarena",
        .forms = visionArenaForm,
        .isNullable = true,
        .help = "Requests of the VisionArena dataset." },
    { .key = "synthetic_agentic",
        .forms = agenticForm,
        .isNullable = true,
        .since = Reading::inferencePerf070,
        .help = "Generated sessions of agents." },
    { .key = "use_chat_template",
        .forms = flag,
        .standard = "false",
        .since = Reading::inferencePerf070,
        .help = "Count the chat template's tokens as part of a random prompt." },
} };

constexpr std::array<Form, 2> lengthForms{ anyInteger[0], aDistribution[0] };
constexpr std::array<Form, 1> groupCount = integerForm(noLimits, moderateFromOne);

constexpr std::array<Field, 10> prefixFields{ {
    { .key = "num_groups",
        .forms = groupCount,
        .standard = "10",
        .alias = "num_unique_system_prompts",
        .help = "Number of different prefixes." },
    { .key = "num_prompts_per_group",
        .forms = groupCount,
        .standard = "10",
        .alias = "num_users_per_system_prompt",
        .help = "Number of prompts that share a prefix." },
    { .key = "system_prompt_len",
        .forms = lengthForms,
        .standard = "100",
        .unit = "tokens",
        .help = "Length of the prefix." },
    { .key = "question_len",
        .forms = lengthForms,
        .standard = "50",
        .unit = "tokens",
        .help = "Length of the prompt behind the prefix." },
    { .key = "output_len",
        .forms = lengthForms,
        .standard = "50",
        .unit = "tokens",
        .help = "Length of the answers that are asked for." },
    { .key = "seed",
        .forms = anyInteger,
        .isNullable = true,
        .help = "Seed of the prefixes and lengths; load.base_seed when absent." },
    { .key = "question_distribution",
        .forms = aDistribution,
        .isNullable = true,
        .unit = "tokens",
        .help = "Older way to write question_len." },
    { .key = "output_distribution",
        .forms = aDistribution,
        .isNullable = true,
        .unit = "tokens",
        .help = "Older way to write output_len." },
    { .key = "enable_multi_turn_chat",
        .forms = flag,
        .standard = "false",
        .help = "Send the prompts of a group as one conversation." },
    { .key = "multimodal",
        .forms = multimodalForm,
        .isNullable = true,
        .help = "Media in the prefixes: the same for all requests of a group." },
} };

} // namespace

constinit const Block data{ "Data", "a data block", dataFields, formerKeys };
constinit const Block sharedPrefix{ "SharedPrefix", "a shared_prefix block", prefixFields };

} // namespace poolscope::config::schema
