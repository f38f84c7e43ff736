// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

// The order of the names is the order of LoadType.
constexpr std::array<std::string_view, 5> types{ "constant", "poisson", "trace_replay",
    "concurrent", "trace_session_replay" };
constexpr std::array<Form, 1> typeForm = choiceForm(types);

constexpr std::array<std::string_view, 3> rateTypes{ types[0], types[1], types[2] };
constexpr std::array<std::string_view, 1> concurrentType{ types[3] };
constexpr std::array<std::string_view, 1> sessionType{ types[4] };
constexpr std::array<Form, 1> rateStageForm = blockForm(rateStage);
constexpr std::array<Form, 1> concurrencyStageForm = blockForm(concurrencyStage);
constexpr std::array<Form, 1> sessionStageForm = blockForm(sessionStage);
constexpr std::array<Form, 3> stagesForms{
    Form{ .kind = FormKind::list, .items = rateStageForm, .onlyForTypes = rateTypes },
    Form{ .kind = FormKind::list, .items = concurrencyStageForm, .onlyForTypes = concurrentType },
    Form{ .kind = FormKind::list, .items = sessionStageForm, .onlyForTypes = sessionType }
};

constexpr std::array<Form, 1> sweepForm = blockForm(sweep);
constexpr std::array<Form, 1> adapterForm = blockForm(adapterShare);
constexpr std::array<Form, 1> adapterList = listForm(adapterForm);

// Of an endless or negative rest, the clock makes what it likes.
constexpr std::array<Form, 1> rest = numberForm(noLimits, atLeastZero);

// Seeds are 64 bits wide, but the file's integers carry a sign.
constexpr std::array<Form, 1> seed = integerForm(noLimits, atLeastZero);

constexpr std::array<Field, 15> loadFields{ {
    { .key = "type",
        .forms = typeForm,
        .standard = "constant",
        .help = "How requests are spaced in time." },
    { .key = "interval",
        .forms = rest,
        .standard = "1.0",
        .unit = "s",
        .help = "Rest after each stage." },
    { .key = "stages", .forms = stagesForms, .standard = "[]", .help = "The load, step by step." },
    { .key = "sweep",
        .forms = sweepForm,
        .isNullable = true,
        .help = "Let inference-perf find the rates by itself." },
    { .key = "num_workers",
        .forms = anyInteger,
        .help = "Processes that send; one per CPU when absent." },
    { .key = "worker_max_concurrency",
        .forms = anyInteger,
        .standard = "100",
        .help = "Requests that one process has under way at most." },
    { .key = "worker_max_tcp_connections",
        .forms = anyInteger,
        .standard = "2500",
        .help = "Connections that one process opens at most." },
    { .key = "trace",
        .forms = aTrace,
        .isNullable = true,
        .help = "Recorded times, for trace_replay." },
    { .key = "circuit_breakers",
        .forms = textList,
        .standard = "[]",
        .help = "Names of the breakers that may stop the run." },
    { .key = "request_timeout",
        .forms = anyNumber,
        .isNullable = true,
        .unit = "s",
        .help = "Time a request may take; 300 s in inference-perf when absent." },
    { .key = "request_retries",
        .forms = wholeFromZero,
        .standard = "0",
        .since = Reading::inferencePerf070,
        .help = "How often a failed request is sent again." },
    { .key = "request_retry_backoff_sec",
        .forms = numberFromZero,
        .standard = "0.5",
        .since = Reading::inferencePerf070,
        .unit = "s",
        .help = "Rest before a request is sent again." },
    { .key = "stage_teardown_grace_seconds",
        .forms = numberFromZero,
        .standard = "120.0",
        .since = Reading::inferencePerf070,
        .unit = "s",
        .help = "Time that requests under way get at the end of a stage." },
    { .key = "lora_traffic_split",
        .forms = adapterList,
        .isNullable = true,
        .help = "Shares of the requests by LoRA adapter." },
    { .key = "base_seed",
        .forms = seed,
        .help = "Seed of everything random; equal seeds give equal requests." },
} };

constexpr Field unusedInRateStage(std::string_view key)
{
    return {
        .key = key, .forms = anyInteger, .isNullable = true, .help = "For concurrent load only."
    };
}

// int(rate * duration) requests must be a number that can be counted.
constexpr std::array<Form, 1> rate = numberForm(aboveZero, { .max = 1e9, .mustBeFinite = true });
constexpr std::array<Form, 1> duration = integerForm(atLeastOne, { .max = 1e9 });

