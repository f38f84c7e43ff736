// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/scene/page.h"

namespace poolscope::media::scene {

void paintBarChart(Page& page, paint::Point topLeft, paint::Point bottomRight);
void paintLineChart(Page& page, paint::Point topLeft, paint::Point bottomRight);
void paintPieChart(Page& page, const paint::Disc& disc);

} // namespace poolscope::media::scene
