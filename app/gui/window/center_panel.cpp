// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/center_panel.h"

#include "app/gui/form/block_page.h"
#include "app/gui/form/load_page.h"
#include "app/gui/form/media_page.h"
#include "app/gui/form/prefix_page.h"
#include "app/gui/form/server_page.h"
#include "app/gui/form/text_page.h"
#include "app/gui/widgets/segmented_control.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace poolscope::gui {

namespace {

struct BlockPageRow {
    PageId page;
    const char* title;
    const char* sentence;
};

/// The pages that are made from the table.
constexpr std::array<BlockPageRow, 12> blockPages{ {
    { PageId::otelReplay, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "OTel replay"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "OpenTelemetry traces that inference-perf replays; Poolscope keeps them as they "
            "are.") },
    { PageId::wekaReplay, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Weka replay"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Weka traces that inference-perf replays; Poolscope keeps them as they are.") },
    { PageId::conversationReplay, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Conversations"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Conversations that inference-perf generates; Poolscope keeps them as they are.") },
    { PageId::visionArena, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "VisionArena"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Requests of a dataset with images, which inference-perf loads.") },
    { PageId::syntheticAgentic, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Agents"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Sessions of agents that inference-perf generates; Poolscope keeps them as they "
            "are.") },
    { PageId::trace, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Trace"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Recorded lengths and times that inference-perf follows.") },
    { PageId::circuitBreakers, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Circuit breakers"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Conditions that stop a run of inference-perf; the load names those that count.") },
    { PageId::api, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "API"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "What kind of requests are made, and what they carry beside the prompt.") },
    { PageId::tokenizer, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Tokenizer"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Names the tokenizer that inference-perf counts with; Poolscope shows the server's "
            "counts.") },
    { PageId::reports, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Reports"),
        QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel",
            "Which reports inference-perf writes, and their percentiles.") },
    { PageId::metrics, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Metrics"),
        QT_TRANSLATE_NOOP(
            "poolscope::gui::CenterPanel", "Where inference-perf finds the server's Prometheus.") },
    { PageId::storage, QT_TRANSLATE_NOOP("poolscope::gui::CenterPanel", "Storage"),
        QT_TRANSLATE_NOOP(
            "poolscope::gui::CenterPanel", "Where inference-perf keeps its reports.") },
} };

} // namespace

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

    auto* search = new QShortcut(QKeySequence::Find, m_stack);
    search->setContext(Qt::WidgetWithChildrenShortcut);
    connect(search, &QShortcut::activated, this, &CenterPanel::searchRequested);
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

FormPage* CenterPanel::makePage(PageId id)
{
    switch (id) {
    case PageId::text:
        return new TextPage(this);
    case PageId::image:
    case PageId::video:
    case PageId::audio:
        return new MediaPage(*modalityOf(id), this);
    case PageId::sharedPrefix:
        return new PrefixPage(this);
    case PageId::load:
        return new LoadPage(this);
    case PageId::server:
        return new ServerPage(this);
    default:
        break;
    }
    const config::Path block = blockOf(id);
    const auto* row = std::find_if(blockPages.begin(), blockPages.end(),
        [&](const BlockPageRow& candidate) { return candidate.page == id; });
    return new BlockPage(tr(row->title), tr(row->sentence), block, this);
}

/// Pages are made when they are first shown.
FormPage* CenterPanel::page(PageId id)
{
    FormPage*& page = m_pages[static_cast<int>(id)];
    if (page)
        return page;
    page = makePage(id);
    auto* scroll = new QScrollArea(m_stack);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(scroll);
    connect(page, &FormPage::editRequested, &m_session,
        qOverload<const std::vector<FieldEdit>&, const QString&, const MergeKey&>(&Session::edit));
    connect(page, &FormPage::fixRequested, &m_session, &Session::apply);
    connect(page, &FormPage::revealRequested, this, &CenterPanel::revealInText);
    return page;
}

void CenterPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    page(m_page)->setSnapshot(snapshot); // the others when they are shown
    m_editor->setSnapshot(snapshot);
}

void CenterPanel::showPage(PageId id)
{
    m_page = id;
    FormPage* widget = page(id);
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
    for (const BlockPageRow& row : blockPages) {
        const config::Path block = blockOf(row.page);
        if (path.size() >= block.size() && std::equal(block.begin(), block.end(), path.begin()))
            return row.page;
    }
    if (part(0) == "data")
        return part(1) == "shared_prefix" ? PageId::sharedPrefix : PageId::text;
    return part(0) == "load" ? PageId::load : PageId::server;
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
