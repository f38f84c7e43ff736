// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/quantity.h"

#include "app/gui/qt.h"
#include "core/base/format.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace poolscope::gui {

namespace {

QString binaryBytes(double bytes)
{
    static constexpr std::array<const char*, 6> units{ "B", "KiB", "MiB", "GiB", "TiB", "PiB" };
    std::size_t unit = 0;
    while (std::fabs(bytes) >= 1023.5 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    const QString number
        = bytes >= 1000 ? QString::number(std::round(bytes)) : toQt(base::formatNumber(bytes));
    return number + QLatin1Char(' ') + QLatin1String(units.at(unit));
}

} // namespace

QString quantityText(Quantity quantity, double value)
{
    switch (quantity) {
    case Quantity::bytes:
        return binaryBytes(value);
    case Quantity::share:
        return toQt(base::formatShare(value));
    case Quantity::count:
    case Quantity::items:
    case Quantity::tokens:
    case Quantity::requests:
    case Quantity::rank:
        break;
    }
    const bool isWhole = value >= 0 && value < 1e15 && value == std::floor(value);
    return toQt(
        isWhole ? base::formatCount(static_cast<std::uint64_t>(value)) : base::formatNumber(value));
}

QString quantitySentence(Quantity quantity, double value)
{
    const QString text = quantityText(quantity, value);
    const auto translated
        = [](const char* sentence) { return QCoreApplication::translate("Quantity", sentence); };
    if (quantity == Quantity::items)
        return translated(value == 1 ? "%1 item" : "%1 items").arg(text);
    if (quantity == Quantity::tokens)
        return translated("%1 tokens").arg(text);
    if (quantity == Quantity::requests)
        return translated(value == 1 ? "%1 request" : "%1 requests").arg(text);
    if (quantity == Quantity::rank)
        return translated("rank %1").arg(text);
    return text;
}

} // namespace poolscope::gui
