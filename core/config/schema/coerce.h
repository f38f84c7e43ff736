// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/schema.h"
#include "core/config/tree.h"
#include "core/config/values/scalar.h"

#include <cstdint>
#include <optional>
#include <string>

/// Conversions that upstream's validation (pydantic in its lax mode) makes before it complains.
namespace poolscope::config::schema {

/// Also 0, 1, and words such as "on" or "False" in quotes.
std::optional<bool> toBool(const Scalar& scalar);
/// Also 3.0, true and "3".
std::optional<std::int64_t> toInteger(const Scalar& scalar);
/// Also integers, booleans and texts such as "1e3".
std::optional<double> toNumber(const Scalar& scalar);
/// Texts only: 5 is none.
std::optional<std::string> toText(const Scalar& scalar);

/// The default of a field that is a single value; null for others and for fields without one.
Scalar standardOf(const Field& field);

enum class Fit {
    fits,
    unworkable, ///< inference-perf admits it, but no request can be made of it
    outOfRange, ///< the right type, but not allowed
    unknownName, ///< a text that is none of the names
    wrongType
};

/// Whether a scalar may stand where this form is wanted. Forms of collections fit no scalar.
Fit fit(const Form& form, const Scalar& scalar);

} // namespace poolscope::config::schema
