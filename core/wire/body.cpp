// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/body.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace poolscope::wire {

namespace {

using nlohmann::json;

/// A JSON string literal as Python's json.dumps writes it.
std::string jsonString(std::string_view text)
{
    return json(text).dump(-1, ' ', true, json::error_handler_t::replace);
}

/// Opening and closing of a media block around its base64.
struct Frame {
    std::string open;
    std::string close;
};

Frame frameOf(const media::ItemSpec& item, const std::string& mime)
{
    const auto url = [&](std::string_view kind) {
        return Frame{ fmt::format(
                          R"({{"type": "{0}", "{0}": {{"url": "data:{1};base64,)", kind, mime),
            R"("}})" };
    };
    // A video sent as frames is a row of images on the wire.
    if (mime.starts_with("image/"))
        return url("image_url");
    if (item.modality == base::Modality::video)
        return url("video_url");
    const std::string_view format = mime == "audio/mpeg" ? "mp3" : "wav";
    return { R"({"type": "input_audio", "input_audio": {"data": ")",
        fmt::format(R"(", "format": "{}"}}}})", format) };
}

base::Result<> appendContent(
    Body& body, const std::vector<Block>& blocks, const AssetSource& assets)
{
    body.append("[");
    bool isFirst = true;
    for (const Block& block : blocks) {
        if (!isFirst)
            body.append(", ");
        isFirst = false;
        if (block.isText()) {
            body.append(R"({"type": "text", "text": )" + jsonString(block.text) + "}");
            continue;
        }
        auto asset = assets(*block.item);
        if (!asset)
            return tl::make_unexpected(asset.error());
        const Frame frame = frameOf(*block.item, (*asset)->blobs.at(block.frame).mime);
        body.append(frame.open);
        body.append(std::move(*asset), block.frame);
        body.append(frame.close);
    }
    body.append("]");
    return {};
}

} // namespace

std::string_view Body::Segment::bytes() const
{
    return asset ? std::string_view(asset->blobs[blob].base64) : std::string_view(text);
}

void Body::append(std::string_view text)
{
    if (m_segments.empty() || m_segments.back().asset) {
        m_segments.emplace_back();
        m_ends.push_back(m_size);
    }
    m_segments.back().text += text;
    m_size += text.size();
    m_ends.back() = m_size;
}

void Body::append(media::AssetPtr asset, std::size_t blob)
{
    m_size += asset->blobs.at(blob).base64.size();
    m_segments.push_back({ {}, std::move(asset), blob });
    m_ends.push_back(m_size);
}

std::size_t Body::read(std::uint64_t offset, char* buffer, std::size_t capacity) const
{
    std::size_t copied = 0;
    auto segment = static_cast<std::size_t>(
        std::upper_bound(m_ends.begin(), m_ends.end(), offset) - m_ends.begin());
    for (; segment < m_segments.size() && copied < capacity; ++segment) {
        const std::string_view bytes = m_segments[segment].bytes();
        const std::uint64_t start = m_ends[segment] - bytes.size();
        const auto skip = static_cast<std::size_t>(offset + copied - start);
        const std::size_t count = std::min(capacity - copied, bytes.size() - skip);
        std::memcpy(buffer + copied, bytes.data() + skip, count);
        copied += count;
    }
    return copied;
}

std::string Body::text() const
{
    std::string text;
    text.reserve(m_size);
    for (const Segment& segment : m_segments)
        text += segment.bytes();
    return text;
}

base::Result<Body> makeBody(const plan::RequestSettings& settings, const plan::RequestSpec& request,
    const AssetSource& assets)
{
    Body body;
    body.append(R"({"model": )" + jsonString(settings.model));
    if (settings.route == plan::Route::chat) {
        body.append(R"(, "messages": [{"role": "user", "content": )");
        if (request.isMultimodal()) {
            if (auto done = appendContent(body, contentOf(request), assets); !done)
                return tl::make_unexpected(done.error());
        } else {
            body.append(jsonString(promptOf(request)));
        }
        body.append("}]");
    } else {
        body.append(R"(, "prompt": )" + jsonString(promptOf(request)));
    }
    body.append(fmt::format(R"(, "max_tokens": {}, "ignore_eos": {}, "stream": {})",
        request.maxTokens, settings.ignoreEos, settings.streaming));
    if (settings.streaming)
        body.append(R"(, "stream_options": {"include_usage": true})");
    if (!settings.responseFormat.empty())
        body.append(R"(, "response_format": )" + settings.responseFormat);
    body.append("}");
    return body;
}

std::string_view path(plan::Route route)
{
    return route == plan::Route::chat ? "/v1/chat/completions" : "/v1/completions";
}

} // namespace poolscope::wire
