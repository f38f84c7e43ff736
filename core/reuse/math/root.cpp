// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/math/root.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

double crossing(const std::function<double(double)>& f, double low, double high, double tolerance)
{
    double atLow = f(low);
    double atHigh = f(high);
    if (atLow == 0)
        return low;
    if (atHigh == 0)
        return high;
    const double sign = atHigh > 0 ? 1 : -1;
    const double k1 = 0.2 / (high - low);
    const int steps = static_cast<int>(std::ceil(std::log2((high - low) / (2 * tolerance)))) + 1;
    double slack = tolerance * std::exp2(steps);
    while (high - low > 2 * tolerance) {
        const double middle = 0.5 * (low + high);
        const double radius = slack - 0.5 * (high - low);
        slack *= 0.5;
        const double secant = (atHigh * low - atLow * high) / (atHigh - atLow);
        const double toMiddle = middle >= secant ? 1 : -1;
        const double push = k1 * (high - low) * (high - low);
        double x = push <= std::fabs(middle - secant) ? secant + toMiddle * push : middle;
        if (std::fabs(x - middle) > radius)
            x = middle - toMiddle * radius;
        if (!(x > low && x < high)) {
            x = middle;
            if (!(x > low && x < high))
                break; // neighbours: doubles go no finer
        }
        const double value = f(x);
        if (value == 0)
            return x;
        if (sign * value > 0) {
            high = x;
            atHigh = value;
        } else {
            low = x;
            atLow = value;
        }
    }
    return 0.5 * (low + high);
}

} // namespace poolscope::reuse
