// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_record.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/head_words.h"

namespace widgets::face {

using engine::review::Finding;
using engine::review::FindingVerdict;

/// What follows a head is cut as the head is, or not at all.
void FaceScreen::toggleFollower(const Finding& finding)
{
    const bool isCut = engine::review::verdictInForce(session().state(), finding) == FindingVerdict::Replace;
    if (isCut)
        return refuse(tr("It is cut as its head is. Leave the series out (X), or keep it (K)"));
    decide(FindingVerdict::Replace, std::string{engine::journey::withHead});
}

void FaceScreen::passUnseen(const Finding& finding)
{
    const bool isBiometric = !finding.reasons.empty() && finding.reasons.front() == "biometric";
    if (!isBiometric) {
        bar().ask(tr("This cannot be turned as a head (%1). You looked at it elsewhere, and nothing of a face shows?")
                      .arg(ofRule(*known(), finding)),
                  {{"Y", tr("Nothing of a face")}, {"B", tr("Look again")}}, [this](int answer) {
                      if (answer == 0)
                          decide(FindingVerdict::Keep, "no-face");
                  });
        return;
    }
    static constexpr const char* reasons[] = {"no-face; too small a part to tell who it is",
                                              "no-face; what tells who it is was blanked",
                                              "no-face; not of a person, or not of a living one"};
    bar().ask(tr("Such pictures tell who somebody is. Why may this one go?"),
              {{"1", tr("Too small a part")},
               {"2", tr("That part is blanked")},
               {"3", tr("Not of a living person")},
               {"B", tr("Look again")}},
              [this](int answer) {
                  if (answer < 3)
                      decide(FindingVerdict::Keep, reasons[answer]);
              });
}

}
