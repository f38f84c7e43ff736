// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/complete.h"

#include <QListView>

namespace poolscope::gui {

class CandidateModel;
class CandidateDelegate;

/// The list of what may be written: the name on the left, what it is for on the right. A part of
/// the window that takes no focus, so that typing goes on behind it.
class CompletionPopup : public QListView {
    Q_OBJECT

public:
    static constexpr int maxRows = 10; ///< in view

    explicit CompletionPopup(QWidget* window);

    /// `typed`: the part of the names that is there already. Selects the first one or none.
    void setCandidates(
        std::vector<config::Candidate> candidates, const QString& typed, bool selectsFirst);
    /// Below the place in the window, or above it where there is no room.
    void showAt(const QRect& place, const QFont& font);
    /// Selects the one so many rows on, round the ends.
    void step(int rows);
    /// Null when none is.
    const config::Candidate* selected() const;

signals:
    void chosen(const poolscope::config::Candidate& candidate);

private:
    CandidateModel* m_model;
    CandidateDelegate* m_delegate;
};

} // namespace poolscope::gui
