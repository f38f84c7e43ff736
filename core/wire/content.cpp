// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/content.h"

#include <algorithm>
#include <cmath>

namespace poolscope::wire {

namespace {

struct Placed {
    Block block;
    double at = 0;
};

std::vector<Placed> placedBlocks(const std::vector<plan::Placement>& media)
{
    std::vector<Placed> placed;
    for (const auto& [item, at] : media) {
        const bool isFrames
            = item.format == media::Format::pngFrames || item.format == media::Format::jpegFrames;
        const std::size_t files = isFrames ? static_cast<std::size_t>(item.frames) : 1;
        for (std::size_t frame = 0; frame < files; ++frame)
            placed.push_back({ { {}, item, frame }, at });
    }
    std::stable_sort(
        placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
    return placed;
}

Block textBlock(std::string text)
{
    Block block;
    block.text = std::move(text);
    return block;
}

std::vector<Block> weave(const plan::Part& part)
{
    std::vector<Block> blocks;
    std::vector<Placed> placed = placedBlocks(part.media);
    if (placed.empty())
        return { textBlock(part.text) };
    // Upstream counts code points; our texts are ASCII, where these are bytes.
    std::size_t last = 0;
    for (auto& [block, at] : placed) {
        const auto length = static_cast<double>(part.text.size());
        const auto cut = static_cast<std::size_t>(std::floor(std::clamp(at, 0.0, 1.0) * length));
        if (cut > last) {
            blocks.push_back(textBlock(part.text.substr(last, cut - last)));
            last = cut;
        }
        blocks.push_back(std::move(block));
    }
    if (last < part.text.size())
        blocks.push_back(textBlock(part.text.substr(last)));
    return blocks;
}

/// Upstream leaves a side out altogether when it has neither text nor media settings.
bool isAbsent(const plan::Part& part)
{
    return part.text.empty() && !part.isMultimodal;
}

} // namespace

std::vector<Block> contentOf(const plan::RequestSpec& request)
{
    std::vector<Block> payload = weave(request.payload);
    if (!request.prefix || isAbsent(*request.prefix))
        return payload;
    std::vector<Block> blocks = weave(*request.prefix);
    if (isAbsent(request.payload))
        return blocks;
    if (blocks.back().isText() && payload.front().isText()) {
        blocks.back().text += " " + payload.front().text;
        payload.erase(payload.begin());
    } else {
        blocks.push_back(textBlock(" "));
    }
    std::move(payload.begin(), payload.end(), std::back_inserter(blocks));
    return blocks;
}

std::string promptOf(const plan::RequestSpec& request)
{
    if (!request.prefix)
        return request.payload.text;
    if (request.prefix->text.empty() || request.payload.text.empty())
        return request.prefix->text + request.payload.text;
    return request.prefix->text + " " + request.payload.text;
}

} // namespace poolscope::wire
