// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/unit/testing.h"

#include <string>
#include <vector>

/// The configs of other people that the tests of this room run on.
namespace poolscope::testing {

struct CorpusFile {
    std::string name;
    std::string text;
};

/// All files, sorted by name; empty where the reference files are absent.
const std::vector<CorpusFile>& corpus();

} // namespace poolscope::testing
