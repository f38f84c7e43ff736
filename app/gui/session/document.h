// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QUndoStack>

#include <string>

namespace poolscope::gui {

/// How an edit joins the one before it on the undo stack.
struct MergeKey {
    QString key; ///< edits with the same key within a second are one step; empty: never
    bool isHeld = false; ///< ... however long a pause: a mouse button is down
};

/// The YAML text and its file. The text is the only truth; every change to it is one TextEdit on
/// the undo stack.
class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);

    const std::string& text() const { return m_text; }
    /// Counts the changes, so that others can tell whether what they know is of this text.
    quint64 revision() const { return m_revision; }
    /// Empty for a document that was never saved.
    const QString& path() const { return m_path; }
    /// The file's name, or what a new document is called.
    QString displayName() const;
    bool isDirty() const { return !m_undoStack.isClean(); }
    QUndoStack* undoStack() { return &m_undoStack; }

    /// Replaces everything and forgets the history: a file was opened or a new one begun.
    void reset(std::string text, const QString& path, const QString& name = {});
    void setSavedAs(const QString& path);
    /// The text of an older revision was saved: the text of now is not what the file has.
    void setOutdatedAs(const QString& path);
    /// The file has the text of now, or has it no more; the path stays.
    void setAgreesWithFile(bool doesAgree);

    /// `label` names the step in the menu and the history.
    void edit(const base::TextEdit& edit, const QString& label, const MergeKey& merge = {});
    /// Takes the latest step back if it has this key, and leaves no trace of it: a drag was given
    /// up.
    void takeBack(const MergeKey& merge);

signals:
    /// After every change, undo and redo included: the splice that was made.
    void textChanged(const poolscope::base::TextEdit& edit);
    void wasReset();
    void pathChanged();

private:
    friend class EditCommand;
    void apply(const base::TextEdit& edit);
    QString keyOf(const MergeKey& merge) const;

    std::string m_text;
    quint64 m_revision = 0;
    QString m_path;
    QString m_name;
    QUndoStack m_undoStack;
    QElapsedTimer m_sinceEdit;
    quint64 m_pauses = 0; ///< between edits; edits with one between them do not merge
};

} // namespace poolscope::gui
