// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/dice.h"

namespace poolscope::media::paint {

std::uint64_t Dice::word()
{
    m_hasSpare = !m_hasSpare;
    if (!m_hasSpare)
        return m_spare;
    const base::Words words = m_stream.words(m_item, m_slot++ & 0xffffffU);
    m_spare = words.second;
    return words.first;
}

int Dice::below(int count)
{
    return static_cast<int>(unit() * count);
}

} // namespace poolscope::media::paint
