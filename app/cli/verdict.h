// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

#include <CLI/App.hpp>

#include <iosfwd>
#include <string>
#include <vector>

namespace poolscope::cli {

/// A file as `validate` judges it.
struct Verdict {
    std::string file;
    std::string text;
    config::Diagnostics diagnostics;
};

/// `--for inference-perf@0.7.0`.
void addReading(CLI::App& command, config::Reading& reading);

/// Folders become the .yaml, .yml and .json files in them, at any depth; patterns with * ? [ what
/// they match, in the order of their names. An Error for a pattern or folder without any file.
base::Result<std::vector<std::string>> expand(const std::vector<std::string>& arguments);

/// The verdicts as one SARIF 2.1.0 log (OASIS standard), with the fixes.
void writeSarif(std::ostream& stream, const std::vector<Verdict>& verdicts);

} // namespace poolscope::cli
