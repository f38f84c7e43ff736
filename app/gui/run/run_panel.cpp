// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/run/run_panel.h"

#include "app/gui/charts/observed_chart.h"
#include "app/gui/charts/time_chart.h"
#include "app/gui/qt.h"
#include "app/gui/run/observed_bars.h"
#include "app/gui/run/verdict_text.h"
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
    m_observed->setToolTip(
        tr("Draws of an item: bars are what the law expects, points what was "
           "sent. Whiskers are the counts that it allows: in 95 % of runs all of "
           "them hold together. After the run, what lies outside is a triangle. "
           "In wide pools bars further right stand for more and more items."));
    setRun({});
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
    lines->setVerticalSpacing(grid / 4);
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
    m_effect = new QLabel(box);
    m_effect->setObjectName(QStringLiteral("cacheEffect"));
    m_effect->setFont(fontOf(TextSize::caption));
    m_effect->setWordWrap(true);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    layout->addLayout(lines);
    layout->addWidget(m_effect);
    layout->addStretch(1);
    return box;
}

QWidget* RunPanel::makeTable()
{
    auto* box = new QWidget(this);
    m_table = new QGridLayout;
    m_table->setHorizontalSpacing(grid);
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
    m_verdict->setObjectName(QStringLiteral("drawVerdict"));
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
    setRun(ShownRun(m_shown));
}

void RunPanel::setRun(const ShownRun& shown)
{
    m_shown = shown;
    showVerdicts();
    if (!m_shown.state) {
        showPlanned();
        return;
    }
    showProgress(*m_shown.state);
    m_times->setState(*m_shown.state);
    showObserved();
    showPredicted();
}

/// Before the first run: what it would send, and what is predicted of it.
void RunPanel::showPlanned()
{
    const QString none = QStringLiteral("\u2013");
    const bool isReady = m_shown.planned && m_shown.planned->plan;
    const auto requests = isReady ? m_shown.planned->plan->schedule().requestCount() : 0;
    m_headline->setText(tr("%1 requests to send").arg(toQt(base::formatCount(requests))));
    m_remaining->setText(isReady && m_shown.planned->plan->schedule().seconds() > 0
            ? tr("in %1").arg(seconds(m_shown.planned->plan->schedule().seconds()))
            : QString());
    m_progress->setValue(0);
    for (QLabel* figure : m_figures)
        figure->setText(none);
    if (isReady)
        m_figures[sent]->setText(tr("\u2248 %1")
                                     .arg(toQt(base::formatBytes(m_shown.planned->bodyBytes
                                         * static_cast<double>(requests)))));
    m_times->clear();
    const auto* pool = isReady ? m_shown.planned->pool(m_modality) : nullptr;
    m_observed->setBars(pool
            ? plannedBars(m_shown.planned->plan->media(m_modality)->law(), pool->run.draws)
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
        return m_shown.state->items.at(static_cast<std::size_t>(modality)).sent > 0;
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
    const auto* pool = m_shown.planned ? m_shown.planned->pool(modality) : nullptr;
    const run::ItemUse& use = m_shown.state->items.at(static_cast<std::size_t>(modality));
    const reuse::RunCheck* check
        = pool && m_shown.checks ? m_shown.checks->counted(modality) : nullptr;
    if (!check) {
        m_observed->setBars({}, theme().hue(modality));
        m_observedNote->setText(pool ? tr("too many items to count") : tr("no pool"));
        return;
    }
    const Bands bands = !m_shown.checks->isTested(modality) ? Bands::none
        : m_shown.state->isOver()                           ? Bands::judged
                                                            : Bands::shown;
    m_observed->setBars(use.sent > 0
            ? observedBars(*check, bands)
            : plannedBars(m_shown.planned->plan->media(modality)->law(), pool->run.draws),
        theme().hue(modality));
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
    const auto* pool = m_shown.planned ? m_shown.planned->pool(modality) : nullptr;
    const run::ItemUse& use = m_shown.state->items.at(static_cast<std::size_t>(modality));
    const QString none = QStringLiteral("\u2013");
    reuse::RunFigures expected;
    if (pool && use.sent > 0) {
        // What the law says of as many requests as have been sent so far.
        expected = snapshot::runFigures(
            *m_shown.planned->plan, *m_shown.planned->plan->media(modality), m_shown.state->sent);
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
    if (m_shown.state->serverBefore && m_shown.state->serverAfter) {
        const auto queries
            = m_shown.state->serverAfter->mediaQueries - m_shown.state->serverBefore->mediaQueries;
        const auto found
            = m_shown.state->serverAfter->mediaHits - m_shown.state->serverBefore->mediaHits;
        if (queries > 0)
            hits = toQt(
                base::formatShare(static_cast<double>(found) / static_cast<double>(queries)));
    }
    setPrediction(2, tr("Server cache hits"),
        hasPrediction ? toQt(base::formatShare(expected.expectedRepeatShare)) : none, hits);
    m_cells[2][1]->setToolTip(tr("For a cache that is large enough and starts empty."));
}

void RunPanel::showVerdicts()
{
    const auto show = [](QLabel* label, const SaidLine& line) {
        label->setText(line.text);
        label->setToolTip(line.tip);
        label->setStyleSheet(
            line.color.isValid() ? QStringLiteral("color: %1;").arg(line.color.name()) : QString());
    };
    const auto& findings = m_shown.findings;
    show(m_effect,
        findings && !findings->firstSeen.sentence.empty() ? firstSeenVerdict(findings->firstSeen)
            : m_shown.advice                              ? lengthAdvice(*m_shown.advice)
                                                          : SaidLine());
    if (!m_shown.state || !m_shown.checks) {
        show(m_verdict, { tr("Nothing has run yet."), {}, theme().dim });
        return;
    }
    const base::Modality modality = shownModality();
    show(m_verdict,
        findings ? drawVerdict(findings->of(modality), reuse::RunStage::finished)
                 : drawVerdict(m_shown.checks->finding(modality, reuse::RunStage::live),
                     reuse::RunStage::live));
}

} // namespace poolscope::gui
