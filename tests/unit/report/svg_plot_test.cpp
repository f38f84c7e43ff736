// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/svg_plot.h"
#include "core/report/svg_text.h"
#include "tests/unit/testing.h"

#include <QXmlStreamReader>

#include <clocale>
#include <limits>

using namespace poolscope;
using report::AxisScale;
using report::Plot;
using report::PlotColor;
using report::PlotMark;
using report::PlotSeries;
using report::SeriesForm;

namespace {

struct Element {
    QString name;
    QXmlStreamAttributes attributes;
    QString text;

    double number(const char* attribute) const
    {
        return attributes.value(QLatin1String(attribute)).toDouble();
    }
};

/// All elements of the document; none where it is no XML.
std::vector<Element> elementsOf(const Plot& plot)
{
    QXmlStreamReader reader(QByteArray::fromStdString(report::svgPlot(plot)));
    std::vector<Element> elements;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            elements.push_back({ reader.name().toString(), reader.attributes(), {} });
        else if (reader.isCharacters() && !reader.isWhitespace() && !elements.empty())
            elements.back().text += reader.text();
    }
    return reader.hasError() ? std::vector<Element>() : elements;
}

std::vector<Element> named(const std::vector<Element>& elements, const char* name)
{
    std::vector<Element> found;
    for (const Element& element : elements)
        if (element.name == QLatin1String(name))
            found.push_back(element);
    return found;
}

Element textOf(const std::vector<Element>& elements, const QString& text)
{
    for (const Element& element : named(elements, "text"))
        if (element.text == text)
            return element;
    return {};
}

Plot plotOf(std::vector<PlotSeries> series)
{
    Plot plot;
    plot.title = "Hit rate";
    plot.x = { "Capacity", "items" };
    plot.y = { "Hit rate", "%" };
    plot.series = std::move(series);
    return plot;
}

} // namespace

class SvgPlotTest : public QObject {
    Q_OBJECT

private slots:
    void pointsStandWhereTheAxesSay()
    {
        const auto elements = elementsOf(plotOf({ { "seen", SeriesForm::points, PlotColor::image,
            { { 0, 0 }, { 50, 25 }, { 100, 100 } } } }));
        const auto circles = named(elements, "circle");
        QCOMPARE(circles.size(), std::size_t{ 3 });
        // The ticks' grid lines say where 0, 50 and 100 are.
        const double left = circles[0].number("cx");
        const double right = circles[2].number("cx");
        const double bottom = circles[0].number("cy");
        const double top = circles[2].number("cy");
        QCOMPARE(textOf(elements, "100").number("x") + 8, left); // the first 100 is of the y axis
        QVERIFY(std::abs(circles[1].number("cx") - (left + right) / 2) < 0.011);
        QVERIFY(std::abs(circles[1].number("cy") - (bottom + 0.25 * (top - bottom))) < 0.011);
        QVERIFY(!textOf(elements, "Capacity (items)").text.isEmpty());
        QVERIFY(!textOf(elements, "Hit rate (%)").text.isEmpty());
        const Element label = textOf(elements, "seen");
        QVERIFY(label.number("x") > right);
        QVERIFY(std::abs(label.number("y") - top) < 6);
    }

    void stepsAndAreasAndBandsArePaths()
    {
        const auto pathOf = [](SeriesForm form) {
            const auto paths = named(elementsOf(plotOf({ { "", form, PlotColor::accent,
                                         { { 0, 0, 50 }, { 100, 100, 100 } } } })),
                "path");
            return paths.front().attributes.value("d").toString();
        };
        QVERIFY(pathOf(SeriesForm::line).contains(" L"));
        QVERIFY(pathOf(SeriesForm::steps).contains(" H"));
        QVERIFY(pathOf(SeriesForm::area).endsWith(" Z"));
        QCOMPARE(pathOf(SeriesForm::band).count(" L"), 3);
    }

    void logAxesLeaveZerosOut()
    {
        Plot plot = plotOf({ { "seen", SeriesForm::points, PlotColor::image,
            { { 0, 5 }, { 1, 100 }, { 10, 10 }, { 100, 1 }, { 1000, 0 },
                { std::numeric_limits<double>::quiet_NaN(), 1 },
                { 3, std::numeric_limits<double>::infinity() } } } });
        plot.x.scale = AxisScale::log10;
        plot.y.scale = AxisScale::log10;
        const auto circles = named(elementsOf(plot), "circle");
        QCOMPARE(circles.size(), std::size_t{ 3 });
        QVERIFY(std::abs(
                    2 * circles[1].number("cx") - circles[0].number("cx") - circles[2].number("cx"))
            < 0.03);
        QVERIFY(std::abs(
                    2 * circles[1].number("cy") - circles[0].number("cy") - circles[2].number("cy"))
            < 0.03);
        // A gap is no line.
        plot.series[0].form = SeriesForm::line;
        plot.series[0].points = { { 1, 1 }, { 2, 2 }, { 3, 0 }, { 4, 4 }, { 5, 5 } };
        QCOMPARE(named(elementsOf(plot), "path").size(), std::size_t{ 2 });
    }

