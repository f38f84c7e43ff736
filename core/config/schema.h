// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/path.h"
#include "core/config/tree.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

/// What the YAML may say: one table, which checks, binding, forms, completion and the JSON Schema
/// are made from. It describes inference-perf 0.7.0 and Poolscope's `pool`.
namespace poolscope::config {

struct Block;

enum class FormKind : std::uint8_t {
    boolean,
    integer,
    number,
    text,
    choice, ///< one of a few names
    textMap, ///< a mapping of texts to texts
    block,
    list,
    mapping, ///< kept, not looked into
    anything ///< kept, not looked into
};

struct Limits {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool excludesMin = false;
    bool excludesMax = false;
    bool mustBeFinite = false;

    bool admit(double value) const;
};

/// One way to write a value. Tables are static: views never dangle.
struct Form {
    FormKind kind = FormKind::anything;
    Limits limits{}; ///< integer, number
    std::span<const std::string_view> names{}; ///< choice
    const Block* block = nullptr;
    std::span<const Form> items{}; ///< list: what its entries may be
    bool excludesEmpty = false; ///< list
    /// The form holds only while the neighbouring key `type` is one of these; empty: always.
    std::span<const std::string_view> onlyForTypes{};
};

struct Field {
    std::string_view key{};
    std::span<const Form> forms{}; ///< the ways to write it, the usual one first
    /// The default as YAML; "null" stands for a setting that is not there.
    std::string_view standard = "null";
    bool isNullable = false;
    bool isRequired = false;
    bool isRequiredUpstream = false; ///< inference-perf refuses the file without it, we do not
    bool isSecret = false; ///< never shown
    std::string_view alias{}; ///< another name for the key that is read as well, or empty
    std::string_view unit{}; ///< "tokens", "s"; may be empty
    std::string_view help{}; ///< one sentence
};

struct Block {
    std::string_view name; ///< with its article: "a distribution"
    std::span<const Field> fields;

    /// The field with this key or alias; null when there is none.
    const Field* find(std::string_view key) const;
};

/// The document.
const Block& rootBlock();

/// The field that a path leads to, entries of lists counting as the list's own field; null for the
/// root, for unknown keys and inside blocks that are not described.
const Field* fieldAt(const Path& path);

/// "a whole number", "one of png, jpeg, webp", "a list of weighted resolutions": for messages.
std::string describe(const Form& form);
/// All of them: "a whole number, or a distribution".
std::string describe(std::span<const Form> forms);

} // namespace poolscope::config
