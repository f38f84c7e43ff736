// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_file.h"

#include "app/gui/qt.h"
#include "core/base/hash.h"
#include "core/config/secrets/secrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int format = 1;
constexpr std::string_view mark = "SECRET_LEFT_OUT";

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

QJsonArray toJson(const LeftOut& leftOut)
{
    QJsonArray numbers{ static_cast<qint64>(leftOut.place.begin),
        static_cast<qint64>(leftOut.place.end) };
    if (leftOut.source) {
        numbers.append(static_cast<qint64>(leftOut.source->begin));
        numbers.append(static_cast<qint64>(leftOut.source->end));
    }
    return numbers;
}

std::optional<base::TextRange> rangeOf(const QJsonArray& numbers, qsizetype first)
{
    const qint64 begin = numbers.at(first).toInteger(-1);
    const qint64 end = numbers.at(first + 1).toInteger(-1);
    if (begin < 0 || end < begin)
        return std::nullopt;
    return base::TextRange{ static_cast<std::size_t>(begin), static_cast<std::size_t>(end) };
}

/// Marks stand one behind the other where the header says.
bool areMarksIn(const RecoveryFile& file)
{
    std::size_t end = 0;
    for (const LeftOut& leftOut : file.leftOut) {
        const base::TextRange place = leftOut.place;
        if (place.begin < end || place.end > file.text.size()
            || std::string_view(file.text).substr(place.begin, place.size()) != mark)
            return false;
        end = place.end;
    }
    return true;
}

} // namespace

RecoveryFile withoutSecrets(std::string_view text, const DiskVersion& known)
{
    const std::string disk = known.text.value_or(std::string());
    const auto sources = config::secretRanges(disk);
    const auto bytesOf = [](std::string_view whole, const base::TextRange& range) {
        return whole.substr(range.begin, range.size());
    };
    RecoveryFile file;
    if (known.text)
        file.diskHash = base::sha256(disk);
    std::size_t done = 0;
    for (const base::TextRange& secret : config::secretRanges(text)) {
        file.text += text.substr(done, secret.begin - done);
        LeftOut leftOut{ { file.text.size(), file.text.size() + mark.size() }, {} };
        const auto source
            = std::find_if(sources.begin(), sources.end(), [&](const base::TextRange& range) {
                  return bytesOf(disk, range) == bytesOf(text, secret);
              });
        if (source != sources.end())
            leftOut.source = *source;
        file.text += mark;
        file.leftOut.push_back(leftOut);
        done = secret.end;
    }
    file.text += text.substr(done);
    return file;
}

std::string encoded(const RecoveryFile& file)
{
    QJsonArray leftOut;
    for (const LeftOut& secret : file.leftOut)
        leftOut.append(toJson(secret));
    const QJsonObject header{ { key("poolscopeRecovery"), format }, { key("path"), file.path },
        { key("name"), file.name }, { key("time"), file.time.toString(Qt::ISODateWithMs) },
        { key("process"), file.process }, { key("version"), file.version },
        { key("diskHash"), toQt(file.diskHash) }, { key("leftOut"), leftOut },
        { key("hash"), toQt(base::sha256(file.text)) } };
    return QJsonDocument(header).toJson(QJsonDocument::Compact).toStdString() + '\n' + file.text;
}

base::Result<RecoveryFile> decoded(std::string_view bytes)
{
    const auto damaged = [] {
        return base::fail(base::Code::invalid, DocumentFile::tr("it is not whole").toStdString());
    };
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos)
        return damaged();
    const QJsonObject header
        = QJsonDocument::fromJson(QByteArray(bytes.data(), static_cast<qsizetype>(end))).object();
    if (header.value(key("poolscopeRecovery")).toInt() != format)
        return damaged();
    RecoveryFile file;
    file.path = header.value(key("path")).toString();
    file.name = header.value(key("name")).toString();
    file.time = QDateTime::fromString(header.value(key("time")).toString(), Qt::ISODateWithMs);
    file.process = header.value(key("process")).toInteger();
    file.version = header.value(key("version")).toString();
    file.diskHash = toStd(header.value(key("diskHash")).toString());
    file.text = bytes.substr(end + 1);
    const QJsonArray leftOut = header.value(key("leftOut")).toArray();
    for (const QJsonValue& entry : leftOut) {
        const QJsonArray numbers = entry.toArray();
        const auto place = rangeOf(numbers, 0);
        if (!place)
            return damaged();
        file.leftOut.push_back({ *place, rangeOf(numbers, 2) });
    }
    if (!file.time.isValid()
        || base::sha256(file.text) != toStd(header.value(key("hash")).toString())
        || !areMarksIn(file))
        return damaged();
    return file;
}

RestoredText restored(const RecoveryFile& file, const std::optional<std::string>& disk)
{
    const bool isSameFile = disk && base::sha256(*disk) == file.diskHash;
    RestoredText result;
    std::size_t done = 0;
    for (const LeftOut& leftOut : file.leftOut) {
        result.text += file.text.substr(done, leftOut.place.begin - done);
        if (isSameFile && leftOut.source && leftOut.source->end <= disk->size()) {
            result.text += disk->substr(leftOut.source->begin, leftOut.source->size());
        } else {
            result.text += mark;
            ++result.missing;
        }
        done = leftOut.place.end;
    }
    result.text += file.text.substr(done);
    return result;
}

} // namespace poolscope::gui
