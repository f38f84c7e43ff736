// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/observed_chart.h"
#include "core/reuse/run_check.h"

#include <vector>

namespace poolscope::gui {

/// The bars that `draws` draws of a law are expected to fill; nothing was sent yet.
std::vector<ObservedBar> plannedBars(const sampling::IndexDistribution& law, double draws);

enum class Bands {
    none, ///< nothing was drawn at random
    shown, ///< of a live run: looked at so often, some bar will be outside of it for a while
    judged, ///< of a run that has ended: bars outside are marked
};

/// What a run has sent, in the bars of its check and beside what its law expects of as many draws.
std::vector<ObservedBar> observedBars(const reuse::RunCheck& check, Bands bands);

} // namespace poolscope::gui
