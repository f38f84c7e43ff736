// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/nearest.h"

#include <algorithm>
#include <string>
#include <vector>

namespace poolscope::config::schema {

namespace {

/// Only the letters and digits, in lower case.
std::string skeleton(std::string_view word)
{
    std::string result;
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z')
            result += static_cast<char>(c + ('a' - 'A'));
        else if (c != '_' && c != '-' && c != ' ')
            result += c;
    }
    return result;
}

/// Insertions, deletions, changes and swaps of neighbours that turn one word into the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min(
                { last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1) });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    constexpr std::size_t longestWord = 64;
    constexpr std::size_t shortestBeginning = 3;
    const std::string wanted = skeleton(word);
    if (wanted.empty() || wanted.size() > longestWord)
        return {};
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const std::string known = skeleton(candidate);
        const bool isBeginning = wanted.size() >= shortestBeginning && known.starts_with(wanted);
        const std::size_t found = isBeginning ? 1 : distance(wanted, known);
        if (found < bestDistance) {
            best = candidate;
            bestDistance = found;
        }
    }
    return best;
}

} // namespace poolscope::config::schema
