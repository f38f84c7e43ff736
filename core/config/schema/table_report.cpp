// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

constexpr Field optionalFlag(std::string_view key, std::string_view standard, std::string_view help)
{
    return { .key = key, .forms = flag, .standard = standard, .isNullable = true, .help = help };
}

constexpr Field newFlag(std::string_view key, std::string_view standard, std::string_view help)
{
    return {
        .key = key,
        .forms = flag,
        .standard = standard,
        .since = Reading::inferencePerf070,
        .help = help,
    };
}

constexpr std::array<Field, 5> requestFields{ {
    newFlag("request", "true", "Keep the body of each request."),
    newFlag("response", "true", "Keep each answer."),
    newFlag("info", "true", "Keep token counts and times; without them the validation warns."),
    newFlag("response_chunks", "true", "Keep the parts of streamed answers."),
    newFlag("computed_metrics", "false", "Add latencies and token counts, request by request."),
} };
constexpr Block perRequestFields{ "PerRequestFields", "a per_request_fields block", requestFields };

constexpr std::array<Form, 1> numberList = listForm(anyNumber);
constexpr std::array<Form, 1> perRequestForm = blockForm(perRequestFields);

constexpr std::array<Field, 9> requestReportFields{ {
    optionalFlag("summary", "true", "Write the summary of the whole run."),
    optionalFlag("per_stage", "true", "Write one report per stage."),
    optionalFlag("per_request", "false", "Write every request; files become large with media."),
    { .key = "per_request_fields",
        .forms = perRequestForm,
        .standard = "{}",
        .since = Reading::inferencePerf070,
        .help = "What is kept of each request." },
    optionalFlag("per_adapter", "true", "Write one report per LoRA adapter."),
    optionalFlag("per_adapter_stage", "false", "Write one report per adapter and stage."),
    { .key = "percentiles",
        .forms = numberList,
        .standard = "[0.1, 1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9]",
        .unit = "%",
        .help = "Percentiles of the reports." },
    { .key = "use_server_output_tokens",
        .forms = flag,
        .standard = "false",
        .help = "Count output tokens as the server does." },
    { .key = "max_error_messages",
        .forms = anyInteger,
        .standard = "100",
        .help = "Error messages that are kept." },
} };
constexpr Block requestReport{ "RequestReport", "a request_lifecycle block", requestReportFields };

constexpr std::array<Field, 2> prometheusReportFields{ {
    optionalFlag("summary", "true", "Write the server's metrics of the whole run."),
    optionalFlag("per_stage", "false", "Write the server's metrics of each stage."),
} };
constexpr Block prometheusReport{ "PrometheusReport", "a block {summary, per_stage}",
    prometheusReportFields };

constexpr std::array<Field, 3> sessionReportFields{ {
    optionalFlag("summary", "true", "Write the summary of the sessions."),
    optionalFlag("per_stage", "true", "Write the sessions of each stage."),
    optionalFlag("per_session", "false", "Write every session."),
} };
constexpr Block sessionReport{ "SessionReport", "a session_lifecycle block", sessionReportFields };

constexpr std::array<Form, 1> numberMap = mapForm(anyNumber);
constexpr std::array<Field, 1> goodputFields{ {
    { .key = "constraints",
        .forms = numberMap,
        .standard = "{}",
        .unit = "s",
        .help = "Goals by metric: ttft, tpot, itl, ntpot, request_latency." },
} };
constexpr std::array<FormerKey, 1> formerGoodputKeys{ { { "percentile", {} } } };
constexpr Block goodput{ "Goodput", "a goodput block", goodputFields, formerGoodputKeys };

constexpr std::array<Form, 1> requestReportForm = blockForm(requestReport);
constexpr std::array<Form, 1> prometheusReportForm = blockForm(prometheusReport);
constexpr std::array<Form, 1> sessionReportForm = blockForm(sessionReport);
constexpr std::array<Form, 1> goodputForm = blockForm(goodput);

