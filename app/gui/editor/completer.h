// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/complete.h"

#include <QObject>
#include <QPointer>

class QKeyEvent;

namespace poolscope::gui {

class CompletionPopup;
class Session;
class YamlEditor;

/// Offers keys and names while one types in the editor, and writes the chosen one as one step.
class Completer : public QObject {
    Q_OBJECT

public:
    Completer(Session& session, YamlEditor* editor);

    bool isOpen() const;
    /// Asked for: offers what there is, whether or not anything was typed.
    void open();
    void close();

    /// Keys that are for the list while it is there. What is selected in it is accepted with Return
    /// or Tab; with nothing typed nothing is selected, and these keys stay the editor's.
    bool takesKey(QKeyEvent* event);
    // Around a key that the editor handles.
    void beginKey() { m_isTyping = true; }
    void endKey(const QKeyEvent& event);

private:
    enum class Reason { asked, word, value };

    void offer(Reason reason);
    void show();
    void accept(const config::Candidate& candidate);
    bool isBehindColon() const;

    Session& m_session;
    YamlEditor* m_editor;
    QPointer<CompletionPopup> m_popup; ///< a child of the window, which may go first
    config::Completion m_completion;
    Reason m_reason = Reason::asked;
    bool m_isTyping = false; ///< the cursor moves because of a key that goes to the editor
};

} // namespace poolscope::gui
