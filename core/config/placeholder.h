// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace poolscope::config {

/// A text that something else is meant to replace before the file is used: ${NAME}, $NAME,
/// REPLACE_ENV_..., <name>, {{ name }}.
bool isPlaceholder(std::string_view text);

} // namespace poolscope::config
