// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string>

namespace poolscope::gui {

/// The right to one recovery file. The system takes it back when the process ends, however it ends,
/// so that a file whose right is free has lost its owner; process numbers, which are given out
/// again, are not asked.
class RecoveryClaim {
public:
    /// Null when another window has it.
    static std::shared_ptr<RecoveryClaim> take(const std::string& file);
    ~RecoveryClaim();
    RecoveryClaim(const RecoveryClaim&) = delete;
    RecoveryClaim& operator=(const RecoveryClaim&) = delete;

    const std::string& file() const { return m_file; }
    /// Writes the file, for the user's eyes only.
    base::Result<> write(std::string_view content) const;
    /// Removes the file and gives the right up for good.
    void remove();
    /// Keeps a damaged file beside the others, where it is not found again. Returns its name.
    std::string putAside();

private:
    RecoveryClaim(std::string file, int descriptor);
    void release();

    std::string m_file;
    int m_descriptor;
};

/// Where recovery files are kept. For any thread, as all of this.
QString recoveryFolder();
/// A name for a recovery file that nobody has.
std::string newRecoveryFile();
/// Makes the folder, for the user's eyes only.
base::Result<> makeRecoveryFolder();
/// All recovery files that are there, oldest first, owned or not.
QStringList recoveryFiles();
/// What processes that were killed in the midst of writing have left beside them.
void removeLeftovers();

} // namespace poolscope::gui
