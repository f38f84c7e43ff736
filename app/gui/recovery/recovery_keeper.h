// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/recovery/recovery_folder.h"
#include "app/gui/session/document_file.h"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

namespace poolscope::gui {

/// Keeps the text of a document with unsaved changes in a recovery file, on a thread of its own,
/// and removes it when the changes are saved or let go, or the window closes.
class RecoveryKeeper : public QObject {
    Q_OBJECT

public:
    RecoveryKeeper(Document& document, DocumentFile& file, QObject* parent = nullptr);
    ~RecoveryKeeper() override;

signals:
    /// The text has been written, or there is nothing to write.
    void settled();
    void messageRequested(const QString& text, bool isError);

private:
    /// Touched on the thread only.
    struct Place {
        std::shared_ptr<RecoveryClaim> claim;
        base::Result<> write(const std::string& content);
        void remove();
    };

    void keepSoon();
    void keep();
    void letGo();

    Document& m_document;
    DocumentFile& m_file;
    QThreadPool m_thread; ///< one: what is written later is the later text
    std::shared_ptr<Place> m_place;
    QTimer m_pause;
    QElapsedTimer m_unkept; ///< since the first edit that is not in the file
    bool m_hasFile = false; ///< there may be one
    bool m_hasFailed = false; ///< said once, not every few seconds
    Job<base::Result<>> m_write;
};

} // namespace poolscope::gui
