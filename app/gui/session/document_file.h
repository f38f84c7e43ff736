// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/session/document.h"

#include <QFileSystemWatcher>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>

namespace poolscope::gui {

/// What stands under a path: a text, nothing, or something that cannot be read.
struct DiskVersion {
    std::optional<std::string> text;
    QString error; ///< why it cannot be read; empty when there is nothing

    bool operator==(const DiskVersion&) const = default;
};

/// Waits for the disk. Texts above the limit of a config are not read.
DiskVersion readVersion(const std::string& path);

/// The document's file: reads and writes it, and notices what others do to it. Contents are
/// compared, not times. All waiting for the disk is done on a thread of its own.
class DocumentFile : public QObject {
    Q_OBJECT

public:
    /// The file against what the document was read from, saved as, or told to keep.
    enum class State { same, changed, deleted, unreadable };
    enum class Overwriting { refuse, allow };

    explicit DocumentFile(Document& document, QObject* parent = nullptr);
    ~DocumentFile() override;

    /// Replaces the document once the file has been read. An error is a message; the document stays
    /// as it was.
    void open(const QString& path);
    /// Writes the text of now. `refuse`: not over a version that nobody has seen here; then
    /// `saveRefused` comes and the state says what is there.
    void save(const QString& path, Overwriting overwriting);
    /// Waits for what is being read or written and takes its result: before the window goes.
    void finish();

    /// Looks at the file, now and not when the watch tells of it.
    void check();
    State state() const { return m_state; }
    /// What was found last; holds a text when the state is `changed`.
    const DiskVersion& found() const { return *m_found; }
    /// What the file is known to hold. Never null; nothing for a document without a file.
    const std::shared_ptr<const DiskVersion>& known() const { return m_known; }

    /// Takes a text of the file over as one edit.
    void take(const std::string& text);
    /// The document stays as it is, and so does the file until it is saved.
    void keep();

signals:
    void opened();
    void saved();
    void saveRefused();
    void stateChanged();
    void messageRequested(const QString& text, bool isError);

private:
    using VersionPtr = std::shared_ptr<const DiskVersion>;

    struct Outcome {
        VersionPtr found; ///< what a refused save found, what an opened file holds
        QString error;
    };

    void acceptOpened(const QString& path, const Outcome& outcome, quint64 revision);
    void acceptSaved(
        const QString& path, const VersionPtr& written, const Outcome& outcome, quint64 revision);
    void acceptFound(VersionPtr found);
    void setKnown(VersionPtr version);
    void setState(State state);
    void watch();

    Document& m_document;
    QThreadPool m_thread; ///< one: what is asked for later is done later
    QFileSystemWatcher m_watcher;
    QTimer m_pause; ///< lets a writer finish
    VersionPtr m_known;
    VersionPtr m_found;
    State m_state = State::same;
    bool m_wasMissing = false; ///< at the last look; a file that is being replaced is for a moment
    Job<Outcome> m_transfer;
    Job<VersionPtr> m_look;
};

} // namespace poolscope::gui
