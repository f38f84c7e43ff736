// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"
#include "core/media/paint/dice.h"
#include "core/media/paint/lettering.h"

#include <string>
#include <string_view>

namespace poolscope::media::scene {

/// A sheet of paper that blocks are written on from the top, in one ink and shades of one colour.
struct Page {
    paint::Canvas& canvas;
    paint::Dice& dice;
    double hue = 0;
    double left = 0;
    double right = 1;
    double y = 0; ///< where the next block begins

    paint::Lettering text{ 0.0165, 0.105 };
    paint::Lettering bold{ 0.0165, 0.17 };
    paint::Lettering head{ 0.026, 0.17 };
    paint::Lettering note{ 0.023, 0.11 };
    paint::Lettering title{ 0.052, 0.17 };

    paint::Pixel ink() const { return paint::pixel({ 0.30, 0.015, hue }); }
    paint::Pixel strong() const { return paint::pixel({ 0.46, 0.13, hue }); }
    paint::Pixel pale() const { return paint::pixel({ 0.91, 0.035, hue }); }
    paint::Pixel rule() const { return paint::pixel({ 0.80, 0.02, hue }); }
    paint::Pixel paper() const { return paint::pixel({ 0.99, 0.005, hue }); }
    /// A second colour for charts and stamps.
    paint::Pixel contrast() const { return paint::pixel({ 0.74, 0.11, hue + 0.45 }); }

    double middle() const { return (left + right) / 2; }

    /// Writes a line whose left, or right, end is at a place.
    void write(paint::Lettering& hand, std::string_view line, paint::Point at, paint::Pixel color);
    void writeRight(
        paint::Lettering& hand, std::string_view line, paint::Point at, paint::Pixel color);

    /// Lines of text between two borders, the last one shorter.
    void paragraph(double from, double to, int lines);
    /// The same twice, side by side.
    void columns(int lines);
    void heading();
};

/// Words for a line of that many signs.
std::string drawWords(paint::Dice& dice, double signs);
std::string drawNumber(paint::Dice& dice, int digits);
std::string drawPrice(paint::Dice& dice);
/// As 07.09.2021.
std::string drawDate(paint::Dice& dice);

} // namespace poolscope::media::scene
