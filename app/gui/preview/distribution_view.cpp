// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/distribution_view.h"

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/form/values.h"
#include "app/gui/preview/weight_bars.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

namespace poolscope::gui {

namespace {

QString poolName(base::Modality modality)
{
    switch (modality) {
    case base::Modality::image:
        return DistributionView::tr("Image pool");
    case base::Modality::video:
        return DistributionView::tr("Video pool");
    case base::Modality::audio:
        break;
    }
    return DistributionView::tr("Audio pool");
}

/// "Image pool of 100 items, zipf 1.1, seed 42"
QString titleOf(const snapshot::Snapshot& snapshot, base::Modality modality)
{
    const sampling::IndexDistribution& law = snapshot.plan->media(modality)->law();
    QString form = toQt(law.form());
    if (std::holds_alternative<sampling::IndexDistribution::Zipf>(law.law()))
        form += QLatin1Char(' ') + QString::number(law.skew());
    return DistributionView::tr("%1 of %2 items, %3, seed %4")
        .arg(poolName(modality), toQt(base::formatCount(static_cast<std::uint64_t>(law.size()))),
            form)
        .arg(snapshot.seed);
}

} // namespace

DistributionView::DistributionView(QThreadPool& threads, QWidget* parent)
    : QWidget(parent)
    , m_bandJob(threads)
    , m_chart(new HistogramChart(this))
    , m_writeOut(new QAction(tr("Turn into &Weights"), this))
{
    m_chart->setObjectName(QStringLiteral("histogram"));
    m_writeOut->setObjectName(QStringLiteral("writeOut"));
    m_writeOut->setToolTip(tr("Write the present law as one weight per item, to be dragged."));
    m_chart->addAction(m_writeOut);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(makeHeading());
    layout->addWidget(m_chart, 1);
    connect(m_writeOut, &QAction::triggered, this, &DistributionView::writeOut);
    connect(m_chart, &HistogramChart::weightRequested, this, &DistributionView::writeWeight);
    connect(m_chart, &HistogramChart::dragCancelled, this,
        [this](int drag) { emit takeBackRequested(keyOf(drag, 0)); });
    showView();
}

QHBoxLayout* DistributionView::makeHeading()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid / 2);
    m_logarithmic = addSwitch(row, QStringLiteral("logarithmic"), tr("Log"),
        tr("Probabilities in decades, so that rare items are seen too; else linear"),
        &HistogramView::isLogarithmic);
    addSwitch(row, QStringLiteral("cumulative"), tr("Cumulative"),
        tr("Share of draws by the hottest items, the top 1 % and 10 % read off"),
        &HistogramView::isCumulative);
    row->addStretch(1);
    m_sampled = addSwitch(row, QStringLiteral("sampled"), tr("Sampled"),
        tr("What the requests of this plan really draw, as a line of steps"),
        &HistogramView::hasPlanned);
    m_observed = addSwitch(row, QStringLiteral("observed"), tr("Observed"),
        tr("What a run has sent, as points, with the band in which 95 % of runs have all of them"),
        &HistogramView::hasObserved);
    auto* copies = new QToolButton(this);
    copies->setText(QStringLiteral("\u22ef"));
    copies->setToolTip(tr("Copy or save the chart"));
    copies->setAccessibleName(copies->toolTip());
    copies->setProperty("segment", "only");
    copies->setProperty("compact", "tight");
    copies->setFocusPolicy(Qt::TabFocus);
    copies->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(copies);
    menu->addActions(m_chart->actions());
    copies->setMenu(menu);
    row->addWidget(copies);
    return row;
}

QToolButton* DistributionView::addSwitch(QHBoxLayout* row, const QString& name, const QString& text,
    const QString& toolTip, bool HistogramView::*part)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("segment", "only");
    button->setProperty("compact", "tight");
    // Wide enough for the bolder letters of a switch that is on.
    constexpr int padding = 7;
    button->setMinimumWidth(
        QFontMetrics(fontOf(TextSize::body, QFont::DemiBold)).horizontalAdvance(text)
        + 2 * padding);
    row->addWidget(button);
    const QString key = QStringLiteral("distribution/") + name;
    m_view.*part = QSettings().value(key, m_view.*part).toBool();
    button->setChecked(m_view.*part);
    connect(button, &QToolButton::toggled, this, [this, key, part](bool isOn) {
        m_view.*part = isOn;
        QSettings().setValue(key, isOn);
        showView();
    });
    return button;
}

void DistributionView::showView()
{
    m_logarithmic->setEnabled(!m_view.isCumulative);
    m_chart->setView(m_view);
}

