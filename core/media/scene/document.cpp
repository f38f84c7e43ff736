// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/field.h"
#include "core/media/scene/chart.h"
#include "core/media/scene/page.h"
#include "core/media/scene/scene.h"

#include <array>

// A page as from a scanner: title, text, tables, charts, a stamp.

namespace poolscope::media::scene {

namespace {

using namespace paint;

void paintCharts(Page& page)
{
    page.y += 0.022;
    const double height = page.dice.between(0.19, 0.24);
    const double top = page.y;
    const double bottom = top + height;
    const bool isSplit = page.dice.chance(0.6);
    const double right = isSplit ? page.middle() - 0.02 : page.right;
    if (page.dice.chance(0.5))
        paintBarChart(page, { page.left, top }, { right, bottom });
    else
        paintLineChart(page, { page.left, top }, { right, bottom });
    if (isSplit && page.dice.chance(0.5)) {
        const Point center{ (page.middle() + 0.02 + page.right) / 2, top + height / 2 };
        paintPieChart(page, { center, height * 0.47 });
    } else if (isSplit) {
        page.y = top - 0.018;
        page.paragraph(page.middle() + 0.02, page.right, static_cast<int>(height / 0.0285));
    }
    page.y = bottom + 0.02;
}

void paintTableRow(Page& page, double baseline, bool isHead)
{
    const double width = page.right - page.left;
    const Pixel color = isHead ? page.paper() : page.ink();
    Lettering& hand = isHead ? page.bold : page.text;
    const double signs = isHead ? 15 : page.dice.between(13, 30);
    page.write(hand, drawWords(page.dice, signs), { page.left + 0.015, baseline }, color);
    const std::array<double, 3> columns{ page.left + width * 0.60, page.left + width * 0.78,
        page.right - 0.015 };
    for (const double column : columns) {
        std::string cell;
        if (isHead)
            cell = drawWords(page.dice, 9);
        else if (column == columns.front())
            cell = drawNumber(page.dice, 1 + page.dice.below(2));
        else
            cell = drawPrice(page.dice);
        page.writeRight(hand, cell, { column, baseline }, color);
    }
}

void paintTable(Page& page, int rows)
{
    page.y += 0.022;
    constexpr double pitch = 0.042;
    for (int row = 0; row <= rows; ++row) {
        const double bottom = page.y + pitch;
        if (row % 2 == 0)
            fillRectangle(page.canvas, { page.left, page.y }, { page.right, bottom },
                row == 0 ? page.strong() : page.pale());
        paintTableRow(page, bottom - pitch * 0.34, row == 0);
        page.y = bottom;
    }
    fillRectangle(
        page.canvas, { page.left, page.y }, { page.right, page.y + 0.003 }, page.strong());
    page.y += 0.016;
}

void paintTotal(Page& page)
{
    const double left = page.right - 0.36;
    const double baseline = page.y + 0.042;
    fillRectangle(page.canvas, { left, page.y }, { page.right, page.y + 0.06 }, page.pale());
    page.write(page.head, "total", { left + 0.02, baseline }, page.strong());
    page.writeRight(
        page.head, drawPrice(page.dice), { page.right - 0.015, baseline }, page.strong());
    page.y += 0.085;
}

void paintStamp(Page& page, Point center)
{
    const double radius = page.dice.between(0.085, 0.105);
    const Pose pose{ center, page.dice.between(-0.06, 0.06) };
    const Pixel color
        = pixel({ 0.50, 0.17, page.hue + page.dice.oneOf(std::array{ 0.5, 0.33, 0.62 }) });
    constexpr std::uint32_t faded = 165;
    const auto paintRing = [&](double share, double width) {
        Contour line;
        for (int i = 0; i <= 96; ++i)
            line.push_back(onEllipse(center, radius * share, radius * share, i / 96.0));
        fill(page.canvas, stroke(line, width), color, faded);
    };
    paintRing(1, 0.010);
    paintRing(0.84, 0.004);
    const std::string dayAndMonth = drawDate(page.dice).substr(0, 5);
    Lettering hand(radius * 0.42, 0.17);
    Path label{ circle({ { 0, -radius * 0.62 }, radius * 0.08 }),
        circle({ { 0, radius * 0.62 }, radius * 0.08 }) };
    Point pen{ -hand.width(dayAndMonth) / 2, hand.size() / 2 };
    for (const char sign : dayAndMonth) {
        const Path glyph = moved(hand.glyph(sign), pen);
        label.insert(label.end(), glyph.begin(), glyph.end());
        pen.x += hand.advance();
    }
    for (Contour& part : label)
        part = placed(part, pose);
    fill(page.canvas, label, color, faded);
}

void paintSignature(Page& page)
{
    page.y += 0.10;
    std::array<Point, 9> loops{};
    for (std::size_t i = 0; i < loops.size(); ++i) {
        const double swing = (i % 2 == 0 ? 1 : -1) * page.dice.between(0.004, 0.034);
        const double x = 0.02 + 0.032 * static_cast<double>(i) + page.dice.between(-0.014, 0.014);
        loops.at(i) = { page.left + x, page.y - 0.012 + swing };
    }
    fill(page.canvas, stroke(smoothLine(loops), 0.0042), pixel({ 0.32, 0.12, 0.74 }));
    const double line = page.y + 0.022;
    fillRectangle(page.canvas, { page.left, line }, { page.left + 0.34, line + 0.002 }, page.ink());
    page.y += 0.05;
}

// The heads of the pages are large and in the item's colour, which tells pages apart from afar.

Pixel accent(const Page& page)
{
    return pixel({ 0.55, 0.14, page.hue });
}

Pixel deepAccent(const Page& page)
{
    return pixel({ 0.42, 0.12, page.hue - 0.02 });
}

void paintBandHead(Page& page)
{
    Canvas& canvas = page.canvas;
    const double top = page.y;
    fillRectangle(canvas, { -0.1, top - 1 }, { 1.1, top + 0.26 }, accent(page));
    fill(canvas, { circle({ { 0.92, top + 0.05 }, 0.24 }) }, deepAccent(page), 150);
    fill(canvas, { circle({ { 0.80, top + 0.22 }, 0.13 }) }, page.paper(), 45);
    page.write(page.title, drawWords(page.dice, 17), { page.left, top + 0.135 }, page.paper());
    page.write(page.note, drawWords(page.dice, 40), { page.left, top + 0.195 }, page.paper());
    page.y = top + 0.28;
}

void paintSideHead(Page& page)
{
    Canvas& canvas = page.canvas;
    const double top = page.y;
    fillRectangle(canvas, { -0.1, top - 1 }, { 0.062, canvas.height() + 1 }, accent(page));
    page.left = 0.13;
    fill(canvas, { circle({ { page.right - 0.075, top + 0.12 }, 0.075 }) }, accent(page));
    fill(canvas, { circle({ { page.right - 0.05, top + 0.105 }, 0.055 }) }, page.paper());
    page.write(page.title, drawWords(page.dice, 14), { page.left, top + 0.125 }, deepAccent(page));
    page.write(page.note, drawWords(page.dice, 34), { page.left, top + 0.175 }, accent(page));
    fillRectangle(canvas, { page.left, top + 0.205 }, { page.right, top + 0.211 }, accent(page));
    page.y = top + 0.22;
}

void paintSlantedHead(Page& page)
{
    Canvas& canvas = page.canvas;
    const double top = page.y;
    fill(canvas,
        { { { -0.1, top - 1 }, { 1.1, top - 1 }, { 1.1, top + 0.10 }, { -0.1, top + 0.25 } } },
        accent(page));
    fill(canvas, { { { 0.45, top - 1 }, { 1.1, top - 1 }, { 1.1, top + 0.17 } } }, deepAccent(page),
        170);
    page.write(page.title, drawWords(page.dice, 16), { page.left, top + 0.115 }, page.paper());
    page.y = top + 0.27;
    page.write(page.note, "no. " + drawNumber(page.dice, 6), { page.left, page.y }, accent(page));
    page.writeRight(page.note, drawDate(page.dice), { page.right, page.y }, accent(page));
    page.y += 0.015;
}

/// Addresses, items and a total; returns where a stamp may go.
double paintInvoice(Page& page)
{
    page.y += 0.02;
    const double top = page.y;
    page.paragraph(page.left, page.left + 0.30, 4);
    page.y = top;
    page.paragraph(page.right - 0.30, page.right, 4);
    paintTable(page, 5 + page.dice.below(5));
    const double free = page.y + 0.04;
    paintTotal(page);
    return free;
}

void paintBlock(Page& page, int kind)
{
    page.heading();
    switch (kind) {
    case 0:
    case 1:
        page.paragraph(page.left, page.right, 4 + page.dice.below(4));
        break;
    case 2:
        paintCharts(page);
        break;
    case 3:
        page.columns(6 + page.dice.below(4));
        break;
    default:
        paintTable(page, 3 + page.dice.below(3));
        paintSignature(page);
    }
}

void fillPage(Page& page, double bottom)
{
    const bool isInvoice = page.dice.chance(0.4);
    constexpr std::array heads{ paintBandHead, paintSideHead, paintSlantedHead };
    page.dice.oneOf(heads)(page);
    const double stampY = isInvoice ? paintInvoice(page) : bottom - page.dice.between(0.13, 0.4);
    for (bool isFirst = true; page.y < bottom; isFirst = false)
        paintBlock(page, isFirst && !isInvoice ? 0 : page.dice.below(5));
    const double stampX = page.left + page.dice.between(0.13, isInvoice ? 0.34 : 0.6);
    paintStamp(page, { stampX, stampY });
}

} // namespace

void paintDocument(Scene scene)
{
    Canvas& canvas = scene.canvas;
    const Ramp paper
        = ramp({ { 0, { 0.90, 0.018, scene.hue } }, { 1, { 0.995, 0.006, scene.hue } } });
    Field field(canvas, paper, { .grain = 2 },
        [&](double x, double y) { return 0.86 - 0.12 * x - 0.10 * y / canvas.height(); });
    fillAll(canvas, field);
    // A video scrolls through the page.
    constexpr double wholeScroll = 0.35;
    const double scroll = wholeScroll * scene.time;
    Page page{ canvas, scene.dice, scene.hue, 0.085, 0.915, -scroll };
    fillPage(page, canvas.height() + wholeScroll - scroll);
}

} // namespace poolscope::media::scene
