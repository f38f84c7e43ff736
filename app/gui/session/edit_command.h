// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <QUndoCommand>

#include <string>

namespace poolscope::gui {

class Document;

/// The one undo command: a splice of the document's text. Consecutive commands with the same key
/// merge; one that ends where it began vanishes.
class EditCommand : public QUndoCommand {
public:
    EditCommand(Document& document, base::TextEdit edit, const QString& label, QString key);

    void undo() override;
    void redo() override;
    int id() const override;
    const QString& key() const { return m_key; }
    /// What brings the text before the edit back.
    base::TextEdit inverse() const;
    bool mergeWith(const QUndoCommand* other) override;

private:
    Document& m_document;
    base::TextEdit m_edit;
    std::string m_removed; ///< what the edit replaced
    QString m_key;
};

} // namespace poolscope::gui
