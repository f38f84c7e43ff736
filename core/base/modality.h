// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace poolscope::base {

/// What kind of media an item is. The order is the order of media blocks in a request body.
enum class Modality { image, video, audio };

inline constexpr std::array<Modality, 3> allModalities{ Modality::image, Modality::video,
    Modality::audio };

/// The name used in YAML paths, in file names and in JSON: "image", "video", "audio".
constexpr std::string_view name(Modality modality)
{
    constexpr std::array<std::string_view, 3> names{ "image", "video", "audio" };
    return names.at(static_cast<std::size_t>(modality));
}

/// The other way round.
constexpr std::optional<Modality> modalityNamed(std::string_view text)
{
    for (const Modality modality : allModalities)
        if (name(modality) == text)
            return modality;
    return std::nullopt;
}

} // namespace poolscope::base
