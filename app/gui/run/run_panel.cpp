// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/run/run_panel.h"

#include "app/gui/charts/observed_chart.h"
#include "app/gui/charts/time_chart.h"
#include "app/gui/qt.h"
#include "app/gui/run/observed_bars.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

QString seconds(double value)
{
    return toQt(base::formatSeconds(value));
}

QString distinctLabel(base::Modality modality)
{
    switch (modality) {
    case base::Modality::image:
        return RunPanel::tr("Distinct images");
    case base::Modality::video:
        return RunPanel::tr("Distinct videos");
    case base::Modality::audio:
        break;
    }
    return RunPanel::tr("Distinct clips");
}

} // namespace

RunPanel::RunPanel(QWidget* parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_remaining(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_times(new TimeChart(this))
    , m_observed(new ObservedChart(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid / 2, grid * 2, grid / 2);
    layout->setSpacing(grid * 2);
    // Shares of the width whatever the figures, so that nothing jumps when they come.
    const auto add = [&](QWidget* part, int share) {
        part->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(part, share);
    };
    add(makeProgress(), 24);
    add(titled(tr("Time to first token"), m_times), 21);
    add(titled(tr("Sent over expected \u00b1 95 %"), m_observed, &m_observedNote), 25);
    add(titled(tr("Predicted and measured"), makeTable()), 27);
    setRun({}, {});
}

QWidget* RunPanel::titled(const QString& title, QWidget* content, QLabel** note)
{
    auto* box = new QWidget(this);
    auto* top = new QHBoxLayout;
    auto* label = new QLabel(title, box);
    label->setFont(fontOf(TextSize::caption, QFont::DemiBold));
    top->addWidget(label);
    top->addStretch(1);
    if (note) {
        *note = new QLabel(box);
        (*note)->setFont(fontOf(TextSize::caption));
        (*note)->setProperty("tone", "dim");
        top->addWidget(*note);
    }
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(top);
    layout->addWidget(content, 1);
    content->setAccessibleName(title);
    return box;
}

QWidget* RunPanel::makeProgress()
{
    auto* box = new QWidget(this);
    m_headline->setFont(fontOf(TextSize::body, QFont::DemiBold));
    m_remaining->setProperty("tone", "dim");
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Progress of the run"));
    auto* top = new QHBoxLayout;
    top->setSpacing(grid);
    top->addWidget(m_headline);
    top->addWidget(m_remaining, 1);
    auto* lines = new QGridLayout;
    lines->setHorizontalSpacing(grid * 2);
    lines->setVerticalSpacing(grid / 2);
    lines->setColumnStretch(1, 1);
    const std::array<QString, lineCount> labels{ tr("Rate"), tr("Latency p50 / p99"), tr("Errors"),
        tr("Sent") };
    for (int i = 0; i < lineCount; ++i) {
        auto* label = new QLabel(labels.at(static_cast<std::size_t>(i)), box);
        label->setProperty("tone", "dim");
        auto* figure = new QLabel(box);
        figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->addWidget(label, i, 0);
        lines->addWidget(figure, i, 1);
        m_figures.at(static_cast<std::size_t>(i)) = figure;
    }
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    layout->addLayout(lines);
    layout->addStretch(1);
    return box;
}

QWidget* RunPanel::makeTable()
{
    auto* box = new QWidget(this);
    m_table = new QGridLayout;
    m_table->setHorizontalSpacing(grid * 2);
    m_table->setVerticalSpacing(grid / 2);
    m_table->setColumnStretch(0, 1);
    const std::array<QString, 3> heads{ QString(), tr("predicted"), tr("measured") };
    for (int column = 1; column < 3; ++column) {
        auto* head = new QLabel(heads.at(static_cast<std::size_t>(column)), box);
        head->setProperty("tone", "dim");
        m_table->addWidget(head, 0, column, Qt::AlignRight);
    }
    for (std::size_t row = 0; row < m_cells.size(); ++row)
        for (std::size_t column = 0; column < 3; ++column) {
            auto* cell = new QLabel(box);
            if (column == 0)
                cell->setProperty("tone", "dim");
            m_cells.at(row).at(column) = cell;
            m_table->addWidget(cell, static_cast<int>(row) + 1, static_cast<int>(column),
                column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        }
    m_verdict = new QLabel(box);
    m_verdict->setWordWrap(true);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addLayout(m_table);
    layout->addWidget(m_verdict);
    layout->addStretch(1);
    return box;
}

void RunPanel::setModality(base::Modality modality)
{
    m_modality = modality;
    setRun(m_state, m_planned);
}

void RunPanel::setRun(const run::RunSnapshotPtr& state, const snapshot::SnapshotPtr& planned)
{
    m_state = state;
    m_planned = planned;
    if (!state) {
        showPlanned();
        return;
    }
    showProgress(*state);
    m_times->setState(*state);
    showObserved();
    showPredicted();
}

/// Before the first run: what it would send, and what is predicted of it.
void RunPanel::showPlanned()
{
    const QString none = QStringLiteral("\u2013");
    const bool isReady = m_planned && m_planned->plan;
    const auto requests = isReady ? m_planned->plan->schedule().requestCount() : 0;
    m_headline->setText(tr("%1 requests to send").arg(toQt(base::formatCount(requests))));
    m_remaining->setText(isReady && m_planned->plan->schedule().seconds() > 0
            ? tr("in %1").arg(seconds(m_planned->plan->schedule().seconds()))
            : QString());
    m_progress->setValue(0);
    for (QLabel* figure : m_figures)
        figure->setText(none);
    if (isReady)
        m_figures[sent]->setText(tr("\u2248 %1")
                                     .arg(toQt(base::formatBytes(
                                         m_planned->bodyBytes * static_cast<double>(requests)))));
    m_times->clear();
    const auto* pool = isReady ? m_planned->pool(m_modality) : nullptr;
    m_observed->setBars(pool
            ? observedBars(m_planned->plan->media(m_modality)->law(), {}, pool->run.draws)
            : std::vector<ObservedBar>(),
        theme().hue(m_modality));
    m_observedNote->setText(pool || !isReady ? QString() : tr("no pool"));
    setPrediction(0, distinctLabel(m_modality),
        pool ? QStringLiteral("%1 \u00b1 %2")
                   .arg(toQt(base::formatNumber(pool->run.expectedDistinct)),
                       toQt(base::formatNumber(pool->run.expectedDistinctSd)))
             : none,
        none);
    const QString repeats = pool ? toQt(base::formatShare(pool->run.expectedRepeatShare)) : none;
    setPrediction(1, tr("Repeat share"), repeats, none);
    setPrediction(2, tr("Server cache hits"), repeats, none);
    m_verdict->setText(tr("Nothing has run yet."));
    m_verdict->setStyleSheet(QStringLiteral("color: %1;").arg(theme().dim.name()));
}

void RunPanel::showProgress(const run::RunSnapshot& state)
{
    const auto count = [](std::uint64_t value) { return toQt(base::formatCount(value)); };
    if (state.phase == run::Phase::preparing) {
        m_headline->setText(
            tr("Rendering %1 of %2").arg(state.rendering.done).arg(state.rendering.total));
        m_remaining->setText(toQt(base::formatBytes(static_cast<double>(state.rendering.bytes))));
        m_progress->setValue(state.rendering.total == 0
                ? 0
                : static_cast<int>(1000 * state.rendering.done / state.rendering.total));
    } else {
        m_headline->setText(tr("%1 of %2").arg(count(state.done()), count(state.planned)));
        const double left = state.plannedSeconds - state.elapsed;
        QString note = seconds(state.elapsed);
        if (state.isOver())
            note = state.wasStopped ? tr("stopped after %1").arg(note) : tr("done in %1").arg(note);
        else if (state.plannedSeconds > 0 && left > 0)
            note += tr(" \u00b7 %1 left").arg(seconds(std::ceil(left)));
        m_remaining->setText(note);
        m_progress->setValue(state.planned == 0
                ? 0
                : static_cast<int>(1000.0 * static_cast<double>(state.done())
                    / static_cast<double>(state.planned)));
    }
    const double overall = state.elapsed > 0 ? static_cast<double>(state.sent) / state.elapsed : 0;
    m_figures[rate]->setText(
        tr("%1 req/s").arg(toQt(base::formatNumber(state.isOver() ? overall : state.rate))));
    m_figures[latency]->setText(state.succeeded == 0
            ? QStringLiteral("\u2013")
            : QStringLiteral("%1 / %2").arg(
                seconds(state.latencyMedian), seconds(state.latency99)));
    QStringList kinds;
    for (const auto& [label, number] : state.errors)
        kinds << QStringLiteral("%1 %2").arg(count(number), toQt(label));
    m_figures[errors]->setText(
        kinds.isEmpty() ? QStringLiteral("0") : kinds.join(QStringLiteral(", ")));
    m_figures[errors]->setStyleSheet(
        kinds.isEmpty() ? QString() : QStringLiteral("color: %1;").arg(theme().bad.name()));
    m_figures[sent]->setText(toQt(base::formatBytes(static_cast<double>(state.bytesSent))));
}

/// The chosen modality when the run sends it, else the first one it does.
base::Modality RunPanel::shownModality() const
{
    const auto isSent = [&](base::Modality modality) {
        return m_state->items.at(static_cast<std::size_t>(modality)).sent > 0;
    };
    if (isSent(m_modality))
        return m_modality;
    const auto* found
        = std::find_if(base::allModalities.begin(), base::allModalities.end(), isSent);
    return found == base::allModalities.end() ? m_modality : *found;
}

void RunPanel::showObserved()
{
    const base::Modality modality = shownModality();
    const auto* pool = m_planned ? m_planned->pool(modality) : nullptr;
    const run::ItemUse& use = m_state->items.at(static_cast<std::size_t>(modality));
    if (!pool || use.counts.empty()) {
        m_observed->setBars({}, theme().hue(modality));
        m_observedNote->setText(pool ? QString() : tr("no pool"));
        return;
    }
    const auto bars = observedBars(
        m_planned->plan->media(modality)->law(), use.counts, static_cast<double>(use.sent));
    m_observed->setBars(bars, theme().hue(modality));
    m_observedNote->setText(tr("%1 draws").arg(toQt(base::formatCount(use.sent))));
}

void RunPanel::setPrediction(
    int row, const QString& label, const QString& predicted, const QString& measured)
{
    auto& cells = m_cells.at(static_cast<std::size_t>(row));
    cells[0]->setText(label);
    cells[1]->setText(predicted);
    cells[2]->setText(measured);
}

void RunPanel::showPredicted()
{
    const base::Modality modality = shownModality();
    const auto* pool = m_planned ? m_planned->pool(modality) : nullptr;
    const run::ItemUse& use = m_state->items.at(static_cast<std::size_t>(modality));
    const QString none = QStringLiteral("\u2013");
    reuse::RunFigures expected;
    if (pool && use.sent > 0) {
        // What the law says of as many requests as have been sent so far.
        expected = snapshot::runFigures(
            *m_planned->plan, *m_planned->plan->media(modality), m_state->sent);
    }
    const double repeats
        = use.sent == 0 ? 0 : 1 - static_cast<double>(use.distinct) / static_cast<double>(use.sent);
    const bool hasPrediction = pool && use.sent > 0;
    setPrediction(0, distinctLabel(modality),
        hasPrediction ? QStringLiteral("%1 \u00b1 %2")
                            .arg(toQt(base::formatNumber(expected.expectedDistinct)),
                                toQt(base::formatNumber(expected.expectedDistinctSd)))
                      : none,
        use.sent > 0 ? toQt(base::formatCount(use.distinct)) : none);
    setPrediction(1, tr("Repeat share"),
        hasPrediction ? toQt(base::formatShare(expected.expectedRepeatShare)) : none,
        use.sent > 0 ? toQt(base::formatShare(repeats)) : none);
    QString hits = none;
    if (m_state->serverBefore && m_state->serverAfter) {
        const auto queries
            = m_state->serverAfter->mediaQueries - m_state->serverBefore->mediaQueries;
        const auto found = m_state->serverAfter->mediaHits - m_state->serverBefore->mediaHits;
        if (queries > 0)
            hits = toQt(
                base::formatShare(static_cast<double>(found) / static_cast<double>(queries)));
    }
    setPrediction(2, tr("Server cache hits"),
        hasPrediction ? toQt(base::formatShare(expected.expectedRepeatShare)) : none, hits);
    m_cells[2][1]->setToolTip(tr("For a cache that is large enough and starts empty."));

    if (!hasPrediction) {
        m_verdict->clear();
        return;
    }
    const double distance
        = std::fabs(static_cast<double>(use.distinct) - expected.expectedDistinct);
    const bool agrees = distance <= 3 * expected.expectedDistinctSd + 0.5;
    m_verdict->setText(agrees ? tr("\u2713 distinct items agree with the law")
                              : tr("distinct items are %1 away from the law")
                                    .arg(toQt(base::formatNumber(distance))));
    m_verdict->setStyleSheet(
        QStringLiteral("color: %1;").arg((agrees ? theme().good : theme().warning).name()));
}

} // namespace poolscope::gui
