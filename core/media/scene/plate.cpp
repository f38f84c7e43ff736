// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/scene/plate.h"

#include "core/media/paint/lettering.h"

#include <algorithm>

namespace poolscope::media::scene {

namespace {

using namespace paint;

constexpr double smallestDigit = 6; // pixels

/// Sizes relative to the height of a digit.
constexpr double padding = 0.34;
constexpr double margin = 0.34;

} // namespace

std::string plateText(const ItemSpec& spec)
{
    if (spec.side != Side::fresh)
        return std::to_string(spec.item);
    return std::to_string(spec.item >> 24U) + '-' + std::to_string(spec.item & 0xffffffU);
}

void paintPlate(Canvas& canvas, const ItemSpec& spec)
{
    const double pixelWidth = canvas.pixelWidth();
    const double pixelHeight = canvas.pixelHeight();
    const std::string text = plateText(spec);
    // Readable where a whole picture is 62 pixels high, and never wider than the picture.
    const double widthShare = Lettering(1, 0).width(text) + 2 * (padding + margin);
    const double digit
        = std::min({ 0.15 * pixelHeight, 0.19 * pixelWidth, pixelWidth / widthShare });
    if (digit < smallestDigit)
        return;
    Lettering hand(digit / canvas.scale(), 0.155);
    const double size = hand.size();
    const double left = canvas.unitX(0) + margin * size;
    const double bottom = canvas.unitY(canvas.pixelHeight()) - margin * size;
    const double top = bottom - (1 + 2 * padding) * size;
    const double right = left + hand.width(text) + 2 * padding * size;
    const bool isPrefix = spec.side == Side::prefix;
    const Pixel light = pixel({ 0.99, 0, 0 });
    const Pixel dark = pixel({ 0.20, 0.01, 0.7 });
    fill(canvas, { roundedRectangle({ left, top }, { right, bottom }, 0.36 * size) },
        isPrefix ? light : dark, isPrefix ? 225 : 178);
    hand.write(
        canvas, text, { left + padding * size, bottom - padding * size }, isPrefix ? dark : light);
}

} // namespace poolscope::media::scene
