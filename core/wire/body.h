// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/plan/plan.h"
#include "core/wire/content.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::wire {

/// A request body as pieces: text of its own, and the base64 of pool items, which all bodies share.
class Body {
public:
    struct Segment {
        std::string text;
        media::AssetPtr asset; ///< when set, the piece is this asset's base64 instead of the text
        std::size_t blob = 0;

        std::string_view bytes() const;
    };

    void append(std::string_view text);
    void append(media::AssetPtr asset, std::size_t blob);

    const std::vector<Segment>& segments() const { return m_segments; }
    /// Bytes of the whole body.
    std::uint64_t size() const { return m_size; }
    /// Copies up to `capacity` bytes from `offset` on; returns how many. 0 at the end.
    std::size_t read(std::uint64_t offset, char* buffer, std::size_t capacity) const;
    /// The body in one piece, for showing and hashing.
    std::string text() const;

private:
    std::vector<Segment> m_segments;
    std::vector<std::uint64_t> m_ends; ///< offset behind each segment
    std::uint64_t m_size = 0;
};

/// Gives the asset of an item, rendering it when it has to.
using AssetSource = std::function<base::Result<media::AssetPtr>(const media::ItemSpec&)>;

/// The body of a request, byte for byte in upstream's shape and key order (Python's json.dumps:
/// ", " and ": ", non-ASCII escaped). An Error when an item cannot be had.
base::Result<Body> makeBody(const plan::RequestSettings& settings, const plan::RequestSpec& request,
    const AssetSource& assets);

/// Path of the route: "/v1/chat/completions" or "/v1/completions".
std::string_view path(plan::Route route);

} // namespace poolscope::wire
