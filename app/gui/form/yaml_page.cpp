// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/yaml_page.h"

#include "app/gui/qt.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>

namespace poolscope::gui {

namespace {

constexpr qsizetype shownLines = 16;

} // namespace

YamlPage::YamlPage(
    const QString& title, const QString& sentence, config::Path root, QWidget* parent)
    : FormPage(title, root, parent)
    , m_text(new QLabel(this))
{
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(0);
    addRow(tr("In the file"), m_text, root);
    auto* open = new QPushButton(tr("Edit in YAML"), this);
    connect(open, &QPushButton::clicked, this, [this] { emit revealRequested(this->root()); });
    auto* holder = new QWidget(this);
    open->setParent(holder);
    open->adjustSize();
    holder->setFixedHeight(open->height());
    addRow({}, holder, root);
    setSubtitle(sentence);
}

void YamlPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const config::Tree& tree = snapshot->config.tree;
    const config::NodeId node = tree.isEmpty() ? config::noNode : tree.find(root());
    if (node == config::noNode) {
        m_text->setText(tr("not set: inference-perf's defaults apply"));
        return;
    }
    const base::TextRange range = tree.node(node).range;
    QStringList lines = toQt(std::string_view(snapshot->text).substr(range.begin, range.size()))
                            .split(QLatin1Char('\n'));
    if (lines.size() > shownLines)
        lines = lines.mid(0, shownLines) << QStringLiteral("\u2026");
    m_text->setText(lines.join(QLatin1Char('\n')));
}

} // namespace poolscope::gui
