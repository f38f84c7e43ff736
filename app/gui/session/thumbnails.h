// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/spec.h"
#include "core/media/store.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QSize>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <vector>

namespace poolscope::gui {

/// Small pictures of pool items, made in the background from the very bytes that are sent: images
/// and first frames decoded, audio as its waveform. Belongs to the GUI thread.
class Thumbnails : public QObject {
    Q_OBJECT

public:
    Thumbnails(
        QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent = nullptr);
    ~Thumbnails() override;

    /// The picture, fitting into a box of device-independent pixels; a null pixmap when it is not
    /// ready yet: it is made then and `ready` is sent. The newest wishes are served first.
    QPixmap find(const media::ItemSpec& item, const QSize& box, double devicePixelRatio);
    /// Drops wishes that are still open.
    void forgetWishes();

signals:
    /// One or more pictures have come.
    void ready();

private:
    struct Wish {
        QString key;
        media::ItemSpec item;
        QSize pixels;
        double ratio = 1;
        QColor ink;
    };

    void startNext();
    void finish(const QString& key, const QImage& image, double ratio);

    QThreadPool& m_threads;
    std::shared_ptr<media::PoolStore> m_store;
    QCache<QString, QPixmap> m_pictures; ///< cost in kilobytes
    std::vector<Wish> m_wishes; ///< newest last
    QSet<QString> m_open; ///< keys that are wished for or being made
    int m_running = 0;
    std::stop_source m_stop;
    bool m_isAnnounced = false;
    /// Handed to the work, which gives it back on the GUI thread: null when this object is gone.
    std::shared_ptr<Thumbnails*> m_self;
};

} // namespace poolscope::gui
