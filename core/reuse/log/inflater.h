// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/access_log.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace poolscope::reuse {

/// The text of a log: the bytes of its source, decompressed where they begin as gzip does. Other
/// kinds of compression are Errors that say so.
class Inflater {
public:
    explicit Inflater(LogSource source);
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater();

    /// Some bytes of text; 0 at the end.
    base::Result<std::size_t> read(std::span<char> into);
    bool isCompressed() const { return m_zlib != nullptr; }

private:
    struct Zlib;

    base::Result<> begin();
    base::Result<> refill();
    base::Result<std::size_t> inflate(std::span<char> into);

    LogSource m_source;
    std::vector<char> m_input;
    std::size_t m_position = 0;
    std::size_t m_filled = 0;
    bool m_isEnd = false; ///< of the source
    bool m_hasBegun = false;
    std::unique_ptr<Zlib> m_zlib;
};

} // namespace poolscope::reuse
