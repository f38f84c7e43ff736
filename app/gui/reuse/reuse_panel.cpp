// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/reuse_panel.h"

#include "app/gui/qt.h"
#include "app/gui/reuse/aim_part.h"
#include "app/gui/reuse/cache_chooser.h"
#include "app/gui/reuse/capacity_field.h"
#include "app/gui/reuse/fit_dialog.h"
#include "app/gui/reuse/reuse_tiles.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGraphicsOpacityEffect>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int chartHeight = 112;
constexpr int narrow = 460; ///< below it read-outs stand under their titles

} // namespace

ReusePanel::ReusePanel(QWidget* parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_empty(new QWidget(this))
    , m_absence(new QLabel(m_empty))
    , m_content(new QWidget(this))
    , m_chooser(new CacheChooser(m_content))
    , m_note(new NoteBar(m_content))
    , m_tiles(new ReuseTiles(m_content))
    , m_capacity(new CurveChart(m_content))
    , m_growth(new CurveChart(m_content))
    , m_aim(new AimPart(m_worker.threads(), m_content))
{
    setObjectName(QStringLiteral("reuse"));
    setAcceptDrops(true);
    m_note->setObjectName(QStringLiteral("reuseNote"));
    m_note->hide();
    m_capacity->setObjectName(QStringLiteral("capacityChart"));
    m_capacity->setAccessibleName(tr("Hit rate by capacity"));
    m_capacity->setChoosable(true);
    m_growth->setObjectName(QStringLiteral("growthChart"));
    m_growth->setAccessibleName(tr("Distinct items and repeats by requests"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    layOutContent();
    layOutEmpty();
    m_scroll->setWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_empty, 1);
    for (QWidget* ground : { m_content, static_cast<QWidget*>(m_scroll), m_scroll->viewport() })
        ground->setProperty("ground", "panel");

    m_capacity->setData(capacityCurves(m_worker, 0));
    m_growth->setData(growthCurves(m_worker));
    m_chooser->setChoice(keptCacheChoice());
    connect(m_chooser, &CacheChooser::chosen, this, [this] {
        keepCacheChoice(m_chooser->choice());
        ask();
    });
    connect(m_capacity, &CurveChart::chosen, m_chooser, &CacheChooser::chooseCapacity);
    connect(m_aim, &AimPart::capacityChosen, m_chooser, &CacheChooser::chooseCapacity);
    connect(m_aim, &AimPart::poolChangeRequested, this,
        [this](const config::PoolChange& change, const QString& label) {
            emit poolChangeRequested(m_modality, change, label);
        });
    connect(m_tiles, &ReuseTiles::copied, this, &ReusePanel::copied);
    connect(&m_worker, &ReuseWorker::changed, this, &ReusePanel::show);
}

void ReusePanel::layOutContent()
{
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_chooser);
    layout->addSpacing(grid / 2);
    layout->addWidget(m_note);
    layout->addWidget(m_tiles);
    layout->addWidget(makeChart(m_capacity, tr("Hit rate by capacity"),
                          tr("Hits of an LRU cache of any capacity, one replica, over the whole "
                             "run from an empty cache. Click in the chart to choose a capacity.")),
        1);
    layout->addWidget(
        makeChart(m_growth, tr("Reuse by requests"),
            tr("Different items sent so far, and the share of draws that were sent before.")),
        1);
    layout->addWidget(m_aim);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(grid);
    auto* log = makeLink(QStringLiteral("fitLog"), tr("Fit to an Access Log\u2026"),
        tr("Find the law of reuse in an access log; drop one here"));
    connect(log, &QPushButton::clicked, this, &ReusePanel::chooseLog);
    auto* command = makeLink(QStringLiteral("copyCommand"), tr("Copy as Command"),
        tr("Copy the poolscope-cli command that prints these figures"));
    connect(command, &QPushButton::clicked, this, &ReusePanel::copyCommand);
    foot->addWidget(log);
    foot->addStretch(1);
    foot->addWidget(command);
    layout->addLayout(foot);
}

void ReusePanel::layOutEmpty()
{
    m_empty->setObjectName(QStringLiteral("noReuse"));
    m_absence->setProperty("tone", "dim");
    m_absence->setWordWrap(true);
    m_absence->setAlignment(Qt::AlignCenter);
    auto* log = makeLink(QStringLiteral("fitLogInstead"), tr("Fit to an Access Log\u2026"),
        tr("Make a pool that reuses as an access log does; drop one here"));
    connect(log, &QPushButton::clicked, this, &ReusePanel::chooseLog);
    auto* layout = new QVBoxLayout(m_empty);
    layout->setContentsMargins(grid * 5, grid, grid * 5, grid);
    layout->addStretch(1);
    layout->addWidget(m_absence);
    layout->addWidget(log, 0, Qt::AlignHCenter);
    layout->addStretch(1);
}

/// A chart under its title and its read-out.
QWidget* ReusePanel::makeChart(CurveChart* chart, const QString& title, const QString& toolTip)
{
    auto* part = new QWidget(m_content);
    auto* strong = new QLabel(title, part);
    strong->setFont(fontOf(TextSize::body, QFont::DemiBold));
    strong->setToolTip(toolTip); // over the chart it would hide what it is about
    auto* readOut = new ElidedLabel(part);
    readOut->setObjectName(chart->objectName() + QStringLiteral("ReadOut"));
    readOut->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    chart->setMinimumHeight(chartHeight);
    auto* head = new QHBoxLayout;
    head->addWidget(strong);
    head->addWidget(readOut, 1);
    m_heads.push_back(head);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, grid / 2, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(chart, 1);
    connect(chart, &CurveChart::readOutChanged, readOut, [chart, readOut] {
        readOut->setText(chart->readOut());
        readOut->setToolTip(chart->readOut());
    });
    return part;
}

QPushButton* ReusePanel::makeLink(const QString& name, const QString& text, const QString& toolTip)
{
    auto* link = new QPushButton(text, this);
    link->setObjectName(name);
    link->setProperty("role", "link");
    link->setToolTip(toolTip);
    return link;
}

void ReusePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = event->size().width() < narrow;
    for (QBoxLayout* head : m_heads) {
        head->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        head->setSpacing(isNarrow ? 0 : grid * 3 / 2);
    }
    m_chooser->setNarrow(isNarrow);
}

