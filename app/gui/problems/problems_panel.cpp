// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/problems/problems_panel.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace poolscope::gui {

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : QWidget(parent)
    , m_view(new QTableView(this))
    , m_hint(new QLabel(this))
    , m_fix(new QPushButton(this))
    , m_empty(new QLabel(this))
    , m_reading(new QComboBox(this))
{
    m_view->setModel(&m_model);
    m_view->setObjectName(QStringLiteral("problems"));
    m_view->setAccessibleName(tr("Problems"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(24);
    m_view->horizontalHeader()->setSectionResizeMode(
        ProblemsModel::messageColumn, QHeaderView::Stretch);
    m_view->horizontalHeader()->setSectionResizeMode(
        ProblemsModel::pathColumn, QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(
        ProblemsModel::lineColumn, QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_hint->setProperty("tone", "dim");
    m_hint->setWordWrap(true);
    m_empty->setProperty("tone", "dim");
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_fix);
    foot->addSpacing(grid);
    foot->addWidget(m_reading);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid / 2, grid * 2, grid / 2);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_empty, 1, Qt::AlignTop);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot);
    m_fix->hide();
    m_reading->addItem(tr("As Poolscope reads it"), static_cast<int>(config::Reading::poolscope));
    for (const auto reading :
        { config::Reading::inferencePerf070, config::Reading::inferencePerf061 })
        m_reading->addItem(
            tr("As %1 would").arg(toQt(config::upstreamName(reading))), static_cast<int>(reading));
    m_reading->setObjectName(QStringLiteral("reading"));
    m_reading->setAccessibleName(tr("Whose verdict is shown"));
    m_reading->setToolTip(
        tr("A release refuses keys it does not know, or ignores them without a word"));
    connect(m_reading, qOverload<int>(&QComboBox::activated), this, [this] {
        emit readingChosen(static_cast<config::Reading>(m_reading->currentData().toInt()));
    });

    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { updateFix(); });
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& place) {
        if (const auto* diagnostic = m_model.diagnostic(place.row()))
            emit shown(*diagnostic);
    });
    connect(m_fix, &QPushButton::clicked, this, [this] {
        const auto* diagnostic = m_model.diagnostic(m_view->currentIndex().row());
        if (diagnostic && diagnostic->fix)
            emit fixRequested(config::Fix(*diagnostic->fix)); // a copy: the model changes under it
    });
}

void ProblemsPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_model.setSnapshot(snapshot);
    showReading(snapshot->reading);
    const bool isEmpty = m_model.rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_view->setVisible(!isEmpty);
    if (!isEmpty && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model.index(0, 0));
    updateFix();
}

void ProblemsPanel::showReading(config::Reading reading)
{
    m_reading->setCurrentIndex(m_reading->findData(static_cast<int>(reading)));
    m_empty->setText(reading == config::Reading::poolscope
            ? tr("No problems: the config means what it says.")
            : tr("No problems: %1 reads the config and finds nothing wrong.")
                  .arg(toQt(config::upstreamName(reading))));
}

void ProblemsPanel::updateFix()
{
    const auto* diagnostic = m_model.diagnostic(m_view->currentIndex().row());
    m_hint->setText(diagnostic ? toQt(diagnostic->hint) : QString());
    m_fix->setVisible(diagnostic && diagnostic->fix);
    if (diagnostic && diagnostic->fix)
        m_fix->setText(toQt(diagnostic->fix->label));
}

void ProblemsPanel::step(int direction)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const int current = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    const int next = ((current + direction) % rows + rows) % rows;
    m_view->setCurrentIndex(m_model.index(next, 0));
    emit shown(*m_model.diagnostic(next));
}

} // namespace poolscope::gui
