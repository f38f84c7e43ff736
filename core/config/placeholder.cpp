// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/placeholder.h"

namespace poolscope::config {

bool isPlaceholder(std::string_view text)
{
    const bool isVariable = text.starts_with('$') && text.size() > 1;
    const std::size_t open = text.find('<');
    const bool isAngled = open != std::string_view::npos && text.find('>', open) > open + 1
        && text.find('>', open) != std::string_view::npos;
    return isVariable || isAngled || text.find("${") != std::string_view::npos
        || text.find("{{") != std::string_view::npos
        || text.find("REPLACE_") != std::string_view::npos;
}

} // namespace poolscope::config
