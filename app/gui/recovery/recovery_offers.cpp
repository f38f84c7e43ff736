// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_offers.h"

#include "app/gui/qt.h"
#include "app/gui/recovery/recovery_keeper.h"
#include "core/base/file.h"
#include "core/config/reader.h"

#include <utility>

namespace poolscope::gui {

namespace {

constexpr std::size_t headerLimit = std::size_t{ 1 } << 20U;

} // namespace

RecoveryOffers::RecoveryOffers(Document& document, RecoveryKeeper& keeper, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_find(m_thread)
    , m_read(m_thread)
{
    m_thread.setMaxThreadCount(1);
    connect(&keeper, &RecoveryKeeper::settled, this, [this] {
        if (m_restored)
            removeOnThread(std::exchange(m_restored, nullptr));
    });
}

RecoveryOffers::~RecoveryOffers()
{
    m_thread.waitForDone();
}

RecoveryOffers::Found RecoveryOffers::find()
{
    Found found;
    removeLeftovers();
    for (const QString& path : recoveryFiles()) {
        auto claim = RecoveryClaim::take(toStd(path));
        if (!claim)
            continue; // of a window that lives
        const auto bytes = base::readFile(toStd(path), config::maxTextSize * 2 + headerLimit);
        auto file = bytes ? decoded(*bytes) : tl::make_unexpected(bytes.error());
        if (file) {
            found.offers.push_back({ std::move(*file), std::move(claim) });
            continue;
        }
        const QString why = toQt(file.error().message);
        found.messages << tr("A recovery file cannot be read: %1. It was put aside as \"%2\".")
                              .arg(why, toQt(claim->putAside()));
    }
    return found;
}

void RecoveryOffers::look()
{
    m_find.start([](const std::stop_token&) { return find(); },
        [this](Found found) {
            for (const QString& message : std::as_const(found.messages))
                emit messageRequested(message, true);
            for (Offer& offer : found.offers)
                m_offers.push_back(std::move(offer));
            emit changed();
        });
}

const RecoveryFile* RecoveryOffers::current() const
{
    return m_offers.empty() ? nullptr : &m_offers.front().file;
}

void RecoveryOffers::readDisk(std::function<void(const Disk&)> then)
{
    m_read.start(
        [path = toStd(current()->path)](const std::stop_token&) -> Disk {
            if (path.empty())
                return std::nullopt;
            return readVersion(path).text;
        },
        std::move(then));
}

void RecoveryOffers::restore()
{
    if (current())
        readDisk([this](const Disk& disk) { replaceDocument(disk); });
}

void RecoveryOffers::replaceDocument(const Disk& disk)
{
    const Offer offer = std::move(m_offers.front());
    m_offers.pop_front();
    const RestoredText text = gui::restored(offer.file, disk);
    m_document.reset(
        disk.value_or(std::string()), disk ? offer.file.path : QString(), offer.file.name);
    m_document.edit(base::difference(m_document.text(), text.text), tr("Restore Unsaved Changes"));
    if (m_document.isDirty())
        m_restored = offer.claim;
    else
        removeOnThread(offer.claim);
    emit restored(m_document.displayName(), static_cast<int>(text.missing));
    emit changed();
}

void RecoveryOffers::compare()
{
    if (!current())
        return;
    readDisk([this](const Disk& disk) {
        emit compareRequested(disk.value_or(std::string()), gui::restored(*current(), disk).text);
    });
}

void RecoveryOffers::discard()
{
    if (!current())
        return;
    removeOnThread(std::move(m_offers.front().claim));
    m_offers.pop_front();
    emit changed();
}

void RecoveryOffers::removeOnThread(std::shared_ptr<RecoveryClaim> claim)
{
    m_thread.start([claim = std::move(claim)] { claim->remove(); });
}

} // namespace poolscope::gui
