// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config {

/// A part of a text that something else is meant to replace before the file is used.
struct Placeholder {
    /// What `--fill` calls it: NAME of ${NAME}, ${NAME:-x}, $(NAME), $NAME, <NAME> and
    /// REPLACE_ENV_NAME; x of {{ .Values.x | quote }}.
    std::string name;
    base::TextRange range;
};

/// In the order of their places.
std::vector<Placeholder> placeholdersIn(std::string_view text);
/// The same, of a whole config: comments are left out.
std::vector<Placeholder> placeholdersOfConfig(std::string_view text);

bool isPlaceholder(std::string_view text);
/// Its placeholders are all ${NAME}, which a run looks up in its environment for keys and headers.
bool isEnvironmentReference(std::string_view text);

/// The config with "NAME=VALUE" put in for each placeholder of that name, as it stands: the value
/// may be a number, a text or YAML. An Error for a name that no placeholder has.
base::Result<std::string> withFilled(std::string_view text, std::string_view assignment);

} // namespace poolscope::config
