// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/file.h"
#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <QTemporaryDir>

#include <filesystem>

using namespace poolscope;
using namespace poolscope::testing;
using base::Modality;

namespace {

std::string errorOf(const media::ItemSpec& spec)
{
    const auto files = media::render(spec);
    return files ? "rendered" : files.error().message;
}

} // namespace

class UserFilesTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void itemsAreTheFilesByNameInByteOrder()
    {
        const std::string png = bytesOf(picture(media::Format::png, 4, 4));
        const std::string jpeg = bytesOf(picture(media::Format::jpeg, 4, 4));
        write("b.jpg", jpeg + "b");
        write("a10.png", png + "10");
        write("a9.png", png + "9");
        write("B.png", png + "B");
        std::filesystem::create_directory(path("a-folder"));
        std::filesystem::create_symlink(path("b.jpg"), path("z-link.jpg"));

        const std::vector<std::string> expected{ png + "B", png + "10", png + "9", jpeg + "b",
            jpeg + "b" };
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(bytesOf(file(folder(), i)) == expected[i]);
        const auto last = media::render(file(folder(), 4));
        REQUIRE_VALUE(last);
        COMPARE_TEXT(last->front().mime, "image/jpeg");
        COMPARE_TEXT(errorOf(file(folder(), 5)),
            "Cannot render image 5: the folder \"" + folder() + "\" has 5 of the 6 files needed");
    }

    void theContentSaysWhatAFileIs()
    {
        struct Case {
            const char* corpusFile;
            Modality modality;
            const char* mime;
        };
        for (const Case& wanted : { Case{ "png_rgba", Modality::image, "image/png" },
                 { "jpeg", Modality::image, "image/jpeg" },
                 { "webp_lossy", Modality::image, "image/webp" },
                 { "gif_two_frames", Modality::image, "image/gif" },
                 { "mp4_h264", Modality::video, "video/mp4" },
                 { "wav_16_mono", Modality::audio, "audio/wav" },
                 { "mp3", Modality::audio, "audio/mpeg" } }) {
            const std::string bytes = readAll(std::filesystem::path(POOLSCOPE_SOURCE)
                / "tests/fuzz/corpus/media_preview" / wanted.corpusFile);
            write("no-suffix", bytes);
            const auto files = media::render(file(folder(), 0, wanted.modality));
            REQUIRE_VALUE(files);
            COMPARE_TEXT(files->front().mime, wanted.mime);
            QVERIFY(files->front().bytes == bytes);
        }
    }

    void otherFilesAreRefusedByName()
    {
        for (const std::string& content : { std::string("notes"), std::string(),
                 std::string("\0\0\0\x18"
                             "ftypheic",
                     12) }) {
            write("x", content);
            COMPARE_TEXT(errorOf(file(folder(), 0)),
                "Cannot render image 0: \"" + path("x").string()
                    + "\" is no image file of a known kind");
        }
        write("x", bytesOf(picture(media::Format::png, 4, 4)));
        COMPARE_TEXT(errorOf(file(folder(), 0, Modality::video)),
            "Cannot render video 0: \"" + path("x").string()
                + "\" is no video file of a known kind");
    }

    void hugeFilesAreRefusedUnread()
    {
        write("x", "");
        std::filesystem::resize_file(path("x"), (std::uintmax_t{ 256 } << 20U) + 1);
        const std::string message = errorOf(file(folder(), 0));
        QVERIFY2(message.find("268435457 bytes") != std::string::npos, message.c_str());
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const std::string missing = folder() + "/missing";
        COMPARE_TEXT(errorOf(file(missing, 0)),
            "Cannot render image 0: cannot read the folder \"" + missing
                + "\": No such file or directory");
        COMPARE_TEXT(errorOf(file("", 0)), "Cannot render image 0: no folder of files is named");
    }

private:
    std::string folder() const { return m_folder->path().toStdString(); }
    std::filesystem::path path(const char* name) const { return folder() + "/" + name; }
    void write(const char* name, const std::string& content) const
    {
        QVERIFY(base::writeFile(path(name), content));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

POOLSCOPE_TEST(UserFilesTest)
#include "user_files_test.moc"
