// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace poolscope::gui {

class RowMarks;

/// A labelled control on a page of its own making, with the marks that rows of the table have.
class FormRow : public QWidget {
    Q_OBJECT

public:
    /// `places`: what the control edits; by the first of them it is found.
    FormRow(const QString& label, QWidget* control, std::vector<config::Path> places,
        QWidget* parent = nullptr);

    const config::Path& place() const { return m_places.front(); }
    /// Those places that the text sets, by the names that it has them by.
    const std::vector<config::Path>& setPlaces() const { return m_setPlaces; }
    QWidget* control() const { return m_control; }

    void setSnapshot(const snapshot::Snapshot& snapshot);
    /// The label stands above the control, not beside it.
    void setNarrow(bool isNarrow);

signals:
    void resetRequested();

private:
    QLabel* m_label;
    QWidget* m_control;
    std::vector<config::Path> m_places;
    std::vector<config::Path> m_setPlaces;
    QGridLayout* m_grid;
    RowMarks* m_marks = nullptr; ///< null where the control edits no key
};

} // namespace poolscope::gui
