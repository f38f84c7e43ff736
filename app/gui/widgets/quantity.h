// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace poolscope::gui {

/// What a number on an axis or in a field counts.
enum class Quantity { count, items, tokens, bytes, share, requests, rank };

/// "94.2 %", "1 000", "3.2 GiB": caches are sized by powers of 1 024, unlike files.
QString quantityText(Quantity quantity, double value);
/// The same with the noun of what is counted: "50 items", "rank 12".
QString quantitySentence(Quantity quantity, double value);

} // namespace poolscope::gui
