// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/config/check_cases.h"

#include "core/base/text.h"
#include "core/config/patch.h"
#include "tests/unit/testing.h"

namespace poolscope::testing {

std::string_view cleanConfig()
{
    return R"yaml(api: {type: chat, streaming: true}
data:
  type: synthetic
  input_distribution: {type: normal, min: 1, max: 400, mean: 200, std_dev: 20}
  output_distribution: {type: fixed, mean: 64}
  multimodal:
    image:
      count: {type: fixed, min: 2, max: 2, mean: 2}
      resolutions: 720p
      pool:
        size: 40
        sampling: {type: zipf, min: 0, max: 39, skew: 1.1}
load:
  type: constant
  stages:
    - {rate: 10, duration: 30}
  base_seed: 42
server:
  base_url: http://localhost:8000
  model_name: test-model
)yaml";
}

std::string withSetting(const std::string& text, std::string_view path, std::string_view value)
{
    const config::Path place = config::parsePath(path);
    const auto edit = value.empty() ? config::removeAt(text, place)
                                    : config::patch(text, place, "VALUE-TO-COME");
    if (!edit)
        qFatal("%s", edit.error().message.c_str());
    std::string changed = base::apply(text, *edit);
    if (const std::size_t at = changed.find("VALUE-TO-COME"); at != std::string::npos)
        changed.replace(at, std::string_view("VALUE-TO-COME").size(), value);
    return changed;
}

