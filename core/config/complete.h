// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"
#include "core/config/tree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config {

enum class CandidateKind : std::uint8_t { key, value };

/// Something that may stand at a place. The views are of the schema's tables: they never dangle.
struct Candidate {
    std::string name; ///< the key or the value itself
    std::string text; ///< what takes the place of Completion::word: with colon, quotes, line break
    CandidateKind kind = CandidateKind::key;
    std::string note; ///< what this value means: "3840 x 2160"; may be empty
    // Of the field that it is, or whose value it is; may be empty.
    std::string_view help{};
    std::string_view unit{};
    std::string_view standard{};

    bool isStandard() const { return kind == CandidateKind::value && name == standard; }
};

/// What may be written at a place.
struct Completion {
    base::TextRange word; ///< stands there now, around or right before the place; may be empty
    std::string prefix{}; ///< its part before the place: what has been typed of a name
    /// Those that begin with the prefix, in the order of the schema; then those with a later
    /// word of the name that does: "seed" finds base_seed.
    std::vector<Candidate> candidates{};
};

/// Keys of the block at `offset` that are not there yet, names and truth values where they are
/// wanted; nothing in comments, in texts and in blocks that the schema does not describe. The text
/// may be half typed: `tree` is what could be read of it.
Completion complete(std::string_view text, const Tree& tree, std::size_t offset);

} // namespace poolscope::config
