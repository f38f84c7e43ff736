// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/pool_panel.h"

#include "app/gui/preview/pool_painter.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"
#include "core/base/hash.h"
#include "core/media/preview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int maxPicture = 1280;
constexpr int shownRequests = 12;
constexpr quint64 searchedRequests = 20'000;

/// The first requests that carry an item of the payload.
QList<quint64> requestsWith(const plan::Plan& plan, base::Modality modality, std::uint64_t item,
    quint64 total, const std::stop_token& stop)
{
    QList<quint64> found;
    std::vector<std::uint64_t> drawn;
    for (quint64 r = 0; r < std::min(total, searchedRequests) && found.size() < shownRequests;
         ++r) {
        if (stop.stop_requested())
            break;
        drawn.clear();
        plan.media(modality)->drawIndices(r, drawn);
        if (std::find(drawn.begin(), drawn.end(), item) != drawn.end())
            found << r;
    }
    return found;
}

} // namespace

/// An image as large as its place allows.
class PoolPanel::Picture : public QWidget {
public:
    using QWidget::QWidget;

    void setImage(const QImage& image)
    {
        m_image = image;
        setVisible(!image.isNull());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (m_image.isNull())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QSizeF size
            = QSizeF(m_image.size()).scaled(QSizeF(rect().size()), Qt::KeepAspectRatio);
        const QRectF place(QPointF(width() - size.width(), height() - size.height()) / 2, size);
        const double ratio = devicePixelRatioF();
        QImage scaled = m_image.scaled(
            (size * ratio).toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        scaled.setDevicePixelRatio(ratio);
        painter.drawImage(place.topLeft(), scaled);
    }

private:
    QImage m_image;
};

PoolPanel::PoolPanel(Thumbnails& thumbnails, QThreadPool& threads,
    std::shared_ptr<media::PoolStore> store, QWidget* parent)
    : QWidget(parent)
    , m_store(std::move(store))
    , m_list(new QListView(this))
    , m_painter(new PoolPainter(thumbnails, m_list))
    , m_heading(new QLabel(this))
    , m_picture(new Picture(this))
    , m_facts(new QLabel(this))
    , m_requests(new QLabel(this))
    , m_hash(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_detail(new QWidget(this))
    , m_job(threads)
{
    m_list->setObjectName(QStringLiteral("gallery"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_painter);
    m_list->viewport()->installEventFilter(this);
    m_list->setViewMode(QListView::IconMode);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setUniformItemSizes(true);
    m_list->setLayoutMode(QListView::Batched);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Items of the pool"));
    m_heading->setProperty("tone", "dim");
    m_picture->setMinimumSize(80, 60);
    m_detail->setMinimumHeight(10 * QFontMetrics(fontOf(TextSize::caption)).height());
    m_facts->setFont(fontOf(TextSize::caption));
    m_requests->setFont(fontOf(TextSize::caption));
    m_hash->setFont(fontOf(TextSize::caption));
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_requests->setWordWrap(true);
    m_requests->setProperty("tone", "dim");
    m_empty->setProperty("tone", "dim");
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);

    auto* detail = new QHBoxLayout(m_detail);
    detail->setContentsMargins(0, grid, 0, 0);
    detail->setSpacing(grid * 2);
    detail->addWidget(m_picture, 3);
    auto* text = new QVBoxLayout;
    text->addWidget(m_facts);
    text->addWidget(m_hash);
    text->addWidget(m_requests);
    text->addStretch(1);
    detail->addLayout(text, 2);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_heading);
    layout->addWidget(m_empty, 1);
    layout->addWidget(splitter, 1);

    connect(&thumbnails, &Thumbnails::ready, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this] { showDetail(); });
    connect(m_requests, &QLabel::linkActivated, this,
        [this](const QString& link) { emit requestRequested(link.toULongLong()); });
    connect(m_hash, &QLabel::linkActivated, this,
        [](const QString& hash) { QGuiApplication::clipboard()->setText(hash); });
}

