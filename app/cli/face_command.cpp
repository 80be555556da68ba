// SPDX-License-Identifier: Apache-2.0
#include "app/cli/face_command.h"

#include "app/picture_file.h"
#include "engine/journey/overlap.h"
#include "engine/journey/steps.h"
#include "engine/study/collection.h"

#include <algorithm>
#include <array>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::face::RenderFace;
using engine::study::Entry;

constexpr int side = 512; ///< of one picture, in pixels

struct Options {
    std::vector<std::string> inputs;
    std::string render, out, method;
    int views = 1;
    bool deface = false;
};

/// Round the head, the face first; then from above and below.
constexpr std::array<std::array<double, 2>, 8> directions{
    {{0, 0}, {45, 0}, {-45, 0}, {90, 0}, {-90, 0}, {0, 40}, {0, -40}, {180, 0}}};

std::map<std::string, std::vector<Entry>> seriesOf(const std::vector<engine::journey::Discovered>& discovered)
{
    std::map<std::string, std::vector<Entry>> series;
    for (std::size_t i = 0; i < discovered.size(); ++i) {
        if (discovered[i].setAside.empty())
            series[discovered[i].instance.seriesUid].push_back(
                {"i" + std::to_string(i + 1), discovered[i].source, discovered[i].instance});
    }
    return series;
}

/// Pictures side by side, four in a row.
struct Sheet {
    int columns, rows;
    engine::Bytes rgba;

    explicit Sheet(int views) : columns{std::min(views, 4)}, rows{(views + 3) / 4}
    {
        rgba.assign(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()) * 4, 0);
    }
    int width() const { return columns * side; }
    int height() const { return rows * side; }
    void put(int place, engine::ByteView picture)
    {
        const auto rowBytes = static_cast<std::size_t>(side) * 4;
        const auto left = static_cast<std::size_t>(place % 4) * rowBytes;
        const auto top = static_cast<std::size_t>(place / 4) * side;
        for (std::size_t y = 0; y < side; ++y)
            std::copy_n(picture.begin() + static_cast<std::ptrdiff_t>(y * rowBytes), rowBytes,
                        rgba.begin() +
                            static_cast<std::ptrdiff_t>((top + y) * static_cast<std::size_t>(width()) * 4 + left));
    }
};

Result<Sheet> picturesOf(const engine::journey::AssembledVolume& assembled, int views, engine::pool::Pool& pool,
                         const engine::Progress& progress)
{
    auto lease = pool.lease(engine::pool::Kind::Face, progress);
    if (!lease)
        return lease.error();
    engine::face::LoadVolume load;
    load.volume = assembled.volume;
    const auto loaded = lease->call(load, {{assembled.samples.fd()}, nullptr}, progress);
    if (!loaded)
        return loaded.error();
    Sheet sheet{views};
    auto memory = engine::SharedMemory::create(static_cast<std::size_t>(side) * side * 4);
    if (!memory)
        return memory.error();
    for (int view = 0; view < views; ++view) {
        RenderFace request;
        request.azimuth = directions[static_cast<std::size_t>(view)][0];
        request.elevation = directions[static_cast<std::size_t>(view)][1];
        request.width = request.height = side;
        const auto picture = lease->call(request, {{}, &*memory}, progress);
        if (!picture)
            return picture.error();
        if (picture->width != side || picture->height != side)
            return Error{ErrorCode::WorkerRefused, "picture"};
        sheet.put(view, std::as_const(*memory).bytes());
    }
    return sheet;
}

Json seriesJson(const std::string& uid, const std::string& reason)
{
    return {{"uid", uid}, {"class", "U"}, {"reasons", {reason}}};
}

Json setAsideJson(const std::vector<engine::journey::Discovered>& discovered)
{
    auto rows = Json::array();
    for (const auto& found : discovered) {
        if (!found.setAside.empty())
            rows.push_back({{"path", found.source.shownPath}, {"reason", found.setAside}});
    }
    return rows;
}

Exit face(Common& common, const Options& options)
{
    if (options.deface || !options.out.empty() || !options.method.empty())
        return common.console.refuse({ErrorCode::NotBuilt, "face --deface"});
    if (!options.render.empty()) {
        if (auto apart = engine::journey::checkApart(options.render, options.inputs); !apart)
            return common.console.refuse(apart.error());
    }
    const auto pool = makePool(common);
    const auto progress = common.console.progress("Reading");
    const auto discovered = engine::journey::discover(options.inputs, *pool, progress);
    if (!discovered)
        return common.console.refuse(discovered.error());
    auto rows = Json::array();
    bool rendered = false;
    for (const auto& [uid, entries] : seriesOf(*discovered)) {
        const auto examined = engine::journey::examineFace("s", entries);
        if (examined.findings.empty()) {
            rows.push_back(seriesJson(uid, "no volume: " + examined.reason));
            continue;
        }
        rows.push_back(
            seriesJson(uid, "could show a face by its geometry; this version does not assess, a person must look"));
        if (options.render.empty() || rendered)
            continue;
        const auto assembled = engine::journey::assembleVolume(entries, *pool, progress);
        const auto sheet =
            assembled ? picturesOf(*assembled, options.views, *pool, progress) : Result<Sheet>{assembled.error()};
        if (!sheet)
            return common.console.refuse(sheet.error());
        if (auto written = app::writePng(options.render, sheet->rgba, sheet->width(), sheet->height()); !written)
            return common.console.refuse(written.error());
        rendered = true;
        common.console.say("The picture may show a person: treat " + options.render + " like the original.");
    }
    for (const auto& row : rows)
        common.console.print(row["class"].get<std::string>() + "  " + row["reasons"][0].get<std::string>());
    const auto aside = setAsideJson(*discovered);
    for (const auto& row : aside)
        common.console.print("set_aside  " + row["path"].get<std::string>() + "  " + row["reason"].get<std::string>());
    if (!options.render.empty() && !rendered)
        return common.console.refuse({ErrorCode::Unsupported, "no series here makes a volume"});
    return common.console.finish({{"series", rows}, {"set_aside", aside}}, aside.empty() ? Exit::Done : Exit::SetAside);
}

}

void addFaceCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addCommand(program, common, "face",
                               "Reconstruct the skin surface of a series and look at it from chosen sides");
    command->add_option("SERIES", options->inputs, "Folder or files of a series")->required();
    command->add_option("--render", options->render, "Picture of the first series that makes a volume")
        ->type_name("PNG");
    command->add_option("--views", options->views, "Sides to show, the face first")->check(CLI::Range(1, 8));
    command->add_flag("--deface", options->deface, "Cut the face away (not in this version)");
    command->add_option("--out", options->out, "Folder for defaced files (not in this version)")->type_name("DIR");
    command->add_option("--method", options->method, "How to deface (not in this version)");
    onCall(
        command, common, [&common, options] { return face(common, *options); },
        [options] {
            auto places = options->inputs;
            places.push_back(options->render);
            return places;
        });
}

}
