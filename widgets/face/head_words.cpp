// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_words.h"

#include "widgets/words/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets::face {

namespace {

QString tr(const char* text, int number = -1)
{
    return QCoreApplication::translate("widgets::face", text, nullptr, number);
}

struct Word {
    const char* code;
    const char* words;
};

/// Codes of the volume and of the assessment; see engine/face/assess.h and engine/face/volume.h.
constexpr Word reasonWords[] = {
    {"anchor-rejected", QT_TRANSLATE_NOOP("widgets::face", "where the head lies was not found surely")},
    {"anchors-disagree", QT_TRANSLATE_NOOP("widgets::face", "two ways of finding the head disagree")},
    {"threshold", QT_TRANSLATE_NOOP("widgets::face", "the skin was not found surely")},
    {"few-slices", QT_TRANSLATE_NOOP("widgets::face", "few slices pass the face")},
    {"no-landmark-in-field", QT_TRANSLATE_NOOP("widgets::face", "the face lies outside the images")},
    {"thick-slices", QT_TRANSLATE_NOOP("widgets::face", "thick slices: there may be more than is seen")},
    {"uneven-spacing", QT_TRANSLATE_NOOP("widgets::face", "slices are spaced unevenly")},
    {"same-position", QT_TRANSLATE_NOOP("widgets::face", "several images at one place")},
    {"missing-slices", QT_TRANSLATE_NOOP("widgets::face", "slices are missing between others")},
    {"tilted", QT_TRANSLATE_NOOP("widgets::face", "the slices are tilted against each other's direction")},
    {"several-volumes", QT_TRANSLATE_NOOP("widgets::face", "several volumes: the largest is shown")},
    {"other-images", QT_TRANSLATE_NOOP("widgets::face", "images beside the volume, which nobody looked at")},
    {"several-frames-of-reference", QT_TRANSLATE_NOOP("widgets::face", "slices of several frames of reference")}};

/// Why a series is no head to look at.
constexpr Word noHeadWords[] = {
    {"damaged", QT_TRANSLATE_NOOP("widgets::face", "its files are damaged")},
    {"colour", QT_TRANSLATE_NOOP("widgets::face", "colour pictures, not a volume")},
    {"no-pixels", QT_TRANSLATE_NOOP("widgets::face", "it has no pixels")},
    {"multi-frame", QT_TRANSLATE_NOOP("widgets::face", "it is one file of many frames without places")},
    {"cannot-show", QT_TRANSLATE_NOOP("widgets::face", "its pixels cannot be shown")},
    {"no-geometry", QT_TRANSLATE_NOOP("widgets::face", "its files do not say where the slices lie")},
    {"other-series", QT_TRANSLATE_NOOP("widgets::face", "files of another series")},
    {"other-size", QT_TRANSLATE_NOOP("widgets::face", "slices of different sizes")},
    {"other-orientation", QT_TRANSLATE_NOOP("widgets::face", "slices in different directions")},
    {"other-place", QT_TRANSLATE_NOOP("widgets::face", "slices far from the others")},
    {"not-on-a-line", QT_TRANSLATE_NOOP("widgets::face", "the slices do not lie behind each other")},
    {"no-images", QT_TRANSLATE_NOOP("widgets::face", "it has no images")},
    {"too-few-slices", QT_TRANSLATE_NOOP("widgets::face", "too few slices for a surface")},
    {"too-large", QT_TRANSLATE_NOOP("widgets::face", "larger than can be held in memory")},
    {"constant", QT_TRANSLATE_NOOP("widgets::face", "all its pixels have one value")},
    {"no-surface", QT_TRANSLATE_NOOP("widgets::face", "no skin was found")},
    {"screenshot", QT_TRANSLATE_NOOP("widgets::face", "a screen save, not a volume")},
    {"photograph", QT_TRANSLATE_NOOP("widgets::face", "a photograph, not a volume")},
    {"eye", QT_TRANSLATE_NOOP("widgets::face", "a picture of an eye, which tells who somebody is")},
    {"teeth", QT_TRANSLATE_NOOP("widgets::face", "a picture of teeth, which tell who somebody is")},
    {"skin", QT_TRANSLATE_NOOP("widgets::face", "a picture of skin, which may tell who somebody is")},
    {"finger", QT_TRANSLATE_NOOP("widgets::face", "a picture of fingers, which tell who somebody is")},
    {"body", QT_TRANSLATE_NOOP("widgets::face", "a photograph of a body, which may tell who somebody is")},
    {"projection", QT_TRANSLATE_NOOP("widgets::face", "a projection, not a volume")},
    {"dose-grid", QT_TRANSLATE_NOOP("widgets::face", "a dose grid, not images")},
    {"skin-contour", QT_TRANSLATE_NOOP("widgets::face", "contours, not images")},
    {"skin-segment", QT_TRANSLATE_NOOP("widgets::face", "a segmentation, not images")},
    {"printed-model", QT_TRANSLATE_NOOP("widgets::face", "a model for printing, not images")},
    {"ultrasound", QT_TRANSLATE_NOOP("widgets::face", "ultrasound, not a volume")}};

constexpr Word failureWords[] = {
    {"hits", QT_TRANSLATE_NOOP("widgets::face", "the detector still sees a face")},
    {"landmarks", QT_TRANSLATE_NOOP("widgets::face", "parts of the face are still where they were")},
    {"relief", QT_TRANSLATE_NOOP("widgets::face", "what is left follows the shape of the face")},
    {"brain", QT_TRANSLATE_NOOP("widgets::face", "the cut reaches the brain")},
    {"share", QT_TRANSLATE_NOOP("widgets::face", "the cut takes more than a quarter of the head")},
    {"outside", QT_TRANSLATE_NOOP("widgets::face", "something outside the cut changed")},
    {"regions", QT_TRANSLATE_NOOP("widgets::face", "the cut takes some of what contours or segments are about")},
    {"elsewhere", QT_TRANSLATE_NOOP("widgets::face", "in another phase the head lies elsewhere")},
    {"contours", QT_TRANSLATE_NOOP("widgets::face", "contours are left where the face was")},
    {"not-checked", QT_TRANSLATE_NOOP("widgets::face", "the written files were not looked at yet")}};

template <std::size_t Count>
QString wordsFor(const Word (&table)[Count], const std::string& code)
{
    for (const auto& row : table) {
        if (code == row.code)
            return tr(row.words);
    }
    return words::text(code);
}

enum class Stands { Holds, Fails, TakenOn };

look::Row checkRow(const QString& id, const QString& title, const QString& right, Stands stands)
{
    look::Row row;
    row.id = id;
    row.title = title;
    row.right = right;
    switch (stands) {
    case Stands::Holds:
        row.mark = look::Mark::Clean;
        row.tip = tr(QT_TRANSLATE_NOOP("widgets::face", "holds"));
        break;
    case Stands::Fails:
        row.mark = look::Mark::Identity;
        row.tone = look::Role::Red;
        row.tip = tr(QT_TRANSLATE_NOOP("widgets::face", "fails"));
        break;
    case Stands::TakenOn:
        row.mark = look::Mark::Skip;
        row.tip = tr(QT_TRANSLATE_NOOP("widgets::face", "fails, and a person took that on"));
        break;
    }
    return row;
}

/// As the beginning of a line.
QString capital(const QString& words)
{
    return words.left(1).toUpper() + words.mid(1);
}

/// Words after the code: "no-face; a phantom" -> "a phantom".
QString whyOf(const std::string& reason)
{
    const auto at = reason.find("; ");
    return at == std::string::npos ? QString{} : words::text(reason.substr(at + 2));
}

}

