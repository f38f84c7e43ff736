// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/config/check_cases.h"

namespace poolscope::testing {

const std::vector<CheckCase>& consequenceCases()
{
    static const std::vector<CheckCase> cases{
        // What a run would come to.
        { "percentile", { "report.request_lifecycle", "{percentiles: [50, 101]}" }, "PS430 error",
            "There is no 101th percentile: inference-perf 0.7.0 runs all requests and then stops" },
        { "goal", { "report.goodput", "{constraints: {tttf: 0.5, itl: 1}}" }, "PS431 warning",
            "No request is measured by \"tttf\"" },
        { "info left out",
            { "report.request_lifecycle",
                "{per_request: true, per_request_fields: {info: false}}" },
            "PS432 warning", "Without info, requests have neither token counts nor times" },
        { "metrics from nowhere", { "metrics", "{type: prometheus}" }, "PS433 warning",
            "collects no metrics" },
        { "metrics of no model",
            { "metrics", "{type: prometheus, prometheus: {google_managed: true}}",
                "server.model_name", "" },
            "PS434 warning", "all server metrics are 0" },
        { "breaker that always opens",
            { "circuit_breakers",
                "[{name: a, metrics: {matches: [x]}, triggers: [{type: rate_over_window, "
                "window_sec: 5, threshold: 0.5}]}]" },
            "PS435 warning", "the rate is always 100 %" },
        { "no version of the api", { "api.type", "anthropic_messages" },
            "PS402 warning PS436 warning", "Poolscope sends OpenAI requests" },
        { "model of a replay",
            { "data",
                "{type: otel_trace_replay, otel_trace_replay: {trace_directory: /x, "
                "model_mapping: {a: b}}}",
                "load",
                "{type: trace_session_replay, stages: [{concurrent_sessions: 1}], "
                "base_seed: 1}" },
            "PS402 warning PS437 warning PS402 warning", "makes no requests of the type otel" },
        { "no room for a prompt",
            { "data", "{type: conversation_replay, conversation_replay: {max_model_len: 400}}",
                "api.type", "completion" },
            "PS402 warning PS438 error", "makes no requests of the type conversation_replay" },
        { "wrong api for kept data",
            { "data", "{type: visionarena, visionarena: {}}", "api.type", "completion" },
            "PS416 warning PS402 warning",
            "visionarena data cannot be sent by completion requests" },
        { "retries", { "load.request_retries", "2" }, "PS439 warning",
            "latencies and times to the first token include the failed ones" },
        { "long answers", { "data.output_distribution", "{type: fixed, mean: 8000}" },
            "PS440 warning", "an answer of 8000 tokens must come at 27 tokens/s or more" },
        { "falling rates", { "load.stages.1", "{rate: 5, duration: 30}" }, "PS441 warning",
            "The rate falls from 10 to 5 requests/s" },
        { "long teardown",
            { "data", "{type: otel_trace_replay, otel_trace_replay: {trace_directory: /x}}", "load",
                "{type: trace_session_replay, stages: [{concurrent_sessions: 1, timeout: 5}], "
                "base_seed: 1}" },
            "PS402 warning PS402 warning PS442 warning", "makes no requests of the type otel" },
        { "hidden videos",
            { "load.num_workers", "2", "data.multimodal",
                "{video: {count: {type: fixed, mean: 1}}, image: {count: {type: fixed, mean: 1}, "
                "pool: {size: 40}}}" },
            "PS443 info PS448 info",
            "Each of 2 workers of inference-perf repeats 4 videos per profile: 8" },
        { "silence", { "data.multimodal.audio", "{count: {type: fixed, mean: 1}}" },
            "PS444 warning", "inference-perf sends silence" },
        { "colours that meet", { "data.multimodal.image.pool", "{size: 10000}" }, "PS447 info",
            "about 3 pairs of 10000 would be alike there, none here" },
        { "clips that are alike",
            { "data.multimodal.audio",
                "{count: {type: fixed, mean: 1}, durations: 2.5, pool: {size: 50}}" },
            "PS447 info", "50 clips of one length are 1 distinct file there, 50 here" },
        { "pool per worker", { "load.num_workers", "4" }, "PS448 info",
            "up to 160 distinct items with 4 workers of such an inference-perf, 40 here" },
        { "list of models", { "server.model_name", "", "server.api_key", "\"${KEY}\"" },
            "PS445 warning", "asks the server for its models, but without the key" },
        // What inference-perf checks within its blocks.
        { "prometheus from nowhere", { "metrics", "{type: prometheus, prometheus: {}}" },
            "PS320 error", "Neither url nor google_managed" },
        { "traces from nowhere", { "data.weka_trace_replay", "{}" }, "PS321 error",
            "Nothing says where the traces are" },
        { "model that is not static",
            { "data.weka_trace_replay", "{trace_directory: /x, static_model_name: m}" },
            "PS322 error", "static_model_name has no effect without use_static_model" },
        { "answers that are replaced",
            { "data.otel_trace_replay",
                "{trace_directory: /x, disable_output_substitution: true, "
                "duplicate_sessions_target: 2}" },
            "PS323 error", "together with duplicate_sessions_target" },
        { "pinned",
            { "data.synthetic_agentic",
                "{num_sessions: 1, input_tokens_per_turn: {}, output_tokens_per_turn: {}, "
                "include_errors: false}" },
            "PS324 error", "include_errors is always true for synthetic_agentic" },
        { "themes",
            { "data.synthetic_agentic",
                "{num_sessions: 1, input_tokens_per_turn: {}, output_tokens_per_turn: {}, "
                "theme_mix: {a: 0}}" },
            "PS325 error", "All weights of theme_mix are 0" },
        { "model too short",
            { "data.synthetic_agentic",
                "{num_sessions: 1, input_tokens_per_turn: {type: fixed, mean: 100}, "
                "output_tokens_per_turn: {type: fixed, mean: 50}, max_model_len: 4000}" },
            "PS326 error", "A session may reach 4390 tokens" },
        { "sessions too fast",
            { "data", "{type: otel_trace_replay, otel_trace_replay: {trace_directory: /x}}", "load",
                "{type: trace_session_replay, stages: [{concurrent_sessions: 1, session_rate: 5}], "
                "base_seed: 1}" },
            "PS402 warning PS402 warning PS327 error", "makes no requests of the type otel" },
    };
    return cases;
}

} // namespace poolscope::testing
