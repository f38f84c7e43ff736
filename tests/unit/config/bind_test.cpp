// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"
#include "core/config/config.h"
#include "tests/unit/testing.h"

#include <cmath>

using namespace poolscope;
using namespace poolscope::config;

namespace {

Workload workloadOf(std::string_view text)
{
    return load(text).workload;
}

Multimodal multimodalOf(const std::string& image)
{
    return *workloadOf("data: {multimodal: {image: " + image + "}}").data.multimodal;
}

Pool poolOf(const std::string& pool)
{
    return *multimodalOf("{pool: " + pool + "}").image->pool;
}

template <class Law> Law lawOf(const std::string& pool)
{
    const Pool read = poolOf(pool);
    const Law* law = std::get_if<Law>(&read.sampling.law);
    return law ? *law : Law();
}

} // namespace

class BindTest : public QObject {
    Q_OBJECT

private slots:
    void defaultsOfTheTableAreThoseOfTheStructs()
    {
        QVERIFY(workloadOf("") == Workload());
        QVERIFY(workloadOf("api: {}\ndata: {}\nload: {}\n") == Workload());
        QVERIFY(workloadOf("server: {}\n").server == Server());
        QVERIFY(workloadOf("tokenizer: {}\n").tokenizer == Tokenizer());
        QVERIFY(
            workloadOf("data: {input_distribution: {}}").data.inputDistribution == Distribution());
        const Multimodal media
            = *workloadOf("data: {multimodal: {image: {}, video: {}, audio: {}}}").data.multimodal;
        QVERIFY(media.image == ImageSettings());
        QVERIFY(media.video == VideoSettings());
        QVERIFY(media.audio == AudioSettings());
        QVERIFY(poolOf("{size: 1}") == Pool());
        const SharedPrefix prefix = *workloadOf("data: {shared_prefix: {}}").data.sharedPrefix;
        SharedPrefix expected;
        expected.systemPromptLen = fixedDistribution(100);
        expected.questionLen = fixedDistribution(50);
        expected.outputLen = fixedDistribution(50);
        QVERIFY(prefix == expected);
    }

    void everySettingIsRead()
    {
        const Workload workload = workloadOf(R"yaml(
api: {type: chat, streaming: yes, headers: {x-a: b}}
server: {type: sglang, model_name: m, base_url: "http://h", ignore_eos: false, api_key: "${K}"}
tokenizer: {pretrained_model_name_or_path: t}
data:
  type: shared_prefix
  input_distribution: {type: lognormal, min: 1, max: 2, mean: 1.5, std_dev: 0.5, skew: 2, total_count: 7}
  output_distribution: {std_dev: 0, variance: 9}
  shared_prefix:
    num_groups: 3
    num_users_per_system_prompt: 4
    system_prompt_len: {type: uniform, min: 5, max: 6}
    question_len: 7
    question_distribution: {type: fixed, mean: 8}
    output_len: "9"
    seed: 11
    enable_multi_turn_chat: true
    multimodal: {audio: {durations: 3}}
load:
  type: poisson
  interval: 2
  stages: [{rate: 1.5, duration: 10}, {rate: "2", duration: 3.0}]
  request_timeout: 30
  base_seed: 12
)yaml");
        Workload expected;
        expected.api = { ApiType::chat, true, { { "x-a", "b" } }, {} };
        expected.server = Server{ ServerType::sglang, "m", "http://h", false, "${K}" };
        expected.tokenizer = Tokenizer{ "t" };
        expected.data.type = DataType::sharedPrefix;
        expected.data.inputDistribution
            = Distribution{ DistributionType::lognormal, 1, 2, 1.5, 0.5, 2, 7 };
        expected.data.outputDistribution = Distribution{};
        expected.data.outputDistribution->stdDev = 3;
        auto& prefix = expected.data.sharedPrefix.emplace();
        prefix.numGroups = 3;
        prefix.numPromptsPerGroup = 4;
        prefix.systemPromptLen.type = DistributionType::uniform;
        prefix.systemPromptLen.min = 5;
        prefix.systemPromptLen.max = 6;
        prefix.questionLen.type = DistributionType::fixed;
        prefix.questionLen.mean = 8;
        prefix.outputLen = fixedDistribution(9);
        prefix.seed = 11;
        prefix.enableMultiTurnChat = true;
        prefix.multimodal.emplace().audio.emplace().durations = { { 3.0, 1 } };
        expected.load.type = LoadType::poisson;
        expected.load.interval = 2;
        expected.load.stages = { RateStage{ 1.5, 10 }, RateStage{ 2, 3 } };
        expected.load.requestTimeout = 30;
        expected.load.baseSeed = 12;
        QVERIFY(workload == expected);
    }

