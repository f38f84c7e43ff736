// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

#include <functional>
#include <string>
#include <vector>

namespace poolscope::config {

/// A placeholder by its name, and where it stands.
struct Unfilled {
    std::string name;
    std::vector<std::string> places; ///< paths, in the order of the text
};

/// The placeholders without which nothing can be planned: they stand for numbers or names.
std::vector<Unfilled> unfilledInPlan(const Config& config);

/// What a run asks and sends.
struct RunNeeds {
    bool baseUrl = true; ///< the config's address is used
    /// Whether the environment has a variable, which keys and headers may refer to.
    std::function<bool(const std::string&)> hasVariable;
};
/// The placeholders that would go out with a run: address, model name, key and headers.
std::vector<Unfilled> unfilledInRun(const Config& config, const RunNeeds& needs);

/// An Error that lists them with their places; fine when there are none.
base::Result<> checkFilled(const std::vector<Unfilled>& unfilled);

} // namespace poolscope::config
