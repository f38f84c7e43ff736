// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The typed config: plain structs named after the YAML blocks, defaults as in the schema table.
/// Blocks that are not listed here live on in the text and the Tree only.
namespace poolscope::config {

enum class DistributionType { normal, skewNormal, lognormal, uniform, poisson, fixed };

/// The schema's distribution of integers: counts, lengths in tokens, insertion points.
struct Distribution {
    DistributionType type = DistributionType::normal;
    std::int64_t min = 10;
    std::int64_t max = 1024;
    double mean = 512;
    double stdDev = 200; ///< a `variance` in the text is kept as its root
    double skew = 0;
    std::optional<std::int64_t> totalCount;

    bool operator==(const Distribution&) const = default;
};

/// The distribution that always gives `value`.
Distribution fixedDistribution(std::int64_t value);
/// The largest value it can give: the mean of a fixed law, else max.
double largestOf(const Distribution& distribution);

// pool.sampling: the IndexDistribution forms of semantics section 2.

/// Inclusive range of indices, inside 0..size-1.
struct IndexRange {
    std::int64_t min = 0;
    std::int64_t max = 0;

    bool operator==(const IndexRange&) const = default;
};

struct UniformSampling {
    bool operator==(const UniformSampling&) const = default;
};

struct ZipfSampling {
    double skew = 0; ///< exponent, 0..100

    bool operator==(const ZipfSampling&) const = default;
};

struct FixedSampling {
    std::int64_t index = 0;

    bool operator==(const FixedSampling&) const = default;
};

enum class RoundedType { normal, lognormal, poisson, skewNormal };

/// A continuous (or Poisson) variate, rounded to the nearest index and clamped to the range.
struct RoundedSampling {
    RoundedType type = RoundedType::normal;
    double mean = 0; ///< location for skewNormal; moments of the variate itself for lognormal
    double stdDev = 0; ///< scale for skewNormal; unused for poisson
    double skew = 0; ///< shape of skewNormal

    bool operator==(const RoundedSampling&) const = default;
};

struct IndexWeight {
    std::int64_t index = 0;
    double weight = 0;

    bool operator==(const IndexWeight&) const = default;
};

/// p proportional to weight; indices not listed are never drawn.
struct WeightsSampling {
    std::vector<IndexWeight> entries;

    bool operator==(const WeightsSampling&) const = default;
};

struct SequenceEntry {
    std::int64_t index = 0;
    std::optional<double> at; ///< place in the text, 0..1

    bool operator==(const SequenceEntry&) const = default;
};

/// Request r uses exactly the items of entry r modulo the number of entries.
struct SequenceSampling {
    std::vector<std::vector<SequenceEntry>> requests;

    bool operator==(const SequenceSampling&) const = default;
};

struct Sampling {
    IndexRange range; ///< resolved: the defaults 0 and size-1 are filled in
    std::variant<UniformSampling, ZipfSampling, FixedSampling, RoundedSampling, WeightsSampling,
        SequenceSampling>
        law;

    bool operator==(const Sampling&) const = default;
};

struct Pool {
    std::int64_t size = 1;
    Sampling sampling;
    std::optional<std::string> source; ///< folder with the user's own files, as written

    bool operator==(const Pool&) const = default;
};

// data.multimodal

template <class T> struct Weighted {
    T value;
    double weight = 1;

    bool operator==(const Weighted&) const = default;
};

struct Resolution {
    std::int64_t width = 512;
    std::int64_t height = 512;

    bool operator==(const Resolution&) const = default;
};

struct VideoProfile {
    Resolution resolution;
    std::int64_t frames = 10;

    bool operator==(const VideoProfile&) const = default;
};

/// Where items go in the text: nothing = anywhere (uniform), a number = there, a Distribution =
/// upstream's integer draw.
using InsertionPoint = std::variant<std::monostate, double, Distribution>;

/// What the three modalities have in common.
struct MediaSettings {
    std::optional<Distribution> count; ///< absent: no items
    InsertionPoint insertionPoint;
    std::optional<Pool> pool; ///< absent: fresh bytes (see semantics for the video default)

    bool operator==(const MediaSettings&) const = default;
};

enum class ImageRepresentation { png, jpeg, webp };
enum class VideoRepresentation { mp4, pngFrames, jpegFrames };

struct ImageSettings : MediaSettings {
    std::vector<Weighted<Resolution>> resolutions{ { Resolution{}, 1 } };
    ImageRepresentation representation = ImageRepresentation::png;

