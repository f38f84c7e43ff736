// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/checks/checks.h"
#include "core/config/checks/laws.h"
#include "core/config/diagnostics/codes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace poolscope::config::checks {

namespace {

/// What JPEG files can hold, with the margin that upstream's encoder leaves.
constexpr std::int64_t maxJpegSide = 65500;

/// What a Distribution gives as a place in the text: whole numbers only.
void checkInsertionLaw(const Context& context, const Path& path, const Distribution& law)
{
    checkDistributionShape(context, path, law);
    if (law.min > law.max)
        return;
    const bool isFixed = law.type == DistributionType::fixed;
    const auto point = static_cast<std::int64_t>(law.mean);
    const std::int64_t lowest = isFixed ? point : law.min;
    const std::int64_t highest = isFixed ? point : law.max;
    Findings& findings = context.findings;
    if (lowest < 0 || highest > 1) {
        findings
            .error(codes::insertionOutside, path,
                lowest == highest
                    ? fmt::format("The place {} lies outside 0 to 1", lowest)
                    : fmt::format("Places from {} to {} lie outside 0 to 1", lowest, highest),
                "inference-perf drops such requests without a word. Give a number from 0 to 1.")
            .offer(findings.removeFix("Remove it: items go anywhere", path));
        return;
    }
    const bool isUniform = law.type == DistributionType::uniform && lowest < highest;
    const std::string shares = isUniform
        ? fmt::format("25 % of the items go to the very start, 75 % to the very end")
        : lowest == highest
        ? fmt::format("all items go to the very {}", lowest == 0 ? "start" : "end")
        : "items go to the very start or the very end";
    Finding found = findings.warning(codes::wholeInsertion, path,
        "A distribution gives whole numbers only: " + shares,
        "Give a number from 0 to 1, or nothing for anywhere.");
    found.offer(lowest == highest
            ? findings.setFix(fmt::format("Write {}", lowest), path, Value(lowest))
            : findings.removeFix("Remove it: items go anywhere", path));
}

void checkCommon(const Context& context, const Path& path, const MediaSettings& media)
{
    const bool isSequence
        = media.pool && std::holds_alternative<SequenceSampling>(media.pool->sampling.law);
    Findings& findings = context.findings;
    const Path count = child(path, "count");
    if (!media.count && !isSequence && !context.has(count))
        findings
            .warning(codes::inertMedia, path,
                fmt::format("Without count no request has any {}", path.back()),
                "Give the number of items per request as count.")
            .offer(findings.setFix(
                "Add one per request", count, Value::Map{ { "type", "fixed" }, { "mean", 1 } }));
    if (media.count && isSequence)
        findings
            .warning(codes::samplingNoEffect, count,
                "count has no effect: the pool's sequence says how many items a request has",
                "Remove one of them.")
            .offer(findings.removeFix("Remove count", count));
    if (media.count && !isSequence)
        checkDistribution(context, count, *media.count, Use::count);
    if (const auto* law = std::get_if<Distribution>(&media.insertionPoint))
        checkInsertionLaw(context, child(path, "insertion_point"), *law);
    if (media.pool)
        checkPool(context, child(path, "pool"), *media.pool);
}

template <class T>
void checkWeights(const Context& context, const Path& path, const std::vector<Weighted<T>>& all)
{
    const bool hasWeight = std::any_of(
        all.begin(), all.end(), [](const Weighted<T>& entry) { return entry.weight > 0; });
    if (!hasWeight)
        context.findings.error(codes::weightsSumToZero, path, "All weights are 0",
            "Give at least one entry a weight above 0.");
}

/// The {width, height} mappings below a list or single value of resolutions, by path.
template <class Visit> void visitSizes(const Context& context, const Path& path, const Visit& visit)
{
    const NodeId id = context.tree.find(path);
    if (id == noNode)
        return;
    const Node& node = context.tree.node(id);
    if (node.kind == NodeKind::sequence)
        for (std::size_t i = 0; i < node.entries.size(); ++i)
            visitSizes(context, child(path, std::to_string(i)), visit);
    for (const char* key : { "resolution", "profile" })
        if (node.kind == NodeKind::mapping && context.tree.find(id, key) != noNode)
            visitSizes(context, child(path, key), visit);
    for (const char* side : { "width", "height" }) {
        const Path place = child(path, side);
        const NodeId value = node.kind == NodeKind::mapping ? context.tree.find(id, side) : noNode;
        if (value == noNode || context.tree.node(value).kind != NodeKind::scalar)
            continue;
        const Scalar scalar = scalarOf(context.tree.node(value));
        if (const auto* pixels = std::get_if<std::int64_t>(&scalar); pixels && *pixels > 0)
            visit(place, *pixels);
    }
}

void checkJpegSizes(const Context& context, const Path& path)
{
    visitSizes(context, path, [&](const Path& place, std::int64_t pixels) {
        if (pixels <= maxJpegSide)
            return;
        context.findings
            .error(codes::jpegTooLarge, place,
                fmt::format("A JPEG has at most {} pixels a side, not {}", maxJpegSide, pixels),
                "Use a smaller size, or png.")
            .offer(context.findings.setFix(
                fmt::format("Set it to {}", maxJpegSide), place, Value(maxJpegSide)));
    });
}

void checkImage(const Context& context, const Path& path, const ImageSettings& image)
{
    checkCommon(context, path, image);
    checkWeights(context, child(path, "resolutions"), image.resolutions);
    const Path format = child(path, "representation");
    if (image.representation == ImageRepresentation::webp)
        context.findings
            .warning(codes::webpIsPng, format,
                "inference-perf sends PNG files for webp, and so does Poolscope", "Write png.")
            .offer(context.findings.setFix("Change it to png", format, "png"));
    if (image.representation == ImageRepresentation::jpeg)
        checkJpegSizes(context, child(path, "resolutions"));
}

void checkVideo(const Context& context, const Path& path, const VideoSettings& video)
{
    checkCommon(context, path, video);
    const Path profiles = child(path, "profiles");
    checkWeights(context, profiles, video.profiles);
    if (video.representation == VideoRepresentation::jpegFrames)
        checkJpegSizes(context, profiles);
    if (video.representation != VideoRepresentation::mp4)
        return;
    visitSizes(context, profiles, [&](const Path& place, std::int64_t pixels) {
        if (pixels % 2 == 0)
            return;
        const std::int64_t encoded = std::max<std::int64_t>(2, pixels - 1);
        context.findings
            .warning(codes::oddVideoSize, place,
                fmt::format("An mp4 has even sizes: {} is encoded as {}", pixels, encoded),
                "Give an even number.")
            .offer(context.findings.setFix(
                fmt::format("Set it to {}", encoded), place, Value(encoded)));
    });
}

} // namespace

void checkMultimodal(const Context& context, const Path& path, const Multimodal& multimodal)
{
    if (multimodal.image)
        checkImage(context, child(path, "image"), *multimodal.image);
    if (multimodal.video)
        checkVideo(context, child(path, "video"), *multimodal.video);
    if (multimodal.audio) {
        const Path audio = child(path, "audio");
        checkCommon(context, audio, *multimodal.audio);
        checkWeights(context, child(audio, "durations"), multimodal.audio->durations);
    }
}

} // namespace poolscope::config::checks
