// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/complete.h"
#include "core/config/reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace poolscope;

namespace {

void require(bool claim)
{
    if (!claim)
        std::abort();
}

} // namespace

/// Any bytes as a config that is being typed: what is offered anywhere fits there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const config::Tree tree = config::read(text).tree;
    for (std::size_t offset = 0; offset <= text.size(); offset += 1 + text.size() / 16) {
        const config::Completion completion = config::complete(text, tree, offset);
        require(completion.word.begin <= offset && offset <= completion.word.end);
        require(completion.word.end <= text.size());
        for (const config::Candidate& candidate : completion.candidates)
            require(!candidate.name.empty()
                && candidate.text.find(candidate.name) != std::string::npos);
    }
    return 0;
}
