// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/cache_choice.h"

#include "app/gui/qt.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace poolscope::gui {

namespace {

using reuse::CachePolicy;
using reuse::CacheSpec;
using reuse::CacheUnit;

constexpr const char* firstChoice = "vllm-processor";

QString tr(const char* text)
{
    return QCoreApplication::translate("CacheChoice", text);
}

std::vector<CacheEntry> makeEntries()
{
    std::vector<CacheEntry> entries;
    for (const reuse::CachePreset& preset : reuse::cachePresets())
        entries.push_back({ std::string(preset.name), toQt(preset.title),
            toQt(preset.counts) + QLatin1Char('\n') + toQt(preset.differs), true });
    entries.push_back({ "unlimited", tr("Unlimited"), tr("Nothing is ever evicted.") });
    entries.push_back({ "lru", tr("LRU"), tr("Evicts what was not used for the longest time.") });
    entries.push_back({ "fifo", tr("FIFO"), tr("Evicts what was stored first.") });
    entries.push_back({ "clock", tr("CLOCK"),
        tr("Like FIFO, but what was used since the hand came by gets a second chance.") });
    entries.push_back({ "sieve", tr("SIEVE"),
        tr("Like CLOCK, but what stays keeps its place in the queue. No formula: simulated.") });
    entries.push_back({ "s3fifo", tr("S3-FIFO"),
        tr("Three queues: a small one for newcomers, the main one, and one of names only. No "
           "formula: simulated.") });
    entries.push_back({ "vllm", tr("vLLM"),
        tr("LRU with the rules of vLLM's processor cache within a request.") });
    entries.push_back({ "vllm-shm", tr("vLLM shm"),
        tr("vLLM's cache in shared memory: a ring that evicts what was stored first. No formula: "
           "simulated.") });
    return entries;
}

std::uint64_t usualCapacity(CacheUnit unit)
{
    switch (unit) {
    case CacheUnit::items:
        return 50;
    case CacheUnit::bytes:
        return std::uint64_t{ 4 } << 30U;
    case CacheUnit::tokens:
        return 8192;
    }
    return 1;
}

CacheSpec policyOf(const std::string& name)
{
    // Every policy with a capacity can be had in bytes.
    const auto spec = reuse::parseCacheSpec(name == "unlimited" ? name : name + ":4GiB");
    return spec ? *spec : CacheSpec();
}

} // namespace

const std::vector<CacheEntry>& cacheEntries()
{
    static const std::vector<CacheEntry> entries = makeEntries();
    return entries;
}

std::vector<CacheUnit> unitsOf(const std::string& name)
{
    if (const auto* preset = reuse::findCachePreset(name))
        return { preset->spec.unit };
    if (name == "unlimited")
        return {};
    if (name == "vllm-shm")
        return { CacheUnit::bytes };
    if (name == "vllm")
        return { CacheUnit::bytes, CacheUnit::items };
    return { CacheUnit::bytes, CacheUnit::items, CacheUnit::tokens };
}

CacheChoice withEntry(const CacheChoice& choice, const std::string& name)
{
    CacheChoice next{ name, {} };
    if (const auto* preset = reuse::findCachePreset(name)) {
        next.spec = preset->spec;
    } else {
        next.spec = policyOf(name);
        const auto units = unitsOf(name);
        const bool fits = choice.spec.capacity > 0
            && std::find(units.begin(), units.end(), choice.spec.unit) != units.end();
        if (fits) {
            next.spec.unit = choice.spec.unit;
            next.spec.capacity = choice.spec.capacity;
        }
    }
    next.spec.replicas = choice.spec.replicas;
    next.spec.routing = choice.spec.routing;
    return next;
}

CacheChoice withUnit(const CacheChoice& choice, CacheUnit unit)
{
    CacheChoice next = choice;
    next.spec.unit = unit;
    next.spec.capacity = usualCapacity(unit);
    return next;
}

CacheChoice keptCacheChoice()
{
    const QSettings settings;
    CacheChoice choice = withEntry({}, firstChoice);
    const std::string name = toStd(settings.value(QStringLiteral("reuse/entry")).toString());
    const auto& entries = cacheEntries();
    const bool isKnown = std::any_of(entries.begin(), entries.end(),
        [&](const CacheEntry& entry) { return entry.name == name; });
    const auto spec
        = reuse::parseCacheSpec(toStd(settings.value(QStringLiteral("reuse/cache")).toString()));
    if (isKnown && spec)
        choice = { name, *spec };
    choice.spec.replicas = std::max(1U, settings.value(QStringLiteral("reuse/replicas")).toUInt());
    if (const auto routing = reuse::parseCacheRouting(
            toStd(settings.value(QStringLiteral("reuse/routing")).toString())))
        choice.spec.routing = *routing;
    return choice;
}

void keepCacheChoice(const CacheChoice& choice)
{
    QSettings settings;
    settings.setValue(QStringLiteral("reuse/entry"), toQt(choice.name));
    settings.setValue(QStringLiteral("reuse/cache"), toQt(reuse::printCacheSpec(choice.spec)));
    settings.setValue(QStringLiteral("reuse/replicas"), choice.spec.replicas);
    settings.setValue(
        QStringLiteral("reuse/routing"), toQt(reuse::printCacheRouting(choice.spec.routing)));
}

QString reuseCommand(const QString& file, const CacheSpec& spec)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./+,@%-]+$"));
    QString name = file;
    if (!plain.match(name).hasMatch() || name.startsWith(QLatin1Char('-'))) {
        name.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
        name = QLatin1Char('\'') + name + QLatin1Char('\'');
    }
    return QStringLiteral("poolscope-cli reuse %1 --cache %2 --replicas %3 --routing %4 --exact")
        .arg(name, toQt(reuse::printCacheSpec(spec)))
        .arg(spec.replicas)
        .arg(toQt(reuse::printCacheRouting(spec.routing)));
}

} // namespace poolscope::gui
