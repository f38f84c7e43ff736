// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/identity.h"

#include <array>
#include <fmt/format.h>
#include <string_view>

namespace poolscope::media {

namespace {

constexpr unsigned slotBits = 24;

std::string_view name(Side side)
{
    constexpr std::array<std::string_view, 3> names{ "payload", "prefix", "fresh" };
    return names.at(static_cast<std::size_t>(side));
}

} // namespace

std::string identityOf(const ItemSpec& spec)
{
    return fmt::format("poolscope {} {} {:020} seed {:016x}", base::name(spec.modality),
        name(spec.side), spec.item, spec.seed);
}

std::string shownName(const ItemSpec& spec)
{
    const std::string_view modality = base::name(spec.modality);
    if (spec.side != Side::fresh)
        return fmt::format("{} {}", modality, spec.item);
    return fmt::format(
        "{} {} of request {}", modality, spec.item & ((1U << slotBits) - 1), spec.item >> slotBits);
}

base::RandomStream contentStream(const ItemSpec& spec)
{
    const auto channel
        = 3 * static_cast<std::uint32_t>(spec.modality) + static_cast<std::uint32_t>(spec.side);
    return { spec.seed, base::Purpose::itemContent, channel };
}

} // namespace poolscope::media