void ReusePanel::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    if (snapshot != m_snapshot || modality != m_modality)
        m_sizes.reset();
    m_snapshot = snapshot;
    m_modality = modality;
    ask();
}

void ReusePanel::ask()
{
    const auto* media
        = m_snapshot && m_snapshot->plan ? m_snapshot->plan->media(m_modality) : nullptr;
    const bool hasPool = media && media->hasPool();
    m_scroll->setVisible(hasPool);
    m_empty->setVisible(!hasPool);
    if (!hasPool) {
        m_worker.clear();
        showAbsence();
        return;
    }
    if (!m_sizes)
        m_sizes = std::make_shared<snapshot::SizeTables>(m_snapshot->plan, m_modality);
    m_worker.ask({ m_snapshot, m_modality, m_chooser->choice().spec, m_sizes });
    m_aim->setVisible(!media->isSequence());
    if (!media->isSequence())
        m_aim->setSubject(*m_worker.subject());
}

/// Why there is nothing, and what to do.
void ReusePanel::showAbsence()
{
    if (!m_snapshot)
        return;
    const QString name = toQt(base::name(m_modality));
    if (!m_snapshot->plan)
        m_absence->setText(m_snapshot->planError ? toQt(m_snapshot->planError->message)
                    + QStringLiteral(".\n") + toQt(m_snapshot->planError->hint)
                                                 : QString());
    else if (m_snapshot->plan->media(m_modality))
        m_absence->setText(tr("Without a pool every %1 is new, and no cache ever hits. Switch the "
                              "pool on in the form to reuse some.")
                               .arg(name));
    else
        m_absence->setText(
            tr("Requests carry no %1. Choose another row on the left, or add one there.")
                .arg(name));
}

