// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_folder.h"

#include "app/gui/qt.h"
#include "core/base/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QUuid>

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace poolscope::gui {

namespace {

constexpr const char* ending = ".recovery";
constexpr const char* lockEnding = ".lock";

QStringList filesNamed(const QString& pattern)
{
    QStringList files;
    const auto found = QDir(recoveryFolder())
                           .entryInfoList({ pattern }, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo& file : found)
        files << file.absoluteFilePath();
    return files;
}

} // namespace

RecoveryClaim::RecoveryClaim(std::string file, int descriptor)
    : m_file(std::move(file))
    , m_descriptor(descriptor)
{
}

RecoveryClaim::~RecoveryClaim()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // the lock goes with it
}

std::shared_ptr<RecoveryClaim> RecoveryClaim::take(const std::string& file)
{
    const int descriptor = ::open((file + lockEnding).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return nullptr;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return nullptr;
    }
    return std::shared_ptr<RecoveryClaim>(new RecoveryClaim(file, descriptor));
}

base::Result<> RecoveryClaim::write(std::string_view content) const
{
    return base::writeFile(m_file, content, base::Access::owner);
}

void RecoveryClaim::remove()
{
    ::unlink(m_file.c_str());
    release();
}

std::string RecoveryClaim::putAside()
{
    std::error_code error;
    const std::string aside = m_file + ".damaged";
    std::filesystem::rename(m_file, aside, error);
    release();
    return error ? m_file : aside;
}

void RecoveryClaim::release()
{
    ::unlink((m_file + lockEnding).c_str());
    ::close(std::exchange(m_descriptor, -1));
}

QString recoveryFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/recovery");
}

std::string newRecoveryFile()
{
    return toStd(
        QStringLiteral("%1/%2-%3%4")
            .arg(recoveryFolder())
            .arg(QCoreApplication::applicationPid())
            .arg(QUuid::createUuid().toString(QUuid::Id128).left(8), QString::fromLatin1(ending)));
}

base::Result<> makeRecoveryFolder()
{
    const std::filesystem::path folder = toStd(recoveryFolder());
    if (auto made = base::createFolder(folder); !made)
        return made;
    std::error_code error;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error)
        return base::fail(base::Code::io, error.message());
    return {};
}

QStringList recoveryFiles()
{
    return filesNamed(QLatin1Char('*') + QString::fromLatin1(ending));
}

void removeLeftovers()
{
    const auto removeIfAlone = [](const std::string& file) {
        std::error_code error;
        if (const auto claim = RecoveryClaim::take(file);
            claim && !std::filesystem::exists(file, error))
            claim->remove();
    };
    // base::writeFile names its temporary file with six letters more.
    constexpr qsizetype letters = 7;
    for (const QString& name :
        filesNamed(QStringLiteral("*%1.??????").arg(QLatin1String(ending)))) {
        if (const auto claim = RecoveryClaim::take(toStd(name.chopped(letters))))
            ::unlink(toStd(name).c_str());
        removeIfAlone(toStd(name.chopped(letters)));
    }
    for (const QString& name : filesNamed(QLatin1Char('*') + QLatin1String(lockEnding)))
        removeIfAlone(toStd(name.chopped(static_cast<qsizetype>(std::strlen(lockEnding)))));
}

} // namespace poolscope::gui
