// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/version.h"

#include <fmt/format.h>

namespace poolscope::base {

std::string_view version()
{
    return POOLSCOPE_VERSION;
}

std::string_view commit()
{
    return POOLSCOPE_COMMIT;
}

std::string versionLine(std::string_view program)
{
    return commit().empty() ? fmt::format("{} {}", program, version())
                            : fmt::format("{} {} ({})", program, version(), commit());
}

} // namespace poolscope::base
