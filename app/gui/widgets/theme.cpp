// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <array>
#include <utility>

/// Resources of a static library are not found until they are named; outside all namespaces.
static void loadResources()
{
    Q_INIT_RESOURCE(poolscope);
}

namespace poolscope::gui {

namespace {

Theme makeLight()
{
    Theme theme;
    theme.window = QColor(0xf4, 0xf5, 0xf7);
    theme.panel = QColor(0xff, 0xff, 0xff);
    theme.ink = QColor(0x1d, 0x23, 0x30);
    theme.dim = QColor(0x5f, 0x68, 0x7a);
    theme.line = QColor(0xdd, 0xe1, 0xe8);
    theme.accent = QColor(0x47, 0x54, 0xd6);
    theme.accentInk = QColor(0xff, 0xff, 0xff);
    theme.wash = QColor(0xe9, 0xeb, 0xfb);
    theme.image = QColor(0x2f, 0x7b, 0xd9);
    theme.video = QColor(0x76, 0x2b, 0xab);
    theme.audio = QColor(0x0f, 0x8f, 0x83);
    theme.warning = QColor(0x9c, 0x5a, 0x00);
    theme.good = QColor(0x17, 0x7a, 0x41);
    theme.bad = QColor(0xc4, 0x31, 0x4b);
    theme.firstSeen = QColor(0xb2, 0x6a, 0x00);
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.isDark = true;
    theme.window = QColor(0x1b, 0x1e, 0x25);
    theme.panel = QColor(0x23, 0x27, 0x2f);
    theme.ink = QColor(0xe4, 0xe7, 0xee);
    theme.dim = QColor(0x9c, 0xa4, 0xb5);
    theme.line = QColor(0x35, 0x3b, 0x47);
    theme.accent = QColor(0x8c, 0x97, 0xff);
    theme.accentInk = QColor(0x1b, 0x1e, 0x25);
    theme.wash = QColor(0x2d, 0x33, 0x55);
    theme.image = QColor(0x62, 0xa4, 0xf5);
    theme.video = QColor(0x9f, 0x54, 0xd4);
    theme.audio = QColor(0x3f, 0xc0, 0xb2);
    theme.warning = QColor(0xe0, 0xa1, 0x3a);
    theme.good = QColor(0x4f, 0xc4, 0x81);
    theme.bad = QColor(0xff, 0x7d, 0x86);
    theme.firstSeen = QColor(0xe0, 0xa1, 0x3a);
    return theme;
}

const Theme* current = nullptr;

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.dim);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::BrightText, theme.bad);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.accentInk);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Light, theme.panel);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, theme.dim);
    return palette;
}

QString styleSheetOf(const Theme& theme)
{
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: @accent is the beginning of @accentInk.
    const std::array<std::pair<const char*, QColor>, 15> colors{ {
        { "@accentHover", mixed(theme.accent, theme.isDark ? theme.ink : theme.window, 0.14) },
        { "@accentInk", theme.accentInk },
        { "@accent", theme.accent },
        { "@window", theme.window },
        { "@warning", theme.warning },
        { "@scroll", mixed(theme.line, theme.dim, 0.25) },
        { "@panel", theme.panel },
        { "@line", theme.line },
        { "@wash", theme.wash },
        { "@good", theme.good },
        { "@bad", theme.bad },
        { "@dim", theme.dim },
        { "@ink", theme.ink },
        { "@image", theme.image },
        { "@video", theme.video },
    } };
    for (const auto& [name, color] : colors)
        sheet.replace(QLatin1String(name), color.name());
    sheet.replace(QLatin1String("@scheme"), QLatin1String(theme.isDark ? "dark" : "light"));
    return sheet;
}

} // namespace

QColor Theme::hue(base::Modality modality) const
{
    switch (modality) {
    case base::Modality::image:
        return image;
    case base::Modality::video:
        return video;
    case base::Modality::audio:
        return audio;
    }
    return image;
}

const Theme& lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& theme()
{
    return current ? *current : lightTheme();
}

void applyTheme(QApplication& application, Appearance appearance)
{
    // Qt 6.4 cannot say which scheme the desktop has; its palette can. Asked once, before ours is
    // set.
    static const bool isSystemDark
        = application.palette().color(QPalette::Window).lightness() < 128;
    const bool isDark
        = appearance == Appearance::dark || (appearance == Appearance::system && isSystemDark);
    loadResources();
    current = isDark ? &darkTheme() : &lightTheme();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(*current));
    application.setStyleSheet(styleSheetOf(*current));
}

QFont fontOf(TextSize size, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    constexpr double captionShare = 0.88;
    constexpr double figureShare = 1.5;
    if (size == TextSize::caption)
        font.setPointSizeF(font.pointSizeF() * captionShare);
    if (size == TextSize::figure)
        font.setPointSizeF(font.pointSizeF() * figureShare);
    font.setWeight(weight);
    return font;
}

void setStyled(QWidget* widget, const char* name, const QVariant& value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString dotStyle(const QColor& color)
{
    return QStringLiteral("border-radius: 4px; background: %1;").arg(color.name());
}

} // namespace poolscope::gui