    void namesMeanTheEnumeratorInTheirPlace()
    {
        const auto check = [](const char* path, const char* name, auto member, auto value) {
            QVERIFY2(
                member(workloadOf(std::string(path) + ": {type: " + name + "}")) == value, name);
        };
        const auto api = [](const Workload& w) { return w.api.type; };
        check("api", "completion", api, ApiType::completion);
        check("api", "chat", api, ApiType::chat);
        check("api", "anthropic_messages", api, ApiType::anthropicMessages);
        const auto server = [](const Workload& w) { return w.server->type; };
        check("server", "vllm", server, ServerType::vllm);
        check("server", "sglang", server, ServerType::sglang);
        check("server", "tgi", server, ServerType::tgi);
        check("server", "mock", server, ServerType::mock);
        const auto load = [](const Workload& w) { return w.load.type; };
        check("load", "constant", load, LoadType::constant);
        check("load", "poisson", load, LoadType::poisson);
        check("load", "trace_replay", load, LoadType::traceReplay);
        check("load", "concurrent", load, LoadType::concurrent);
        check("load", "trace_session_replay", load, LoadType::traceSessionReplay);
        const auto data = [](const Workload& w) { return w.data.type; };
        check("data", "mock", data, DataType::mock);
        check("data", "shareGPT", data, DataType::shareGpt);
        check("data", "synthetic", data, DataType::synthetic);
        check("data", "random", data, DataType::random);
        check("data", "shared_prefix", data, DataType::sharedPrefix);
        check("data", "cnn_dailymail", data, DataType::cnnDailymail);
        check("data", "infinity_instruct", data, DataType::infinityInstruct);
        check("data", "billsum_conversations", data, DataType::billsumConversations);
        check("data", "otel_trace_replay", data, DataType::otelTraceReplay);
        check("data", "weka_trace_replay", data, DataType::wekaTraceReplay);
        check("data", "conversation_replay", data, DataType::conversationReplay);
        check("data", "visionarena", data, DataType::visionarena);
        check("data", "synthetic_agentic", data, DataType::syntheticAgentic);
        const auto law = [](const Workload& w) { return w.data.inputDistribution->type; };
        const char* input = "data: {input_distribution";
        const auto checkLaw = [&](const char* name, DistributionType type) {
            QVERIFY2(law(workloadOf(std::string(input) + ": {type: " + name + "}}")) == type, name);
        };
        checkLaw("normal", DistributionType::normal);
        checkLaw("skew_normal", DistributionType::skewNormal);
        checkLaw("lognormal", DistributionType::lognormal);
        checkLaw("uniform", DistributionType::uniform);
        checkLaw("poisson", DistributionType::poisson);
        checkLaw("fixed", DistributionType::fixed);
        const auto image = [](const char* name) {
            return multimodalOf(std::string("{representation: ") + name + "}")
                .image->representation;
        };
        QVERIFY(image("png") == ImageRepresentation::png);
        QVERIFY(image("jpeg") == ImageRepresentation::jpeg);
        QVERIFY(image("webp") == ImageRepresentation::webp);
        const auto video = [](const std::string& name) {
            return workloadOf("data: {multimodal: {video: {representation: " + name + "}}}")
                .data.multimodal->video->representation;
        };
        QVERIFY(video("mp4") == VideoRepresentation::mp4);
        QVERIFY(video("png_frames") == VideoRepresentation::pngFrames);
        QVERIFY(video("jpeg_frames") == VideoRepresentation::jpegFrames);
    }

    void wrongValuesKeepTheirDefaultAndTheRestIsRead()
    {
        const Workload workload
            = workloadOf("api: {type: chatty, streaming: true}\n"
                         "load: {interval: -1, base_seed: x, stages: [{rate: 0, "
                         "duration: 5}, 7]}\n"
                         "data: {input_distribution: {min: 3.5, max: 9}}\n");
        QVERIFY(workload.api.type == ApiType::completion);
        QVERIFY(workload.api.streaming);
        QCOMPARE(workload.load.interval, 1.0);
        QVERIFY(!workload.load.baseSeed);
        QVERIFY(workload.load.stages == (std::vector<Stage>{ RateStage{ 1, 5 } }));
        QCOMPARE(workload.data.inputDistribution->min, std::int64_t{ 10 });
        QCOMPARE(workload.data.inputDistribution->max, std::int64_t{ 9 });
    }