namespace {

std::vector<CheckCase> schemaCases()
{
    std::vector<CheckCase> cases{
        // The schema.
        { "unknown key", { "data.inputs", "1" }, "PS202 error", "\"inputs\" is no key of a data" },
        { "misspelt key", { "data.multimodal.image.count.stdev", "1" }, "PS202 error",
            "\"stdev\" is no key of a distribution: inference-perf 0.7.0 refuses the file" },
        { "former key", { "data.multimodal.image.count.std", "1" }, "PS213 error",
            "\"std\" is called \"std_dev\" today" },
        { "key without successor", { "report.goodput", "{percentile: 99}" }, "PS213 error",
            "No release of today knows \"percentile\"" },
        { "misplaced key", { "data.multimodal.representation", "jpeg" }, "PS212 error",
            "\"representation\" belongs under \"image\"" },
        { "misplaced at the top", { "streaming", "true" }, "PS212 warning",
            "\"streaming\" belongs under \"api\"" },
        { "misplaced block", { "server.multimodal", "{image: {}}" }, "PS212 error",
            "\"multimodal\" belongs under \"data\"" },
        { "camel case", { "load.numWorkers", "1" }, "PS202 error", "\"numWorkers\" is no key" },
        { "unknown block", { "workers", "{x: 1}" }, "PS401 warning",
            "Poolscope keeps it, inference-perf 0.7.0 refuses the file" },
        { "former block", { "vllm", "{x: 1}" }, "PS213 warning", "\"vllm\" is called \"server\"" },
        { "placeholder for a number", { "load.stages.0.rate", "\"${RATE}\"" }, "PS210 error",
            "\"rate\" holds the placeholder ${RATE} where a number" },
        { "placeholder for a name", { "load.type", "REPLACE_ENV_LOAD" }, "PS210 error",
            "holds the placeholder REPLACE_ENV_LOAD where one of constant" },
        { "placeholder in a text", { "server.model_name", "${MODEL}" }, "PS210 info",
            "\"model_name\" holds a placeholder: ${MODEL}" },
        { "misspelt block", { "servers", "{x: 1}" }, "PS401 warning", "\"servers\" is unknown" },
        { "wrong type", { "data.multimodal.image.pool.size", "many" }, "PS203 error",
            "\"size\" is \"many\", but it must be a whole number, from 1 to 10000000" },
        { "number for a text", { "server.model_name", "7" }, "PS203 error",
            "\"model_name\" is \"7\", but it must be a text" },
        { "list for a block", { "api", "[1]" }, "PS203 error",
            "\"api\" is a list, but it must be an api block" },
        { "scalar for a distribution", { "data.multimodal.image.count", "3" }, "PS203 error",
            "\"count\" is \"3\", but it must be a distribution" },
        { "header that is no text", { "api.headers", "{x: 1}" }, "PS203 error",
            "\"x\" is \"1\", but it must be a text" },
        { "below its range", { "data.multimodal.image.pool.size", "0" }, "PS204 error",
            "\"size\" is 0, but it must be a whole number, from 1 to 10000000" },
        { "negative weight",
            { "data.multimodal.image.resolutions",
                "[{resolution: 720p, weight: -1}, {resolution: 4k}]" },
            "PS204 error", "\"weight\" is -1" },
        { "key that is no text", { "api.headers", "{1: x}" }, "PS203 error",
            "The key 1 is not a text" },
        { "no pixels", { "data.multimodal.image.resolutions", "{width: 0, height: 5}" },
            "PS204 error", "\"width\" is 0, but it must be a whole number, from 1 to 65535" },
        { "insertion point", { "data.multimodal.image.insertion_point", "1.5" }, "PS204 error",
            "\"insertion_point\" is 1.5, but it must be a number, from 0 to 1" },
        { "unknown name", { "load.type", "konstant" }, "PS205 error",
            "\"konstant\" is no value of \"type\"" },
        { "preset in capitals", { "data.multimodal.image.resolutions", "1080P" }, "PS205 error",
            "\"1080P\" is no value of \"resolutions\"" },
        { "missing key", { "load.stages.0.rate", "" }, "PS206 error",
            "\"rate\" is missing from a stage {rate, duration}" },
        { "null", { "load.type", "null" }, "PS207 error", "\"type\" has no value" },
        { "empty list", { "data.multimodal.image.resolutions", "[]" }, "PS209 error",
            "The list \"resolutions\" is empty" },
        // Distributions.
        { "min above max", { "data.multimodal.image.count", "{type: uniform, min: 3, max: 2}" },
            "PS301 error", "min 3 is above max 2" },
        { "min above the default max", { "data.input_distribution", "{min: 2000, mean: 3000}" },
            "PS301 error", "min 2000 is above max 1024 (the default)" },
        { "two spreads", { "data.input_distribution.variance", "400" }, "PS302 error",
            "std_dev and variance both say" },
        { "variance alone",
            { "data.input_distribution", "{min: 1, max: 400, mean: 200, variance: 400}" },
            "PS411 warning", "refuses variance beside the default std_dev of 200" },
        { "lognormal without a mean",
            { "data.multimodal.image.count", "{type: lognormal, mean: 0, min: 0, max: 3}" },
            "PS303 error", "A lognormal law needs a mean above 0, not 0" },
        { "poisson length",
            { "data.multimodal", "", "api.type", "completion", "data.input_distribution.type",
                "poisson" },
            "PS303 error", "Lengths of synthetic texts cannot be drawn from this type" },
        { "mean outside",
            { "data.multimodal", "", "api.type", "completion", "data.input_distribution",
                "{mean: 2000, std_dev: 1}" },
            "PS303 error", "The mean 2000 lies outside 10 (the default) to 1024 (the default)" },
        { "fixed without mean", { "data.multimodal.image.count", "{type: fixed, min: 1, max: 1}" },
            "PS408 warning", "This is always 512 items: mean is not given" },
        { "fixed outside its range",
            { "data.multimodal.image.count", "{type: fixed, min: 1, max: 3, mean: 9}" },
            "PS408 warning", "This is always 9 items: min and max have no effect" },
        { "fixed and broken", { "data.multimodal.image.count", "{type: fixed, mean: 2.7}" },
            "PS408 warning", "This is always 2 items: the mean 2.7 is cut off" },
        { "uneven uniform", { "data.multimodal.image.count", "{type: uniform, min: 1, max: 3}" },
            "PS407 warning", "uniform 1..3 is uneven in inference-perf: 17/33/50 %" },
        { "uneven longer uniform",
            { "data.multimodal.image.count", "{type: uniform, min: 1, max: 10}" }, "PS407 warning",
            "1 has 5 %, 10 has 15 %, the others 10 % each" },
        { "uneven length in advance",
            { "data.multimodal", "", "api.type", "completion", "data.input_distribution",
                "{type: uniform, min: 1, max: 3}" },
            "PS407 warning", "25/50/25 %" },
        { "uniform without max", { "data.multimodal.image.count", "{type: uniform, min: 1}" },
            "PS409 warning", "max is not given: up to 1024 items per request" },
        { "empty count", { "data.multimodal.image.count", "{}" }, "PS409 warning",
            "its default 512 means about 512 items per request" },
        { "count below the default min", { "data.multimodal.image.count", "{mean: 2, std_dev: 1}" },
            "PS410 warning",
            "99.9999 % of the draws lie below min 10 (the default) and become 10 items" },
        { "count above max", { "data.multimodal.image.count", "{min: 1, max: 3}" }, "PS410 warning",
            "99.5 % of the draws lie above max 3 and become 3 items" },
        { "poisson below min", { "data.multimodal.image.count", "{type: poisson, mean: 2}" },
            "PS410 warning", "99.9954 % of the draws lie below min 10 (the default)" },
        { "length above the default max",
            { "data.input_distribution", "{type: lognormal, mean: 2000, std_dev: 500}" },
            "PS410 warning",
            "of the draws lie above max 1024 (the default) and become 1024 tokens" },
        // Media.
        { "whole insertion points",
            { "data.multimodal.image.insertion_point", "{type: uniform, min: 0, max: 1}" },
            "PS412 warning", "25 % of the items go to the very start, 75 % to the very end" },
        { "fixed insertion point",
            { "data.multimodal.image.insertion_point", "{type: fixed, mean: 1}" }, "PS412 warning",
            "all items go to the very end" },
        { "insertion law outside", { "data.multimodal.image.insertion_point", "{}" }, "PS304 error",
            "Places from 10 to 1024 lie outside 0 to 1" },
        { "weights of nothing",
            { "data.multimodal.image.resolutions",
                "[{resolution: 720p, weight: 0}, {resolution: 4k, weight: 0}]" },
            "PS305 error", "All weights are 0" },
        { "jpeg side",
            { "data.multimodal.image.representation", "jpeg", "data.multimodal.image.resolutions",
                "{width: 65501, height: 5}" },
            "PS306 error", "A JPEG has at most 65500 pixels a side, not 65501" },
        { "no count", { "data.multimodal.image.count", "" }, "PS413 warning",
            "Without count no request has any image" },
        { "webp", { "data.multimodal.image.representation", "webp" }, "PS417 warning",
            "inference-perf sends PNG files for webp, and so does Poolscope" },
        { "odd video",
            { "data.multimodal.video",
                "{count: {type: fixed, mean: 1}, profiles: [{profile: {resolution: {width: 63, "
                "height: 64}, frames: 3}}]}" },
            "PS418 warning", "An mp4 has even sizes: 63 is encoded as 62" },
        // Pools.
        { "max outside the pool", { "data.multimodal.image.pool.sampling.max", "40" },
            "PS307 error", "The index 40 is outside the pool: its 40 items are 0 to 39" },
        { "min above max of a pool",
            { "data.multimodal.image.pool.sampling.min", "39",
                "data.multimodal.image.pool.sampling.max", "3" },
            "PS301 error", "min (39) is above max (3)" },
        { "zipf without skew", { "data.multimodal.image.pool.sampling.skew", "" }, "PS309 error",
            "zipf sampling needs skew" },
        { "zipf with a large skew", { "data.multimodal.image.pool.sampling.skew", "101" },
            "PS204 error", "The skew 101 is not from 0 to 100" },
        { "normal without mean",
            { "data.multimodal.image.pool.sampling", "{type: normal, std_dev: 1}" }, "PS309 error",
            "normal sampling needs mean" },
        { "normal without spread",
            { "data.multimodal.image.pool.sampling", "{type: normal, mean: 1}" }, "PS309 error",
            "normal sampling needs std_dev" },
        { "poisson of nothing",
            { "data.multimodal.image.pool.sampling", "{type: poisson, mean: 0}" }, "PS303 error",
            "poisson sampling needs a mean above 0, not 0" },
        { "fixed without an index", { "data.multimodal.image.pool.sampling", "{type: fixed}" },
            "PS309 error", "fixed sampling needs mean: the index" },
        { "fixed outside the pool",
            { "data.multimodal.image.pool.sampling", "{type: fixed, mean: 99}" }, "PS307 error",
            "The index 99 is outside the pool" },
        { "fixed between indices",
            { "data.multimodal.image.pool.sampling", "{type: fixed, mean: 1.5}" }, "PS204 error",
            "The mean 1.5 is no index" },
        { "fixed against its range",
            { "data.multimodal.image.pool.sampling", "{type: fixed, mean: 9, min: 1, max: 3}" },
            "PS308 error", "The index 9 is not between min and max" },
        { "fixed", { "data.multimodal.image.pool.sampling", "{type: fixed, min: 3, max: 3}" },
            "PS420 info", "39 of 40 items are never sent" },
        { "weights and type",
            { "data.multimodal.image.pool.sampling",
                "{type: uniform, weights: [{index: 0, weight: 1}]}" },
            "PS308 error", "type and weights are two laws for one pool" },
        { "weights",
            { "data.multimodal.image.pool.sampling",
                "{weights: [{index: 0, weight: 10}, {index: 1, weight: 1}, {index: 2, weight: "
                "0}]}" },
            "PS420 info", "38 of 40 items are never sent" },
        { "weights of zero",
            { "data.multimodal.image.pool.sampling", "{weights: [{index: 0, weight: 0}]}" },
            "PS305 error", "All weights are 0" },
        { "weight outside",
            { "data.multimodal.image.pool.sampling", "{weights: [{index: 40, weight: 1}]}" },
            "PS307 error", "The index 40 is outside the pool" },
        { "weight twice",
            { "data.multimodal.image.pool.sampling",
                "{weights: [{index: 4, weight: 1}, {index: 4, weight: 2}]}" },
            "PS310 error", "The index 4 has two weights" },
        { "sequence outside",
            { "data.multimodal.image.count", "", "data.multimodal.image.pool.sampling",
                "{sequence: [[0, 40], [1]]}" },
            "PS307 error", "The index 40 is outside the pool" },
        { "sequence and count",
            { "data.multimodal.image.pool.size", "2", "data.multimodal.image.pool.sampling",
                "{sequence: [[0, {index: 1, at: 0.5}], [1]]}" },
            "PS419 warning", "count has no effect: the pool's sequence says" },
        { "key without effect", { "data.multimodal.image.pool.sampling.mean", "3" },
            "PS419 warning", "mean has no effect on zipf sampling" },
        { "part of the pool", { "data.multimodal.image.pool.sampling.max", "9" }, "PS420 info",
            "30 of 40 items are never sent" },
        // Data.
        { "type that is kept", { "data.type", "shareGPT", "data.multimodal", "" }, "PS402 warning",
            "Poolscope keeps this block but makes no requests of the type shareGPT" },
        { "no lengths", { "data.input_distribution", "" }, "PS404 warning",
            "input_distribution is not given: Poolscope uses 64 tokens" },
        { "ignored media", { "data.type", "random", "api.type", "completion" }, "PS414 warning",
            "Data of the type random ignores multimodal" },
        { "ignored prefix", { "data.shared_prefix", "{num_groups: 2}" }, "PS414 warning",
            "Data of the type synthetic ignores shared_prefix" },
        { "prefix without its block", { "data.type", "shared_prefix" }, "PS317 error",
            "The type shared_prefix needs the block data.shared_prefix" },
        { "length twice",
            { "data.type", "shared_prefix", "data.shared_prefix",
                "{question_len: {type: fixed, mean: 9}, question_distribution: {type: fixed, mean: "
                "9}}" },
            "PS311 error", "question_len and question_distribution are two ways" },
        { "both names",
            { "data.type", "shared_prefix", "data.shared_prefix",
                "{num_groups: 2, num_unique_system_prompts: 3}" },
            "PS208 error", "\"num_unique_system_prompts\" and \"num_groups\" are two names" },
        { "conversation with media",
            { "data.type", "shared_prefix", "data.shared_prefix",
                "{enable_multi_turn_chat: true}" },
            "PS319 error", "Conversations cannot have media" },
        { "conversation",
            { "data.type", "shared_prefix", "data.shared_prefix", "{enable_multi_turn_chat: true}",
                "data.multimodal", "", "api.type", "completion" },
            "PS402 warning", "Poolscope sends every prompt by itself" },
        { "chat template", { "data.use_chat_template", "true" }, "PS318 error",
            "use_chat_template is for random data, not for synthetic" },
        { "media without chat", { "api.type", "completion" }, "PS416 warning",
            "synthetic data with media need chat requests" },
        { "text with chat", { "data.multimodal", "" }, "PS416 warning",
            "synthetic data without media are for api.type completion" },
        { "other api", { "api.type", "anthropic_messages", "server.api_key", "\"${KEY}\"" },
            "PS402 warning", "Poolscope sends OpenAI requests, not anthropic_messages" },
        { "output that is ignored", { "data.multimodal.image.pool", "" }, "PS415 warning",
            "inference-perf 0.7.0 ignores it when there are media and asks for 30 tokens" },
        { "unknown unit", { "api.slo_unit", "minutes" }, "PS426 warning",
            "inference-perf takes the unknown unit \"minutes\" for seconds" },
        // Load.
        { "no stages", { "load.stages", "" }, "PS405 warning", "load.stages is not given" },
        { "no seed", { "load.base_seed", "" }, "PS406 info", "Poolscope uses 42" },
        { "empty stage", { "load.stages.0.rate", "0.01" }, "PS423 warning",
            "0.01 requests/s for 30 s make less than one request" },
        { "stage of the other kind",
            { "load.stages.0", "{num_requests: 5, concurrency_level: 2, rate: 1, duration: 1}" },
            "PS312 error PS312 error", "num_requests is for concurrent load" },
        { "key without effect in a stage",
            { "load.type", "concurrent", "load.stages.0",
                "{num_requests: 5, concurrency_level: 2, rate: 1}" },
            "PS425 warning", "rate has no effect on a stage of concurrent load" },
        { "sweep", { "load.sweep", "{type: linear}", "load.stages", "" }, "PS424 warning",
            "Poolscope plans stages, not sweeps" },
        { "sweep that cannot be",
            { "load.type", "concurrent", "load.sweep", "{type: linear}", "load.stages.0",
                "{num_requests: 5, concurrency_level: 2}" },
            "PS314 error", "concurrent load cannot be swept" },
        { "sessions of no replay",
            { "load.type", "trace_session_replay", "load.stages.0", "{concurrent_sessions: 1}" },
            "PS402 warning PS313 error", "Poolscope keeps trace_session_replay load" },
        { "replay without sessions", { "data.type", "otel_trace_replay", "data.multimodal", "" },
            "PS402 warning PS313 error", "makes no requests of the type otel_trace_replay" },
        { "adapter shares", { "load.lora_traffic_split", "[{name: a, split: 0.5}]" }, "PS315 error",
            "The shares add up to 0.5, not to 1" },
        { "unknown breaker", { "load.circuit_breakers", "[x]" }, "PS316 error",
            "No circuit breaker is called \"x\"" },
        { "endless rest", { "load.stage_teardown_grace_seconds", ".inf" }, "PS428 warning",
            "stage_teardown_grace_seconds is endless" },
        { "no workers",
            { "load.num_workers", "0", "load.type", "concurrent", "load.stages.0",
                "{num_requests: 5, concurrency_level: 2}" },
            "PS427 warning", "cannot send concurrent load without workers" },
        // Server and secrets.
        { "trailing slash", { "server.base_url", "http://localhost:8000/" }, "PS422 warning",
            "its last / is doubled" },
        { "half a certificate", { "server.cert_path", "/x" }, "PS429 warning",
            "The client certificate is used only" },
        { "literal key", { "server.api_key", "sk-123456" }, "PS421 warning",
            "The API key stands in the file as it is" },
        { "literal token", { "tokenizer.token", "hf_123456" }, "PS421 warning",
            "The token stands in the file as it is" },
        { "literal header of a house", { "api.headers", "{X-Session-Id: abc123}" }, "PS421 warning",
            "The header X-Session-Id stands in the file" },
        { "password in the address", { "server.base_url", "http://me:s3@h:80/v1" }, "PS421 warning",
            "The address names a user" },
        { "literal header", { "api.headers", "{Authorization: Bearer sk-123456}" }, "PS421 warning",
            "The header Authorization stands in the file as it is" },
    };
    return cases;
}

} // namespace

const std::vector<CheckCase>& checkCases()
{
    static const std::vector<CheckCase> all = [] {
        auto cases = schemaCases();
        const auto& more = consequenceCases();
        cases.insert(cases.end(), more.begin(), more.end());
        return cases;
    }();
    return all;
}

} // namespace poolscope::testing
