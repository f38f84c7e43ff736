// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/request.h"

#include "core/base/hash.h"
#include "core/reuse/vllm_cache.h"
#include "core/sim/prefix_cache.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace poolscope::sim {

using base::Code;
using base::fail;
using base::Result;
using simdjson::simdjson_result;
using simdjson::dom::element;

namespace {

static_assert(bodyPadding >= simdjson::SIMDJSON_PADDING);

// What media counts as whose header is not understood, or that lies behind a URL.
constexpr MediaInfo defaultImage{ 1280, 720, 1, 0 };
constexpr MediaInfo defaultVideo{ 1280, 720, 32, 0 };
constexpr double defaultAudioSeconds = 10;

struct PartType {
    std::string_view type; ///< also the key of the part's value
    BlockKind kind;
    const char* source; ///< where in the value the media is
};

constexpr std::array<PartType, 4> mediaParts{ {
    { "image_url", BlockKind::image, "url" },
    { "video_url", BlockKind::video, "url" },
    { "audio_url", BlockKind::audio, "url" },
    { "input_audio", BlockKind::audio, "data" },
} };

std::optional<std::string_view> stringOf(simdjson_result<element> value)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return std::nullopt;
    return text;
}

Block textBlock(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n\f\v";
    Block block;
    block.sha256 = base::sha256(text);
    block.bytes = text.size();
    std::size_t end = 0;
    for (;;) {
        const std::size_t begin = text.find_first_not_of(space, end);
        if (begin == std::string_view::npos)
            break;
        end = std::min(text.find_first_of(space, begin), text.size());
        block.words.push_back(sourceHash(text.substr(begin, end - begin)));
    }
    block.tokens = static_cast<std::int64_t>(block.words.size());
    return block;
}

/// Fills what follows from kind and info.
void weigh(Block& block)
{
    MediaInfo& info = block.info;
    if (block.kind == BlockKind::audio) {
        info.seconds = info.seconds > 0 ? info.seconds : defaultAudioSeconds;
        block.tokens = reuse::audioTokens(info.seconds);
        block.processedBytes = reuse::processedAudioBytes(info.seconds);
        return;
    }
    const MediaInfo& fallback = block.kind == BlockKind::image ? defaultImage : defaultVideo;
    if (info.width == 0) {
        info.width = fallback.width;
        info.height = fallback.height;
    }
    if (block.kind == BlockKind::image)
        info.frames = 1;
    else if (info.frames == 0)
        info.frames = fallback.frames;
    block.tokens = reuse::visionTokens(info.width, info.height, info.frames);
    block.processedBytes = reuse::processedBytes(info.width, info.height, info.frames);
}

/// The base64 text of a data URI.
Result<std::string_view> dataOf(std::string_view uri)
{
    const std::size_t comma = uri.find(',');
    if (!uri.starts_with("data:") || comma == std::string_view::npos
        || !uri.substr(0, comma).ends_with(";base64"))
        return fail(Code::invalid, "The URL of a media part must be http(s) or a base64 data URI");
    return uri.substr(comma + 1);
}

Result<Block> mediaBlock(const PartType& type, element part)
{
    Block block;
    block.kind = type.kind;
    const auto value = part[type.type];
    auto source = stringOf(value[type.source]);
    if (!source)
        source = stringOf(value); // vLLM takes "image_url": "http://..." too
    if (!source)
        return fail(Code::invalid, fmt::format("A part has no \"{}.{}\"", type.type, type.source));
    if (source->starts_with("http://") || source->starts_with("https://")) {
        block.sha256 = base::sha256(*source);
    } else {
        const bool isUri = std::string_view(type.source) == "url";
        const auto text = isUri ? dataOf(*source) : *source;
        if (!text)
            return tl::make_unexpected(text.error());
        const auto bytes = base::decodeBase64(*text);
        if (!bytes)
            return fail(
                Code::invalid, fmt::format("The \"{}\" of a part is not base64", type.type));
        block.sha256 = base::sha256(*bytes);
        block.bytes = bytes->size();
        block.info = sniff(*bytes);
    }
    const auto uuid = stringOf(part["uuid"]);
    block.key = uuid ? fmt::format("uuid:{}", *uuid) : block.sha256;
    weigh(block);
    return block;
}

