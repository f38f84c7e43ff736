// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Copies of a ChartView: pictures that stand alone, and the numbers behind them.

#include "app/gui/charts/chart_view.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/theme.h"
#include "core/base/file.h"

#include <QAbstractAxis>
#include <QAction>
#include <QBuffer>
#include <QChart>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGraphicsLayout>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QPainter>
#include <QStandardPaths>
#include <QSvgGenerator>

#include <filesystem>

namespace poolscope::gui {

namespace {

/// A chart in a narrow panel is copied larger than it is shown.
constexpr QSize leastCopy{ 720, 400 };
constexpr int margin = 12;
constexpr int pixelsPerUnit = 2;

int titleHeight()
{
    return QFontMetrics(fontOf(TextSize::body, QFont::DemiBold)).height() + margin / 2;
}

} // namespace

void ChartView::addCopyActions()
{
    setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](const QString& name, const QString& text, auto&& act) {
        auto* action = new QAction(text, this);
        action->setObjectName(name);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    auto* png = add(QStringLiteral("copyPng"), tr("Copy as &PNG"), [this] { copy(Format::png); });
    png->setShortcut(QKeySequence::Copy);
    png->setShortcutContext(Qt::WidgetShortcut);
    add(QStringLiteral("copySvg"), tr("Copy as &SVG"), [this] { copy(Format::svg); });
    add(QStringLiteral("copyCsv"), tr("Copy as &CSV"), [this] { copy(Format::csv); });
    add(QStringLiteral("saveChart"), tr("Save &as\u2026"), [this] { save(); });
}

QSize ChartView::copySize() const
{
    return size().expandedTo(leastCopy) + QSize(2 * margin, 2 * margin + titleHeight());
}

/// The chart itself, for a moment at the size of the copy and with the titles it has there.
void ChartView::paintCopy(QPainter& painter, const QSize& size)
{
    const QSizeF shown = chart()->size();
    const QRectF scene = sceneRect();
    const auto layOut = [this](const QSizeF& chartSize) {
        chart()->resize(chartSize);
        chart()->layout()->invalidate();
        chart()->layout()->activate();
    };
    std::vector<QString> titles;
    for (const auto& [axis, text] : m_copyTitles) {
        titles.push_back(axis->titleText());
        axis->setTitleText(text);
    }
    const QRectF place(margin, margin + titleHeight(), size.width() - 2 * margin,
        size.height() - 2 * margin - titleHeight());
    layOut(place.size());

    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(), size), theme().panel);
    painter.setFont(fontOf(TextSize::body, QFont::DemiBold));
    painter.setPen(theme().ink);
    painter.drawText(QRectF(margin, margin / 2.0, place.width(), titleHeight()),
        Qt::AlignLeft | Qt::AlignVCenter, title());
    this->scene()->render(&painter, place, QRectF(QPointF(), place.size()));

    for (std::size_t i = 0; i < titles.size(); ++i)
        m_copyTitles[i].first->setTitleText(titles[i]);
    setSceneRect(scene);
    layOut(shown);
}

QImage ChartView::picture()
{
    const QSize size = copySize();
    QImage image(size * pixelsPerUnit, QImage::Format_RGB32);
    image.setDevicePixelRatio(pixelsPerUnit);
    QPainter painter(&image);
    paintCopy(painter, size);
    painter.end();
    image.setDevicePixelRatio(1);
    return image;
}

QByteArray ChartView::svg()
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(copySize());
    generator.setViewBox(QRect(QPoint(), copySize()));
    generator.setResolution(logicalDpiX()); // else letters are smaller than the room kept for them
    generator.setTitle(title());
    QPainter painter(&generator);
    paintCopy(painter, copySize());
    painter.end();
    return buffer.data();
}

QByteArray ChartView::textOf(Format format)
{
    return format == Format::svg ? svg() : csvOf(table());
}

void ChartView::copy(Format format)
{
    auto* mime = new QMimeData;
    switch (format) {
    case Format::png:
        mime->setImageData(picture());
        break;
    case Format::svg:
    case Format::csv: {
        const QByteArray bytes = textOf(format);
        mime->setData(
            format == Format::svg ? QStringLiteral("image/svg+xml") : QStringLiteral("text/csv"),
            bytes);
        mime->setText(QString::fromUtf8(bytes));
    }
    }
    QGuiApplication::clipboard()->setMimeData(mime);
    emit messageRequested(format == Format::png ? tr("Copied the chart as PNG")
            : format == Format::svg             ? tr("Copied the chart as SVG")
                                                : tr("Copied the chart's numbers as CSV"),
        false);
}

void ChartView::save()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path
        = dialogs::saveFileName(this, tr("Save Chart"), QDir(folder).filePath(tr("chart.png")),
            tr("PNG picture (*.png);;SVG drawing (*.svg);;CSV numbers (*.csv)"));
    if (path.isEmpty())
        return;
    const QString suffix = QFileInfo(path).suffix().toLower();
    const std::vector<std::pair<QString, Format>> formats{ { QStringLiteral("png"), Format::png },
        { QStringLiteral("svg"), Format::svg }, { QStringLiteral("csv"), Format::csv } };
    for (const auto& [name, format] : formats) {
        if (name != suffix)
            continue;
        const QImage image = format == Format::png ? picture() : QImage();
        const QByteArray text = format == Format::png ? QByteArray() : textOf(format);
        m_saving.start(
            [file = std::filesystem::path(toStd(path)), image, text](const std::stop_token&) {
                QByteArray bytes = text;
                QBuffer buffer(&bytes);
                if (!image.isNull() && !image.save(&buffer, "PNG"))
                    return base::Result<>(
                        base::fail(base::Code::io, "Cannot write the picture as PNG"));
                return base::writeFile(file, bytes.toStdString());
            },
            [this, path](const base::Result<>& written) {
                if (written)
                    emit messageRequested(tr("Saved \"%1\"").arg(path), false);
                else
                    emit messageRequested(toQt(written.error().message), true);
            });
        return;
    }
    emit messageRequested(
        tr("Cannot save \"%1\": its name must end in .png, .svg or .csv.").arg(path), true);
}

} // namespace poolscope::gui
