// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/render.h"

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/json.h"
#include "app/cli/validators.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "core/base/hash.h"
#include "core/run/preparer.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

namespace poolscope::cli {

namespace {

using base::Modality;
using nlohmann::ordered_json;

struct Options {
    InputOptions input;
    std::string folder;
    std::string modality;
    std::string items;
    unsigned jobs = 0;
    bool json = false;
};

/// "A-B" or "A", inclusive.
struct ItemRange {
    std::uint64_t first = 0;
    std::uint64_t last = UINT64_MAX;
};

std::optional<ItemRange> parseRange(const std::string& text)
{
    if (text.empty())
        return ItemRange{};
    ItemRange range;
    std::size_t used = 0;
    try {
        range.first = range.last = std::stoull(text, &used);
        if (used < text.size() && text[used] == '-') {
            const std::string rest = text.substr(used + 1);
            range.last = std::stoull(rest, &used);
            if (used != rest.size())
                return {};
        } else if (used != text.size()) {
            return {};
        }
    } catch (const std::exception&) { // what std::stoull throws on "x" and on overflow
        return {};
    }
    return range.first <= range.last && text.front() != '-' ? std::optional(range) : std::nullopt;
}

std::string_view extension(std::string_view mime)
{
    for (const auto& [type, ending] :
        { std::pair{ "image/jpeg", "jpg" }, { "image/webp", "webp" }, { "image/gif", "gif" },
            { "video/mp4", "mp4" }, { "audio/wav", "wav" }, { "audio/mpeg", "mp3" } })
        if (mime == type)
            return ending;
    return "png";
}

/// The items of a pool that are asked for.
std::vector<media::ItemSpec> itemsOf(
    const plan::MediaPlan* media, std::uint64_t count, const ItemRange& range)
{
    std::vector<media::ItemSpec> items;
    for (std::uint64_t i = range.first; media && i < count && i <= range.last; ++i)
        items.push_back(media->item(i));
    return items;
}

std::vector<media::ItemSpec> wantedItems(
    const plan::Plan& plan, const Options& options, const ItemRange& range)
{
    std::vector<media::ItemSpec> items;
    for (const Modality modality : base::allModalities) {
        if (!options.modality.empty() && options.modality != base::name(modality))
            continue;
        const plan::MediaPlan* payload = plan.media(modality);
        if (payload && payload->hasPool())
            for (auto& item :
                itemsOf(payload, static_cast<std::uint64_t>(payload->poolSize()), range))
                items.push_back(std::move(item));
        if (const plan::MediaPlan* prefix = plan.prefixMedia(modality)) {
            const std::uint64_t count = prefix->hasPool()
                ? static_cast<std::uint64_t>(prefix->poolSize())
                : plan.groupCount() * (prefix->countProbabilities().size() - 1);
            for (auto& item : itemsOf(prefix, count, range))
                items.push_back(std::move(item));
        }
    }
    return items;
}

/// Renders and writes items on several threads; the manifest keeps their order.
class Rendering {
public:
    Rendering(const Options& options, std::vector<media::ItemSpec> items)
        : m_folder(options.folder)
        , m_items(std::move(items))
        , m_entries(m_items.size())
    {
    }

    base::Result<> run(Context& context, unsigned jobs)
    {
        {
            std::stop_source stop;
            const std::stop_callback forward(context.stop, [&] { stop.request_stop(); });
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < jobs; ++i)
                threads.emplace_back([&] { work(stop); });
            ProgressLine progress(context.console);
            while (m_done < m_items.size() && !stop.stop_requested()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                progress.show(static_cast<double>(m_done) / static_cast<double>(m_items.size()),
                    fmt::format("{} of {} items, {}", m_done.load(), m_items.size(),
                        base::formatBytes(static_cast<double>(m_bytes))));
            }
        }
        if (m_error)
            return tl::make_unexpected(*m_error);
        return context.stop.stop_requested() ? base::Result<>(base::cancelled()) : base::Result<>();
    }

    ordered_json manifest() const
    {
        ordered_json items = ordered_json::array();
        for (const auto& entries : m_entries)
            for (const auto& entry : entries)
                items.push_back(entry);
        return { { "items", std::move(items) } };
    }

    std::uint64_t bytes() const { return m_bytes; }

private:
    void work(std::stop_source& stop)
    {
        while (!stop.stop_requested()) {
            const std::size_t index = m_next++;
            if (index >= m_items.size())
                return;
            if (auto written = writeItem(index, stop.get_token()); !written) {
                if (written.error().code != base::Code::cancelled) {
                    const std::lock_guard lock(m_mutex);
                    m_error = written.error();
                }
                stop.request_stop();
                return;
            }
            ++m_done;
        }
    }

