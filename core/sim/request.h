// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/sim/sniff.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::sim {

enum class BlockKind { text, image, video, audio };

/// The name used in the log: "text", "image", "video", "audio".
std::string_view name(BlockKind kind);

/// One content block of a request, in the order of the body.
struct Block {
    BlockKind kind = BlockKind::text;
    /// Of the text in UTF-8, of the decoded media, or of the URL where the media is elsewhere.
    std::string sha256;
    std::uint64_t bytes = 0; ///< of what was hashed; 0 where the media is elsewhere
    std::int64_t tokens = 0; ///< text: words; media: by the formulas of `reuse`
    std::vector<std::uint64_t> words; ///< text: sourceHash of each word
    MediaInfo info; ///< media: from its header, else the default size
    std::string key; ///< media: what caches know it by (sha256, or its uuid)
    std::uint64_t processedBytes = 0; ///< media: size in the media cache
};

enum class Route { chat, completion };

/// What a request asks for. Text costs one token per word between spaces; roles cost nothing.
struct Request {
    Route route = Route::chat;
    std::string model;
    std::vector<Block> blocks;
    std::int64_t maxTokens = 16; ///< at least 1
    bool isStreaming = false;
    bool wantsUsage = false; ///< in the stream

    std::int64_t promptTokens() const;
};

/// Prompt and output of one request together, as a model's context length limits them.
inline constexpr std::int64_t contextTokens = std::int64_t{ 1 } << 24U;
/// Spare capacity of a body that saves readRequest a copy.
inline constexpr std::size_t bodyPadding = 64;

/// Reads the JSON body of a request; the Error says what a client did wrong.
base::Result<Request> readRequest(Route route, const std::string& body);

} // namespace poolscope::sim
