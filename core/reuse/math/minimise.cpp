// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/math/minimise.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace {

struct Vertex {
    std::vector<double> at;
    double value = 0;
};

/// from + factor * (to - from)
std::vector<double> along(
    const std::vector<double>& from, const std::vector<double>& to, double factor)
{
    std::vector<double> point(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        point[i] = from[i] + factor * (to[i] - from[i]);
    return point;
}

} // namespace

double minimiseBetween(
    const std::function<double(double)>& f, double low, double high, double tolerance)
{
    constexpr double golden = 0.61803398874989484820;
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double leftValue = f(left);
    double rightValue = f(right);
    while (high - low > tolerance) {
        if (leftValue <= rightValue) {
            high = right;
            right = left;
            rightValue = leftValue;
            left = high - golden * (high - low);
            leftValue = f(left);
        } else {
            low = left;
            left = right;
            leftValue = rightValue;
            right = low + golden * (high - low);
            rightValue = f(right);
        }
    }
    return 0.5 * (low + high);
}

std::vector<double> minimiseNear(const std::function<double(const std::vector<double>&)>& f,
    std::vector<double> start, const std::vector<double>& steps, const std::stop_token& stop)
{
    constexpr int maxEvaluations = 400;
    constexpr double tolerance = 1e-5; // of a log-likelihood: far below what data can tell
    std::vector<Vertex> simplex{ { start, f(start) } };
    for (std::size_t i = 0; i < start.size(); ++i) {
        std::vector<double> at = start;
        at[i] += steps[i];
        const double value = f(at);
        simplex.push_back({ std::move(at), value });
    }
    int evaluations = static_cast<int>(simplex.size());
    const auto byValue = [](const Vertex& a, const Vertex& b) { return a.value < b.value; };
    const auto tried = [&](std::vector<double> at) {
        ++evaluations;
        const double value = f(at);
        return Vertex{ std::move(at), value };
    };
    for (;;) {
        std::stable_sort(simplex.begin(), simplex.end(), byValue);
        Vertex& worst = simplex.back();
        if (evaluations > maxEvaluations || stop.stop_requested()
            || worst.value - simplex.front().value < tolerance)
            return simplex.front().at;
        std::vector<double> centre(start.size(), 0);
        for (std::size_t v = 0; v + 1 < simplex.size(); ++v)
            for (std::size_t i = 0; i < centre.size(); ++i)
                centre[i] += simplex[v].at[i] / static_cast<double>(start.size());
        const Vertex mirrored = tried(along(centre, worst.at, -1));
        if (mirrored.value < simplex.front().value) {
            const Vertex further = tried(along(centre, worst.at, -2));
            worst = further.value < mirrored.value ? further : mirrored;
            continue;
        }
        if (mirrored.value < simplex[simplex.size() - 2].value) {
            worst = mirrored;
            continue;
        }
        const double factor = mirrored.value < worst.value ? -0.5 : 0.5;
        const Vertex nearer = tried(along(centre, worst.at, factor));
        if (nearer.value < std::min(mirrored.value, worst.value)) {
            worst = nearer;
            continue;
        }
        for (std::size_t v = 1; v < simplex.size(); ++v)
            simplex[v] = tried(along(simplex.front().at, simplex[v].at, 0.5));
    }
}

} // namespace poolscope::reuse
