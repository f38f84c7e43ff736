// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// Elementary functions that give the same bits on every machine: only + - * /, no fused
/// operations (see -ffp-contract in CMakeLists.txt), no library calls but sqrt, which IEEE 754
/// defines exactly. Whatever can reach a request body is computed with these and never with libm,
/// whose last digit differs from system to system.
namespace poolscope::base::portable {

/// e^x; error below 1 ulp (fdlibm's method).
double exp(double x);
/// Natural logarithm; error below 1 ulp. NaN below 0, -infinity at 0.
double log(double x);
/// log(1 + x) without cancellation.
double log1p(double x);
/// e^x - 1 without cancellation.
double expm1(double x);
/// x^y for x > 0 as exp(y log x); relative error about 1e-16 times 1 + |y log x|.
double pow(double x, double y);
/// Complementary error function; relative error below 3e-16 times 1 + x^2.
double erfc(double x);
/// P(Z <= z) of the standard normal law.
double normalCdf(double z);
/// Density of the standard normal law.
double normalDensity(double z);
/// The z with normalCdf(z) = p for 0 < p < 1; relative error about 1e-16 (Wichura, AS 241).
double normalQuantile(double p);
/// sin(2 pi turns).
double sinTurns(double turns);
/// Nearest integer, halves to even, as Python's round and numpy's rint do.
double roundHalfEven(double x);

} // namespace poolscope::base::portable
