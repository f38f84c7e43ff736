// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/compare/compare_model.h"
#include "app/gui/job.h"

#include <QDialog>
#include <QThreadPool>

class QLabel;
class QListView;
class QPushButton;

namespace poolscope::gui {

/// What is compared, in the words of whoever asks.
struct CompareTexts {
    std::string before;
    std::string after;
    QString title;
    QString beforeName; ///< beside the sign of removed lines
    QString afterName;
    QString takeBefore; ///< what the buttons say
    QString takeAfter;
};

/// Shows how two texts differ and lets one of them be chosen.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    CompareDialog(CompareTexts texts, QWidget* parent);

    int differenceCount() const { return static_cast<int>(m_model.differences().size()); }

signals:
    void beforeTaken(const std::string& text);
    void afterTaken(const std::string& text);

private:
    QWidget* makeHeader(const CompareTexts& texts);
    QWidget* makeButtons();
    void showComparison(Comparison comparison);
    void step(int direction);

    CompareTexts m_texts;
    CompareModel m_model;
    QListView* m_lines;
    QLabel* m_count;
    QPushButton* m_previous;
    QPushButton* m_next;
    QThreadPool m_thread; ///< its own: pictures are rendered on the session's
    Job<Comparison> m_compare;
};

} // namespace poolscope::gui
