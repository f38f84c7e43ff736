// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/center_panel.h"

#include "app/gui/form/load_page.h"
#include "app/gui/form/media_page.h"
#include "app/gui/form/prefix_page.h"
#include "app/gui/form/server_page.h"
#include "app/gui/form/text_page.h"
#include "app/gui/form/yaml_page.h"
#include "app/gui/widgets/segmented_control.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace poolscope::gui {

CenterPanel::CenterPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_modes(new SegmentedControl(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedWidget(this))
    , m_editor(new YamlEditor(session, this))
{
    setProperty("ground", "window");
    setAttribute(Qt::WA_StyledBackground);
    m_title->setFont(fontOf(TextSize::figure, QFont::DemiBold));
    m_modes->setObjectName(QStringLiteral("modes"));
    m_modes->addSegment(form, tr("Form"));
    m_modes->addSegment(split, tr("Split"));
    m_modes->addSegment(yaml, tr("YAML"));
    connect(m_modes, &SegmentedControl::chosen, this,
        [this](int mode) { setMode(static_cast<Mode>(mode)); });

    addPage(PageId::text, new TextPage(this));
    addPage(PageId::image, new MediaPage(base::Modality::image, this));
    addPage(PageId::video, new MediaPage(base::Modality::video, this));
    addPage(PageId::audio, new MediaPage(base::Modality::audio, this));
    addPage(PageId::sharedPrefix, new PrefixPage(this));
    addPage(PageId::load, new LoadPage(this));
    addPage(PageId::server, new ServerPage(this));
    addPage(PageId::tokenizer,
        new YamlPage(tr("Tokenizer"),
            tr("Names the tokenizer that inference-perf counts with; Poolscope shows the server's "
               "counts."),
            { "tokenizer" }, this));
    addPage(PageId::reports,
        new YamlPage(tr("Reports"),
            tr("Which reports inference-perf writes, and their percentiles."), { "report" }, this));
    addPage(PageId::metrics,
        new YamlPage(tr("Metrics"), tr("Where inference-perf finds the server's Prometheus."),
            { "metrics" }, this));
    addPage(PageId::storage,
        new YamlPage(
            tr("Storage"), tr("Where inference-perf keeps its reports."), { "storage" }, this));

    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_editor);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_editor->setMinimumWidth(160);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(grid * 5 / 2, grid * 3 / 2, grid * 5 / 2, grid / 2);
    top->addWidget(m_title, 1);
    top->addWidget(m_modes);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_splitter, 1);
    setMode(form);
    showPage(PageId::image);
}

void CenterPanel::addPage(PageId id, FormPage* page)
{
    auto* scroll = new QScrollArea(m_stack);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(scroll);
    m_pages.insert(static_cast<int>(id), page);
    connect(page, &FormPage::editRequested, &m_session,
        qOverload<const std::vector<FieldEdit>&, const QString&, const MergeKey&>(&Session::edit));
    connect(page, &FormPage::fixRequested, &m_session, &Session::apply);
    connect(page, &FormPage::revealRequested, this, &CenterPanel::revealInText);
}

void CenterPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    m_pages.value(static_cast<int>(m_page))
        ->setSnapshot(snapshot); // the others when they are shown
    m_editor->setSnapshot(snapshot);
}

void CenterPanel::showPage(PageId page)
{
    m_page = page;
    FormPage* widget = m_pages.value(static_cast<int>(page));
    for (int i = 0; i < m_stack->count(); ++i)
        if (static_cast<QScrollArea*>(m_stack->widget(i))->widget() == widget)
            m_stack->setCurrentIndex(i);
    m_title->setText(widget->title());
    if (m_snapshot)
        widget->setSnapshot(m_snapshot);
}

void CenterPanel::setMode(Mode mode)
{
    m_mode = mode;
    m_modes->setCurrent(mode);
    m_stack->setVisible(mode != yaml);
    m_editor->setVisible(mode != form);
    if (mode == split)
        halve(fittingOrientation());
    emit modeChanged(mode);
}

/// Side by side where a form keeps its width, else one above the other.
Qt::Orientation CenterPanel::fittingOrientation() const
{
    constexpr int leastForm = 420;
    constexpr int leastText = 380;
    return width() < leastForm + leastText ? Qt::Vertical : Qt::Horizontal;
}

void CenterPanel::halve(Qt::Orientation orientation)
{
    m_splitter->setOrientation(orientation);
    m_splitter->setSizes({ 1 << 20, 1 << 20 }); // more than there is: it is shared out evenly
}

void CenterPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_mode == split && m_splitter->orientation() != fittingOrientation())
        halve(fittingOrientation());
}

PageId CenterPanel::pageFor(const config::Path& path) const
{
    const auto part = [&](std::size_t i) { return i < path.size() ? path[i] : std::string(); };
    if (part(0) == "data" && part(1) == "multimodal") {
        if (part(2) == "video")
            return PageId::video;
        return part(2) == "audio" ? PageId::audio : PageId::image;
    }
    if (part(0) == "data")
        return part(1) == "shared_prefix" ? PageId::sharedPrefix : PageId::text;
    if (part(0) == "load")
        return PageId::load;
    if (part(0) == "tokenizer")
        return PageId::tokenizer;
    if (part(0) == "report")
        return PageId::reports;
    if (part(0) == "metrics")
        return PageId::metrics;
    return part(0) == "storage" ? PageId::storage : PageId::server;
}

void CenterPanel::revealInText(const config::Path& path)
{
    if (m_mode == form)
        setMode(split);
    const config::Tree& tree = m_session.snapshot()->config.tree;
    if (!tree.isEmpty())
        m_editor->select(tree.rangeOf(path));
}

} // namespace poolscope::gui
