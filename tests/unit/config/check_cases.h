// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Configs that differ from a clean one in one place, and what is said about them.
namespace poolscope::testing {

/// A config about which there is nothing to say.
std::string_view cleanConfig();

/// `text` with the YAML `value` at a path; an empty value removes the key.
std::string withSetting(const std::string& text, std::string_view path, std::string_view value);

struct CheckCase {
    const char* name;
    /// "path" and "value" in turns, applied to the clean config one after the other.
    std::vector<const char*> settings;
    /// "PS410 warning", space-separated pairs for several, in the order of the text.
    const char* codes;
    const char* message; ///< a part of the first message
};

/// All of them: the schema's, the checks' and those below.
const std::vector<CheckCase>& checkCases();
/// What a run would come to, and what inference-perf checks within its blocks.
const std::vector<CheckCase>& consequenceCases();

} // namespace poolscope::testing
