// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/media/spec.h"
#include "core/plan/plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::wire {

/// One block of a message's content, in the order of the body.
struct Block {
    std::string text; ///< a text block when there is no item
    std::optional<media::ItemSpec> item; ///< a media block
    std::size_t frame = 0; ///< which file of the item, for videos sent as frames

    bool isText() const { return !item.has_value(); }
    bool operator==(const Block&) const = default;
};

/// The content of a request as blocks, woven exactly as upstream does: text is cut at
/// floor(at * length) characters, media at the same place keep the order images, videos, audios; a
/// prefix joins the payload with one space.
std::vector<Block> contentOf(const plan::RequestSpec& request);

/// The text of a request without media: the whole prompt of a completion.
std::string promptOf(const plan::RequestSpec& request);

} // namespace poolscope::wire