Result<Block> readPart(element part)
{
    const auto type = stringOf(part["type"]);
    if (!type)
        return fail(Code::invalid, "A content part has no \"type\"");
    if (*type == "text") {
        const auto text = stringOf(part["text"]);
        if (!text)
            return fail(Code::invalid, "A text part has no \"text\"");
        return textBlock(*text);
    }
    const auto* found = std::find_if(mediaParts.begin(), mediaParts.end(),
        [&type](const PartType& candidate) { return candidate.type == *type; });
    if (found == mediaParts.end())
        return fail(Code::invalid, fmt::format("Unknown content part \"{}\"", *type));
    return mediaBlock(*found, part);
}

Result<> readContent(simdjson_result<element> content, std::vector<Block>& blocks)
{
    if (content.error() == simdjson::NO_SUCH_FIELD || content.is_null())
        return {}; // an assistant's tool calls
    if (const auto text = stringOf(content)) {
        blocks.push_back(textBlock(*text));
        return {};
    }
    simdjson::dom::array parts;
    if (content.get(parts) != simdjson::SUCCESS)
        return fail(Code::invalid, "The \"content\" of a message must be text or a list of parts");
    for (const element part : parts) {
        auto block = readPart(part);
        if (!block)
            return tl::make_unexpected(std::move(block.error()));
        blocks.push_back(std::move(*block));
    }
    return {};
}

Result<> readMessages(element body, std::vector<Block>& blocks)
{
    simdjson::dom::array messages;
    if (body["messages"].get(messages) != simdjson::SUCCESS || messages.size() == 0)
        return fail(Code::invalid, "The request needs \"messages\", a list of at least one");
    for (const element message : messages) {
        if (!message.is_object())
            return fail(Code::invalid, "A message must be an object");
        if (auto read = readContent(message["content"], blocks); !read)
            return read;
    }
    return {};
}

Result<> readPrompt(element body, std::vector<Block>& blocks)
{
    auto prompt = stringOf(body["prompt"]);
    simdjson::dom::array prompts;
    if (!prompt && body["prompt"].get(prompts) == simdjson::SUCCESS && prompts.size() == 1)
        prompt = stringOf(prompts.at(0));
    if (!prompt)
        return fail(Code::invalid, "The request needs \"prompt\", one text");
    blocks.push_back(textBlock(*prompt));
    return {};
}

/// Reads `key` into `value`, which stays as it is where the key is absent or null.
template <class T>
Result<> readOptional(element body, const char* key, std::string_view expected, T& value)
{
    const auto found = body[key];
    if (found.error() == simdjson::NO_SUCH_FIELD || found.is_null())
        return {};
    if (found.get(value) != simdjson::SUCCESS)
        return fail(Code::invalid, fmt::format("\"{}\" must be {}", key, expected));
    return {};
}

Result<> readSettings(element body, Request& request)
{
    std::string_view model;
    Result<> read = readOptional(body, "model", "text", model);
    for (const char* key : { "max_tokens", "max_completion_tokens" }) {
        if (read)
            read = readOptional(body, key, "a whole number", request.maxTokens);
    }
    if (read)
        read = readOptional(body, "stream", "true or false", request.isStreaming);
    request.model = model;
    request.maxTokens = std::max(request.maxTokens, std::int64_t{ 1 });
    bool wantsUsage = false;
    request.wantsUsage
        = body["stream_options"]["include_usage"].get(wantsUsage) == simdjson::SUCCESS
        && wantsUsage;
    return read;
}

} // namespace

std::string_view name(BlockKind kind)
{
    constexpr std::array<std::string_view, 4> names{ "text", "image", "video", "audio" };
    return names.at(static_cast<std::size_t>(kind));
}

std::int64_t Request::promptTokens() const
{
    std::int64_t sum = 0;
    for (const Block& block : blocks)
        sum += block.tokens;
    return sum;
}

Result<Request> readRequest(Route route, const std::string& body)
{
    simdjson::dom::parser parser;
    element document;
    if (const auto error = parser.parse(body).get(document))
        return fail(Code::invalid, fmt::format("The body is not JSON: {}", error_message(error)));
    if (!document.is_object())
        return fail(Code::invalid, "The body must be a JSON object");
    Request request;
    request.route = route;
    Result<> read = readSettings(document, request);
    if (read)
        read = route == Route::chat ? readMessages(document, request.blocks)
                                    : readPrompt(document, request.blocks);
    if (!read)
        return tl::make_unexpected(std::move(read.error()));
    const std::int64_t prompt = request.promptTokens();
    if (prompt > contextTokens - std::min(request.maxTokens, contextTokens))
        return fail(Code::invalid,
            fmt::format("This model's context holds {} tokens; the request has {} in the prompt "
                        "and asks for {}",
                contextTokens, prompt, request.maxTokens));
    return request;
}

} // namespace poolscope::sim
