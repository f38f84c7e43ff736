// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config::yaml {

enum class EventKind {
    null, ///< an absent value, or a plain null
    alias,
    scalar,
    sequenceStart,
    mappingStart,
    collectionEnd
};

/// What the YAML library saw. Only where things begin is known.
struct Event {
    EventKind kind = EventKind::null;
    /// Where the node begins, its anchor and tag included; of an absent value, where the next
    /// token begins. 0 for the end of a collection.
    std::size_t offset = 0;
    bool isFlow = false; ///< collections
    /// Collections: an anchor or a tag stands before it. (Scalars show it by their first byte.)
    bool hasProperties = false;
    std::string text; ///< scalars: the content
};

struct Failure {
    std::size_t offset = 0;
    std::string reason; ///< the library's words
};

struct EventList {
    std::vector<Event> events; ///< of the first document, until its end or the failure
    bool hasDocument = false;
    std::size_t start = 0; ///< of the first document: its "---" or first token
    std::optional<std::size_t> nextDocument; ///< where a second document begins
    std::optional<std::size_t> tooDeep; ///< where the nesting went beyond the limit
    std::optional<Failure> failure;
};

/// The text must be UTF-8 without a byte order mark.
EventList readEvents(std::string_view text, std::size_t maxDepth);

} // namespace poolscope::config::yaml
