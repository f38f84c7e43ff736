// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/builder.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config::yaml {

Builder::Builder(std::string_view text, EventList& events)
    : m_text(text)
    , m_events(events)
    , m_scanner(text)
{
}

void Builder::run()
{
    if (!m_events.hasDocument)
        return;
    m_scanner.advanceTo(m_events.start);
    if (m_scanner.atDocumentMarker())
        m_scanner.eat(3);
    NodeId root = noNode;
    if (!node({}, root))
        return;
    m_scanner.skipSpace();
    if (!m_scanner.atEnd() && !m_scanner.atDocumentMarker() && !m_events.nextDocument)
        lose();
}

Event* Builder::next()
{
    return m_next < m_events.events.size() ? &m_events.events[m_next] : nullptr;
}

bool Builder::lose()
{
    m_isLost = true;
    return false;
}

void Builder::report(Diagnostic diagnostic)
{
    if (m_diagnostics.size() < maxDiagnostics)
        m_diagnostics.push_back(std::move(diagnostic));
    else
        m_isLost = true; // never call a text sound whose mistakes were not all told
}

/// Standing at the next visible byte after `before`, where a value could be: is there none?
bool Builder::isAbsent(const Scanner::Place& before, const Context& context) const
{
    if (m_scanner.atEnd())
        return true;
    if (context.inFlow)
        return std::string_view(",]}").find(m_scanner.peek()) != std::string_view::npos;
    const bool isBelow = m_scanner.place().lineStart != before.lineStart;
    return m_scanner.atDocumentMarker() || (isBelow && m_scanner.column() <= context.indent);
}

bool Builder::node(const Context& context, NodeId& id)
{
    Event* event = next();
    if (!event)
        return false;
    const Scanner::Place before = m_scanner.place();
    m_scanner.skipSpace();
    Node node;
    node.parent = context.parent;
    if (event->kind == EventKind::null && isAbsent(before, context)) {
        ++m_next;
        m_scanner.goTo(before);
        node.range = { before.offset, before.offset };
        id = m_tree.add(std::move(node));
        return true;
    }
    if (event->kind == EventKind::collectionEnd || event->offset != m_scanner.offset())
        return lose();
    ++m_next;
    if (isBelowBlock(before, context, *event))
        report(error(codes::misplacedValue, { m_scanner.offset(), m_scanner.offset() + 1 },
            "This line belongs to the key above but is not indented below it",
            "Indent it by two spaces more than its key."));
    if (event->kind == EventKind::sequenceStart || event->kind == EventKind::mappingStart) {
        if (event->hasProperties) {
            properties(node, context.inFlow);
            m_scanner.skipSpace();
        }
        return collection(context, *event, std::move(node), id);
    }
    const bool isRead = scalar(context, *event, node);
    checkScalar(node, context.inFlow);
    id = add(std::move(node));
    return isRead;
}

/// A value that begins on a line of its own must be indented, but for a list below its key.
bool Builder::isBelowBlock(
    const Scanner::Place& before, const Context& context, const Event& event) const
{
    if (context.inFlow || m_scanner.place().lineStart == before.lineStart
        || m_scanner.column() > context.indent)
        return false;
    const bool isList = event.kind == EventKind::sequenceStart && !event.isFlow;
    const bool isBelowKey = m_tree.node(context.parent).kind == NodeKind::mapping;
    return !(isList && isBelowKey && m_scanner.column() == context.indent);
}

bool Builder::collection(const Context& context, const Event& event, Node properties, NodeId& id)
{
    const std::size_t begin = m_scanner.offset();
    properties.kind
        = event.kind == EventKind::sequenceStart ? NodeKind::sequence : NodeKind::mapping;
    properties.style = event.isFlow ? NodeStyle::flow : NodeStyle::block;
    id = add(std::move(properties));
    m_open.push_back(id);
    const Context inside{ id, event.isFlow ? context.indent : m_scanner.column(), event.isFlow };
    bool isRead = false;
    if (event.kind == EventKind::sequenceStart)
        isRead = event.isFlow ? flowSequence(inside) : blockSequence(inside);
    else if (event.isFlow)
        isRead = flowMapping(inside);
    else
        isRead = blockMapping(inside);
    m_open.pop_back();
    Node& node = m_tree.edit(id);
    std::size_t end = node.entries.empty() ? begin : node.entries.back().range.end;
    if (event.isFlow)
        end = std::max(end, m_scanner.offset());
    node.range = { begin, end };
    if (event.isFlow && !isRead && !m_openBracket)
        m_openBracket = begin;
    return isRead;
}

bool Builder::hasEntry()
{
    return next() && next()->kind != EventKind::collectionEnd;
}

bool Builder::endCollection()
{
    if (!next())
        return false;
    ++m_next;
    return true;
}

bool Builder::closeFlow(char bracket)
{
    if (!endCollection())
        return false;
    m_scanner.skipSpace();
    if (m_scanner.peek() != bracket)
        return lose();
    m_scanner.eat(1);
    return true;
}

bool Builder::flowSequence(const Context& context)
{
    if (m_scanner.peek() != '[')
        return lose();
    m_scanner.eat(1);
    while (hasEntry()) {
        m_scanner.skipSpace();
        Entry entry;
        const std::size_t begin = m_scanner.offset();
        const bool isRead = node(context, entry.value);
        if (entry.value == noNode)
            return false;
        const base::TextRange range = m_tree.node(entry.value).range;
        entry.keyRange = { begin, begin };
        entry.range = { begin, range.end };
        m_tree.edit(context.parent).entries.push_back(entry);
        if (range.end == begin)
            report(error(codes::syntax, range, "An entry is missing before the comma",
                "Write the entry, or remove the comma."));
        if (!isRead)
            return false;
        m_scanner.skipSpace();
        if (m_scanner.peek() == ',')
            m_scanner.eat(1);
    }
    return closeFlow(']');
}