void DistributionView::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    m_snapshot = snapshot;
    m_modality = modality;
    show();
}

void DistributionView::setRun(const run::RunSnapshotPtr& run)
{
    m_run = run;
    show();
}

void DistributionView::show()
{
    const auto* pool = m_snapshot && m_snapshot->plan ? m_snapshot->pool(m_modality) : nullptr;
    if (!pool)
        return;
    const plan::MediaPlan& media = *m_snapshot->plan->media(m_modality);
    HistogramData shown;
    shown.bins = pool->bins;
    shown.planned = pool->plannedBins;
    shown.plannedDraws = static_cast<double>(pool->plannedDraws);
    const auto& multimodal = m_snapshot->config.workload.data.multimodal;
    const config::MediaSettings* written = multimodal ? multimodal->media(m_modality) : nullptr;
    if (written && written->pool)
        if (const auto* law = std::get_if<config::WeightsSampling>(&written->pool->sampling.law)) {
            WeightBars bars = weightBarsOf(*law, media.law());
            if (!bars.bins.empty()) {
                shown.bins = std::move(bars.bins);
                shown.weights = std::move(bars.weights);
                if (pool->isCounted)
                    shown.planned = snapshot::binned(pool->planned, shown.bins);
            }
        }
    shown.poolSize = media.law().size();
    shown.topHundredth = pool->law.topHundredth;
    shown.topTenth = pool->law.topTenth;
    shown.hue = theme().hue(m_modality);
    shown.itemName = tr("%1 index").arg(toQt(base::name(m_modality)));
    shown.title = titleOf(*m_snapshot, m_modality);
    showObserved(shown);
    m_sampled->setEnabled(!shown.planned.empty());
    m_observed->setEnabled(shown.observedDraws > 0);
    m_writeOut->setVisible(media.law().size() <= maxWrittenOut && media.law().form() != "weights"
        && media.law().form() != "sequence");
    m_chart->setData(shown);
}

void DistributionView::showObserved(HistogramData& shown)
{
    if (!m_run)
        return;
    const run::ItemUse& use = m_run->items.at(static_cast<std::size_t>(m_modality));
    if (use.sent == 0)
        return;
    std::vector<plan::ItemCount> counts;
    for (std::size_t i = 0; i < use.counts.size(); ++i)
        if (use.counts[i] > 0)
            counts.push_back({ i, use.counts[i] });
    shown.observed = snapshot::binned(counts, shown.bins);
    shown.observedDraws = static_cast<double>(use.sent);
    // What a sequence lists does not stray.
    if (m_snapshot->plan->media(m_modality)->law().form() == "sequence")
        return;
    if (m_bands.bins == shown.bins) { // of a moment ago, which is near enough until the next ones
        shown.bands = m_bands.bands;
        shown.bandDraws = m_bands.draws;
    }
    if (shown.bandDraws != shown.observedDraws)
        findBands(shown);
}

void DistributionView::findBands(const HistogramData& shown)
{
    m_bandJob.start(
        [bins = shown.bins, draws = shown.observedDraws](const std::stop_token&) {
            std::vector<double> probabilities;
            for (const auto& bin : bins)
                probabilities.push_back(bin.mass);
            return Bands{ bins,
                reuse::simultaneousBands(probabilities, static_cast<std::uint64_t>(draws), 0.05),
                draws };
        },
        [this](Bands bands) {
            m_bands = std::move(bands);
            show();
        });
}

/// All changes of a drag are one step, however long it rests; those by keyboard while they follow
/// one another, as in the table of weights.
MergeKey DistributionView::keyOf(int drag, int entry) const
{
    return drag > 0 ? MergeKey{ QStringLiteral("weightDrag%1").arg(drag), true }
                    : MergeKey{ QStringLiteral("weight%1").arg(entry) };
}

config::Path DistributionView::samplingPath() const
{
    return { "data", "multimodal", std::string(base::name(m_modality)), "pool", "sampling" };
}

void DistributionView::writeWeight(int entry, double weight, int drag)
{
    config::Path path = samplingPath();
    for (const std::string& part :
        { std::string("weights"), std::to_string(entry), std::string("weight") })
        path.push_back(part);
    emit editRequested({ { path, numberValue(weight) } }, tr("Change Weight"), keyOf(drag, entry));
}

void DistributionView::writeOut()
{
    if (!m_snapshot || !m_snapshot->plan || !m_snapshot->pool(m_modality))
        return;
    emit editRequested(
        { { samplingPath(), writtenOut(m_snapshot->plan->media(m_modality)->law()) } },
        tr("Turn into Weights"), {});
}

} // namespace poolscope::gui
