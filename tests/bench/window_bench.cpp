// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/slider_field.h"
#include "tests/gui/window_fixture.h"

#include <benchmark/benchmark.h>

#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSlider>

#include <algorithm>
#include <vector>

using namespace poolscope;

namespace {

/// From a step of the skew's slider to the painted window: the event loop handles the step, the
/// snapshot is derived, every panel is painted, changed or not. What a screen adds is not in it.
void sliderToPixels(benchmark::State& state)
{
    testing::WindowFixture fixture;
    fixture.find<gui::SliderField>("poolSize")
        ->field()
        ->setValue(static_cast<double>(state.range(0)));
    fixture.session();
    QCoreApplication::processEvents();
    QSlider* slider = fixture.find<gui::SliderField>("skew")->slider();
    slider->setSliderDown(true);
    std::vector<double> times;
    int step = 1;
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        if (slider->value() + step > slider->maximum() || slider->value() + step < 20)
            step = -step;
        slider->setValue(slider->value() + step);
        while (fixture.window->session().isStale())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::processEvents();
        benchmark::DoNotOptimize(fixture.window->grab());
        times.push_back(1e-6 * static_cast<double>(timer.nsecsElapsed()));
    }
    slider->setSliderDown(false);
    std::sort(times.begin(), times.end());
    state.counters["p50 ms"] = times[times.size() / 2];
    state.counters["p99 ms"] = times[times.size() * 99 / 100];
}
BENCHMARK(sliderToPixels)->Arg(100)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// From nothing to a painted window, libraries loaded.
void firstPaint(benchmark::State& state)
{
    for (auto _ : state) {
        testing::WindowFixture fixture;
        benchmark::DoNotOptimize(fixture.window->grab());
    }
}
BENCHMARK(firstPaint)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    run::initialize();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("poolscope-bench"));
    QApplication::setApplicationName(QStringLiteral("poolscope-bench"));
    gui::applyTheme(application, gui::Appearance::light);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
