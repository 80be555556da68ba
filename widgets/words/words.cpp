// SPDX-License-Identifier: Apache-2.0
#include "widgets/words/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace widgets::words {

using engine::ErrorCode;
using engine::review::Category;
using engine::review::FindingVerdict;
using engine::review::ItemVerdict;
using look::Mark;

namespace {

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::words", words);
}

/// "PatientName" -> "Patient Name".
QString spaced(QString keyword)
{
    static const QRegularExpression border{QStringLiteral("(?<=[a-z])(?=[A-Z])")};
    return keyword.replace(border, QStringLiteral(" "));
}

// breaks functionSizes: one sentence for each code.
const char* sentenceOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return QT_TRANSLATE_NOOP("widgets::words", "Stopped. What is done stays; the rest can be taken up again.");
    case ErrorCode::BadArgument:
        return QT_TRANSLATE_NOOP("widgets::words", "That does not fit together. Nothing was changed.");
    case ErrorCode::NotFound:
        return QT_TRANSLATE_NOOP("widgets::words", "It is not there.");
    case ErrorCode::NotReadable:
        return QT_TRANSLATE_NOOP("widgets::words", "The system does not let Safelight read it.");
    case ErrorCode::NotWritable:
        return QT_TRANSLATE_NOOP("widgets::words",
                                 "The system does not let Safelight write there. Choose another folder.");
    case ErrorCode::NoSpace:
        return QT_TRANSLATE_NOOP("widgets::words", "The disk is full. Make room and try again; nothing was lost.");
    case ErrorCode::Exists:
        return QT_TRANSLATE_NOOP("widgets::words", "That folder is not empty. Choose a new or empty one.");
    case ErrorCode::Overlap:
        return QT_TRANSLATE_NOOP("widgets::words",
                                 "Inputs, project and release may not lie inside one another. Choose another folder.");
    case ErrorCode::Damaged:
        return QT_TRANSLATE_NOOP("widgets::words", "The file is damaged. It is shown as far as it goes and never "
                                                   "released.");
    case ErrorCode::Unsupported:
        return QT_TRANSLATE_NOOP("widgets::words", "Safelight cannot show this kind of data.");
    case ErrorCode::TooLarge:
        return QT_TRANSLATE_NOOP("widgets::words", "It is larger than Safelight can handle safely.");
    case ErrorCode::OutsideImage:
        return QT_TRANSLATE_NOOP("widgets::words", "A box reaches outside the image.");
    case ErrorCode::WorkerLost:
    case ErrorCode::WorkerRefused:
    case ErrorCode::TimedOut:
    case ErrorCode::OutOfMemory:
        return QT_TRANSLATE_NOOP(
            "widgets::words", "Reading this file failed in its separate process. The file stays unreleased; the rest "
                              "goes on.");
    case ErrorCode::WrongPassphrase:
        return QT_TRANSLATE_NOOP("widgets::words", "The passphrase does not fit.");
    case ErrorCode::Tampered:
        return QT_TRANSLATE_NOOP("widgets::words", "The bytes are no longer those that were recorded. Nothing was done "
                                                   "with them.");
    case ErrorCode::OpenFindings:
        return QT_TRANSLATE_NOOP("widgets::words", "Something is still undecided.");
    case ErrorCode::NotReviewed:
        return QT_TRANSLATE_NOOP("widgets::words", "Not everything has been looked at.");
    case ErrorCode::StaleCandidates:
        return QT_TRANSLATE_NOOP("widgets::words", "Some files are still to be written as you decided.");
    case ErrorCode::SampleOutdated:
        return QT_TRANSLATE_NOOP("widgets::words",
                                 "What leaves is no longer what the sample was drawn from: draw again "
                                 "under Plan.");
    case ErrorCode::NotSigned:
        return QT_TRANSLATE_NOOP("widgets::words", "It is not signed yet.");
    case ErrorCode::Frozen:
        return QT_TRANSLATE_NOOP("widgets::words", "This project is signed and cannot be changed.");
    case ErrorCode::Busy:
        return QT_TRANSLATE_NOOP("widgets::words", "The project is in use just now. Try again in a moment.");
    case ErrorCode::Internal:
        return QT_TRANSLATE_NOOP("widgets::words", "Safelight made a mistake. Nothing was changed.");
    }
    return "";
}

}

QString ofError(const engine::Error& error)
{
    return tr(sentenceOf(error.code));
}

