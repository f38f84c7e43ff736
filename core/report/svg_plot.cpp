// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/svg_plot.h"

#include "core/report/plot_layout.h"
#include "core/report/svg_text.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace poolscope::report {

namespace {

/// A colour on light and on dark paper; the window's, see app/gui/widgets/theme.
struct Shades {
    std::string_view name; ///< of its class
    std::string_view light;
    std::string_view dark;
};

constexpr Shades paper{ "paper", "#ffffff", "#23272f" };
constexpr Shades grid{ "grid", "#dde1e8", "#353b47" };
constexpr std::array<Shades, 7> hues{ {
    { "accent", "#4754d6", "#8c97ff" },
    { "image", "#2f7bd9", "#62a4f5" },
    { "video", "#762bab", "#b06be0" },
    { "audio", "#0f8f83", "#3fc0b2" },
    { "amber", "#b26a00", "#e0a13a" },
    { "ink", "#1d2330", "#e4e7ee" },
    { "dim", "#5f687a", "#9ca4b5" },
} };

const Shades& shadesOf(PlotColor color)
{
    return hues.at(static_cast<std::size_t>(color));
}

/// Two decimals, never "-0.00".
std::string number(double value)
{
    std::string text = fmt::format("{:.2f}", value);
    return text == "-0.00" ? "0.00" : text;
}

std::string point(double x, double y)
{
    return number(x) + ',' + number(y);
}

/// The class gives the dark shade, the attribute the light one to readers without style sheets.
std::string colored(const Shades& shades)
{
    return fmt::format("class=\"{}\" color=\"{}\"", shades.name, shades.light);
}

class Writer {
public:
    explicit Writer(const Plot& plot)
        : m_plot(plot)
        , m_layout(layOut(plot))
    {
    }

    std::string write()
    {
        writeHead();
        writeAxes();
        m_out += "<g clip-path=\"url(#plot)\" stroke-linejoin=\"round\">\n";
        bool isEmpty = true;
        for (const PlotSeries& series : m_plot.series)
            if (writeSeries(series))
                isEmpty = false;
        m_out += "</g>\n";
        writeMarks();
        writeLabels();
        if (isEmpty)
            writeText((m_layout.left + m_layout.right) / 2, (m_layout.top + m_layout.bottom) / 2,
                "No data", PlotColor::dim, " text-anchor=\"middle\"");
        m_out += "</svg>\n";
        return std::move(m_out);
    }

private:
    void writeHead()
    {
        const std::string title = xmlEscaped(m_plot.title);
        m_out += fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
            "viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-label=\"{2}\" "
            "font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\" "
            "font-size=\"{3:.0f}\" style=\"font-variant-numeric: tabular-nums\">\n"
            "<title>{2}</title>\n",
            plotWidth, plotHeight, title, plotFontSize);
        m_out += "<style>@media (prefers-color-scheme: dark) {";
        for (const Shades& shades : { paper, grid })
            m_out += fmt::format(" .{} {{ color: {} }}", shades.name, shades.dark);
        for (const Shades& shades : hues)
            m_out += fmt::format(" .{} {{ color: {} }}", shades.name, shades.dark);
        m_out += " }</style>\n";
        m_out
            += fmt::format("<rect {} width=\"{:.0f}\" height=\"{:.0f}\" fill=\"currentColor\"/>\n",
                colored(paper), plotWidth, plotHeight);
        m_out += fmt::format("<defs><clipPath id=\"plot\"><rect x=\"{}\" y=\"{}\" width=\"{}\" "
                             "height=\"{}\"/></clipPath></defs>\n",
            number(m_layout.left - 4), number(m_layout.top - 4),
            number(m_layout.right - m_layout.left + 8), number(m_layout.bottom - m_layout.top + 8));
        writeText(16, 28, elided(m_plot.title, 80), PlotColor::ink,
            " font-size=\"15\" font-weight=\"600\"");
        if (!m_plot.note.empty())
            writeText(16, 47, elided(m_plot.note, 105), PlotColor::dim);
    }

    void writeText(double x, double y, std::string_view text, PlotColor color,
        std::string_view attributes = {})
    {
        m_out += fmt::format("<text x=\"{}\" y=\"{}\" {} fill=\"currentColor\"{}>{}</text>\n",
            number(x), number(y), colored(shadesOf(color)), attributes, xmlEscaped(text));
    }

