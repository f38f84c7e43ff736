// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/tables.h"

#include <algorithm>

namespace poolscope::config::bind {

namespace {

InsertionPoint bindInsertionPoint(const BlockReader& media)
{
    if (const auto law = distributionAt(media, "insertion_point"))
        return *law;
    if (const auto place = media.numberIfAny("insertion_point"))
        return *place;
    return std::monostate();
}

void bindCommon(const BlockReader& block, MediaSettings& media)
{
    media.count = distributionAt(block, "count");
    media.insertionPoint = bindInsertionPoint(block);
    if (block.node("pool", NodeKind::mapping) != noNode)
        media.pool = bindPool(block.block("pool", schema::pool));
}

/// A preset or {width, height}; nothing when it is neither.
std::optional<Resolution> bindResolution(const Tree& tree, NodeId id)
{
    if (id == noNode)
        return std::nullopt;
    if (tree.node(id).kind == NodeKind::scalar) {
        const auto* preset = std::find_if(schema::presets.begin(), schema::presets.end(),
            [&](const schema::Preset& known) { return tree.node(id).text == known.name; });
        return preset != schema::presets.end()
            ? std::optional(Resolution{ preset->width, preset->height })
            : std::nullopt;
    }
    if (tree.node(id).kind != NodeKind::mapping)
        return std::nullopt;
    const BlockReader block(tree, id, schema::resolution);
    const auto width = block.integerIfAny("width");
    const auto height = block.integerIfAny("height");
    return width && height ? std::optional(Resolution{ *width, *height }) : std::nullopt;
}

std::optional<VideoProfile> bindProfile(const Tree& tree, NodeId id)
{
    if (id == noNode || tree.node(id).kind != NodeKind::mapping)
        return std::nullopt;
    const BlockReader block(tree, id, schema::videoProfile);
    const auto resolution = bindResolution(tree, block.node("resolution"));
    const auto frames = block.integerIfAny("frames");
    return resolution && frames ? std::optional(VideoProfile{ *resolution, *frames })
                                : std::nullopt;
}

std::optional<double> bindDuration(const Tree& tree, NodeId id)
{
    const Field& field = *schema::weightedDuration.find("duration");
    return schema::toNumber(fittingScalar(tree, id, field.forms));
}

/// One value, or a list of {`part`, weight}. Entries that cannot be read are left out; `all` keeps
/// its default when nothing is left.
template <class T, class Bind>
void bindWeighted(const BlockReader& media, std::string_view key, const Block& weighted,
    const Bind& bind, std::vector<Weighted<T>>& all)
{
    const Tree& tree = media.tree();
    const NodeId id = media.node(key);
    std::vector<Weighted<T>> found;
    if (id != noNode && tree.node(id).kind == NodeKind::sequence) {
        for (const NodeId item : itemsOf(tree, id)) {
            if (tree.node(item).kind != NodeKind::mapping)
                continue;
            const BlockReader entry(tree, item, weighted);
            if (const auto value = bind(tree, entry.node(weighted.fields.front().key)))
                found.push_back({ *value, entry.number("weight") });
        }
    } else if (const auto value = bind(tree, id)) {
        found.push_back({ *value, 1 });
    }
    if (!found.empty())
        all = std::move(found);
}

} // namespace

Multimodal bindMultimodal(const BlockReader& block)
{
    Multimodal multimodal;
    if (block.node("image", NodeKind::mapping) != noNode) {
        const BlockReader image = block.block("image", schema::image);
        bindCommon(image, multimodal.image.emplace());
        bindWeighted(image, "resolutions", schema::weightedResolution, bindResolution,
            multimodal.image->resolutions);
        multimodal.image->representation = image.choice<ImageRepresentation>("representation");
    }
    if (block.node("video", NodeKind::mapping) != noNode) {
        const BlockReader video = block.block("video", schema::video);
        bindCommon(video, multimodal.video.emplace());
        bindWeighted(video, "profiles", schema::weightedVideoProfile, bindProfile,
            multimodal.video->profiles);
        multimodal.video->representation = video.choice<VideoRepresentation>("representation");
    }
    if (block.node("audio", NodeKind::mapping) != noNode) {
        const BlockReader audio = block.block("audio", schema::audio);
        bindCommon(audio, multimodal.audio.emplace());
        bindWeighted(audio, "durations", schema::weightedDuration, bindDuration,
            multimodal.audio->durations);
    }
    return multimodal;
}

} // namespace poolscope::config::bind
