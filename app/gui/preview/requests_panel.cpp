// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/requests_panel.h"

#include "app/gui/preview/request_painter.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"
#include "core/sim/options.h"
#include "core/wire/body.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace poolscope::gui {

namespace {

base::Result<wire::Body> bodyOf(const plan::Plan& plan, media::PoolStore& store,
    std::uint64_t index, const std::stop_token& stop)
{
    plan::RequestSettings settings = plan.settings();
    if (settings.model.empty())
        settings.model = sim::Options().model;
    return wire::makeBody(settings, plan.request(index),
        [&](const media::ItemSpec& item) { return store.get(item, stop); });
}

/// The body with every base64 cut short, as one can read it.
QString readable(const wire::Body& body)
{
    constexpr std::size_t shown = 24;
    QString text;
    for (const auto& segment : body.segments()) {
        const std::string_view bytes = segment.bytes();
        if (!segment.asset || bytes.size() <= 2 * shown)
            text += toQt(bytes);
        else
            text += toQt(bytes.substr(0, shown))
                + QStringLiteral("\u2026 %1 \u2026")
                      .arg(toQt(base::formatBytes(static_cast<double>(bytes.size()))))
                + toQt(bytes.substr(bytes.size() - 4));
    }
    return text;
}

} // namespace

RequestsPanel::RequestsPanel(Thumbnails& thumbnails, QThreadPool& threads,
    std::shared_ptr<media::PoolStore> store, QWidget* parent)
    : QWidget(parent)
    , m_store(std::move(store))
    , m_list(new QListView(this))
    , m_step(new QSpinBox(this))
    , m_of(new QLabel(this))
    , m_bodyTitle(new QLabel(this))
    , m_body(new QPlainTextEdit(this))
    , m_bodyJob(threads)
    , m_copyJob(threads)
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new RequestPainter(thumbnails, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Requests"));
    m_step->setAlignment(Qt::AlignRight);
    m_step->setKeyboardTracking(false);
    m_step->setAccessibleName(tr("Request number"));
    m_of->setProperty("tone", "dim");
    m_bodyTitle->setProperty("tone", "dim");
    m_body->setReadOnly(true);
    m_body->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_body->setAccessibleName(tr("Body of the request"));
    auto* copy = new QPushButton(tr("Copy Body"), this);
    copy->setProperty("role", "link");

    auto* top = new QHBoxLayout;
    auto* label = new QLabel(tr("Request"), this);
    label->setBuddy(m_step);
    top->addWidget(label);
    top->addWidget(m_step);
    top->addWidget(m_of);
    top->addStretch(1);
    auto* bodyTop = new QHBoxLayout;
    bodyTop->addWidget(m_bodyTitle, 1);
    bodyTop->addWidget(copy);
    auto* bodyBox = new QWidget(this);
    auto* bodyLayout = new QVBoxLayout(bodyBox);
    bodyLayout->setContentsMargins(0, grid, 0, 0);
    bodyLayout->setSpacing(grid / 2);
    bodyLayout->addLayout(bodyTop);
    bodyLayout->addWidget(m_body, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(bodyBox);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid);
    layout->addLayout(top);
    layout->addWidget(splitter, 1);

    connect(&thumbnails, &Thumbnails::ready, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_step, &QSpinBox::valueChanged, this,
        [this](int value) { showRequest(static_cast<quint64>(value)); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) {
            if (!current.isValid())
                return;
            const QSignalBlocker quiet(m_step);
            m_step->setValue(static_cast<int>(m_model.first()) + current.row());
            showBody();
        });
    connect(copy, &QPushButton::clicked, this, &RequestsPanel::copyBody);
}

void RequestsPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    m_model.setSnapshot(snapshot);
    const quint64 total = m_model.total();
    {
        const QSignalBlocker quiet(m_step);
        m_step->setRange(
            0, static_cast<int>(std::min<quint64>(total > 0 ? total - 1 : 0, INT_MAX)));
    }
    m_of->setText(tr("of %1").arg(toQt(base::formatCount(total))));
    if (total > 0 && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model.index(0));
    else
        showBody();
}

void RequestsPanel::showRequest(quint64 index)
{
    const bool isInRows = index >= m_model.first()
        && index - m_model.first() < static_cast<quint64>(m_model.rowCount());
    if (!isInRows)
        m_model.setFirst(index / RequestsModel::maxRows * RequestsModel::maxRows);
    const QModelIndex place = m_model.index(static_cast<int>(index - m_model.first()));
    m_list->setCurrentIndex(place);
    m_list->scrollTo(place);
}

void RequestsPanel::showBody()
{
    if (!m_snapshot || !m_snapshot->plan || !m_list->currentIndex().isValid()) {
        m_body->clear();
        m_bodyTitle->clear();
        return;
    }
    const quint64 index = m_model.first() + static_cast<quint64>(m_list->currentIndex().row());
    m_bodyJob.start(
        [plan = m_snapshot->plan, store = m_store, index](const std::stop_token& stop) {
            const auto body = bodyOf(*plan, *store, index, stop);
            if (!body)
                return std::pair{ tr("The body cannot be made: %1").arg(toQt(body.error().message)),
                    QString() };
            return std::pair{ tr("POST %1, %2 bytes")
                                  .arg(toQt(wire::path(plan->settings().route)),
                                      toQt(base::formatCount(body->size()))),
                readable(*body) };
        },
        [this](const std::pair<QString, QString>& shown) {
            m_bodyTitle->setText(shown.first);
            m_body->setPlainText(shown.second);
        });
}

/// The whole body, base64 and all: what is pasted can be sent.
void RequestsPanel::copyBody()
{
    if (!m_snapshot || !m_snapshot->plan || !m_list->currentIndex().isValid())
        return;
    const quint64 index = m_model.first() + static_cast<quint64>(m_list->currentIndex().row());
    m_copyJob.start(
        [plan = m_snapshot->plan, store = m_store, index](const std::stop_token& stop) {
            const auto body = bodyOf(*plan, *store, index, stop);
            return std::pair{ body.has_value(), toQt(body ? body->text() : body.error().message) };
        },
        [this](const std::pair<bool, QString>& made) {
            if (made.first)
                QGuiApplication::clipboard()->setText(made.second);
            else
                m_bodyTitle->setText(tr("The body cannot be made: %1").arg(made.second));
        });
}

} // namespace poolscope::gui
