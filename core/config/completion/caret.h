// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Where in a config a caret stands, told from lines, indentation and brackets alone: while a line
/// is half typed there is no Tree of it.
namespace poolscope::config::completion {

/// A key with its scalar as written (quotes apart), or an entry of a list without a key.
struct Member {
    std::string key;
    std::string value; ///< "*name" for an alias; empty for collections
    base::TextRange keyRange;
};

inline constexpr std::size_t noLevel = static_cast<std::size_t>(-1);

/// A mapping or list around the caret.
struct Level {
    bool isList = false;
    bool isFlow = false;
    std::size_t column = 0; ///< block style: where its keys or dashes stand
    std::size_t parent = noLevel;
    std::string key{}; ///< its own key, where the parent is a mapping
    bool isNowhere = false; ///< stands where the text has a scalar already
    std::vector<Member> members{}; ///< all of them, also those behind it
};

enum class Role : std::uint8_t { nothing, key, value };

struct Caret {
    Role role = Role::nothing;
    base::TextRange word; ///< what stands there, without quotes; empty where nothing does
    std::size_t level = noLevel; ///< the mapping or list the word is in
    std::string key; ///< Role::value in a mapping: the key whose value it is
    bool hasColon = false; ///< Role::key: its colon is there already
    bool isBehindMark = false; ///< right behind a colon or dash: a blank is missing
    char quote = '\0';
    bool isQuoteOpen = false; ///< the closing one is missing
    bool endsLine = false; ///< nothing but blanks up to the end of the line
    std::vector<Level> levels;
};

/// Reads all of the text once, whatever it is.
Caret caretAt(std::string_view text, std::size_t offset);

} // namespace poolscope::config::completion