    void namesAreEscaped()
    {
        Plot plot = plotOf({ { "a<b & \"c\"\x01\xff", SeriesForm::line, PlotColor::ink,
            { { 0, 0 }, { 1, 1 } } } });
        plot.title = "</svg><script>alert(1)</script>";
        plot.note = "tab\tand 'quotes'";
        plot.marks = { { PlotMark::Across::x, 0.5, "<lru>" } };
        const auto elements = elementsOf(plot);
        QVERIFY(!elements.empty());
        QVERIFY(named(elements, "script").empty());
        QVERIFY(!textOf(elements, QString::fromUtf8("a<b & \"c\"\uFFFD\uFFFD")).text.isEmpty());
        QVERIFY(!textOf(elements, "tab and 'quotes'").text.isEmpty());
        QVERIFY(!textOf(elements, "<lru>").text.isEmpty());
        COMPARE_TEXT(report::elided("ééééé", 3), "éé…");
        COMPARE_TEXT(report::elided("ééé", 3), "ééé");
    }

    void emptyAndSingle()
    {
        QVERIFY(!textOf(elementsOf(plotOf({})), "No data").text.isEmpty());
        const auto nothing = elementsOf(plotOf({ { "none", SeriesForm::line, {}, {} } }));
        QVERIFY(!textOf(nothing, "No data").text.isEmpty());
        QVERIFY(textOf(nothing, "none").text.isEmpty());
        const auto one
            = elementsOf(plotOf({ { "one", SeriesForm::line, PlotColor::audio, { { 7, 7 } } } }));
        QCOMPARE(named(one, "circle").size(), std::size_t{ 1 });
        QVERIFY(textOf(one, "No data").text.isEmpty());
        QVERIFY(!textOf(one, "one").text.isEmpty());
    }

    void labelsKeepApart()
    {
        const auto flat = [](const char* name, double y) {
            return PlotSeries{ name, SeriesForm::line, PlotColor::image, { { 0, 0 }, { 1, y } } };
        };
        const auto two = elementsOf(plotOf({ flat("lru", 90), flat("fifo", 89) }));
        QVERIFY(std::abs(textOf(two, "lru").number("y") - textOf(two, "fifo").number("y")) >= 14);
        QVERIFY(textOf(two, "lru").number("y") < textOf(two, "fifo").number("y"));
        // Four at one place: a legend in one row instead.
        const auto many = elementsOf(
            plotOf({ flat("lru", 90), flat("fifo", 89.9), flat("clock", 89.8), flat("vllm", 90) }));
        QCOMPARE(textOf(many, "lru").number("y"), textOf(many, "vllm").number("y"));
        QVERIFY(textOf(many, "lru").number("x") < textOf(many, "fifo").number("x"));
    }

    void marksCarryTheirNames()
    {
        Plot plot
            = plotOf({ { "lru", SeriesForm::line, PlotColor::image, { { 0, 0 }, { 100, 80 } } } });
        plot.marks = { { PlotMark::Across::x, 50, "lru:50" }, { PlotMark::Across::x, 51, "fifo" },
            { PlotMark::Across::y, 60, "wanted" }, { PlotMark::Across::x, 400, "far" } };
        plot.x.to = 100;
        const auto elements = elementsOf(plot);
        const Element left = textOf(elements, "lru:50");
        const Element right = textOf(elements, "fifo");
        QVERIFY(left.number("y") < right.number("y"));
        QVERIFY(textOf(elements, "far").text.isEmpty());
        int dashed = 0;
        for (const Element& line : named(elements, "line"))
            if (line.attributes.hasAttribute("stroke-dasharray"))
                ++dashed;
        QCOMPARE(dashed, 3);
        QVERIFY(!textOf(elements, "wanted").text.isEmpty());
    }

    void sameBytesInAnyLocale()
    {
        const Plot plot = plotOf(
            { { "lru", SeriesForm::line, PlotColor::image, { { 0.5, 0.25 }, { 1.5, 1e7 } } } });
        const std::string before = report::svgPlot(plot);
        const std::string old = std::setlocale(LC_ALL, nullptr);
        std::setlocale(LC_ALL, "de_DE.UTF-8"); // stays as it is where there is no such locale
        const std::string after = report::svgPlot(plot);
        std::setlocale(LC_ALL, old.c_str());
        COMPARE_TEXT(after, before);
        QVERIFY(before.find("prefers-color-scheme: dark") != std::string::npos);
    }

    void manyPointsStaySmall()
    {
        PlotSeries series{ "all", SeriesForm::line, PlotColor::accent, {} };
        for (int i = 0; i < 1'000'000; ++i)
            series.points.push_back({ static_cast<double>(i), 0.5 });
        QVERIFY(report::svgPlot(plotOf({ series })).size() < 2'000'000);
    }
};

POOLSCOPE_TEST(SvgPlotTest)
#include "svg_plot_test.moc"
