// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/redact.h"

#include "core/config/codes.h"
#include "core/config/config.h"

#include <algorithm>
#include <vector>

namespace poolscope::config {

std::string redacted(std::string_view text)
{
    std::vector<base::TextEdit> edits;
    for (const Diagnostic& diagnostic : load(text).diagnostics)
        if (diagnostic.code == codes::literalSecret)
            // A secret behind an alias has no fix of its own; what stands there goes all the same.
            edits.push_back(diagnostic.fix ? diagnostic.fix->edit
                                           : base::TextEdit{ diagnostic.range, "\"redacted\"" });
    std::sort(edits.begin(), edits.end(), [](const base::TextEdit& a, const base::TextEdit& b) {
        return a.range.begin > b.range.begin;
    });
    std::string result(text);
    for (const base::TextEdit& edit : edits) // from the end, so that offsets stay true
        result = base::apply(result, edit);
    return result;
}

} // namespace poolscope::config