constexpr std::array<Field, 4> rateStageFields{ {
    { .key = "rate",
        .forms = rate,
        .isRequired = true,
        .unit = "requests/s",
        .help = "Requests per second." },
    { .key = "duration",
        .forms = duration,
        .isRequired = true,
        .unit = "s",
        .help = "Length of the stage." },
    unusedInRateStage("num_requests"),
    unusedInRateStage("concurrency_level"),
} };

constexpr std::array<Field, 4> concurrencyStageFields{ {
    { .key = "num_requests",
        .forms = positiveInteger,
        .isRequired = true,
        .unit = "requests",
        .help = "Requests of the stage." },
    { .key = "concurrency_level",
        .forms = positiveInteger,
        .isRequired = true,
        .unit = "requests",
        .help = "Requests under way at the same time." },
    { .key = "rate",
        .forms = anyNumber,
        .isNullable = true,
        .help = "For constant and poisson load only." },
    { .key = "duration",
        .forms = anyInteger,
        .isNullable = true,
        .help = "For constant and poisson load only." },
} };

constexpr std::array<Field, 4> sessionStageFields{ {
    { .key = "concurrent_sessions",
        .forms = wholeFromZero,
        .isRequired = true,
        .unit = "sessions",
        .help = "Sessions under way at the same time; 0 for all of them." },
    { .key = "session_rate",
        .forms = numberAboveZero,
        .isNullable = true,
        .unit = "sessions/s",
        .help = "Sessions begun per second; as fast as they may when absent." },
    { .key = "num_sessions",
        .forms = positiveInteger,
        .isNullable = true,
        .unit = "sessions",
        .help = "Sessions of the stage; all that are left when absent." },
    { .key = "timeout",
        .forms = numberAboveZero,
        .isNullable = true,
        .unit = "s",
        .help = "Time after which the stage is broken off." },
} };
constexpr std::array<FormerKey, 1> formerSessionKeys{
    { { "max_concurrent_sessions", "concurrent_sessions" } }
};

constexpr std::array<std::string_view, 2> sweepTypes{ "geometric", "linear" };
constexpr std::array<Form, 1> sweepTypeForm = choiceForm(sweepTypes);

constexpr std::array<Field, 6> sweepFields{ {
    { .key = "type",
        .forms = sweepTypeForm,
        .isRequired = true,
        .help = "How the rates of the stages follow each other." },
    { .key = "num_requests",
        .forms = anyInteger,
        .standard = "2000",
        .unit = "requests",
        .help = "Requests sent to find the highest rate." },
    { .key = "timeout",
        .forms = anyNumber,
        .standard = "60",
        .unit = "s",
        .help = "Time that finding the highest rate may take." },
    { .key = "num_stages", .forms = anyInteger, .standard = "5", .help = "Number of stages." },
    { .key = "stage_duration",
        .forms = anyInteger,
        .standard = "180",
        .unit = "s",
        .help = "Length of each stage." },
    { .key = "saturation_percentile",
        .forms = anyNumber,
        .standard = "95",
        .unit = "%",
        .help = "Which of the rates seen counts as the highest." },
} };

constexpr std::array<std::string_view, 1> traceFormats{ "AzurePublicDataset" };
constexpr std::array<Form, 1> traceFormatForm = choiceForm(traceFormats);

constexpr std::array<Field, 2> traceFields{ {
    { .key = "file", .forms = text, .isRequired = true, .help = "File with the recorded times." },
    { .key = "format",
        .forms = traceFormatForm,
        .standard = "AzurePublicDataset",
        .help = "Layout of the file." },
} };

constexpr std::array<Field, 2> adapterFields{ {
    { .key = "name", .forms = text, .isRequired = true, .help = "Name of the adapter." },
    { .key = "split",
        .forms = anyNumber,
        .isRequired = true,
        .help = "Its share of the requests; all together must be 1." },
} };

} // namespace

constinit const Block sweep{ "Sweep", "a sweep block", sweepFields };
constinit const Block trace{ "Trace", "a trace block", traceFields };
constinit const Block adapterShare{ "AdapterShare", "{name, split}", adapterFields };
constinit const Block load{ "Load", "a load block", loadFields };
constinit const Block rateStage{ "RateStage", "a stage {rate, duration}", rateStageFields };
constinit const Block concurrencyStage{ "ConcurrencyStage",
    "a stage {num_requests, concurrency_level}", concurrencyStageFields };
// The one block that release 0.6.1 was strict about.
constinit const Block sessionStage{ "SessionStage", "a stage {concurrent_sessions, num_sessions}",
    sessionStageFields, formerSessionKeys, Reading::inferencePerf061 };

} // namespace poolscope::config::schema
