// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/config/corpus.h"

#include <algorithm>

namespace poolscope::testing {

const std::vector<CorpusFile>& corpus()
{
    static const std::vector<CorpusFile> files = [] {
        std::vector<CorpusFile> found;
        if (shared().empty())
            return found;
        for (const auto& item : std::filesystem::directory_iterator(shared() / "corpus" / "open"))
            found.push_back({ item.path().filename().string(), readAll(item.path()) });
        std::sort(found.begin(), found.end(),
            [](const CorpusFile& a, const CorpusFile& b) { return a.name < b.name; });
        return found;
    }();
    return files;
}

} // namespace poolscope::testing
