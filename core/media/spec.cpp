// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/spec.h"

#include "core/base/portable_math.h"
#include "core/media/check.h"
#include "core/media/scene/picture.h"
#include "core/media/wav.h"

#include <algorithm>
#include <array>

namespace poolscope::media {

namespace {

namespace portable = base::portable;

/// Mean bytes of files of 2^6, 2^10, 2^14, 2^18 and 2^22 pixels, measured on items in the shape
/// 25 to 16.
using Curve = std::array<double, 5>;
/// By scene::Kind.
using Curves = std::array<Curve, scene::kinds>;

constexpr Curves pngCurves{ {
    { 375, 2420, 24052, 205603, 1896218 },
    { 363, 2051, 20484, 114379, 483302 },
    { 375, 2670, 23575, 166945, 1436755 },
    { 375, 2664, 27267, 237095, 1710941 },
    { 375, 2714, 27331, 254090, 2063111 },
    { 369, 2212, 21180, 165683, 1257325 },
    { 375, 1926, 14132, 101396, 784554 },
    { 375, 2096, 17495, 136025, 955104 },
    { 335, 1566, 17576, 151632, 1362217 },
} };

constexpr Curves jpegCurves{ {
    { 705, 1246, 6932, 48400, 337186 },
    { 686, 1111, 6415, 53892, 309570 },
    { 717, 1488, 8899, 65449, 373828 },
    { 706, 1338, 7275, 50632, 332995 },
    { 714, 1488, 7890, 55116, 365822 },
    { 687, 1128, 5292, 39294, 261888 },
    { 712, 1172, 4324, 22537, 151162 },
    { 705, 1132, 4353, 23652, 154461 },
    { 686, 1112, 7671, 76073, 544886 },
} };

/// The first frame of a video.
constexpr Curves keyFrameCurves{ {
    { 72, 504, 4785, 29819, 168323 },
    { 52, 363, 4493, 30857, 133771 },
    { 96, 724, 7004, 43561, 203342 },
    { 81, 580, 5176, 32915, 173552 },
    { 97, 668, 5301, 35258, 191007 },
    { 61, 410, 3666, 24793, 123717 },
    { 69, 385, 2469, 10381, 43889 },
    { 73, 370, 2492, 11360, 56868 },
    { 54, 332, 4795, 47469, 257946 },
} };

/// Each further one of nine.
constexpr Curves motionCurves{ {
    { 28, 80, 416, 2523, 21848 },
    { 31, 137, 1765, 8543, 50389 },
    { 61, 435, 3001, 12979, 49209 },
    { 28, 203, 1738, 8658, 39954 },
    { 56, 243, 1439, 7023, 21261 },
    { 31, 120, 1058, 7569, 41683 },
    { 22, 44, 175, 941, 5787 },
    { 25, 66, 238, 1410, 9165 },
    { 39, 76, 1091, 12815, 95400 },
} };

/// Container, comment and index.
constexpr double mp4Head = 920;

/// Between its points a curve is a power of the pixels; below the first, a file is all head.
double bytesAt(const Curve& curve, double pixels)
{
    constexpr double firstPixels = 64;
    static const double logOf16 = portable::log(16);
    const double place = std::max(0.0, portable::log(pixels / firstPixels) / logOf16);
    const auto i = std::min(static_cast<std::size_t>(place), curve.size() - 2);
    const double slope = portable::log(curve.at(i + 1) / curve.at(i));
    return curve.at(i) * portable::exp(slope * (place - static_cast<double>(i)));
}

/// Scenes move once through their course however many frames show it: more frames, smaller steps.
/// Pages scroll by whole lines, which cost what they cost.
double motionFactor(scene::Kind kind, double frames)
{
    constexpr double measuredFrames = 9;
    if (kind == scene::Kind::document)
        return 1.5;
    return portable::exp(portable::log(measuredFrames / frames) / 3);
}

double pictureBytes(const ItemSpec& spec)
{
    const scene::Kind kind = scene::kindOf(spec);
    const auto row = static_cast<std::size_t>(kind);
    const double pixels = static_cast<double>(spec.width) * spec.height;
    switch (spec.format) {
    case Format::png:
    case Format::pngFrames:
        return spec.frames * bytesAt(pngCurves.at(row), pixels);
    case Format::jpeg:
    case Format::jpegFrames:
        return spec.frames * bytesAt(jpegCurves.at(row), pixels);
    case Format::mp4: {
        const double motion = (spec.frames - 1) * motionFactor(kind, spec.frames);
        return mp4Head + bytesAt(keyFrameCurves.at(row), pixels)
            + motion * bytesAt(motionCurves.at(row), pixels);
    }
    case Format::wav:
    case Format::file:
        break;
    }
    return 0;
}

} // namespace

std::uint64_t estimatedBytes(const ItemSpec& spec)
{
    if (!check(spec))
        return 0;
    if (spec.format == Format::wav)
        return wavBytes(spec);
    return static_cast<std::uint64_t>(pictureBytes(spec));
}

double meanBytes(ItemSpec spec)
{
    double sum = 0;
    for (spec.item = 0; spec.item < scene::turn; ++spec.item)
        sum += static_cast<double>(estimatedBytes(spec));
    return sum / scene::turn;
}

} // namespace poolscope::media
