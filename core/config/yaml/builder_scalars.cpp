// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/diagnostics/codes.h"
#include "core/config/values/scalar.h"
#include "core/config/yaml/builder.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace poolscope::config::yaml {

namespace {

/// What PyYAML's safe loader can construct.
constexpr std::array<std::string_view, 13> knownTags{ "!", "!!null", "!!bool", "!!int", "!!float",
    "!!str", "!!seq", "!!map", "!!timestamp", "!!binary", "!!omap", "!!pairs", "!!set" };

bool isKnownTag(std::string_view tag)
{
    constexpr std::string_view verbatim = "!<tag:yaml.org,2002:";
    if (tag.starts_with(verbatim) && tag.ends_with('>')) {
        tag = tag.substr(verbatim.size(), tag.size() - verbatim.size() - 1);
        return std::any_of(knownTags.begin() + 1, knownTags.end(),
            [&](std::string_view known) { return known.substr(2) == tag; });
    }
    return std::find(knownTags.begin(), knownTags.end(), tag) != knownTags.end();
}

bool isAnchorName(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_';
    });
}

NodeStyle styleOf(char first, bool inFlow)
{
    switch (first) {
    case '\'':
        return NodeStyle::singleQuoted;
    case '"':
        return NodeStyle::doubleQuoted;
    case '|':
        return inFlow ? NodeStyle::plain : NodeStyle::literal;
    case '>':
        return inFlow ? NodeStyle::plain : NodeStyle::folded;
    default:
        return NodeStyle::plain;
    }
}

/// Offset of \\', which the library takes for an escape and PyYAML does not.
std::size_t findBadEscape(std::string_view written)
{
    for (std::size_t at = written.find('\\'); at != std::string_view::npos;
         at = written.find('\\', at + 2))
        if (written.substr(at).starts_with("\\'"))
            return at;
    return std::string_view::npos;
}

bool isReadable(const Node& node)
{
    if (node.tag.empty())
        return node.style != NodeStyle::plain || !failsInPyYaml(node.text);
    const Scalar scalar = readPlainScalar(node.text);
    const bool isInteger = std::holds_alternative<std::int64_t>(scalar);
    if (node.tag == "!!int")
        return isInteger;
    if (node.tag == "!!float")
        return isInteger || std::holds_alternative<double>(scalar);
    return node.tag != "!!bool" || std::holds_alternative<bool>(scalar);
}

} // namespace

/// What the library accepts and PyYAML does not.
void Builder::checkScalar(const Node& node, bool inFlow)
{
    if (node.kind != NodeKind::scalar)
        return;
    const std::string_view written = m_text.substr(node.range.begin, node.range.size());
    if (inFlow && node.style == NodeStyle::plain && written.starts_with(':'))
        report(error(codes::syntax, { node.range.begin, node.range.begin + 1 },
            "A value may not begin with : here", "Put the value in quotes."));
    if (node.style == NodeStyle::doubleQuoted) {
        const std::size_t escape = findBadEscape(written);
        if (escape != std::string_view::npos)
            report(
                error(codes::syntax, { node.range.begin + escape, node.range.begin + escape + 2 },
                    "\\' is no escape in double quotes", "Write ' without the backslash."));
    }
    if (!isReadable(node))
        report(error(codes::unreadableScalar, node.range,
            fmt::format(
                "PyYAML, with which inference-perf reads this file, fails on \"{}\"", node.text),
            "Put it in quotes, or write the number or date in full."));
}

bool Builder::scalar(const Context& context, Event& event, Node& node)
{
    if (event.kind == EventKind::alias) {
        if (m_scanner.peek() != '*')
            return lose();
        node.kind = NodeKind::alias;
        node.range = m_scanner.name().range;
        node.text = m_text.substr(node.range.begin + 1, node.range.size() - 1);
        follow(node);
        return true;
    }
    if (m_scanner.peek() == '&' || m_scanner.peek() == '!') {
        properties(node, context.inFlow);
        const Scanner::Place before = m_scanner.place();
        m_scanner.skipSpace();
        if (event.text.empty() && isAbsent(before, context)) {
            m_scanner.goTo(before);
            node.range = { before.offset, before.offset };
            return true;
        }
    }
    node.style = styleOf(m_scanner.peek(), context.inFlow);
    Span span;
    if (node.style == NodeStyle::plain)
        span = m_scanner.plain(context.indent + 1, context.inFlow);
    else if (node.style == NodeStyle::literal || node.style == NodeStyle::folded)
        span = m_scanner.block(context.indent);
    else
        span = m_scanner.quoted();
    node.range = span.range;
    node.text = event.kind == EventKind::null
        ? std::string(m_text.substr(span.range.begin, span.range.size()))
        : std::move(event.text);
    if (node.style != NodeStyle::plain && m_scanner.place().lineStart > span.range.begin)
        m_longQuote = span.range;
    if (!span.isClosed)
        report(error(codes::openQuote, { span.range.begin, span.range.begin + 1 },
            "The quote that opens here is never closed", "Add the closing quote."));
    return span.range.size() > 0 || lose();
}

void Builder::properties(Node& node, bool inFlow)
{
    Scanner::Place end = m_scanner.place();
    while (m_scanner.peek() == '&' || m_scanner.peek() == '!') {
        const bool isAnchor = m_scanner.peek() == '&';
        const base::TextRange range = (isAnchor ? m_scanner.name() : m_scanner.tag(inFlow)).range;
        const std::string_view written = m_text.substr(range.begin, range.size());
        if (isAnchor) {
            node.anchor = written.substr(1);
            if (!isAnchorName(node.anchor))
                report(error(codes::badAnchor, range,
                    fmt::format(
                        "The anchor name \"{}\" has a character that PyYAML refuses", node.anchor),
                    "Use letters, digits, - and _ only."));
        } else {
            node.tag = written;
            if (!isKnownTag(written))
                report(error(codes::unknownTag, range,
                    fmt::format("The tag {} is unknown to PyYAML, with which inference-perf reads "
                                "this file",
                        written),
                    "Remove the tag."));
        }
        end = m_scanner.place();
        m_scanner.skipSpace();
    }
    m_scanner.goTo(end);
}

NodeId Builder::add(Node node)
{
    const bool isAgain = !node.anchor.empty() && m_anchors.contains(node.anchor);
    if (isAgain)
        report(error(codes::badAnchor, node.range,
            fmt::format("The anchor &{} is defined a second time", node.anchor),
            "Give one of the two another name; PyYAML refuses the file."));
    const std::string anchor = node.anchor;
    const NodeId id = m_tree.add(std::move(node));
    if (!anchor.empty())
        m_anchors[anchor] = id;
    return id;
}

void Builder::follow(Node& alias)
{
    const auto found = m_anchors.find(alias.text);
    if (found == m_anchors.end())
        return;
    if (std::find(m_open.begin(), m_open.end(), found->second) != m_open.end()) {
        report(error(codes::recursiveAlias, alias.range,
            fmt::format("*{} stands inside the value that it stands for", alias.text),
            "Write the value out instead of the alias."));
        return;
    }
    alias.target = found->second;
}

std::string Builder::keyText(const Key& key)
{
    if (key.node.kind != NodeKind::alias)
        return key.node.text;
    if (key.node.target != noNode && m_tree.node(key.node.target).kind == NodeKind::scalar)
        return m_tree.node(key.node.target).text;
    report(error(codes::badKey, key.node.range,
        fmt::format("*{} stands for no text and cannot be a key", key.node.text),
        "Use a plain text as the key."));
    return {};
}

} // namespace poolscope::config::yaml
