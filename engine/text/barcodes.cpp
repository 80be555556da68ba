// SPDX-License-Identifier: Apache-2.0
#include "engine/text/barcodes.h"

#include <opencv2/imgproc.hpp>

#include <dmtx.h>
#include <zbar.h>

#include <algorithm>
#include <cctype>

namespace engine::text {

namespace {

/// Beyond this a picture is not enlarged for small modules.
constexpr int longestEnlarged = 1280;
/// Data Matrix: edges are looked for on a grid of so many pixels, and only so many symbols are tried. The search costs
/// as much as the network, so it is made where a patch of so many pixels a side is half covered by steps between dark
/// and bright, as the modules make them.
constexpr int scanGap = 8;
constexpr int mostDataMatrices = 16;
constexpr int patch = 16;
constexpr double leastStep = 60, leastCovered = 0.5;
/// A symbol fills its rectangle and is dark or bright; the rim of a skull and other anatomy is neither. The least
/// symbol has 10 modules. Larger modules than four pixels have too few steps: they are looked for in the picture made
/// smaller.
constexpr double leastFilled = 0.65, mostBetween = 0.25;
constexpr int shrinkings[] = {1, 2, 3, 4, 6};
/// Codes without a check sum that noise can imitate count only from this length.
constexpr std::size_t shortestUnchecked = 6;
/// Of a code's length or side, on every side: quiet zone and printed digits.
constexpr double margin = 0.06;

std::string nameOf(zbar::zbar_symbol_type_t type)
{
    std::string name = zbar::zbar_get_symbol_name(type);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

cv::Rect grown(cv::Rect place, const cv::Size& size)
{
    const int by = std::max(2, cvCeil(margin * std::max(place.width, place.height)));
    place += cv::Size{2 * by, 2 * by};
    place -= cv::Point{by, by};
    return place & cv::Rect{{}, size};
}

/// Whether two rows of a bar code are of the same bars: where one is bright the other is, mostly.
bool areSameBars(const cv::Mat& one, const cv::Mat& other)
{
    cv::Mat a, b;
    one.convertTo(a, CV_32F);
    other.convertTo(b, CV_32F);
    a -= cv::mean(a)[0];
    b -= cv::mean(b)[0];
    const double norms = cv::norm(a) * cv::norm(b);
    return norms > 0 && a.dot(b) / norms > 0.7;
}

/// The scanner says along which lines it has read a bar code, not how tall its bars are.
cv::Rect withWholeBars(const cv::Mat& grey, cv::Rect place)
{
    const bool isLying = place.width >= place.height;
    const cv::Mat lying = isLying ? grey : cv::Mat{grey.t()};
    cv::Rect bars = isLying ? place : cv::Rect{place.y, place.x, place.height, place.width};
    const auto rowAt = [&](int y) { return lying(cv::Rect{bars.x, y, bars.width, 1}); };
    const cv::Mat middle = rowAt(bars.y + bars.height / 2);
    while (bars.y > 0 && areSameBars(middle, rowAt(bars.y - 1))) {
        --bars.y;
        ++bars.height;
    }
    while (bars.y + bars.height < lying.rows && areSameBars(middle, rowAt(bars.y + bars.height)))
        ++bars.height;
    return isLying ? bars : cv::Rect{bars.y, bars.x, bars.height, bars.width};
}

bool isSquareKind(zbar::zbar_symbol_type_t type)
{
    return type == zbar::ZBAR_QRCODE || type == zbar::ZBAR_SQCODE;
}

bool isProneToChance(zbar::zbar_symbol_type_t type)
{
    return type == zbar::ZBAR_I25 || type == zbar::ZBAR_CODABAR || type == zbar::ZBAR_CODE39 ||
           type == zbar::ZBAR_DATABAR || type == zbar::ZBAR_EAN2 || type == zbar::ZBAR_EAN5;
}

std::string printable(const unsigned char* text, std::size_t length)
{
    std::string shown{reinterpret_cast<const char*>(text), length};
    std::erase_if(shown, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return shown;
}

struct DestroyImage {
    void operator()(DmtxImage* image) const { dmtxImageDestroy(&image); }
};
struct DestroyDecode {
    void operator()(DmtxDecode* decode) const { dmtxDecodeDestroy(&decode); }
};
struct DestroyRegion {
    void operator()(DmtxRegion* region) const { dmtxRegionDestroy(&region); }
};
struct DestroyMessage {
    void operator()(DmtxMessage* message) const { dmtxMessageDestroy(&message); }
};

/// Its corners, from the bottom of the picture upwards as libdmtx counts.
cv::Rect placeOf(const DmtxRegion& region, int rows)
{
    std::vector<cv::Point2f> corners;
    for (const auto& [x, y] : {std::pair{0., 0.}, {1., 0.}, {1., 1.}, {0., 1.}}) {
        DmtxVector2 corner{x, y};
        dmtxMatrix3VMultiplyBy(&corner, const_cast<double(*)[3]>(region.fit2raw));
        corners.emplace_back(static_cast<float>(corner.X), static_cast<float>(rows - 1 - corner.Y));
    }
    return cv::boundingRect(corners);
}

bool isKnown(const std::vector<Barcode>& found, const cv::Rect& place)
{
    return std::any_of(found.begin(), found.end(), [&](const Barcode& one) {
        return 2 * (one.place & place).area() > std::min(one.place.area(), place.area());
    });
}

/// `picture` is the whole, made `shrink` times smaller.
void addDataMatrices(const cv::Mat& picture, const cv::Rect& area, int shrink, std::vector<Barcode>& found)
{
    const cv::Mat grey = picture(area).clone(); // without gaps between the rows
    const std::unique_ptr<DmtxImage, DestroyImage> image{
        dmtxImageCreate(grey.data, grey.cols, grey.rows, DmtxPack8bppK)};
    const std::unique_ptr<DmtxDecode, DestroyDecode> decode{image ? dmtxDecodeCreate(image.get(), 1) : nullptr};
    if (!decode)
        return;
    dmtxDecodeSetProp(decode.get(), DmtxPropScanGap, scanGap);
    for (int tried = 0; tried < mostDataMatrices; ++tried) {
        const std::unique_ptr<DmtxRegion, DestroyRegion> region{dmtxRegionFindNext(decode.get(), nullptr)};
        if (!region)
            return;
        const std::unique_ptr<DmtxMessage, DestroyMessage> message{
            dmtxDecodeMatrixRegion(decode.get(), region.get(), DmtxUndefined)};
        if (!message)
            continue;
        const auto seen = placeOf(*region, grey.rows) + area.tl();
        const cv::Rect place{seen.tl() * shrink, seen.size() * shrink};
        if (isKnown(found, place))
            continue;
        found.push_back({grown(place, picture.size() * shrink), "data-matrix",
                         printable(message->output, static_cast<std::size_t>(std::max(0, message->outputIdx)))});
    }
}

/// The share of the narrowest rectangle around `outline` that `mask` covers there.
double filledShare(const cv::Mat& mask, const std::vector<cv::Point>& outline)
{
    const auto place = cv::boundingRect(outline);
    cv::Mat inside = cv::Mat::zeros(place.size(), CV_8U);
    cv::fillPoly(inside, std::vector{outline}, 255, cv::LINE_8, 0, -place.tl());
    const auto size = cv::minAreaRect(outline).size + cv::Size2f{1, 1}; // from centre to centre of pixels
    return cv::countNonZero(inside & mask(place)) / static_cast<double>(size.area());
}

/// The share that is neither dark nor bright, of what lies between the darkest and the brightest twentieth.
double shareBetween(const cv::Mat& grey)
{
    std::vector<std::uint8_t> values;
    for (int row = 0; row < grey.rows; ++row)
        values.insert(values.end(), grey.ptr(row), grey.ptr(row) + grey.cols);
    std::sort(values.begin(), values.end());
    const double low = values[values.size() / 20], high = values[values.size() - 1 - values.size() / 20];
    const auto between = std::count_if(values.begin(), values.end(), [&](std::uint8_t value) {
        return value > low + 0.3 * (high - low) && value < low + 0.7 * (high - low);
    });
    return static_cast<double>(between) / static_cast<double>(values.size());
}

/// Where there may be a Data Matrix.
std::vector<cv::Rect> chequeredAreas(const cv::Mat& grey, bool isThorough)
{
    cv::Mat steps, share;
    cv::morphologyEx(grey, steps, cv::MORPH_GRADIENT, cv::Mat::ones(3, 3, CV_8U));
    cv::blur(steps > leastStep, share, {patch, patch});
    cv::Mat chequered = share > 255 * leastCovered;
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(chequered, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<cv::Rect> areas;
    for (const auto& outline : outlines) {
        auto area = cv::boundingRect(outline);
        // Lines of text are lower than the least symbol of 10 modules is high.
        if (std::min(area.width, area.height) < patch / 2)
            continue;
        const bool isLikely = std::min(area.width, area.height) >= patch && shareBetween(grey(area)) <= mostBetween &&
                              filledShare(chequered, outline) >= leastFilled;
        if (!isThorough && !isLikely)
            continue;
        area -= cv::Point{patch, patch};
        area += cv::Size{2 * patch, 2 * patch};
        areas.push_back(area & cv::Rect{{}, grey.size()});
    }
    return areas;
}

}

struct BarcodeSearch::Scanner {
    Scanner() : scanner{zbar::zbar_image_scanner_create()}
    {
        zbar::zbar_image_scanner_request_dbus(scanner, 0);
        zbar::zbar_image_scanner_set_config(scanner, zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 1);
    }
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;
    ~Scanner() { zbar::zbar_image_scanner_destroy(scanner); }

    bool addCodes(const cv::Mat& grey, double shrink, const cv::Size& size, std::vector<Barcode>& found);

    zbar::zbar_image_scanner_t* scanner;
};

bool BarcodeSearch::Scanner::addCodes(const cv::Mat& grey, double shrink, const cv::Size& size,
                                      std::vector<Barcode>& found)
{
    const std::unique_ptr<zbar::zbar_image_t, void (*)(zbar::zbar_image_t*)> image{zbar::zbar_image_create(),
                                                                                   zbar::zbar_image_destroy};
    if (!image)
        return false;
    zbar::zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(grey.cols), static_cast<unsigned>(grey.rows));
    zbar::zbar_image_set_data(image.get(), grey.data, grey.total(), nullptr);
    if (zbar::zbar_scan_image(scanner, image.get()) < 0)
        return false;
    const auto* symbol = zbar::zbar_image_first_symbol(image.get());
    for (; symbol; symbol = zbar::zbar_symbol_next(symbol)) {
        const auto type = zbar::zbar_symbol_get_type(symbol);
        const auto length = zbar::zbar_symbol_get_data_length(symbol);
        std::vector<cv::Point> outline;
        for (unsigned i = 0; i < zbar::zbar_symbol_get_loc_size(symbol); ++i)
            outline.emplace_back(zbar::zbar_symbol_get_loc_x(symbol, i), zbar::zbar_symbol_get_loc_y(symbol, i));
        if (outline.empty() || (isProneToChance(type) && length < shortestUnchecked))
            continue;
        auto place = cv::boundingRect(outline) & cv::Rect{{}, grey.size()};
        if (place.empty())
            continue;
        if (!isSquareKind(type))
            place = withWholeBars(grey, place);
        const cv::Rect stored{cvFloor(place.x * shrink), cvFloor(place.y * shrink), cvCeil(place.width * shrink),
                              cvCeil(place.height * shrink)};
        const auto* data = reinterpret_cast<const unsigned char*>(zbar::zbar_symbol_get_data(symbol));
        if (!isKnown(found, stored))
            found.push_back({grown(stored, size), nameOf(type), printable(data, length)});
    }
    return true;
}

BarcodeSearch::BarcodeSearch() : m_scanner{std::make_unique<Scanner>()} {}
BarcodeSearch::BarcodeSearch(BarcodeSearch&&) noexcept = default;
BarcodeSearch& BarcodeSearch::operator=(BarcodeSearch&&) noexcept = default;
BarcodeSearch::~BarcodeSearch() = default;

Result<std::vector<Barcode>> BarcodeSearch::find(const cv::Mat& picture, bool isThorough)
{
    std::vector<Barcode> found;
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    // Bright codes on dark ground are read in the inverse only, modules of two pixels only when enlarged.
    const int mostScale = isThorough && std::max(grey.rows, grey.cols) <= longestEnlarged ? 2 : 1;
    for (int scale = 1; scale <= mostScale; ++scale) {
        cv::Mat scaled;
        cv::resize(grey, scaled, {}, scale, scale, cv::INTER_NEAREST);
        for (const auto& seen : {scaled, cv::Mat{255 - scaled}}) {
            if (!m_scanner->addCodes(seen, 1. / scale, picture.size(), found))
                return Error{ErrorCode::OutOfMemory, "bar codes"};
        }
    }
    // libdmtx sees both polarities.
    for (const int shrink : shrinkings) {
        cv::Mat shrunk;
        cv::resize(grey, shrunk, {std::max(1, grey.cols / shrink), std::max(1, grey.rows / shrink)}, 0, 0,
                   cv::INTER_AREA);
        for (const auto& area : chequeredAreas(shrunk, isThorough && shrink == 1))
            addDataMatrices(shrunk, area, shrink, found);
    }
    return found;
}

}
