// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/session.h"
#include "core/config/path.h"
#include "core/snapshot/snapshot.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace poolscope::gui {

class FormRow;
class NoteBar;
class SettingEditor;
class SettingsSection;

/// A page of the form: title, one sentence, labels with controls, notes at the end. Shows a
/// Snapshot and emits edits; holds no state of its own.
class FormPage : public QWidget {
    Q_OBJECT

public:
    /// `root` is the place in the config whose Diagnostics the page shows.
    FormPage(const QString& title, config::Path root, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    const QString& title() const { return m_title; }
    const config::Path& root() const { return m_root; }
    /// Gives the control for a place the focus and scrolls to it, if the page has one.
    bool focusPath(const config::Path& path);

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const poolscope::gui::MergeKey& merge);
    void fixRequested(const poolscope::config::Fix& fix);
    void revealRequested(const poolscope::config::Path& path);

protected:
    /// Diagnostics of which places stand on the page: those below the root.
    virtual bool owns(const config::Path& path) const;
    /// Fills the controls. Only called with a snapshot.
    virtual void show(const snapshot::SnapshotPtr& snapshot) = 0;

    /// A labelled control for a place; its help becomes the tool tip. `more`: what else it edits.
    FormRow* addRow(const QString& label, QWidget* control, const config::Path& place,
        const std::vector<config::Path>& more = {});
    void addGap();
    /// A part over the whole width, the room for marks included.
    void addWide(QWidget* part);
    /// A folded section at the end with these settings of the page's block.
    void addSettings(std::vector<std::string> keys);
    /// Makes the wishes of an editor its own.
    void adopt(SettingEditor* editor);
    /// The control of the page that is made for a place; null when it has none.
    virtual QWidget* controlFor(const config::Path& path);
    void setSubtitle(const QString& text);
    /// Takes what a row has edited out of the text, as one step.
    virtual void reset(const FormRow& row);
    void edit(const config::Path& path, const config::Value& value, const QString& label,
        const QString& mergeKey = {});
    void edit(
        const std::vector<FieldEdit>& edits, const QString& label, const QString& mergeKey = {});
    /// A place below the page's root.
    config::Path at(std::initializer_list<std::string_view> parts) const;

    /// A centred sentence with a button in place of the form; hidden while the form has something
    /// to show.
    void setEmptyState(
        const QString& sentence, const QString& action, std::function<void()> onAction);
    void showEmptyState(bool isEmpty);

    void resizeEvent(QResizeEvent* event) override;

private:
    void setNarrow(bool isNarrow);
    void showNotes(const snapshot::Snapshot& snapshot);
    void markErrors(const snapshot::Snapshot& snapshot);

    QString m_title;
    config::Path m_root;
    QLabel* m_subtitle;
    QWidget* m_body;
    QVBoxLayout* m_column;
    std::vector<FormRow*> m_rows;
    bool m_isNarrow = false; ///< labels stand above their controls
    QWidget* m_empty = nullptr;
    SettingsSection* m_settings = nullptr;
    QVBoxLayout* m_notes;
    std::vector<NoteBar*> m_bars;
};

} // namespace poolscope::gui