QString ofReason(const std::string& reason)
{
    const auto whole = text(reason);
    const auto code = whole.section(QLatin1Char(':'), 0, 0), keyword = whole.section(QLatin1Char(':'), 1);
    if (code == QLatin1String("matches-header"))
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Same as %1 in the header")).arg(spaced(keyword));
    static const std::pair<const char*, const char*> known[] = {
        {"date", QT_TRANSLATE_NOOP("widgets::words", "Reads like a date")},
        {"time", QT_TRANSLATE_NOOP("widgets::words", "Reads like a time")},
        {"phone", QT_TRANSLATE_NOOP("widgets::words", "Reads like a telephone number")},
        {"many-digits", QT_TRANSLATE_NOOP("widgets::words", "A long number: may name a person or a visit")},
        {"label", QT_TRANSLATE_NOOP("widgets::words", "Beside a word that announces a name, date or number")},
        {"vocabulary", QT_TRANSLATE_NOOP("widgets::words", "Only words of the trade")},
        {"unread", QT_TRANSLATE_NOOP("widgets::words", "There is text here that could not be read")},
        {"face", QT_TRANSLATE_NOOP("widgets::words", "A detector sees a face here")},
        {"large-region",
         QT_TRANSLATE_NOOP("widgets::words", "A large area where the machine is not sure: look closely")},
        {"unread-region",
         QT_TRANSLATE_NOOP("widgets::words", "Looks written, is too large for a line, and nothing in it could be read: "
                                             "look, then keep it or blank it")},
        {"unread-edges",
         QT_TRANSLATE_NOOP("widgets::words", "Nothing was found in this image, and edges here look written: look, then "
                                             "keep it, or draw a box over what you see")},
        {"drawn", QT_TRANSLATE_NOOP("widgets::words", "Drawn by hand")},
        {"same-layout", QT_TRANSLATE_NOOP("widgets::words", "From another image of this layout")},
        {"device-template", QT_TRANSLATE_NOOP("widgets::words", "This device writes here on other images")},
    };
    for (const auto& [name, words] : known)
        if (code == QLatin1String(name))
            return tr(words);
    return whole;
}

QString ofCategory(Category category)
{
    switch (category) {
    case Category::None:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Unclear text"));
    case Category::Name:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Name"));
    case Category::Id:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Number or ID"));
    case Category::Date:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Date or time"));
    case Category::Place:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Place or institution"));
    case Category::Face:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Face"));
    case Category::Other:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Other identity"));
    }
    return {};
}

QString letterOf(Category category)
{
    switch (category) {
    case Category::None:
        return {};
    case Category::Name:
        return QStringLiteral("N");
    case Category::Id:
        return QStringLiteral("I");
    case Category::Date:
        return QStringLiteral("D");
    case Category::Place:
        return QStringLiteral("P");
    case Category::Face:
        return QStringLiteral("F");
    case Category::Other:
        return QStringLiteral("O");
    }
    return {};
}

QString ofMeaning(const std::string& meaning)
{
    if (meaning == "approval")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "I approve its release"));
    if (meaning == "responsibility")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "I am responsible for it"));
    if (meaning == "authorship")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "I prepared it"));
    return tr(QT_TRANSLATE_NOOP("widgets::words", "I reviewed it"));
}

QString ofVerification(const engine::release::Verification& result)
{
    if (!result.isFault() && result.status == "released")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "The signature holds. Nothing was changed, added or left out."));
    if (!result.isFault())
        return tr(QT_TRANSLATE_NOOP("widgets::words", "This folder is whole, but it is no release: nobody signed it."));
    if (result.fault == "signature")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "The signature does not hold. Do not use these files."));
    if (result.fault == "signer")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Somebody else signed this, not the key you gave."));
    if (result.fault == "content")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Files were changed after signing. Do not use them."));
    if (result.fault == "incomplete")
        return tr(QT_TRANSLATE_NOOP("widgets::words", "Files are missing, or were added after signing."));
    return tr(QT_TRANSLATE_NOOP("widgets::words", "This folder cannot be read as a release."));
}

QString ofFileFault(const std::string& fault)
{
    return text(fault);
}

QString number(std::size_t count)
{
    return QLocale{}.toString(qulonglong(count));
}

QString text(const std::string& utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString ofKind(const engine::study::Entry& entry)
{
    const auto kind = text(entry.instance.modality), format = text(entry.source.decoder);
    if (format.isEmpty())
        return kind;
    return (format == QLatin1String("PDF")
                ? tr(QT_TRANSLATE_NOOP("widgets::words", "%1 · pages of a %2 as pictures, stored without further loss"))
                : tr(QT_TRANSLATE_NOOP("widgets::words", "%1 · decoded from %2, stored without further loss")))
        .arg(kind, format);
}

Mark markOf(const engine::review::State& state, const engine::review::Finding& finding)
{
    if (engine::review::isOpen(state, finding))
        return finding.machine == "phi" ? Mark::Identity : finding.machine == "safe" ? Mark::Clean : Mark::Open;
    return engine::review::verdictInForce(state, finding) == FindingVerdict::Keep ? Mark::Clean : Mark::Identity;
}

Mark markOf(const engine::review::Judgement& judgement)
{
    switch (judgement.verdict) {
    case ItemVerdict::None:
        return Mark::Unseen;
    case ItemVerdict::Clean:
        return Mark::Clean;
    case ItemVerdict::Found:
        return Mark::Identity;
    case ItemVerdict::Flag:
        return Mark::Flag;
    case ItemVerdict::Skip:
    case ItemVerdict::Damaged:
        return Mark::Skip;
    }
    return Mark::Unseen;
}

QString ofJudgement(const engine::review::Judgement& judgement)
{
    switch (judgement.verdict) {
    case ItemVerdict::None:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "not looked at"));
    case ItemVerdict::Clean:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "clean"));
    case ItemVerdict::Found:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "identity: %1")).arg(ofCategory(judgement.category).toLower());
    case ItemVerdict::Flag:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "for the second reader"));
    case ItemVerdict::Skip:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "skipped"));
    case ItemVerdict::Damaged:
        return tr(QT_TRANSLATE_NOOP("widgets::words", "damaged"));
    }
    return {};
}

}