    bool operator==(const ImageSettings&) const = default;
};

struct VideoSettings : MediaSettings {
    std::vector<Weighted<VideoProfile>> profiles{ { VideoProfile{}, 1 } };
    VideoRepresentation representation = VideoRepresentation::mp4;

    bool operator==(const VideoSettings&) const = default;
};

struct AudioSettings : MediaSettings {
    std::vector<Weighted<double>> durations{ { 1.0, 1 } }; ///< seconds

    bool operator==(const AudioSettings&) const = default;
};

struct Multimodal {
    std::optional<ImageSettings> image;
    std::optional<VideoSettings> video;
    std::optional<AudioSettings> audio;

    /// The common part of a modality; null when its block is absent.
    const MediaSettings* media(base::Modality modality) const;
    bool hasPool() const;

    bool operator==(const Multimodal&) const = default;
};

// data

/// Upstream's data types. Poolscope plans requests for synthetic, random and sharedPrefix; the
/// others are understood and kept.
enum class DataType {
    mock,
    shareGpt,
    synthetic,
    random,
    sharedPrefix,
    cnnDailymail,
    infinityInstruct,
    billsumConversations,
    otelTraceReplay,
    wekaTraceReplay,
    conversationReplay,
    visionarena,
    syntheticAgentic,
};

struct SharedPrefix {
    std::int64_t numGroups = 10;
    std::int64_t numPromptsPerGroup = 10;
    Distribution systemPromptLen; ///< tokens; upstream's legacy fields are already folded in
    Distribution questionLen; ///< tokens
    Distribution outputLen; ///< tokens
    std::optional<std::int64_t> seed;
    bool enableMultiTurnChat = false;
    std::optional<Multimodal> multimodal;

    bool operator==(const SharedPrefix&) const = default;
};

struct Data {
    DataType type = DataType::mock;
    std::optional<Distribution> inputDistribution;
    std::optional<Distribution> outputDistribution;
    std::optional<SharedPrefix> sharedPrefix;
    std::optional<Multimodal> multimodal;

    bool operator==(const Data&) const = default;
};

// api, server, load, tokenizer

enum class ApiType { completion, chat, anthropicMessages };

struct Api {
    ApiType type = ApiType::completion;
    bool streaming = false;
    std::map<std::string, std::string> headers;
    /// The body's `response_format` as JSON in upstream's wire form; empty when absent.
    std::string responseFormat;

    bool operator==(const Api&) const = default;
};

enum class ServerType { vllm, sglang, tgi, mock };

struct Server {
    ServerType type = ServerType::vllm;
    std::optional<std::string> modelName;
    std::optional<std::string> baseUrl;
    bool ignoreEos = true;
    /// As written: a literal key or `${NAME}`. Never shown, never written anywhere.
    std::optional<std::string> apiKey;

    bool operator==(const Server&) const = default;
};

enum class LoadType { constant, poisson, traceReplay, concurrent, traceSessionReplay };

/// A stage of constant or poisson load: int(rate * duration) requests.
struct RateStage {
    double rate = 1; ///< requests per second
    std::int64_t duration = 1; ///< seconds

    bool operator==(const RateStage&) const = default;
};

/// A stage of concurrent load.
struct ConcurrencyStage {
    std::int64_t numRequests = 1;
    std::int64_t concurrencyLevel = 1;

    bool operator==(const ConcurrencyStage&) const = default;
};

using Stage = std::variant<RateStage, ConcurrencyStage>;

struct Load {
    LoadType type = LoadType::constant;
    double interval = 1.0; ///< seconds of rest after each stage
    std::vector<Stage> stages;
    std::optional<double> requestTimeout; ///< seconds
    std::optional<std::uint64_t> baseSeed;

    bool operator==(const Load&) const = default;
};

struct Tokenizer {
    std::optional<std::string> pretrainedModelNameOrPath;

    bool operator==(const Tokenizer&) const = default;
};

struct Workload {
    Api api;
    Data data;
    Load load;
    std::optional<Server> server;
    std::optional<Tokenizer> tokenizer;

    bool operator==(const Workload&) const = default;
};

} // namespace poolscope::config
