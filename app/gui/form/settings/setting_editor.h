// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/row_marks.h"
#include "app/gui/form/settings/setting.h"
#include "app/gui/session/session.h"

#include <QWidget>

namespace poolscope::gui {

/// A control for one place of the config: shows what the text has there and asks for edits. Holds
/// no value of its own.
class SettingEditor : public QWidget {
    Q_OBJECT

public:
    explicit SettingEditor(Setting setting, QWidget* parent = nullptr);

    const Setting& setting() const { return m_setting; }
    void setSnapshot(const snapshot::SnapshotPtr& snapshot);

    /// What there is more to edit than fits a line: it stands below, and is made when it is opened.
    virtual bool hasBody() const { return false; }
    virtual SettingEditor* makeBody(QWidget* parent);
    /// The control for a place at or below this one, made and unfolded when it has to be; null when
    /// there is none. Paths through lists may leave the numbers out.
    virtual QWidget* open(const config::Path& path);

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const QString& mergeKey);
    void revealRequested(const poolscope::config::Path& path);
    /// Another body, or none, belongs to it from now on.
    void bodyChanged();

protected:
    /// Shows snapshot(), which is not null.
    virtual void showSetting() = 0;
    const snapshot::SnapshotPtr& snapshot() const { return m_snapshot; }
    config::NodeId node() const { return nodeAt(*m_snapshot, m_setting.place); }
    /// The text says something here, be it null.
    bool isSet() const { return node() != config::noNode; }
    /// Makes the wishes of an editor inside this one its own.
    void adopt(SettingEditor* editor);
    void request(const config::Value& value, const QString& mergeKey = {});
    void requestRemoval();
    /// Dims what is only the default.
    static void setUnset(QWidget* widget, bool isUnset);

private:
    Setting m_setting;
    snapshot::SnapshotPtr m_snapshot;
};

/// The control that suits what the table says of the setting.
SettingEditor* makeEditor(const Setting& setting, QWidget* parent);

} // namespace poolscope::gui
