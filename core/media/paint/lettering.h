// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"

#include <map>
#include <string_view>

namespace poolscope::media::paint {

/// Digits and small Latin letters of one size as pen strokes with round ends; no font is needed.
/// Every sign has the same width, so that numbers stand in columns.
class Lettering {
public:
    /// `size` is the height of a digit, `weight` the pen's width as a share of it.
    Lettering(double size, double weight)
        : m_size(size)
        , m_weight(weight)
    {
    }

    double size() const { return m_size; }
    double advance() const { return m_size * advanceShare; }
    double width(std::string_view text) const
    {
        return static_cast<double>(text.size()) * advance();
    }

    /// The outline of a sign that stands on y = 0 and begins at x = 0. Empty for unknown signs.
    const Path& glyph(char sign);

    /// `origin` is the left end of the line the text stands on.
    void write(Canvas& canvas, std::string_view text, Point origin, const Brush& brush);

private:
    static constexpr double advanceShare = 0.68;

    double m_size;
    double m_weight;
    std::map<char, Path> m_glyphs;
};

} // namespace poolscope::media::paint