bool PoolPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        m_painter->setRowWidth(m_list->viewport()->width() - 1);
        m_list->setGridSize(m_painter->sizeHint({}, {}));
    }
    return QWidget::eventFilter(watched, event);
}

void PoolPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    m_model.setSnapshot(snapshot, modality);
    const auto* pool = m_model.figures();
    m_empty->setVisible(!pool);
    m_list->parentWidget()->setVisible(pool != nullptr);
    if (!pool) {
        m_heading->clear();
        const bool isUsed = snapshot && snapshot->plan && snapshot->plan->media(modality);
        m_empty->setText(isUsed
                ? tr("There is no pool of this modality: every item has bytes of its own.\n"
                     "Turn on \"Reuse a bounded pool\" to see its items here.")
                : tr("Requests carry no items of this modality."));
        return;
    }
    const auto size = static_cast<std::uint64_t>(snapshot->plan->media(modality)->poolSize());
    m_heading->setText(m_model.rowCount() < static_cast<int>(size)
            ? tr("The %1 hottest of %2 items")
                  .arg(m_model.rowCount())
                  .arg(toQt(base::formatCount(size)))
            : tr("%1 items, hottest first").arg(toQt(base::formatCount(size))));
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model.index(0));
    else
        showDetail();
}

void PoolPanel::select(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
    m_list->scrollTo(m_model.index(row));
}

void PoolPanel::showDetail()
{
    const int row = m_list->currentIndex().row();
    const snapshot::HotItem* hot = m_model.hot(row);
    if (!hot)
        return;
    m_job.start(
        [item = m_model.item(row), hot = *hot, rank = row + 1, store = m_store,
            plan = m_model.snapshot()->plan, total = m_model.snapshot()->requests,
            isCounted = m_model.figures()->isCounted,
            modality = m_model.modality()](const std::stop_token& stop) {
            Detail detail;
            const auto asset = store->get(item, stop);
            if (!asset) {
                detail.facts = toQt(asset.error().message);
                return detail;
            }
            const media::EncodedBlob& blob = (*asset)->blobs.front();
            const auto bytes = base::decodeBase64(blob.base64);
            if (bytes && modality != base::Modality::audio)
                if (const auto bitmap = media::thumbnail(*bytes, maxPicture, maxPicture, stop))
                    detail.picture = QImage(reinterpret_cast<const uchar*>(bitmap->pixels.data()),
                        bitmap->width, bitmap->height, QImage::Format_RGB32)
                                         .copy();
            detail.facts
                = tr("Item %1, rank %2\n%3, %4, %5\nDrawn with probability %6\n"
                     "Expected uses %7%8")
                      .arg(hot.item)
                      .arg(rank)
                      .arg(shapeText(item), toQt(blob.mime),
                          toQt(base::formatBytes(static_cast<double>((*asset)->bytes()))),
                          toQt(base::formatShare(hot.probability)),
                          toQt(base::formatNumber(hot.expectedUses)),
                          isCounted ? tr(", in this plan %1").arg(hot.plannedUses) : QString());
            detail.sha256 = toQt(blob.sha256);
            detail.requests = requestsWith(*plan, modality, item.item, total, stop);
            return detail;
        },
        [this](const Detail& detail) {
            m_picture->setImage(detail.picture);
            m_facts->setText(detail.facts);
            m_hash->setVisible(!detail.sha256.isEmpty());
            m_hash->setText(tr("sha256 %1\u2026 <a href=\"%2\">Copy</a>")
                                .arg(detail.sha256.left(16), detail.sha256));
            m_hash->setToolTip(detail.sha256);
            QStringList links;
            for (const quint64 request : detail.requests)
                links << QStringLiteral("<a href=\"%1\">%1</a>").arg(request);
            m_requests->setText(links.isEmpty()
                    ? QString()
                    : tr("First in requests %1").arg(links.join(QStringLiteral(", "))));
        });
}

} // namespace poolscope::gui
