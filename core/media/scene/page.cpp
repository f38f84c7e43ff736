// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/scene/page.h"

#include <array>

namespace poolscope::media::scene {

namespace {

using namespace paint;

/// Text that means nothing, so that nobody's feelings or parsers are hurt.
constexpr std::array<std::string_view, 40> words{ "lorem", "ipsum", "dolor", "sit", "amet", "elit",
    "sed", "do", "eiusmod", "tempor", "incididunt", "ut", "labore", "et", "dolore", "magna",
    "aliqua", "enim", "ad", "minim", "veniam", "nostrud", "ullamco", "nisi", "commodo", "duis",
    "aute", "irure", "in", "velit", "esse", "nulla", "sint", "occaecat", "non", "proident", "sunt",
    "culpa", "deserunt", "mollit" };

} // namespace

std::string drawWords(Dice& dice, double signs)
{
    std::string line;
    for (;;) {
        const std::string_view word = dice.oneOf(words);
        if (static_cast<double>(line.size() + word.size() + 1) > signs)
            return line;
        if (!line.empty())
            line += ' ';
        line += word;
    }
}

std::string drawNumber(Dice& dice, int digits)
{
    std::string number(1, static_cast<char>('1' + dice.below(9)));
    while (static_cast<int>(number.size()) < digits)
        number += static_cast<char>('0' + dice.below(10));
    return number;
}

std::string drawPrice(Dice& dice)
{
    std::string price = drawNumber(dice, 2 + dice.below(3)) + '.';
    price += drawNumber(dice, 2);
    return price;
}

std::string drawDate(Dice& dice)
{
    const auto twoDigits = [](int value) { return std::to_string(100 + value).substr(1); };
    std::string date = twoDigits(1 + dice.below(28)) + '.';
    date += twoDigits(1 + dice.below(12)) + ".20";
    date += twoDigits(20 + dice.below(10));
    return date;
}

void Page::write(Lettering& hand, std::string_view line, Point at, Pixel color)
{
    hand.write(canvas, line, at, color);
}

void Page::writeRight(Lettering& hand, std::string_view line, Point at, Pixel color)
{
    hand.write(canvas, line, { at.x - hand.width(line), at.y }, color);
}

void Page::paragraph(double from, double to, int lines)
{
    for (int line = 0; line < lines; ++line) {
        y += 0.0285;
        const bool isLast = line + 1 == lines;
        const double share = isLast ? dice.between(0.3, 0.8) : 1;
        const std::string words = drawWords(dice, (to - from) / text.advance() * share);
        write(text, words, { from, y }, ink());
    }
    y += 0.022;
}

void Page::columns(int lines)
{
    constexpr double halfGap = 0.022;
    const double top = y;
    paragraph(left, middle() - halfGap, lines);
    y = top;
    paragraph(middle() + halfGap, right, lines);
}

void Page::heading()
{
    y += 0.045;
    write(head, drawWords(dice, 20), { left, y }, strong());
    y += 0.008;
}

} // namespace poolscope::media::scene
