// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace poolscope::base {

/// Consecutive lines that both texts have, or only one of them.
struct LineRun {
    enum class Kind { same, removed, added };
    Kind kind = Kind::same;
    std::size_t before = 0; ///< first line in the text before, from 0
    std::size_t after = 0; ///< first line in the text after, from 0
    std::size_t count = 0;

    bool operator==(const LineRun&) const = default;
};

/// The lines of a text, each with its line end. No line follows a final LF.
std::vector<std::string_view> linesOf(std::string_view text);

/// How `after` came of `before`, with as few lines removed and added as can be; between two runs of
/// the same lines the removed ones come first. Texts that differ in more than `maxDifferences`
/// lines are compared roughly: all between their common beginning and end is replaced.
std::vector<LineRun> compareLines(
    std::string_view before, std::string_view after, std::size_t maxDifferences = 1500);

} // namespace poolscope::base
