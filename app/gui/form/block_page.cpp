// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/block_page.h"

#include "app/gui/form/settings/setting_row.h"
#include "app/gui/form/settings/settings_list.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace poolscope::gui {

namespace {

SettingEditor* makeSettings(const config::Path& root, QWidget* parent)
{
    const config::Field& field = *config::fieldAt(root);
    if (const config::Block* block = field.forms.front().block)
        return new SettingsList(root, *block, 0, {}, parent);
    return new SettingRow(settingOf(root, field), 0, parent);
}

} // namespace

BlockPage::BlockPage(
    const QString& title, const QString& sentence, const config::Path& root, QWidget* parent)
    : FormPage(title, root, parent)
    , m_presence(new ElidedLabel(this))
    , m_reveal(new QPushButton(tr("Edit in YAML"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_settings(makeSettings(root, this))
{
    const QString name = toQt(config::toString(root));
    m_reveal->setProperty("role", "link");
    connect(m_reveal, &QPushButton::clicked, this, [this] { emit revealRequested(this->root()); });
    m_remove->setProperty("role", "link");
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    connect(m_remove, &QPushButton::clicked, this, [this, name] {
        edit({ { this->root(), {} } }, tr("Remove %1").arg(name));
    });
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(dotWidth, 0, pageMargin - pageEdge, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_presence, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(m_remove);
    addWide(head);
    addWide(m_settings);
    adopt(m_settings);
    setSubtitle(sentence);
}

void BlockPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const bool isThere = nodeAt(*snapshot, root()) != config::noNode;
    m_settings->setSnapshot(snapshot);
    m_presence->setText(isThere ? tr("%1 in the file").arg(toQt(config::toString(root())))
                                : tr("Not in the file; what is dimmed holds."));
    m_reveal->setVisible(isThere);
    m_remove->setVisible(isThere);
}

QWidget* BlockPage::controlFor(const config::Path& path)
{
    return m_settings->open(path);
}

} // namespace poolscope::gui
