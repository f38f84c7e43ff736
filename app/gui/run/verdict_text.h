// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/findings.h"
#include "core/snapshot/run_length.h"

#include <QColor>
#include <QString>

namespace poolscope::gui {

/// A line of the panel: what is said, what it means and assumes, and in which colour.
struct SaidLine {
    QString text;
    QString tip;
    QColor color;
};

/// Whether the draws of a modality follow their law.
SaidLine drawVerdict(const report::DrawFinding& finding, reuse::RunStage stage);

/// Whether a run is long enough to show the cache effect, before it has ended.
SaidLine lengthAdvice(const reuse::LengthAdvice& advice);

/// By how much first-seen requests answered later than repeats.
SaidLine firstSeenVerdict(const reuse::SeenVerdict& verdict);

} // namespace poolscope::gui
