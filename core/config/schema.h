// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/path.h"
#include "core/config/reading.h"
#include "core/config/tree.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the YAML may say: one table, which checks, binding, forms, completion and the JSON Schema
/// are made from. It describes inference-perf 0.6.1 and 0.7.0, and Poolscope's `pool`.
namespace poolscope::config {

struct Block;

enum class FormKind : std::uint8_t {
    boolean,
    integer,
    number,
    text,
    url, ///< http or https
    choice, ///< one of a few names
    block,
    list,
    map, ///< a mapping with keys of the author's own
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

/// What both allow.
Limits narrowed(const Limits& a, const Limits& b);

/// One way to write a value. Tables are static: views never dangle.
struct Form {
    FormKind kind = FormKind::anything;
    Limits limits{}; ///< integer, number: what inference-perf admits
    /// What can be made requests of: inference-perf admits the rest too, and fails or drops
    /// requests later.
    Limits workable{};
    std::span<const std::string_view> names{}; ///< choice
    std::size_t newNames = 0; ///< so many of the last names are new in 0.7.0
    const Block* block = nullptr;
    std::span<const Form> items{}; ///< list, map: what their entries may be
    bool refusesEmpty = false; ///< list: inference-perf refuses an empty one
    bool excludesEmpty = false; ///< list: an empty one is of no use
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
    bool hasSecretKeys = false; ///< a map, some of whose keys name secrets
    /// ${NAME} in its value gives way to a variable of the environment of a run.
    bool readsEnvironment = false;
    Reading since = Reading::inferencePerf061; ///< the first that knows the key
    std::string_view alias{}; ///< another name for the key that is read as well, or empty
    std::string_view unit{}; ///< "tokens", "s"; may be empty
    std::string_view help{}; ///< one sentence
};

/// A key that no release of today knows, and what has become of it.
struct FormerKey {
    std::string_view key;
    std::string_view successor; ///< a key of the same block, or empty: nothing does its work
};

struct Block {
    std::string_view id; ///< "Distribution": in the JSON Schema
    std::string_view name; ///< with its article: "a distribution"
    std::span<const Field> fields;
    std::span<const FormerKey> formerKeys{};
    /// The first that refuses keys it does not know; those before ignore them without a word.
    Reading strictSince = Reading::inferencePerf070;
    bool ignoresUnknown = false; ///< every release ignores them

    /// The field with this key or alias; null when there is none.
    const Field* find(std::string_view key) const;
};

/// The document.
const Block& rootBlock();

/// The field that a path leads to, entries of lists and maps counting as the field's own; null for
/// the root, for unknown keys and inside blocks that are not described.
const Field* fieldAt(const Path& path);

/// A field and where it stands. Entries of lists have no number: "load.stages.rate".
struct Place {
    Path path;
    const Field* field = nullptr;
    const Block* block = nullptr; ///< that has the field
};

/// Every place of the table, in its order; of several fields at one path, the first.
const std::vector<Place>& allPlaces();

/// "a whole number", "one of png, jpeg, webp", "a list of weighted resolutions": for messages.
std::string describe(const Form& form);
/// All of them: "a whole number, or a distribution".
std::string describe(std::span<const Form> forms);

} // namespace poolscope::config