    void resolutionsHaveThreeForms()
    {
        const auto sizes = [](const char* text) {
            return multimodalOf(std::string("{resolutions: ") + text + "}").image->resolutions;
        };
        using Sizes = std::vector<Weighted<Resolution>>;
        QVERIFY(sizes("4k") == (Sizes{ { { 3840, 2160 }, 1 } }));
        QVERIFY(sizes("1080p") == (Sizes{ { { 1920, 1080 }, 1 } }));
        QVERIFY(sizes("720p") == (Sizes{ { { 1280, 720 }, 1 } }));
        QVERIFY(sizes("360p") == (Sizes{ { { 640, 360 }, 1 } }));
        QVERIFY(sizes("{width: 3, height: 4}") == (Sizes{ { { 3, 4 }, 1 } }));
        QVERIFY(sizes("[{resolution: 720p, weight: 2}, {resolution: {width: 3, height: 4}}]")
            == (Sizes{ { { 1280, 720 }, 2 }, { { 3, 4 }, 1 } }));
        QVERIFY(sizes("[{resolution: 9k}, {weight: 2}]") == (Sizes{ { { 512, 512 }, 1 } }));
        const auto video
            = workloadOf("data: {multimodal: {video: {profiles: [{profile: {resolution: "
                         "360p, frames: 8}, weight: 3}]}}}")
                  .data.multimodal->video->profiles;
        QVERIFY(video == (std::vector<Weighted<VideoProfile>>{ { { { 640, 360 }, 8 }, 3 } }));
        const auto audio = workloadOf("data: {multimodal: {audio: {durations: [{duration: 1.5, "
                                      "weight: 2}, {duration: 3}]}}}")
                               .data.multimodal->audio->durations;
        QVERIFY(audio == (std::vector<Weighted<double>>{ { 1.5, 2 }, { 3, 1 } }));
    }

    void insertionPointsHaveThreeForms()
    {
        const auto point = [](const char* text) {
            return multimodalOf(std::string("{insertion_point: ") + text + "}")
                .image->insertionPoint;
        };
        QVERIFY(point("0.25") == InsertionPoint(0.25));
        QVERIFY(point("true") == InsertionPoint(1.0));
        QVERIFY(point("null") == InsertionPoint());
        QVERIFY(point("7") == InsertionPoint());
        QVERIFY(std::get<Distribution>(point("{type: fixed, mean: 1}")).mean == 1);
    }

    void everyLawOfAPoolIsRead()
    {
        QVERIFY(poolOf("{size: 9}").sampling == (Sampling{ { 0, 8 }, UniformSampling{} }));
        QVERIFY(poolOf("{size: 9, sampling: {min: 2, max: 5}}").sampling
            == (Sampling{ { 2, 5 }, UniformSampling{} }));
        QVERIFY(poolOf("{size: 9, sampling: {type: zipf, skew: 1.5, min: 3}}").sampling
            == (Sampling{ { 3, 8 }, ZipfSampling{ 1.5 } }));
        QCOMPARE(lawOf<FixedSampling>("{size: 9, sampling: {type: fixed, mean: 4}}").index,
            std::int64_t{ 4 });
        QCOMPARE(lawOf<FixedSampling>("{size: 9, sampling: {type: fixed, min: 3, max: 3}}").index,
            std::int64_t{ 3 });
        QVERIFY(lawOf<RoundedSampling>("{size: 9, sampling: {type: normal, mean: 4, std_dev: 2}}")
            == (RoundedSampling{ RoundedType::normal, 4, 2, 0 }));
        QVERIFY(
            lawOf<RoundedSampling>("{size: 9, sampling: {type: lognormal, mean: 4, variance: 9}}")
            == (RoundedSampling{ RoundedType::lognormal, 4, 3, 0 }));
        QVERIFY(lawOf<RoundedSampling>("{size: 9, sampling: {type: poisson, mean: 2.5}}")
            == (RoundedSampling{ RoundedType::poisson, 2.5, 0, 0 }));
        QVERIFY(lawOf<RoundedSampling>(
                    "{size: 9, sampling: {type: skew_normal, mean: 4, std_dev: 2, skew: -3}}")
            == (RoundedSampling{ RoundedType::skewNormal, 4, 2, -3 }));
        QVERIFY(lawOf<WeightsSampling>("{size: 9, sampling: {weights: [{index: 8, weight: 0.5}, "
                                       "{index: 0, weight: 0}]}}")
                    .entries
            == (std::vector<IndexWeight>{ { 8, 0.5 }, { 0, 0 } }));
        QVERIFY(lawOf<SequenceSampling>(
                    "{size: 9, sampling: {sequence: [[0, {index: 1, at: 0.5}], [], [8]]}}")
                    .requests
            == (std::vector<std::vector<SequenceEntry>>{
                { { 0, {} }, { 1, 0.5 } }, {}, { { 8, {} } } }));
        QVERIFY(poolOf("{size: 3, source: photos}").source == "photos");
    }

