// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

namespace poolscope::base {

namespace {

using Lines = std::vector<std::uint32_t>; // equal numbers, equal lines

/// A place in both texts at once.
struct Place {
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// Myers' greedy search (An O(ND) Difference Algorithm, 1986): how far the text before can be
/// followed on each diagonal with d differences; kept for every d, for the way back.
class Search {
public:
    Search(const Lines& before, const Lines& after)
        : m_before(before)
        , m_after(after)
    {
    }

    /// The places where the way turns, from the start to the end; none when it has more than
    /// `maxDifferences` steps.
    std::optional<std::vector<Place>> way(std::size_t maxDifferences)
    {
        const auto limit
            = static_cast<std::int64_t>(std::min(maxDifferences, m_before.size() + m_after.size()));
        for (std::int64_t d = 0; d <= limit; ++d) {
            m_reached.emplace_back(static_cast<std::size_t>(2 * d + 1));
            for (std::int64_t diagonal = -d; diagonal <= d; diagonal += 2) {
                const std::int64_t x = followed(start(d, diagonal), diagonal);
                reached(d, diagonal) = static_cast<std::int32_t>(x);
                if (x >= std::ssize(m_before) && x - diagonal >= std::ssize(m_after))
                    return wayBack(d, diagonal);
            }
        }
        return std::nullopt;
    }

private:
    std::int32_t& reached(std::int64_t d, std::int64_t diagonal)
    {
        return m_reached[static_cast<std::size_t>(d)][static_cast<std::size_t>(diagonal + d)];
    }

    bool isDown(std::int64_t d, std::int64_t diagonal)
    {
        return diagonal == -d
            || (diagonal != d && reached(d - 1, diagonal - 1) < reached(d - 1, diagonal + 1));
    }

    /// Where a diagonal is entered with the d-th difference.
    std::int64_t start(std::int64_t d, std::int64_t diagonal)
    {
        if (d == 0)
            return 0;
        return isDown(d, diagonal) ? reached(d - 1, diagonal + 1)
                                   : reached(d - 1, diagonal - 1) + 1;
    }

    std::int64_t followed(std::int64_t x, std::int64_t diagonal) const
    {
        for (std::int64_t y = x - diagonal;
             x < std::ssize(m_before) && y < std::ssize(m_after) && x >= 0 && y >= 0
             && m_before[static_cast<std::size_t>(x)] == m_after[static_cast<std::size_t>(y)];
             ++y)
            ++x;
        return x;
    }

    std::vector<Place> wayBack(std::int64_t d, std::int64_t diagonal)
    {
        std::vector<Place> places;
        for (;; --d) {
            const std::int64_t end = reached(d, diagonal);
            const std::int64_t begin = start(d, diagonal);
            places.push_back({ end, end - diagonal });
            places.push_back({ begin, begin - diagonal });
            if (d == 0)
                break;
            diagonal += isDown(d, diagonal) ? 1 : -1;
        }
        std::reverse(places.begin(), places.end());
        return places;
    }

    const Lines& m_before;
    const Lines& m_after;
    std::vector<std::vector<std::int32_t>> m_reached;
};

void append(std::vector<LineRun>& runs, LineRun run)
{
    if (run.count == 0)
        return;
    if (!runs.empty() && runs.back().kind == run.kind)
        runs.back().count += run.count;
    else
        runs.push_back(run);
}

/// A block of removed and added lines in any order becomes the removed ones, then the added ones.
std::vector<LineRun> ordered(const std::vector<LineRun>& runs)
{
    std::vector<LineRun> result;
    for (std::size_t i = 0; i < runs.size();) {
        if (runs[i].kind == LineRun::Kind::same) {
            append(result, runs[i++]);
            continue;
        }
        LineRun removed{ LineRun::Kind::removed, runs[i].before, runs[i].after, 0 };
        LineRun added{ LineRun::Kind::added, 0, runs[i].after, 0 };
        for (; i < runs.size() && runs[i].kind != LineRun::Kind::same; ++i)
            (runs[i].kind == LineRun::Kind::removed ? removed : added).count += runs[i].count;
        added.before = removed.before + removed.count;
        append(result, removed);
        append(result, added);
    }
    return result;
}

} // namespace

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

std::vector<LineRun> compareLines(
    std::string_view before, std::string_view after, std::size_t maxDifferences)
{
    const auto linesBefore = linesOf(before);
    const auto linesAfter = linesOf(after);
    const std::size_t shorter = std::min(linesBefore.size(), linesAfter.size());
    std::size_t prefix = 0;
    while (prefix < shorter && linesBefore[prefix] == linesAfter[prefix])
        ++prefix;
    std::size_t suffix = 0;
    while (suffix < shorter - prefix
        && linesBefore[linesBefore.size() - 1 - suffix]
            == linesAfter[linesAfter.size() - 1 - suffix])
        ++suffix;

    std::map<std::string_view, std::uint32_t> numbers;
    const auto numbered = [&](const std::vector<std::string_view>& lines) {
        Lines result;
        for (std::size_t i = prefix; i < lines.size() - suffix; ++i)
            result.push_back(
                numbers.try_emplace(lines[i], static_cast<std::uint32_t>(numbers.size()))
                    .first->second);
        return result;
    };
    const Lines middleBefore = numbered(linesBefore);
    const Lines middleAfter = numbered(linesAfter);
    const Place end{ std::ssize(middleBefore), std::ssize(middleAfter) };
    const auto way = Search(middleBefore, middleAfter).way(maxDifferences);
    const std::vector<Place> places = way ? *way : std::vector<Place>{ {}, { end.before, 0 }, end };

    std::vector<LineRun> runs;
    append(runs, { LineRun::Kind::same, 0, 0, prefix });
    for (std::size_t i = 1; i < places.size(); ++i) {
        const auto lineBefore = prefix + static_cast<std::size_t>(places[i - 1].before);
        const auto lineAfter = prefix + static_cast<std::size_t>(places[i - 1].after);
        const auto removed = static_cast<std::size_t>(places[i].before - places[i - 1].before);
        const auto added = static_cast<std::size_t>(places[i].after - places[i - 1].after);
        const auto kind = removed == added ? LineRun::Kind::same
            : removed > 0                  ? LineRun::Kind::removed
                                           : LineRun::Kind::added;
        append(runs, { kind, lineBefore, lineAfter, std::max(removed, added) });
    }
    append(runs,
        { LineRun::Kind::same, linesBefore.size() - suffix, linesAfter.size() - suffix, suffix });
    return ordered(runs);
}

} // namespace poolscope::base
