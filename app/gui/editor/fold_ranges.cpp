// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/fold_ranges.h"

#include <algorithm>
#include <map>

namespace poolscope::gui {

namespace {

using Ranges = std::map<int, int>; ///< last line by first line

void add(Ranges& ranges, int first, int last)
{
    if (last > first)
        ranges[first] = std::max(ranges[first], last);
}

std::vector<FoldRange> sorted(const Ranges& ranges)
{
    std::vector<FoldRange> result;
    for (const auto& [first, last] : ranges)
        result.push_back({ first, last });
    return result;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find('\n', begin);
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        if (end == std::string_view::npos)
            return lines;
        begin = end + 1;
    }
}

std::size_t indentOf(std::string_view line)
{
    return line.find_first_not_of(' ');
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

bool isComment(std::string_view line)
{
    const std::size_t content = line.find_first_not_of(" \t");
    return content != std::string_view::npos && line[content] == '#';
}

/// `isText`: lines of block scalars, where # is no comment.
void addComments(
    Ranges& ranges, const std::vector<std::string_view>& lines, const std::vector<bool>& isText)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t first = i;
        while (i < lines.size() && isComment(lines[i]) && !isText[i])
            ++i;
        add(ranges, static_cast<int>(first), static_cast<int>(i) - 1);
    }
}

bool isDash(std::string_view line, std::size_t indent)
{
    return line[indent] == '-' && (indent + 1 == line.size() || line[indent + 1] == ' ');
}

} // namespace

std::vector<FoldRange> foldRanges(std::string_view text, const config::Tree& tree)
{
    const std::vector<std::string_view> lines = linesOf(text);
    const base::LineIndex index(text);
    const auto lineOf = [&](std::size_t offset) {
        return static_cast<int>(index.position(text, offset).line) - 1;
    };
    Ranges ranges;
    std::vector<bool> isText(lines.size());
    for (config::NodeId id = 0; id < tree.size(); ++id)
        for (const config::Entry& entry : tree.node(id).entries) {
            const config::Node& value = tree.node(entry.value);
            const bool isScalar = value.style == config::NodeStyle::literal
                || value.style == config::NodeStyle::folded;
            if (!isScalar && value.entries.empty())
                continue;
            const int first = lineOf(entry.range.begin);
            const int last = lineOf(std::max(entry.range.end, entry.range.begin + 1) - 1);
            add(ranges, first, last);
            for (int i = first; isScalar && i <= last; ++i)
                isText[static_cast<std::size_t>(i)] = true;
        }
    addComments(ranges, lines, isText);
    return sorted(ranges);
}

std::vector<FoldRange> foldRangesByIndentation(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    Ranges ranges;
    struct Head {
        int line;
        std::size_t indent;
        bool isDash;
        int last; ///< the last line of it so far
    };
    std::vector<Head> heads;
    const auto close = [&](std::size_t indent, bool isDash) {
        // A list may stand in the column of its key.
        while (!heads.empty()
            && (heads.back().indent > indent
                || (heads.back().indent == indent && (heads.back().isDash || !isDash)))) {
            add(ranges, heads.back().line, heads.back().last);
            heads.pop_back();
        }
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isBlank(lines[i]) || isComment(lines[i]))
            continue;
        const std::size_t indent = indentOf(lines[i]);
        const int line = static_cast<int>(i);
        close(indent, isDash(lines[i], indent));
        for (Head& head : heads)
            head.last = line;
        heads.push_back({ line, indent, isDash(lines[i], indent), line });
    }
    close(0, false);
    addComments(ranges, lines, std::vector<bool>(lines.size()));
    return sorted(ranges);
}

} // namespace poolscope::gui