QString ofClass(const std::string& faceClass)
{
    if (faceClass == "A")
        return tr(QT_TRANSLATE_NOOP("widgets::face", "A · face"));
    if (faceClass == "B")
        return tr(QT_TRANSLATE_NOOP("widgets::face", "B · part of a face"));
    if (faceClass == "C")
        return tr(QT_TRANSLATE_NOOP("widgets::face", "C · no face seen"));
    return tr(QT_TRANSLATE_NOOP("widgets::face", "U · undecided"));
}

QString ofRule(const engine::journey::HeadRecord& head, const engine::review::Finding& finding)
{
    if (engine::journey::isBiometric(finding) && finding.reasons.size() > 1)
        return wordsFor(noHeadWords, finding.reasons[1]);
    return head.failure.empty() ? ofClass(head.seen.faceClass) : wordsFor(noHeadWords, head.failure);
}

QString ofHead(const engine::journey::HeadRecord& head, const engine::review::Finding& finding)
{
    if (engine::journey::isBiometric(finding))
        return capital(ofRule(head, finding));
    if (!head.failure.empty())
        return tr(QT_TRANSLATE_NOOP("widgets::face", "No head to turn: %1")).arg(ofRule(head, finding));
    const auto& seen = head.seen;
    QStringList lines;
    if (seen.anchor.ok)
        lines += tr(QT_TRANSLATE_NOOP("widgets::face", "%1 of %2 places of a face have skin"))
                     .arg(seen.found.size())
                     .arg(seen.inField.size());
    lines += tr(QT_TRANSLATE_NOOP("widgets::face", "A detector sees a face in %1 of %2 pictures"))
                 .arg(seen.hits)
                 .arg(seen.views);
    if (seen.adviceViews > 0)
        lines += tr(QT_TRANSLATE_NOOP("widgets::face", "A second one, as advice: in %1 of %2"))
                     .arg(seen.adviceHits)
                     .arg(seen.adviceViews);
    lines += tr(QT_TRANSLATE_NOOP("widgets::face", "Slices of %1 mm, pixels of %2 mm"))
                 .arg(seen.sliceMm, 0, 'g', 3)
                 .arg(seen.voxelMm, 0, 'g', 3);
    for (const auto* codes : {&seen.reasons, &head.remarks}) {
        for (const auto& code : *codes)
            lines += capital(wordsFor(reasonWords, code));
    }
    if (!head.cannotCut.empty())
        lines += tr(QT_TRANSLATE_NOOP("widgets::face", "%n file(s) cannot be cut and would stay out"),
                    int(head.cannotCut.size()));
    return lines.join(QLatin1Char('\n'));
}

