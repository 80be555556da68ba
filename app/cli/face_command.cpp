// SPDX-License-Identifier: Apache-2.0
#include "app/cli/face_command.h"

#include "app/cli/face_json.h"
#include "app/picture_file.h"
#include "engine/journey/faces.h"
#include "engine/journey/overlap.h"

#include <algorithm>

namespace app::cli {

namespace {

using engine::ErrorCode;
using engine::Json;
using engine::journey::FacePicture;
using engine::journey::FaceResult;
using engine::journey::FaceSeries;
using engine::journey::FaceWish;

struct Options {
    std::vector<std::string> inputs;
    std::string render, out, method;
    int views = 1;
    bool deface = false;
    CLI::Option* methodOption = nullptr;
};

Json seriesJson(const FaceSeries& series, bool isCutting)
{
    Json row{{"uid", series.uid}, {"class", series.faceClass}, {"reasons", series.reasons}};
    if (series.seen)
        row.update(seenJson(*series.seen));
    if (series.checked) {
        row["defaced"] = checkedJson(*series.checked);
        row["defaced"]["method"] = series.method;
    }
    if (series.clipped > 0)
        row["clipped"] = series.clipped;
    if (isCutting && !series.notCut.empty())
        row["not_cut"] = series.notCut;
    return row;
}

std::string inWords(const FaceSeries& series)
{
    std::string words = series.faceClass;
    if (series.seen)
        words += "  " + std::to_string(series.seen->found.size()) + " of " +
                 std::to_string(series.seen->inField.size()) + " landmarks, seen in " +
                 std::to_string(series.seen->hits) + " of " + std::to_string(series.seen->views) + " pictures";
    for (const auto& reason : series.reasons)
        words += "  " + reason;
    if (series.clipped > 0)
        words += "  -> cut as its head, checks passed";
    if (!series.checked)
        return words;
    words += series.checked->passed ? "  -> cut, checks passed" : "  -> cut, needs review:";
    for (const auto& failure : series.checked->failures)
        words += ' ' + failure;
    return words;
}

/// Pictures side by side, four in a row; those after the cut below those before.
engine::Done writeSheet(const std::string& path, const std::vector<FacePicture>& pictures, int views)
{
    const auto side = static_cast<std::size_t>(pictures.front().side);
    const auto perRow = static_cast<std::size_t>(std::min(views, 4));
    const auto rowsEach = (static_cast<std::size_t>(views) + perRow - 1) / perRow;
    const auto width = perRow * side, blocks = pictures.size() / static_cast<std::size_t>(views);
    const auto height = blocks * rowsEach * side;
    engine::Bytes rgba(width * height * 4);
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        const auto block = n / static_cast<std::size_t>(views), place = n % static_cast<std::size_t>(views);
        const auto left = place % perRow * side, top = (block * rowsEach + place / perRow) * side;
        for (std::size_t i = 0; i < side * side; ++i) {
            auto* pixel = rgba.data() + ((top + i / side) * width + left + i % side) * 4;
            std::fill_n(pixel, 3, pictures[n].grey[i]);
            pixel[3] = 255;
        }
    }
    return app::writePng(path, rgba, static_cast<int>(width), static_cast<int>(height));
}

engine::Done checkOptions(const Options& options)
{
    if (options.deface == options.out.empty())
        return engine::Error{ErrorCode::BadArgument, "--deface and --out go together"};
    if (!options.deface && options.methodOption->count() > 0)
        return engine::Error{ErrorCode::BadArgument, "--method is of --deface"};
    if (options.render.empty())
        return engine::done();
    auto places = options.inputs;
    if (!options.out.empty())
        places.push_back(options.out);
    return engine::journey::checkApart(options.render, places);
}

Exit conclude(Common& common, const Options& options, const FaceResult& result)
{
    if (!options.render.empty()) {
        if (result.pictures.empty())
            return common.console.refuse({ErrorCode::Unsupported, "no series here makes a volume"});
        if (auto written = writeSheet(options.render, result.pictures, options.views); !written)
            return common.console.refuse(written.error());
        common.console.say("The picture may show a person: treat " + options.render + " like the original.");
    }
    auto rows = Json::array(), aside = Json::array();
    for (const auto& series : result.series) {
        rows.push_back(seriesJson(series, options.deface));
        common.console.print(inWords(series));
    }
    for (const auto& [path, reason] : result.setAside) {
        aside.push_back({{"path", path}, {"reason", reason}});
        common.console.print("set_aside  " + path + "  " + reason);
    }
    if (options.deface && result.written == 0)
        return common.console.refuse(
            {ErrorCode::Unsupported,
             "nothing was cut, and no folder was made: " +
                 (result.series.empty() ? std::string{"no series"} : result.series.front().notCut)});
    if (options.deface)
        common.console.say(std::to_string(result.written) +
                           " files. A part: the identity in the headers is still there, and nobody has signed.");
    return common.console.finish({{"series", rows}, {"set_aside", aside}}, aside.empty() ? Exit::Done : Exit::SetAside);
}

Exit face(Common& common, const Options& options)
{
    if (auto fits = checkOptions(options); !fits)
        return common.console.refuse(fits.error());
    FaceWish wish;
    wish.inputs = options.inputs;
    wish.out = options.out;
    wish.views = options.render.empty() ? 0 : options.views;
    wish.isCut = options.deface;
    wish.method = engine::face::cutOf(options.method);
    const auto pool = makePool(common);
    const auto result =
        engine::journey::lookAtFaces(wish, *pool, common.console.progress(options.deface ? "Defacing" : "Looking"));
    if (!result)
        return common.console.refuse(result.error());
    return conclude(common, options, *result);
}

}

void addFaceCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command =
        addCommand(program, common, "face",
                   "Judge whether series show a face (A face, B part, C none, U undecided), and cut it out");
    command->add_option("SERIES", options->inputs, "Folders or files of series")->required();
    command->add_option("--render", options->render, "Picture of the first series that makes a volume")
        ->type_name("PNG");
    command->add_option("--views", options->views, "Sides to show, the face first")->check(CLI::Range(1, 8));
    command->add_flag("--deface", options->deface, "Cut the face away, and look at what was written");
    command->add_option("--out", options->out, "Folder for the defaced files, not there yet or empty")
        ->type_name("DIR");
    options->methodOption =
        command
            ->add_option("--method", options->method,
                         "wedge, shallow (keeps pharynx and jaw) or manual; ears go with -ears; then, after commas, "
                         "margin=MM, tilt=DEGREES, box=X/Y/Z/HX/HY/HZ, cylinder=X/Y/Z/R/HZ, ball=X/Y/Z/R, or keep- "
                         "and one of these (mm in patient coordinates; half sizes)")
            ->check([](const std::string& text) {
                return engine::face::cutOf(text) ? std::string{} : "no method: " + text;
            });
    onCall(
        command, common, [&common, options] { return face(common, *options); },
        [options] {
            auto places = options->inputs;
            places.insert(places.end(), {options->render, options->out});
            return places;
        });
}

}
