// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/document_file.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::gui {

/// A literal secret that a recovery file does not hold.
struct LeftOut {
    base::TextRange place; ///< of the mark that stands for it in the recovery file's text
    std::optional<base::TextRange> source; ///< where the document's file has the same one

    bool operator==(const LeftOut&) const = default;
};

/// Unsaved text as it waits for a crash: a line of JSON, then the text. Secrets are not in it.
struct RecoveryFile {
    QString path; ///< of the document; empty when it never had one
    QString name;
    QDateTime time;
    qint64 process = 0;
    QString version; ///< of the app
    std::string diskHash; ///< of the document's file when the text was kept; empty: no file
    std::vector<LeftOut> leftOut;
    std::string text;
};

/// A recovery file of `text`, the secrets taken out; who and when is for the caller to say. `known`
/// is what the document's file holds.
RecoveryFile withoutSecrets(std::string_view text, const DiskVersion& known);

std::string encoded(const RecoveryFile& file);
/// An Error for anything that is not whole.
base::Result<RecoveryFile> decoded(std::string_view bytes);

struct RestoredText {
    std::string text;
    std::size_t missing = 0; ///< secrets that could not be put back
};

/// The text with the secrets that the document's file still has. `disk` is what it holds now.
RestoredText restored(const RecoveryFile& file, const std::optional<std::string>& disk);

} // namespace poolscope::gui