QList<look::Row> rowsOf(const engine::face::AssessFace::Answer& before, const engine::face::CheckCut::Answer& checked,
                        const std::set<std::string>& takenOn)
{
    const auto pictures = [](int from, int to, int of) {
        return tr(QT_TRANSLATE_NOOP("widgets::face", "%1 → %2 of %3")).arg(from).arg(to).arg(of);
    };
    const auto row = [&](const char* code, const QString& title, const QString& right) {
        const auto& failures = checked.failures;
        const bool holds = std::find(failures.begin(), failures.end(), code) == failures.end();
        return checkRow(code, title, right,
                        holds                    ? Stands::Holds
                        : takenOn.contains(code) ? Stands::TakenOn
                                                 : Stands::Fails);
    };
    QList<look::Row> rows{
        row("hits", tr(QT_TRANSLATE_NOOP("widgets::face", "Detector sees no face")),
            pictures(before.hits, checked.hits, checked.views)),
        row("landmarks", tr(QT_TRANSLATE_NOOP("widgets::face", "At most the brows are left")),
            tr(QT_TRANSLATE_NOOP("widgets::face", "%1 → %2")).arg(before.found.size()).arg(checked.found.size())),
        row("relief", tr(QT_TRANSLATE_NOOP("widgets::face", "Shape of the face is gone")),
            QString::number(checked.relief, 'f', 2)),
        row("brain", tr(QT_TRANSLATE_NOOP("widgets::face", "Brain untouched")),
            words::number(std::size_t(checked.protectedChanged))),
        row("share", tr(QT_TRANSLATE_NOOP("widgets::face", "Head that is cut away")),
            QStringLiteral("%1 %").arg(100 * checked.shareOfHead, 0, 'f', 0)),
        row("outside", tr(QT_TRANSLATE_NOOP("widgets::face", "Nothing else changed")),
            words::number(std::size_t(checked.outsideChanged)))};
    for (const auto& region : checked.regions) {
        const bool isKnown = region.share >= 0;
        rows += checkRow(QStringLiteral("region %1").arg(rows.size()),
                         isKnown ? words::text(region.name)
                                 : tr(QT_TRANSLATE_NOOP("widgets::face", "Contours that cannot be measured")),
                         isKnown ? tr(QT_TRANSLATE_NOOP("widgets::face", "%1 % cut away"))
                                       .arg(QString::number(100 * region.share, 'f', region.share < 0.1 ? 1 : 0))
                                 : QStringLiteral("?"),
                         takenOn.contains("regions") ? Stands::TakenOn : Stands::Fails);
    }
    if (checked.adviceViews > 0) {
        look::Row advice;
        advice.id = QStringLiteral("advice");
        advice.title = tr(QT_TRANSLATE_NOOP("widgets::face", "Second detector, as advice"));
        advice.right = pictures(before.adviceHits, checked.adviceHits, checked.adviceViews);
        advice.tip =
            tr(QT_TRANSLATE_NOOP("widgets::face", "It sees faces in skulls and brains too, so nothing fails by it"));
        rows += advice;
    }
    return rows;
}

