// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/tree.h"

#include <string_view>
#include <vector>

namespace poolscope::gui {

/// Lines that fold together, from 0: the first one stays to be seen.
struct FoldRange {
    int first = 0;
    int last = 0;

    bool operator==(const FoldRange&) const = default;
};

/// Blocks, lists and block scalars over several lines, and runs of comment lines; in the order of
/// the text, one per first line.
std::vector<FoldRange> foldRanges(std::string_view text, const config::Tree& tree);

/// The same by indentation, for a text that has no Tree.
std::vector<FoldRange> foldRangesByIndentation(std::string_view text);

} // namespace poolscope::gui