    void writeLine(double x1, double y1, double x2, double y2, const Shades& shades,
        std::string_view attributes = {})
    {
        m_out += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {} "
                             "stroke=\"currentColor\"{}/>\n",
            number(x1), number(y1), number(x2), number(y2), colored(shades), attributes);
    }

    static std::string titleOf(const PlotAxis& axis)
    {
        return axis.unit.empty() ? axis.title : fmt::format("{} ({})", axis.title, axis.unit);
    }

    void writeAxes()
    {
        const PlotLayout& at = m_layout;
        for (const AxisTick& tick : at.y.ticks) {
            const double y = at.yOf(tick.value);
            writeLine(at.left, y, at.right, y, grid);
            writeText(at.left - 8, y + 4, tick.text, PlotColor::dim, " text-anchor=\"end\"");
        }
        for (const AxisTick& tick : at.x.ticks) {
            const double x = at.xOf(tick.value);
            writeLine(x, at.top, x, at.bottom, grid);
            writeText(x, at.bottom + 18, tick.text, PlotColor::dim, " text-anchor=\"middle\"");
        }
        writeLine(at.left, at.bottom, at.right, at.bottom, shadesOf(PlotColor::dim));
        writeText((at.left + at.right) / 2, plotHeight - 16, titleOf(m_plot.x), PlotColor::ink,
            " text-anchor=\"middle\"");
        const std::string middle = number((at.top + at.bottom) / 2);
        m_out += fmt::format("<text transform=\"translate(22,{}) rotate(-90)\" {} "
                             "fill=\"currentColor\" text-anchor=\"middle\">{}</text>\n",
            middle, colored(shadesOf(PlotColor::ink)), xmlEscaped(titleOf(m_plot.y)));
    }

    /// The series' points without gaps in between, in units of the document.
    std::vector<std::vector<PlotPoint>> partsOf(const PlotSeries& series) const
    {
        std::vector<std::vector<PlotPoint>> parts;
        bool isGap = true;
        for (const PlotPoint& given : series.points) {
            const bool isBand = series.form == SeriesForm::band;
            if (!m_layout.canShow(given) || (isBand && !m_layout.y.canShow(given.top))) {
                isGap = true;
                continue;
            }
            if (isGap)
                parts.emplace_back();
            isGap = false;
            PlotPoint placed{ m_layout.xOf(given.x), m_layout.yOf(given.y), 0 };
            if (isBand)
                placed.top = m_layout.yOf(given.top);
            else if (series.form == SeriesForm::area)
                placed.top = foot();
            // A million points within the same hundredth are one.
            if (parts.back().empty() || !isSame(parts.back().back(), placed))
                parts.back().push_back(placed);
        }
        return parts;
    }

    static bool isSame(const PlotPoint& a, const PlotPoint& b)
    {
        return point(a.x, a.y) == point(b.x, b.y) && number(a.top) == number(b.top);
    }

    /// Where areas end below.
    double foot() const
    {
        return m_layout.y.scale == AxisScale::log10 ? m_layout.bottom : m_layout.yOf(0);
    }

    /// False where there is nothing to be seen.
    bool writeSeries(const PlotSeries& series)
    {
        const auto parts = partsOf(series);
        if (parts.empty())
            return false;
        m_out += fmt::format("<g {} fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\">\n",
            colored(shadesOf(series.color)));
        for (const auto& part : parts) {
            if (series.form == SeriesForm::points || part.size() == 1)
                writePoints(part);
            else if (series.form == SeriesForm::band || series.form == SeriesForm::area)
                writeFilled(part, series.form);
            else
                writePath(part, series.form);
        }
        m_out += "</g>\n";
        return true;
    }

    void writePoints(const std::vector<PlotPoint>& part)
    {
        for (const PlotPoint& at : part)
            m_out += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"2.25\" fill=\"currentColor\" "
                                 "stroke=\"none\"/>\n",
                number(at.x), number(at.y));
    }

    void writePath(const std::vector<PlotPoint>& part, SeriesForm form)
    {
        std::string path = "M" + point(part[0].x, part[0].y);
        for (std::size_t i = 1; i < part.size(); ++i) {
            if (form == SeriesForm::steps)
                path += " H" + number(part[i].x) + " V" + number(part[i].y);
            else
                path += " L" + point(part[i].x, part[i].y);
        }
        m_out += fmt::format("<path d=\"{}\"/>\n", path);
    }

    void writeFilled(const std::vector<PlotPoint>& part, SeriesForm form)
    {
        std::string path = "M" + point(part[0].x, part[0].y);
        for (std::size_t i = 1; i < part.size(); ++i)
            path += " L" + point(part[i].x, part[i].y);
        for (std::size_t i = part.size(); i-- > 0;)
            path += " L" + point(part[i].x, part[i].top);
        m_out += fmt::format(
            "<path d=\"{} Z\" fill=\"currentColor\" fill-opacity=\"0.18\" stroke=\"none\"/>\n",
            path);
        if (form == SeriesForm::area)
            writePath(part, SeriesForm::line);
    }

    void writeMarks()
    {
        constexpr std::string_view dashes = " stroke-dasharray=\"4 3\"";
        for (std::size_t i = 0; i < m_plot.marks.size(); ++i) {
            const PlotMark& mark = m_plot.marks[i];
            const PlotLabel& label = m_layout.marks[i];
            if (!m_layout.isInside(mark))
                continue;
            const Shades& shades = shadesOf(PlotColor::dim);
            if (mark.axis == PlotMark::Across::y) {
                const double y = m_layout.yOf(mark.at);
                writeLine(m_layout.left, y, m_layout.right, y, shades, dashes);
                continue;
            }
            const double x = m_layout.xOf(mark.at);
            const double top = label.text.empty() ? m_layout.top : label.y - 10;
            writeLine(x, m_layout.bottom, x, top, shades, dashes);
            if (!label.text.empty())
                writeText(label.x, label.y, label.text, label.color);
        }
    }

    void writeLabels()
    {
        for (const PlotLabel& label : m_layout.ends)
            writeText(label.x, label.y, label.text, label.color,
                label.endsAtX ? " text-anchor=\"end\"" : "");
        for (const PlotLabel& label : m_layout.legend) {
            writeLine(label.x - 20, label.y - 4, label.x - 6, label.y - 4, shadesOf(label.color),
                " stroke-width=\"3\"");
            writeText(label.x, label.y, label.text, PlotColor::ink);
        }
    }

    const Plot& m_plot;
    PlotLayout m_layout;
    std::string m_out;
};

} // namespace

PlotColor colorOf(base::Modality modality)
{
    switch (modality) {
    case base::Modality::image:
        return PlotColor::image;
    case base::Modality::video:
        return PlotColor::video;
    case base::Modality::audio:
        return PlotColor::audio;
    }
    return PlotColor::accent;
}

std::string svgPlot(const Plot& plot)
{
    return Writer(plot).write();
}

} // namespace poolscope::report
