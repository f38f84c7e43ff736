// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/schema.h"
#include "core/config/values/value.h"
#include "core/snapshot/snapshot.h"

#include <QString>

#include <span>

/// What the pages that are made from the table ask of a place.
namespace poolscope::gui {

/// A place of the config with what the table says of it.
struct Setting {
    config::Path place;
    const config::Field* field = nullptr; ///< null for entries of lists and mappings
    std::span<const config::Form> forms{};

    /// The last part of the place: what the row is called.
    QString key() const;
    QString unit() const;
};

Setting settingOf(const config::Path& place, const config::Field& field);
/// An entry of a list or a mapping.
Setting entryOf(const config::Path& place, std::span<const config::Form> forms);

/// The value at a place; noNode when the text has none.
config::NodeId nodeAt(const snapshot::Snapshot& snapshot, const config::Path& place);
bool isNull(const config::Tree& tree, config::NodeId node);
/// The same place by the name that the text has it by: some keys have another one.
config::Path placeNow(const snapshot::Snapshot& snapshot, const config::Path& place);
/// The first error at a place or below it; null when there is none.
const config::Diagnostic* errorAt(const snapshot::Snapshot& snapshot, const config::Path& place);
/// The text of a value with every literal secret blotted out.
QString sourceOf(const snapshot::Snapshot& snapshot, config::NodeId node);
/// A secret stands there in plain words: it is never shown.
bool holdsSecret(const snapshot::Snapshot& snapshot, const Setting& setting);

/// The forms that hold beside the `type` that the text has now.
std::span<const config::Form> formsNow(const snapshot::Snapshot& snapshot, const Setting& setting);
/// Which of the forms the value is written in; the first when there is none, -1 when none fits.
int formIndex(const config::Tree& tree, config::NodeId node, std::span<const config::Form> forms);

bool isDistribution(const config::Form& form);
bool isScalar(const config::Form& form);
/// "whole number", "distribution": an entry of a list to choose from.
QString nameOf(const config::Form& form);
/// The default as it is shown in place of a value; empty where nothing stands for it.
QString defaultOf(const config::Field& field);
/// What it does, what may stand there, its default, its path.
QString tipOf(const Setting& setting);
/// The least that may stand there: what "Add" writes.
config::Value starterOf(const config::Form& form);

} // namespace poolscope::gui