bool Builder::blockSequence(const Context& context)
{
    while (hasEntry()) {
        m_scanner.skipSpace();
        if (m_scanner.peek() != '-' || !m_scanner.isBreakOrBlank(1))
            return lose();
        Entry entry;
        const std::size_t begin = m_scanner.offset();
        entry.keyRange = { begin, begin + 1 };
        m_scanner.eat(1);
        const bool isRead = node(context, entry.value);
        if (entry.value == noNode)
            return false;
        entry.range = { begin, m_tree.node(entry.value).range.end };
        m_tree.edit(context.parent).entries.push_back(entry);
        if (!isRead)
            return false;
    }
    return endCollection();
}

bool Builder::flowMapping(const Context& context)
{
    // `[a: b]` holds a mapping without braces, which begins where its key does.
    const bool isCompact = m_scanner.peek() != '{'
        || (hasEntry() && next()->kind == EventKind::mappingStart
            && next()->offset == m_scanner.offset());
    if (isCompact)
        return entry(context) && endCollection();
    m_scanner.eat(1);
    while (hasEntry()) {
        m_scanner.skipSpace();
        if (!entry(context))
            return false;
        m_scanner.skipSpace();
        if (m_scanner.peek() == ',')
            m_scanner.eat(1);
    }
    return closeFlow('}');
}

bool Builder::blockMapping(const Context& context)
{
    while (hasEntry()) {
        m_scanner.skipSpace();
        if (!entry(context))
            return false;
    }
    return endCollection();
}

bool Builder::entry(const Context& context)
{
    Key key;
    key.begin = m_scanner.offset();
    if (!this->key(context, key))
        return false;
    Entry entry;
    entry.key = keyText(key);
    entry.keyRange = key.node.range;
    entry.isMerge = key.node.kind == NodeKind::scalar && key.node.style == NodeStyle::plain
        && key.node.tag.empty() && entry.key == "<<";
    entry.isTextKey = entry.isMerge || key.node.kind != NodeKind::scalar
        || std::holds_alternative<std::string>(scalarOf(key.node));
    if (!key.node.anchor.empty()) // only there for aliases to find; no entry leads to it
        add(key.node);
    const bool isRead = value(context, key.isExplicit, entry.value);
    if (entry.value == noNode) {
        Node absent;
        absent.parent = context.parent;
        absent.range = { m_scanner.offset(), m_scanner.offset() };
        entry.value = m_tree.add(std::move(absent));
    }
    entry.range = { key.begin, m_tree.node(entry.value).range.end };
    m_tree.edit(context.parent).entries.push_back(std::move(entry));
    return isRead;
}

bool Builder::key(const Context& context, Key& key)
{
    key.node.parent = context.parent;
    Scanner::Place before = m_scanner.place();
    if (m_scanner.peek() == '?' && m_scanner.isBreakOrBlank(1)) {
        key.isExplicit = true;
        m_scanner.eat(1);
        before = m_scanner.place();
        m_scanner.skipSpace();
    }
    Event* event = next();
    if (!event)
        return false;
    const bool isMissing
        = event->kind == EventKind::null && (m_scanner.peek() == ':' || isAbsent(before, context));
    if (isMissing) {
        ++m_next;
        m_scanner.goTo(before);
        key.node.range = { before.offset, before.offset };
        report(error(
            codes::badKey, key.node.range, "A key is missing here", "Write it before the colon."));
        return true;
    }
    if (event->kind == EventKind::sequenceStart || event->kind == EventKind::mappingStart) {
        NodeId id = noNode;
        // Of brackets that are still open at the end of the text the library makes keys as well.
        if (!node(context, id))
            return false;
        key.node.range = m_tree.node(id).range;
        const bool isTemplate = key.begin > 0 && m_text.substr(key.begin - 1).starts_with("{{");
        report(error(codes::badKey, key.node.range,
            isTemplate ? "This {{ placeholder }} is read as YAML braces"
                       : "A list or a mapping cannot be a key",
            isTemplate ? "Put it in quotes, or fill it in." : "Use a plain text as the key."));
        return true;
    }
    if (event->kind == EventKind::collectionEnd || event->offset != m_scanner.offset())
        return lose();
    ++m_next;
    const bool isRead = scalar(context, *event, key.node);
    if (key.node.text != "<<")
        checkScalar(key.node, context.inFlow);
    return isRead;
}

bool Builder::value(const Context& context, bool isExplicitKey, NodeId& id)
{
    const Scanner::Place afterKey = m_scanner.place();
    m_scanner.skipSpace();
    const bool hasColon = m_scanner.peek() == ':'
        && (!isExplicitKey || context.inFlow || m_scanner.isBreakOrBlank(1));
    if (hasColon) {
        m_scanner.eat(1);
        return node(context, id);
    }
    m_scanner.goTo(afterKey);
    if (!isExplicitKey && !context.inFlow) {
        const std::size_t end = m_scanner.offset();
        Diagnostic missing = error(codes::misplacedValue, { end, end },
            "A colon is missing here, behind the key", "Write \"key: value\".");
        missing.fix = Fix{ "Add the colon", { { end, end }, ":" } };
        report(std::move(missing));
    }
    if (!next())
        return false;
    if (next()->kind != EventKind::null)
        return lose();
    ++m_next;
    return true;
}

} // namespace poolscope::config::yaml