QString ofCut(const engine::face::Cut& cut)
{
    const auto signedNumber = [](double value) { return (value > 0 ? "+" : "") + QString::number(value); };
    if (!engine::face::takesAnything(cut))
        return tr(QT_TRANSLATE_NOOP("widgets::face", "Nothing is cut yet, and something is protected."));
    QStringList parts{cut.hasWedge ? tr(QT_TRANSLATE_NOOP("widgets::face", "Below the brain"))
                                   : tr(QT_TRANSLATE_NOOP("widgets::face", "By hand"))};
    if (cut.margin != 0)
        parts += tr(QT_TRANSLATE_NOOP("widgets::face", "margin %1 mm")).arg(signedNumber(cut.margin));
    if (cut.tilt != 0)
        parts += tr(QT_TRANSLATE_NOOP("widgets::face", "tilt %1°")).arg(signedNumber(cut.tilt));
    if (cut.takesEars)
        parts += tr(QT_TRANSLATE_NOOP("widgets::face", "with ears"));
    const auto kept = std::count_if(cut.solids.begin(), cut.solids.end(), [](const auto& one) { return one.isKept; });
    const auto taken = std::ptrdiff_t(cut.solids.size()) - kept;
    if (taken > 0)
        parts += tr(QT_TRANSLATE_NOOP("widgets::face", "pieces by hand: %1")).arg(taken);
    if (kept > 0)
        parts += tr(QT_TRANSLATE_NOOP("widgets::face", "protected: %1")).arg(kept);
    return parts.join(QStringLiteral(" · "));
}

QString ofFailures(const std::vector<std::string>& failures)
{
    QStringList list;
    for (const auto& code : failures)
        list += wordsFor(failureWords, code);
    return list.join(QStringLiteral(", "));
}

QString ofTakenOn(const engine::journey::CutDecision& decision, const QString& who)
{
    if (decision.despite.empty())
        return {};
    const auto what = ofFailures({decision.despite.begin(), decision.despite.end()});
    const auto taken = who.isEmpty() ? tr(QT_TRANSLATE_NOOP("widgets::face", "A person took on that %1.")).arg(what)
                                     : tr(QT_TRANSLATE_NOOP("widgets::face", "%1 took on that %2.")).arg(who, what);
    return decision.because.empty()
               ? taken
               : tr(QT_TRANSLATE_NOOP("widgets::face", "%1 The reason: %2.")).arg(taken, words::text(decision.because));
}

QString ofKept(const engine::review::Finding& finding, const std::string& reason, bool isForbidden)
{
    const bool isAbsent = engine::review::isAbsentFace(reason), isBiometric = engine::journey::isBiometric(finding);
    const auto where =
        isAbsent && isBiometric ? tr(QT_TRANSLATE_NOOP("widgets::face", "Goes into the release: it tells nobody."))
        : isAbsent              ? tr(QT_TRANSLATE_NOOP("widgets::face", "Goes into the release: no face shows."))
        : isForbidden ? tr(QT_TRANSLATE_NOOP("widgets::face", "Kept, against the policy: so nothing can be signed."))
        : isBiometric ? tr(QT_TRANSLATE_NOOP("widgets::face", "For named people only: it may tell who somebody is."))
                      : tr(QT_TRANSLATE_NOOP("widgets::face", "For named people only: it keeps its face."));
    const auto why = whyOf(reason);
    return why.isEmpty() ? where : tr(QT_TRANSLATE_NOOP("widgets::face", "%1 The reason: %2.")).arg(where, why);
}

QString ofExtent(const std::vector<const engine::study::Entry*>& files, bool arePictures)
{
    int frames = 0;
    for (const auto* file : files)
        frames += file->instance.frames;
    const auto count = int(files.size());
    if (frames == 0)
        return tr(QT_TRANSLATE_NOOP("widgets::face", "%n file(s)"), count);
    const auto many = arePictures ? tr(QT_TRANSLATE_NOOP("widgets::face", "%n picture file(s)"), count)
                                  : tr(QT_TRANSLATE_NOOP("widgets::face", "%n slice(s)"), frames);
    const auto& first = files.front()->instance;
    return many + QStringLiteral(" · %1×%2").arg(first.columns).arg(first.rows);
}

int rankOf(const engine::journey::HeadRecord* head)
{
    static const std::string order = "AUBC";
    if (!head || head->seen.faceClass.empty())
        return 1; // as undecided
    const auto place = order.find(head->seen.faceClass);
    return place == std::string::npos ? 1 : int(place);
}

}
