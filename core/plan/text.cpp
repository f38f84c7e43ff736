// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/text.h"

#include "core/plan/vocabulary.h"

#include <algorithm>

namespace poolscope::plan {

std::string words(const base::RandomStream& stream, std::uint64_t key, std::int64_t count)
{
    static_assert(vocabulary.size() == 512, "9 bits choose a word");
    constexpr unsigned bitsPerWord = 9;
    constexpr unsigned wordsPerDraw = 64 / bitsPerWord;
    count = std::clamp<std::int64_t>(count, 0, maxWords);
    std::string text;
    text.reserve(static_cast<std::size_t>(count) * 6);
    std::uint32_t slot = 0;
    while (count > 0) {
        const base::Words draw = stream.words(key, slot++);
        for (std::uint64_t bits : { draw.first, draw.second }) {
            for (unsigned i = 0; i < wordsPerDraw && count > 0; ++i, --count) {
                if (!text.empty())
                    text += ' ';
                text += vocabulary.at(bits & (vocabulary.size() - 1));
                bits >>= bitsPerWord;
            }
        }
    }
    return text;
}

} // namespace poolscope::plan
