// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/layout.h"

#include <algorithm>

namespace poolscope::config::edit {

namespace {

constexpr std::size_t usualStep = 2;
constexpr std::size_t largestStep = 8;

} // namespace

Layout::Layout(std::string_view text, const Tree& tree)
    : m_text(text)
    , m_textStart(text.starts_with("\xEF\xBB\xBF") ? 3 : 0)
{
    const std::size_t first = text.find('\n');
    if (first != std::string_view::npos && first > 0 && text[first - 1] == '\r')
        m_lineBreak = "\r\n";
    for (NodeId id = 0; id < tree.size(); ++id) {
        const Node& node = tree.node(id);
        if (node.style != NodeStyle::block || node.kind != NodeKind::mapping
            || node.parent == noNode || node.entries.empty())
            continue;
        const Node& parent = tree.node(node.parent);
        if (parent.kind != NodeKind::mapping || parent.entries.empty())
            continue;
        const std::size_t outer = column(parent.entries.front().range.begin);
        const std::size_t inner = column(node.entries.front().range.begin);
        m_step = inner > outer ? std::min(inner - outer, largestStep) : usualStep;
        break;
    }
}

std::size_t Layout::lineStart(std::size_t offset) const
{
    const std::size_t before
        = offset == 0 ? std::string_view::npos : m_text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? std::min(m_textStart, offset) : before + 1;
}

std::size_t Layout::lineEnd(std::size_t offset) const
{
    const std::size_t end = m_text.find('\n', offset);
    if (end == std::string_view::npos)
        return m_text.size();
    return end > 0 && m_text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t Layout::nextLine(std::size_t offset) const
{
    const std::size_t end = m_text.find('\n', offset);
    return end == std::string_view::npos ? m_text.size() : end + 1;
}

bool Layout::startsLine(std::size_t offset) const
{
    return slice(lineStart(offset), offset).find_first_not_of(" \t") == std::string_view::npos;
}

std::string_view Layout::slice(std::size_t begin, std::size_t end) const
{
    return m_text.substr(begin, end - begin);
}

} // namespace poolscope::config::edit