    base::Result<> writeItem(std::size_t index, const std::stop_token& stop)
    {
        const media::ItemSpec& spec = m_items[index];
        auto blobs = media::render(spec, stop);
        if (!blobs)
            return tl::make_unexpected(blobs.error());
        for (std::size_t frame = 0; frame < blobs->size(); ++frame) {
            const media::Blob& blob = (*blobs)[frame];
            const std::string name = fmt::format("{}{}-{:06}{}.{}",
                spec.side == media::Side::prefix ? "prefix-" : "", base::name(spec.modality),
                spec.item, blobs->size() > 1 ? fmt::format("-frame-{:04}", frame) : "",
                extension(blob.mime));
            if (auto written = base::writeFile(m_folder / name, blob.bytes); !written)
                return written;
            m_bytes += blob.bytes.size();
            ordered_json entry{ { "modality", base::name(spec.modality) }, { "item", spec.item },
                { "file", name }, { "sha256", base::sha256(blob.bytes) },
                { "bytes", blob.bytes.size() }, { "width", spec.width }, { "height", spec.height },
                { "frames", spec.frames },
                { "seconds",
                    spec.modality == Modality::video
                        ? static_cast<double>(spec.frames) / media::videoFrameRate
                        : spec.seconds },
                { "mime", blob.mime } };
            if (spec.side == media::Side::prefix)
                entry["side"] = "prefix";
            if (blobs->size() > 1)
                entry["frame"] = frame;
            m_entries[index].push_back(std::move(entry));
        }
        return {};
    }

    std::filesystem::path m_folder;
    std::vector<media::ItemSpec> m_items;
    std::vector<std::vector<ordered_json>> m_entries;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<std::size_t> m_done = 0;
    std::atomic<std::uint64_t> m_bytes = 0;
    std::mutex m_mutex;
    std::optional<base::Error> m_error;
};

Exit render(Context& context, const Options& options)
{
    heedStops();
    const auto range = parseRange(options.items);
    if (!range) {
        report(context.console,
            { base::Code::invalid, fmt::format("\"{}\" is not a range of items", options.items),
                "Write it as 0-9 or as 7." });
        return Exit::usage;
    }
    const auto loaded = load(context, options.input, {});
    if (!loaded)
        return Exit::failed;
    auto items = wantedItems(*loaded->snapshot->plan, options, *range);
    if (items.empty()) {
        report(context.console,
            { base::Code::invalid, "There is nothing to render",
                "Give a modality of the config a pool; without one every request has bytes of its "
                "own." });
        return Exit::failed;
    }
    if (auto enough = run::checkFolders(*loaded->snapshot->plan, context.stop); !enough) {
        report(context.console, enough.error());
        return Exit::failed;
    }
    if (auto created = base::createFolder(options.folder); !created) {
        report(context.console, created.error());
        return Exit::failed;
    }
    const unsigned jobs
        = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count = items.size();
    Rendering rendering(options, std::move(items));
    auto done = rendering.run(context, jobs);
    const std::string manifest = written(rendering.manifest());
    if (done)
        done = base::writeFile(std::filesystem::path(options.folder) / "manifest.json", manifest);
    if (!done) {
        report(context.console, done.error());
        return Exit::failed;
    }
    if (options.json)
        context.console.out << manifest;
    else
        context.console.out << fmt::format("{} items, {} in {}\n", base::formatCount(count),
            base::formatBytes(static_cast<double>(rendering.bytes())), options.folder);
    return Exit::fine;
}

} // namespace

void addRender(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("render", "Write the items of the pools as files");
    addInput(*command, options->input);
    command->add_option("--out", options->folder, "Folder for the files and manifest.json")
        ->required()
        ->type_name("DIR");
    command->add_option("--modality", options->modality, "Only image, video or audio")
        ->check(CLI::IsMember({ "image", "video", "audio" }));
    command->add_option("--items", options->items, "Only these items, as in 0-9")->type_name("A-B");
    command->add_option("--jobs", options->jobs, "Threads (default: one per core)")
        ->type_name("N")
        ->check(wholeNumber(256));
    command->add_flag("--json", options->json, "Print the manifest");
    command->footer("Example: poolscope-cli render hot-product-images.yaml --out pool --items 0-9");
    command->callback([options, &action] {
        action = [options](Context& context) { return render(context, *options); };
    });
}

} // namespace poolscope::cli
