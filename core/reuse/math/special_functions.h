// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// Special functions of the tests and fits of this room, of `portable_math` only, so that a verdict
/// is the same on every machine. Thread-safe (std::lgamma is not).
namespace poolscope::reuse {

/// ln Gamma(x) for x > 0; relative error about 1e-15 away from the roots at 1 and 2 (Stirling's
/// series, DLMF 5.11.1, after moving x above 10).
double logGamma(double x);

/// Regularised incomplete gamma functions P(a, x) = P(Poisson(x) >= a) for whole a, and
/// Q = 1 - P, for a > 0, x >= 0. Series below a + 1 and Lentz's continued fraction above (DLMF
/// 8.7.1, 8.9.2); both reach 1e-300 without underflow on their small side.
double gammaLower(double a, double x);
double gammaUpper(double a, double x);

/// P(chi-square with `degrees` degrees of freedom > x).
double chiSquareTail(double x, double degrees);

/// Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in [0, 1] (DLMF 8.17.22).
double betaRegularised(double x, double a, double b);

/// The x with I_x(a, b) = p, to about 1e-14.
double betaQuantile(double p, double a, double b);

} // namespace poolscope::reuse
