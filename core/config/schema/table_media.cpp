// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/tables.h"

namespace poolscope::config::schema {

namespace {

constexpr auto presetNames = [] {
    std::array<std::string_view, presets.size()> names;
    for (std::size_t i = 0; i < presets.size(); ++i)
        names[i] = presets[i].name;
    return names;
}();

constexpr Form presetForm{ .kind = FormKind::choice, .names = presetNames };
constexpr Form resolutionForm = blockForm(resolution)[0];

constexpr std::array<Form, 2> aResolution{ presetForm, resolutionForm };
constexpr std::array<Form, 1> weightedResolutionForm = blockForm(weightedResolution);
constexpr std::array<Form, 3> resolutionForms{ presetForm, resolutionForm,
    Form{ .kind = FormKind::list, .items = weightedResolutionForm, .excludesEmpty = true } };

constexpr std::array<Form, 1> profileForm = blockForm(videoProfile);
constexpr std::array<Form, 1> weightedProfileForm = blockForm(weightedVideoProfile);
constexpr std::array<Form, 2> profileForms{ profileForm[0],
    Form{ .kind = FormKind::list, .items = weightedProfileForm, .excludesEmpty = true } };

constexpr std::array<Form, 1> weightedDurationForm = blockForm(weightedDuration);
// Bounds of what the file formats can hold, or of what anybody would send.
constexpr std::array<Form, 1> pixels = integerForm(noLimits, { .min = 1, .max = 65535 });
constexpr std::array<Form, 1> frames = integerForm(noLimits, { .min = 1, .max = 100'000 });
constexpr std::array<Form, 1> seconds
    = numberForm(noLimits, { .min = 0, .max = 86'400, .excludesMin = true });

constexpr std::array<Form, 2> durationForms{ seconds[0],
    Form{ .kind = FormKind::list, .items = weightedDurationForm, .excludesEmpty = true } };

constexpr std::array<Form, 1> poolForm = blockForm(pool);

constexpr Field count{ .key = "count",
    .forms = aDistribution,
    .isNullable = true,
    .unit = "items",
    .help = "Items per request; without it there are none." };
constexpr Field insertionPoint{ .key = "insertion_point",
    .forms = anInsertionPoint,
    .isNullable = true,
    .help = "Place in the text, 0 (start) to 1 (end); anywhere when absent." };
constexpr Field poolField{ .key = "pool",
    .forms = poolForm,
    .isNullable = true,
    .since = Reading::poolscope,
    .help = "A fixed set of items that requests draw from; fresh bytes every time without it." };

// The orders of the names are those of ImageRepresentation and VideoRepresentation.
constexpr std::array<std::string_view, 3> imageFormats{ "png", "jpeg", "webp" };
constexpr std::array<std::string_view, 3> videoFormats{ "mp4", "png_frames", "jpeg_frames" };
constexpr std::array<Form, 1> imageFormatForm = choiceForm(imageFormats);
constexpr std::array<Form, 1> videoFormatForm = choiceForm(videoFormats);

constexpr std::array<Field, 5> imageFields{ { count, insertionPoint,
    { .key = "resolutions",
        .forms = resolutionForms,
        .isNullable = true,
        .unit = "px",
        .help = "Sizes of the images, with weights; 512 x 512 when absent." },
    { .key = "representation",
        .forms = imageFormatForm,
        .standard = "png",
        .help = "File format of the images." },
    poolField } };

constexpr std::array<Field, 5> videoFields{ { count, insertionPoint,
    { .key = "profiles",
        .forms = profileForms,
        .isNullable = true,
        .help
        = "Sizes and lengths of the videos, with weights; 512 x 512, 10 frames when absent." },
    { .key = "representation",
        .forms = videoFormatForm,
        .standard = "mp4",
        .help = "One file per video, or one image per frame." },
    poolField } };

constexpr std::array<Field, 4> audioFields{ { count, insertionPoint,
    { .key = "durations",
        .forms = durationForms,
        .isNullable = true,
        .unit = "s",
        .help = "Lengths of the clips, with weights; one second when absent." },
    poolField } };

constexpr std::array<Form, 1> imageForm = blockForm(image);
constexpr std::array<Form, 1> videoForm = blockForm(video);
constexpr std::array<Form, 1> audioForm = blockForm(audio);

constexpr std::array<Field, 3> multimodalFields{ {
    { .key = "image", .forms = imageForm, .isNullable = true, .help = "Images in the requests." },
    { .key = "video", .forms = videoForm, .isNullable = true, .help = "Videos in the requests." },
    { .key = "audio",
        .forms = audioForm,
        .isNullable = true,
        .help = "Audio clips in the requests." },
} };

constexpr std::array<Field, 2> resolutionFields{ {
    { .key = "width", .forms = pixels, .isRequired = true, .unit = "px", .help = "Width." },
    { .key = "height", .forms = pixels, .isRequired = true, .unit = "px", .help = "Height." },
} };

constexpr Field weight{ .key = "weight",
    .forms = moderateNumberFromZero,
    .standard = "1.0",
    .help = "Share of the items, in proportion to the other weights." };

constexpr std::array<Field, 2> weightedResolutionFields{ {
    { .key = "resolution",
        .forms = aResolution,
        .isRequired = true,
        .unit = "px",
        .help = "A preset or {width, height}." },
    weight,
} };
constexpr std::array<Field, 2> profileFields{ {
    { .key = "resolution",
        .forms = aResolution,
        .isRequired = true,
        .unit = "px",
        .help = "A preset or {width, height}." },
    { .key = "frames", .forms = frames, .isRequired = true, .help = "Number of frames." },
} };
constexpr std::array<Field, 2> weightedProfileFields{ {
    { .key = "profile", .forms = profileForm, .isRequired = true, .help = "{resolution, frames}." },
    weight,
} };
constexpr std::array<Field, 2> weightedDurationFields{ {
    { .key = "duration",
        .forms = seconds,
        .isRequired = true,
        .unit = "s",
        .help = "Length of the clip." },
    weight,
} };

} // namespace

constinit const Block multimodal{ "Multimodal", "a multimodal block", multimodalFields };
constinit const Block image{ "Image", "an image block", imageFields };
constinit const Block video{ "Video", "a video block", videoFields };
constinit const Block audio{ "Audio", "an audio block", audioFields };
constinit const Block resolution{ "Resolution", "{width, height}", resolutionFields };
constinit const Block weightedResolution{ "WeightedResolution", "{resolution, weight}",
    weightedResolutionFields };
constinit const Block videoProfile{ "VideoProfile", "{resolution, frames}", profileFields };
constinit const Block weightedVideoProfile{ "WeightedVideoProfile", "{profile, weight}",
    weightedProfileFields };
constinit const Block weightedDuration{ "WeightedDuration", "{duration, weight}",
    weightedDurationFields };

} // namespace poolscope::config::schema
