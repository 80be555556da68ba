// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact_layers.h"

#include "engine/pixels/image_shape.h"
#include "engine/pixels/layer_names.h"
#include "engine/pixels/overlay_bits.h"
#include "engine/pixels/overlay_plane.h"
#include "engine/pixels/paint.h"
#include "engine/pixels/shape.h"

namespace engine::pixels {

namespace {

Box withFrames(Box box, int frames)
{
    box.lastFrame = box.lastFrame == 0 ? frames : box.lastFrame;
    return box;
}

Done clearOverlay(dicom::DataSet& dataSet, unsigned group, const LayerBox& wish)
{
    const auto plane = overlayPlaneOf(dataSet.content().dataset(), group);
    if (!plane || !*plane)
        return plane ? plane->error() : Error{ErrorCode::BadArgument, wish.layer};
    ImageShape shape;
    shape.columns = (*plane)->columns;
    shape.rows = (*plane)->rows;
    shape.frames = (*plane)->frames;
    const auto box = withFrames(wish.box, shape.frames);
    if (!isInside(box, shape))
        return Error{ErrorCode::OutsideImage, wish.layer};
    return isSound(box) ? clearInPlane(**plane, rectanglesOf(box)) : Done{Error{ErrorCode::BadArgument, wish.layer}};
}

Done clearUnused(dicom::DataSet& dataSet, const LayerBox& wish)
{
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    const auto box = withFrames(wish.box, shape->frames);
    return isSound(box) ? clearBits(dataSet, rectanglesOf(box)) : Done{Error{ErrorCode::BadArgument, wish.layer}};
}

Done removeIcon(dicom::DataSet& dataSet)
{
    auto& item = dataSet.content().dataset();
    const bool isThere = item.tagExists(DCM_IconImageSequence, OFTrue);
    removeIcons(item);
    return isThere ? done() : Done{Error{ErrorCode::BadArgument, "icon"}};
}

Done redactLayer(dicom::DataSet& dataSet, const LayerBox& wish)
{
    if (wish.layer == iconName)
        return removeIcon(dataSet);
    if (wish.layer == "bits" || bitOf(wish.layer))
        return clearUnused(dataSet, wish);
    const auto group = overlayGroupOf(wish.layer);
    return group ? clearOverlay(dataSet, *group, wish) : Done{Error{ErrorCode::BadArgument, "layer"}};
}

}

Done redactLayers(dicom::DataSet& dataSet, const std::vector<LayerBox>& boxes)
{
    bool isIconGone = false;
    for (const auto& wish : boxes) {
        if (wish.layer == iconName && isIconGone)
            continue;
        if (auto done = redactLayer(dataSet, wish); !done)
            return done;
        isIconGone = isIconGone || wish.layer == iconName;
    }
    return done();
}

}
