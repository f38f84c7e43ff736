// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Exporters: one file per target, one table. (The folder is `export`, which is no name for C++.)
namespace poolscope::exports {

/// What is exported.
struct Source {
    std::string text; ///< the config, without errors
    std::uint64_t seed = 0;
};

struct File {
    std::string name;
    std::string content;
};

struct Export {
    std::vector<File> files;
    std::vector<std::string> notes; ///< what the target cannot express, one sentence each
};

struct Target {
    std::string_view id; ///< for command lines
    std::string_view title; ///< for people
    std::string_view description;
    base::Result<Export> (*make)(const Source&);
};

std::span<const Target> targets();

/// Null when there is no such target.
const Target* find(std::string_view id);

/// The YAML itself, for inference-perf builds with pools and for poolscope-cli: the seed written
/// out, secrets replaced by references to the environment.
base::Result<Export> extendedYaml(const Source& source);

} // namespace poolscope::exports