void ReusePanel::show()
{
    if (!m_worker.subject())
        return;
    m_tiles->show(m_worker);
    showNotes();
    if (!m_worker.predicted())
        return;
    const reuse::CacheSpec& cache = m_worker.subject()->cache;
    if (const auto extent = poolExtent(m_worker); extent) {
        if (extent != m_extent || cache.unit != m_unit)
            m_axisHigh = 2 * extent->pool;
        m_extent = extent;
        m_unit = cache.unit;
        // A whole number of doublings.
        m_axisHigh = std::max(m_axisHigh, static_cast<double>(cache.capacity));
        m_axisHigh = std::exp2(std::ceil(std::log2(m_axisHigh) - 1e-9));
        m_chooser->capacity()->setStretch(extent->item, m_axisHigh);
    }
    m_capacity->setData(capacityCurves(m_worker, m_axisHigh));
    m_growth->setData(growthCurves(m_worker));
}

/// What a server cannot hold, or why there are no figures.
void ReusePanel::showNotes()
{
    const auto& planned = m_worker.planned();
    if (const auto& error = m_worker.error()) {
        m_note->setNote(
            Tone::warning, toQt(error->message) + QStringLiteral(". ") + toQt(error->hint));
    } else if (planned && !planned->diagnostics.empty()) {
        m_note->setNote(Tone::error, sentenceOf(planned->diagnostics.front()));
    } else if (planned && planned->runCurve.empty()) {
        m_note->setNote(Tone::info,
            tr("The requests' items are listed, not drawn: there is nothing to predict, and all "
               "figures are of this plan."));
    } else {
        if (!m_worker.isPlanStale()) // until then it may still be so
            m_note->hide();
        return;
    }
    m_note->show();
}

void ReusePanel::setStale(bool isStale)
{
    if (isStale == (m_content->graphicsEffect() != nullptr))
        return;
    if (!isStale) {
        m_content->setGraphicsEffect(nullptr);
        return;
    }
    auto* effect = new QGraphicsOpacityEffect(m_content);
    effect->setOpacity(0.55);
    m_content->setGraphicsEffect(effect);
}

void ReusePanel::copyCommand()
{
    const QString command = reuseCommand(m_file, m_chooser->choice().spec);
    QGuiApplication::clipboard()->setText(command);
    emit copied(command);
}

void ReusePanel::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as &Command"), this, &ReusePanel::copyCommand);
    menu.addAction(tr("&Fit to an Access Log\u2026"), this, &ReusePanel::chooseLog);
    menu.exec(event->globalPos());
}

void ReusePanel::chooseLog()
{
    const QString path = FitDialog::askForLog(this);
    if (!path.isEmpty())
        fitLog(path);
}

void ReusePanel::fitLog(const QString& path)
{
    auto* dialog = new FitDialog(path, m_modality, this);
    connect(dialog, &FitDialog::applied, this,
        [this, modality = m_modality](const config::PoolChange& change) {
            emit poolChangeRequested(modality, change, tr("Fit to an Access Log"));
        });
    dialog->open();
}

/// Configs go on to the window, which opens them.
void ReusePanel::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    const bool isLog = urls.size() == 1 && urls.front().isLocalFile()
        && !urls.front().fileName().endsWith(QStringLiteral(".yaml"), Qt::CaseInsensitive)
        && !urls.front().fileName().endsWith(QStringLiteral(".yml"), Qt::CaseInsensitive);
    if (isLog)
        event->acceptProposedAction();
}

void ReusePanel::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    fitLog(event->mimeData()->urls().front().toLocalFile());
}

} // namespace poolscope::gui
