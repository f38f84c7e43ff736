// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/scene/picture.h"

#include "core/media/identity.h"
#include "core/media/scene/plate.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cstddef>

namespace poolscope::media::scene {

namespace {

static_assert(FLT_EVAL_METHOD == 0, "doubles must be rounded after each operation");

// Slots of an item's numbers that are not the dice of its scene.
constexpr std::uint32_t hueSlot = 0xfffffe;
constexpr std::uint32_t markSlot = 0xffffff;

constexpr std::uint64_t blockSize = turn;

/// Steps of the golden ratio keep neighbours, and any number of items as far as possible, apart.
/// The extra step per block keeps scenes of one kind apart: they recur after 5 or 13 items, where
/// the golden steps nearly close a circle.
double hueOf(const ItemSpec& spec)
{
    constexpr std::uint64_t goldenStep = 0x9e3779b9;
    constexpr std::uint64_t blockStep = 0x9eb851eb; // 0.62
    const std::uint64_t steps = spec.item * goldenStep + spec.item / blockSize * blockStep;
    return contentStream(spec).unit(0, hueSlot)
        + static_cast<double>(steps & 0xffffffffU) * 0x1p-32;
}

/// Puts the item's identity into the lowest bits of the first pixels, where nobody sees it: the
/// pixels of two items differ even where their scenes are too small to.
void mark(Bitmap& bitmap, const ItemSpec& spec)
{
    const base::Words words = contentStream(spec).words(spec.item, markSlot);
    std::array<std::uint64_t, 2> bits{ words.first, words.second };
    constexpr std::size_t bitsPerPixel = 3;
    constexpr std::size_t pixelsPerWord = 64 / bitsPerPixel;
    for (std::size_t i = 0; i < std::min(2 * pixelsPerWord, bitmap.pixels.size()); ++i) {
        std::uint64_t& word = bits.at(i / pixelsPerWord);
        const auto low
            = static_cast<std::uint32_t>((word & 1U) | (word & 2U) << 7U | (word & 4U) << 14U);
        bitmap.pixels[i] = (bitmap.pixels[i] & 0xfffefefeU) | low;
        word >>= bitsPerPixel;
    }
}

} // namespace

Kind kindOf(const ItemSpec& spec)
{
    if (spec.height > spec.width)
        return Kind::document;
    // Every eight items show all eight scenes, each eight in another order.
    const std::uint64_t block = spec.item / blockSize;
    const std::uint64_t place = (spec.item + block % blockSize * 3) % blockSize;
    return static_cast<Kind>(base::Permutation(blockSize, contentStream(spec))(place));
}

base::Result<Bitmap> drawPicture(const ItemSpec& spec, const Frame& frame, std::stop_token stop)
{
    constexpr std::array<void (*)(Scene), kinds> painters{ paintBeach, paintCity, paintFields,
        paintFlower, paintFruit, paintLandscape, paintStillLife, paintStudio, paintDocument };
    Bitmap bitmap{ frame.width, frame.height, {} };
    bitmap.pixels.resize(
        static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
    paint::Canvas canvas(bitmap, stop);
    painters.at(static_cast<std::size_t>(kindOf(spec)))(
        { canvas, paint::Dice(contentStream(spec), spec.item), hueOf(spec), frame.time });
    paintPlate(canvas, spec);
    mark(bitmap, spec);
    if (stop.stop_requested())
        return base::cancelled();
    return bitmap;
}

} // namespace poolscope::media::scene