constexpr std::array<Field, 4> reportFields{ {
    { .key = "request_lifecycle",
        .forms = requestReportForm,
        .standard = "{}",
        .help = "Latencies, tokens and errors of the requests." },
    { .key = "prometheus",
        .forms = prometheusReportForm,
        .standard = "{}",
        .isNullable = true,
        .help = "The server's own metrics." },
    { .key = "session_lifecycle",
        .forms = sessionReportForm,
        .standard = "{}",
        .help = "Sessions of a replay." },
    { .key = "goodput",
        .forms = goodputForm,
        .isNullable = true,
        .help = "Share of the requests that meet all goals." },
} };

constexpr std::array<std::string_view, 2> metricsTypes{ "prometheus", "default" };
constexpr std::array<Form, 1> metricsTypeForm = choiceForm(metricsTypes);
constexpr std::array<Form, 1> prometheusForm = blockForm(prometheus);
constexpr std::array<Form, 1> url{ Form{ .kind = FormKind::url } };

constexpr std::array<Field, 2> metricsFields{ {
    { .key = "type",
        .forms = metricsTypeForm,
        .isRequired = true,
        .help = "Where the metrics come from; default collects none." },
    { .key = "prometheus",
        .forms = prometheusForm,
        .isNullable = true,
        .help = "The Prometheus that watches the server." },
} };

constexpr std::array<Field, 4> prometheusFields{ {
    { .key = "scrape_interval",
        .forms = anyInteger,
        .standard = "15",
        .unit = "s",
        .help = "How often Prometheus asks the server; stages rest at least as long." },
    { .key = "url",
        .forms = url,
        .isNullable = true,
        .help = "Address of the Prometheus; this or google_managed." },
    { .key = "filters",
        .forms = textList,
        .standard = "[]",
        .help = "PromQL matchers that choose the server." },
    { .key = "google_managed",
        .forms = flag,
        .standard = "false",
        .help = "Use Google Cloud's managed Prometheus." },
} };

constexpr Field path{ .key = "path",
    .forms = text,
    .standard = "reports-<timestamp>",
    .help = "Folder of the reports; {timestamp} stands for the time of the start." };
constexpr Field prefix{ .key = "report_file_prefix",
    .forms = text,
    .isNullable = true,
    .help = "What the files' names begin with." };
constexpr Field bucket{
    .key = "bucket_name", .forms = text, .isRequired = true, .help = "Name of the bucket."
};
constexpr std::array<std::string_view, 3> addressings{ "auto", "virtual", "path" };
constexpr std::array<Form, 1> addressingForm = choiceForm(addressings);

constexpr std::array<Field, 2> localFields{ { path, prefix } };
constexpr std::array<Field, 3> cloudFields{ { path, prefix, bucket } };
constexpr std::array<Field, 6> simpleFields{ { path, prefix, bucket,
    { .key = "endpoint_url",
        .forms = text,
        .isNullable = true,
        .help = "Address of the service; Amazon's when absent." },
    { .key = "region_name", .forms = text, .isNullable = true, .help = "Region of the bucket." },
    { .key = "addressing_style",
        .forms = addressingForm,
        .isNullable = true,
        .help = "How the bucket stands in the address." } } };
constexpr Block localStorage{ "LocalStorage", "a local_storage block", localFields };
constexpr Block cloudStorage{ "CloudStorage", "a google_cloud_storage block", cloudFields };
constexpr Block simpleStorage{ "SimpleStorage", "a simple_storage_service block", simpleFields };
constexpr std::array<Form, 1> localForm = blockForm(localStorage);
constexpr std::array<Form, 1> cloudForm = blockForm(cloudStorage);
constexpr std::array<Form, 1> simpleForm = blockForm(simpleStorage);

constexpr std::array<Field, 3> storageFields{ {
    { .key = "local_storage",
        .forms = localForm,
        .standard = "{}",
        .help = "A folder on this machine." },
    { .key = "google_cloud_storage",
        .forms = cloudForm,
        .isNullable = true,
        .help = "A bucket of Google Cloud Storage." },
    { .key = "simple_storage_service",
        .forms = simpleForm,
        .isNullable = true,
        .help = "A bucket of Amazon S3, or of a service that speaks its language." },
} };

} // namespace

constinit const Block metrics{ "Metrics", "a metrics block", metricsFields };
constinit const Block prometheus{ "Prometheus", "a prometheus block", prometheusFields };
constinit const Block report{ "Report", "a report block", reportFields };
constinit const Block storage{ "Storage", "a storage block", storageFields };

} // namespace poolscope::config::schema
