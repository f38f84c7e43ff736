// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/thumbnails.h"

#include "app/gui/widgets/theme.h"
#include "core/base/hash.h"
#include "core/media/preview.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTimer>

namespace poolscope::gui {

namespace {

constexpr int cacheKilobytes = 96 * 1024;
constexpr std::size_t maxWishes = 512;
constexpr int announceMs = 30;

QString keyOf(const media::ItemSpec& item, const QSize& pixels, bool isDark)
{
    return QStringLiteral("%1/%2/%3/%4/%5x%6x%7/%8/%9x%10/%11")
               .arg(static_cast<int>(item.modality))
               .arg(static_cast<int>(item.side))
               .arg(item.item)
               .arg(item.seed)
               .arg(item.width)
               .arg(item.height)
               .arg(item.frames)
               .arg(item.seconds)
               .arg(pixels.width())
               .arg(pixels.height())
               .arg(item.modality == base::Modality::audio && isDark ? 1 : 0)
        + QString::number(static_cast<int>(item.format)) + QString::fromStdString(item.source);
}

QImage waveformImage(
    const std::string& bytes, const QSize& pixels, const QColor& ink, const std::stop_token& stop)
{
    const auto peaks = media::waveform(bytes, std::max(1, pixels.width() / 3), stop);
    if (!peaks)
        return {};
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    QColor ground = ink;
    ground.setAlphaF(0.14F);
    image.fill(ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    const double middle = pixels.height() / 2.0;
    // The loudest peak fills the box: the shape is what tells clips apart.
    float loudest = 1e-3F;
    for (const auto& peak : *peaks)
        loudest = std::max({ loudest, std::abs(peak.low), std::abs(peak.high) });
    const double scale = 0.44 * pixels.height() / static_cast<double>(loudest);
    for (std::size_t i = 0; i < peaks->size(); ++i) {
        const double top = middle - std::max(0.5, static_cast<double>((*peaks)[i].high) * scale);
        const double bottom = middle - std::min(-0.5, static_cast<double>((*peaks)[i].low) * scale);
        painter.drawRoundedRect(QRectF(3.0 * static_cast<double>(i), top, 2, bottom - top), 1, 1);
    }
    return image;
}

QImage pictureOf(const media::ItemSpec& item, const media::Asset& asset, const QSize& pixels,
    const QColor& ink, const std::stop_token& stop)
{
    const auto bytes = base::decodeBase64(asset.blobs.front().base64);
    if (!bytes)
        return {};
    if (item.modality == base::Modality::audio)
        return waveformImage(*bytes, pixels, ink, stop);
    const auto bitmap = media::thumbnail(*bytes, pixels.width(), pixels.height(), stop);
    if (!bitmap)
        return {};
    const QImage view(reinterpret_cast<const uchar*>(bitmap->pixels.data()), bitmap->width,
        bitmap->height, QImage::Format_RGB32);
    return view.copy();
}

} // namespace

Thumbnails::Thumbnails(
    QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent)
    : QObject(parent)
    , m_threads(threads)
    , m_store(std::move(store))
    , m_pictures(cacheKilobytes)
    , m_self(std::make_shared<Thumbnails*>(this))
{
}

Thumbnails::~Thumbnails()
{
    m_stop.request_stop();
    *m_self = nullptr;
}

QPixmap Thumbnails::find(const media::ItemSpec& item, const QSize& box, double devicePixelRatio)
{
    const QSize pixels = box * devicePixelRatio;
    const QString key = keyOf(item, pixels, theme().isDark);
    if (const QPixmap* known = m_pictures.object(key))
        return *known;
    if (!m_open.contains(key)) {
        m_open.insert(key);
        m_wishes.push_back({ key, item, pixels, devicePixelRatio, theme().hue(item.modality) });
        if (m_wishes.size() > maxWishes) {
            m_open.remove(m_wishes.front().key);
            m_wishes.erase(m_wishes.begin());
        }
        startNext();
    }
    return {};
}

void Thumbnails::forgetWishes()
{
    for (const Wish& wish : m_wishes)
        m_open.remove(wish.key);
    m_wishes.clear();
}

void Thumbnails::startNext()
{
    if (m_wishes.empty() || m_running >= m_threads.maxThreadCount())
        return;
    Wish wish = std::move(m_wishes.back());
    m_wishes.pop_back();
    ++m_running;
    m_threads.start(
        [self = m_self, wish = std::move(wish), store = m_store, stop = m_stop.get_token()] {
            QImage image;
            if (const auto asset = store->get(wish.item, stop))
                image = pictureOf(wish.item, **asset, wish.pixels, wish.ink, stop);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, key = wish.key, image, ratio = wish.ratio] {
                    if (*self)
                        (*self)->finish(key, image, ratio);
                },
                Qt::QueuedConnection);
        });
}

void Thumbnails::finish(const QString& key, const QImage& image, double ratio)
{
    --m_running;
    m_open.remove(key);
    // A null picture is kept too, as one pixel, so that a broken item is not tried again and again.
    QPixmap picture = image.isNull() ? QPixmap(1, 1) : QPixmap::fromImage(image);
    if (image.isNull())
        picture.fill(Qt::transparent);
    picture.setDevicePixelRatio(ratio);
    const auto cost = picture.width() * picture.height() * 4 / 1024 + 1;
    m_pictures.insert(key, new QPixmap(picture), static_cast<int>(cost));
    startNext();
    if (!m_isAnnounced) {
        m_isAnnounced = true; // many come in a row: one repaint for all of them
        QTimer::singleShot(announceMs, this, [this] {
            m_isAnnounced = false;
            emit ready();
        });
    }
}

} // namespace poolscope::gui