    void lawsThatMakeNoSenseStillLeaveASoundPool()
    {
        for (const char* sampling : { "{min: 5, max: 3}", "{min: 50}", "{max: 99}",
                 "{weights: [{index: 99, weight: 1}]}", "{weights: []}", "{weights: [3]}",
                 "{sequence: []}", "{sequence: 5}", "{type: nothing}", "[1]", "7" }) {
            const Pool pool = poolOf(std::string("{size: 9, sampling: ") + sampling + "}");
            QVERIFY2(pool.sampling == (Sampling{ { 0, 8 }, UniformSampling{} }), sampling);
        }
        QVERIFY(lawOf<ZipfSampling>("{size: 9, sampling: {type: zipf, skew: 500}}").skew == 100);
        QVERIFY(lawOf<FixedSampling>("{size: 9, sampling: {type: fixed, mean: 99}}").index == 8);
        QVERIFY(!multimodalOf("{pool: null}").image->pool);
        QVERIFY(!multimodalOf("{pool: 7}").image->pool);
    }

    void stagesFollowTheTypeOfTheLoad()
    {
        QVERIFY(workloadOf(
                    "load: {type: concurrent, stages: [{num_requests: 5, concurrency_level: 2}]}")
                    .load.stages
            == (std::vector<Stage>{ ConcurrencyStage{ 5, 2 } }));
        QVERIFY(workloadOf("load: {type: trace_session_replay, stages: [{concurrent_sessions: 5}]}")
                    .load.stages.empty());
    }

    void aliasesAndMergesAreFollowed()
    {
        const Workload workload = workloadOf("x: &base {type: chat, streaming: true}\n"
                                             "y: &count {type: fixed, mean: 3}\n"
                                             "api: {<<: *base, streaming: false}\n"
                                             "data: {multimodal: {image: {count: *count}, audio: "
                                             "{count: *count}}}\n");
        QVERIFY(workload.api.type == ApiType::chat);
        QVERIFY(!workload.api.streaming);
        QCOMPARE(workload.data.multimodal->image->count->mean, 3.0);
        QCOMPARE(workload.data.multimodal->audio->count->mean, 3.0);
    }

    void responseFormatsAreTheJsonThatUpstreamSends()
    {
        const auto format = [](const char* text) {
            return testing::text(
                workloadOf(std::string("api: {response_format: ") + text + "}").api.responseFormat);
        };
        QCOMPARE(format("null"), "");
        QCOMPARE(format("{type: json_object}"), R"({"type": "json_object"})");
        QCOMPARE(format("{}"),
            R"({"type": "json_schema", "json_schema": {"name": "structured_output", "schema": null}})");
        QCOMPARE(format("{name: é, json_schema: {type: object, n: 1, f: 1.0, big: 1.0e+20, small: "
                        "1.0e-05, on: true, e: \"a\\\"\\n\\U0001F600\", l: [1, x, null], o: {}}}"),
            "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"\\u00e9\", \"schema\": "
            "{\"type\": \"object\", \"n\": 1, \"f\": 1.0, \"big\": 1e+20, \"small\": 1e-05, "
            "\"on\": "
            "true, \"e\": \"a\\\"\\n\\ud83d\\ude00\", \"l\": [1, \"x\", null], \"o\": {}}}}");
    }
};

POOLSCOPE_TEST(BindTest)
#include "bind_test.moc"
