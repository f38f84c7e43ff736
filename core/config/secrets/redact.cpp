// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/secrets/redact.h"

#include "core/config/config.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/secrets/secrets.h"

#include <algorithm>
#include <vector>

namespace poolscope::config {

std::string redacted(std::string_view text)
{
    std::vector<base::TextEdit> edits;
    for (const Diagnostic& diagnostic : load(text).diagnostics)
        if (diagnostic.code == codes::literalSecret && diagnostic.fix)
            edits.push_back(diagnostic.fix->edit);
    // What has no fix of its own: behind an alias, in a comment, elsewhere.
    const std::size_t fixes = edits.size();
    for (const base::TextRange& range : secretRanges(text)) {
        const bool isFixed = std::any_of(edits.begin(),
            edits.begin() + static_cast<std::ptrdiff_t>(fixes), [&](const base::TextEdit& edit) {
                return edit.range.begin < range.end && range.begin < edit.range.end;
            });
        const bool isQuoted = text[range.begin] == '"' || text[range.begin] == '\'';
        if (!isFixed)
            edits.push_back({ range, isQuoted ? "\"redacted\"" : "redacted" });
    }
    std::sort(edits.begin(), edits.end(), [](const base::TextEdit& a, const base::TextEdit& b) {
        return a.range.begin > b.range.begin;
    });
    std::string result(text);
    for (const base::TextEdit& edit : edits) // from the end, so that offsets stay true
        result = base::apply(result, edit);
    return result;
}

} // namespace poolscope::config
