// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/tree.h"
#include "core/config/yaml/events.h"
#include "core/config/yaml/scanner.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace poolscope::config::yaml {

/// Makes the Tree: walks the library's events and the text side by side, so that every node gets
/// its exact bytes.
class Builder {
public:
    /// Takes the texts out of the events. Both must outlive it.
    Builder(std::string_view text, EventList& events);

    /// Once. Reads as far as the events go; what is open at their end is closed there.
    void run();

    Tree takeTree() { return std::move(m_tree); }
    Diagnostics takeDiagnostics() { return std::move(m_diagnostics); }
    /// The text and the events do not go together at offset(), or too much was wrong before it.
    bool isLost() const { return m_isLost; }
    std::size_t offset() const { return m_scanner.offset(); }
    /// Where the innermost [ or { stands that was open when the events ended.
    const std::optional<std::size_t>& openBracket() const { return m_openBracket; }
    /// The last quoted scalar that goes over several lines.
    const std::optional<base::TextRange>& longQuote() const { return m_longQuote; }
    const std::vector<std::size_t>& tabs() const { return m_scanner.tabs(); }

private:
    /// Where a node stands.
    struct Context {
        NodeId parent = noNode;
        int indent = -1; ///< column of the block collection around
        bool inFlow = false;
    };
    struct Key {
        Node node; ///< a scalar or an alias
        std::size_t begin = 0; ///< anchor, tag and "? " included
        bool isExplicit = false;
    };

    Event* next();
    bool lose();
    bool isAbsent(const Scanner::Place& before, const Context& context) const;
    bool isBelowBlock(
        const Scanner::Place& before, const Context& context, const Event& event) const;
    void checkScalar(const Node& node, bool inFlow);

    // These return false when they cannot go on; what they have seen until then is in the tree.
    bool node(const Context& context, NodeId& id);
    bool collection(const Context& context, const Event& event, Node properties, NodeId& id);
    bool flowSequence(const Context& context);
    bool blockSequence(const Context& context);
    bool flowMapping(const Context& context);
    bool blockMapping(const Context& context);
    bool entry(const Context& context);
    bool key(const Context& context, Key& key);
    bool value(const Context& context, bool isExplicitKey, NodeId& id);
    bool scalar(const Context& context, Event& event, Node& node);

    bool hasEntry();
    bool endCollection();
    bool closeFlow(char bracket);
    void properties(Node& node, bool inFlow);
    /// Adds a node and makes its anchor known.
    NodeId add(Node node);
    void follow(Node& alias);
    std::string keyText(const Key& key);
    void report(Diagnostic diagnostic);

    std::string_view m_text;
    EventList& m_events;
    std::size_t m_next = 0;
    Scanner m_scanner;
    Tree m_tree;
    std::map<std::string, NodeId, std::less<>> m_anchors;
    std::vector<NodeId> m_open; ///< collections being read
    Diagnostics m_diagnostics;
    std::optional<std::size_t> m_openBracket;
    std::optional<base::TextRange> m_longQuote;
    bool m_isLost = false;
};

} // namespace poolscope::config::yaml
