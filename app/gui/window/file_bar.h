// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/compare/compare_dialog.h"
#include "app/gui/session/session.h"
#include "app/gui/widgets/note_bar.h"

#include <QStringList>

#include <functional>

namespace poolscope::gui {

/// The questions about the document's file, one at a time: it has changed on the disk, unsaved
/// changes of a run that crashed were found.
class FileBar : public NoteBar {
    Q_OBJECT

public:
    explicit FileBar(Session& session, QWidget* parent = nullptr);

signals:
    /// The document may be replaced only by whoever guards its changes.
    void restoreRequested();

private:
    struct Answer {
        QString text;
        std::function<void()> act;
    };

    void showQuestion();
    bool showFileState();
    bool showOffer();
    bool showLeftOut();
    void ask(Tone tone, const QString& question, QList<Answer> answers);
    void compareWithDisk();
    void compareOffer(const std::string& disk, const std::string& recovered);
    void openCompare(CompareTexts texts, std::function<void(const std::string&)> takeBefore,
        std::function<void(const std::string&)> takeAfter);

    Session& m_session;
    QList<Answer> m_answers;
    bool m_isSaveRefused = false; ///< and what is there has not been decided
    QString m_leftOut; ///< what to say of secrets after a recovery
};

} // namespace poolscope::gui
