// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace poolscope::sampling {

/// Sum of k^-s for k = first..last, for integers 1 <= first <= last given as doubles up to 1e15 and
/// any finite s; 0 when last < first. Constant time: a direct head and an Euler-Maclaurin tail
/// without a special case at s = 1 (relative error below 1e-14 for |s| <= 30).
double powerSum(double first, double last, double s);

/// Generalised harmonic number H(n, s) = powerSum(1, n, s).
double harmonic(double n, double s);

/// integral of x^-s from 1 to x: (x^(1-s) - 1) / (1 - s), ln x at s = 1.
double powerIntegral(double x, double s);

/// The inverse of powerIntegral in x.
double powerIntegralInverse(double value, double s);

} // namespace poolscope::sampling
