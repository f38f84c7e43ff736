// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace poolscope::cli {

/// A document as `--json` prints it. Bytes that are no UTF-8 (names of files) become U+FFFD.
inline std::string written(const nlohmann::ordered_json& json)
{
    using Handler = nlohmann::ordered_json::error_handler_t;
    return json.dump(2, ' ', false, Handler::replace) + '\n';
}

} // namespace poolscope::cli
