// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

// The orders of the names are those of ApiType and ServerType.
constexpr std::array<std::string_view, 3> apiTypes{ "completion", "chat", "anthropic_messages" };
constexpr std::array<std::string_view, 4> serverTypes{ "vllm", "sglang", "tgi", "mock" };
constexpr std::array<std::string_view, 2> formatTypes{ "json_schema", "json_object" };
constexpr std::array<Form, 1> apiTypeForm = choiceForm(apiTypes);
constexpr std::array<Form, 1> serverTypeForm = choiceForm(serverTypes);
constexpr std::array<Form, 1> formatTypeForm = choiceForm(formatTypes);
constexpr std::array<Form, 1> formatForm = blockForm(responseFormat);
constexpr std::array<Form, 1> loadTimeout
    = numberForm({ .min = 0, .excludesMin = true, .mustBeFinite = true });

constexpr std::array<Field, 9> apiFields{ {
    { .key = "type",
        .forms = apiTypeForm,
        .standard = "completion",
        .help = "Kind of API that requests are made for." },
    { .key = "streaming",
        .forms = flag,
        .standard = "false",
        .help = "Ask for the answer token by token; times to the first token need it." },
    { .key = "headers",
        .forms = textMap,
        .isNullable = true,
        .hasSecretKeys = true,
        .readsEnvironment = true,
        .help = "HTTP headers to send with every request." },
    { .key = "slo_unit",
        .forms = text,
        .isNullable = true,
        .help = "Unit of the goals in the SLO headers: s, ms or us." },
    { .key = "slo_tpot_header",
        .forms = text,
        .isNullable = true,
        .help = "Header with the goal for the time per output token." },
    { .key = "slo_ttft_header",
        .forms = text,
        .isNullable = true,
        .help = "Header with the goal for the time to the first token." },
    { .key = "response_format",
        .forms = formatForm,
        .isNullable = true,
        .help = "Ask for JSON answers." },
    { .key = "session_id_header_key",
        .forms = text,
        .isNullable = true,
        .help = "Header that carries the id of a session." },
    { .key = "session_token_header_key",
        .forms = text,
        .isNullable = true,
        .since = Reading::inferencePerf070,
        .help = "Response header that is sent back in the rest of a session." },
} };

constexpr std::array<Field, 3> formatFields{ {
    { .key = "type",
        .forms = formatTypeForm,
        .standard = "json_schema",
        .help = "Any JSON, or JSON of a given schema." },
    { .key = "name",
        .forms = text,
        .standard = "structured_output",
        .help = "Name of the schema." },
    { .key = "json_schema", .forms = openMap, .isNullable = true, .help = "The schema." },
} };

constexpr std::array<Field, 7> serverFields{ {
    { .key = "type",
        .forms = serverTypeForm,
        .standard = "vllm",
        .help = "Kind of server; decides which metrics are looked for." },
    { .key = "model_name",
        .forms = text,
        .isNullable = true,
        .help = "Model to ask for; the server's first one when absent." },
    { .key = "base_url",
        .forms = text,
        .isRequiredUpstream = true,
        .help = "Address of the server, without a path: http://localhost:8000; the simulated "
                "endpoint when absent." },
    { .key = "ignore_eos",
        .forms = flag,
        .standard = "true",
        .help = "Let the model go on to the full length of the answer." },
    { .key = "api_key",
        .forms = text,
        .isNullable = true,
        .isSecret = true,
        .readsEnvironment = true,
        .help = "Name of an environment variable with the key, as ${NAME}." },
    { .key = "cert_path", .forms = text, .isNullable = true, .help = "Client certificate." },
    { .key = "key_path", .forms = text, .isNullable = true, .help = "Key of the certificate." },
} };

constexpr std::array<Field, 4> tokenizerFields{ {
    { .key = "pretrained_model_name_or_path",
        .forms = text,
        .isNullable = true,
        .help = "Tokenizer to count with; the model's own when absent." },
    { .key = "trust_remote_code",
        .forms = flag,
        .isNullable = true,
        .help = "Allow the tokenizer to bring code of its own." },
    { .key = "token",
        .forms = text,
        .isNullable = true,
        .isSecret = true,
        .help = "Name of an environment variable with the hub's token, as ${NAME}." },
    { .key = "load_timeout",
        .forms = loadTimeout,
        .standard = "300.0",
        .isNullable = true,
        .since = Reading::inferencePerf070,
        .unit = "s",
        .help = "Time that loading the tokenizer may take." },
} };

} // namespace

constinit const Block api{ "Api", "an api block", apiFields };
constinit const Block responseFormat{ "ResponseFormat", "a response_format block", formatFields };
constinit const Block server{ "Server", "a server block", serverFields };
constinit const Block tokenizer{ "Tokenizer", "a tokenizer block", tokenizerFields };

} // namespace poolscope::config::schema
