// SPDX-License-Identifier: Apache-2.0
#include "widgets/words/strata_words.h"

#include "widgets/words/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace widgets::words {

namespace {

QString tr(const char* words, int number = -1)
{
    return QCoreApplication::translate("widgets::words", words, nullptr, number);
}

/// What stands for each code; the code itself where there is nothing.
QString ofCode(const std::map<std::string, const char*>& table, const std::string& code)
{
    const auto found = table.find(code);
    return found == table.end() ? text(code) : tr(found->second);
}

}

QString ofRisk(const std::string& risk)
{
    static const std::map<std::string, const char*> table{
        {"ultrasound", QT_TRANSLATE_NOOP("widgets::words", "Ultrasound carries text")},
        {"secondary-capture", QT_TRANSLATE_NOOP("widgets::words", "Secondary capture")},
        {"screen-save", QT_TRANSLATE_NOOP("widgets::words", "Screen save")},
        {"photograph", QT_TRANSLATE_NOOP("widgets::words", "Photograph")},
        {"document", QT_TRANSLATE_NOOP("widgets::words", "Document")},
        {"dose-report", QT_TRANSLATE_NOOP("widgets::words", "Dose report")},
        {"unknown-make", QT_TRANSLATE_NOOP("widgets::words", "Unknown make")},
        {"burned-in", QT_TRANSLATE_NOOP("widgets::words", "Burned-in text not excluded")},
        {"face", QT_TRANSLATE_NOOP("widgets::words", "Could show a face")},
        {"private-elements", QT_TRANSLATE_NOOP("widgets::words", "Private elements")},
        {"dates", QT_TRANSLATE_NOOP("widgets::words", "Dates")}};
    return ofCode(table, risk);
}

QString ofSopClass(const std::string& uid)
{
    // PS3.6 Table A-1, those that the strata of a collection are likely to hold.
    static const std::map<std::string, const char*> table{{"1.2.840.10008.5.1.4.1.1.1", "CR"},
                                                          {"1.2.840.10008.5.1.4.1.1.1.1", "Digital X-ray"},
                                                          {"1.2.840.10008.5.1.4.1.1.1.2", "Mammography"},
                                                          {"1.2.840.10008.5.1.4.1.1.2", "CT"},
                                                          {"1.2.840.10008.5.1.4.1.1.2.1", "Enhanced CT"},
                                                          {"1.2.840.10008.5.1.4.1.1.3.1", "Ultrasound clip"},
                                                          {"1.2.840.10008.5.1.4.1.1.4", "MR"},
                                                          {"1.2.840.10008.5.1.4.1.1.4.1", "Enhanced MR"},
                                                          {"1.2.840.10008.5.1.4.1.1.6.1", "Ultrasound"},
                                                          {"1.2.840.10008.5.1.4.1.1.7", "Secondary capture"},
                                                          {"1.2.840.10008.5.1.4.1.1.7.2", "Capture, grey, frames"},
                                                          {"1.2.840.10008.5.1.4.1.1.7.4", "Capture, colour, frames"},
                                                          {"1.2.840.10008.5.1.4.1.1.12.1", "Angiography"},
                                                          {"1.2.840.10008.5.1.4.1.1.12.2", "Fluoroscopy"},
                                                          {"1.2.840.10008.5.1.4.1.1.20", "Nuclear medicine"},
                                                          {"1.2.840.10008.5.1.4.1.1.66.4", "Segmentation"},
                                                          {"1.2.840.10008.5.1.4.1.1.77.1.1.1", "Endoscopy video"},
                                                          {"1.2.840.10008.5.1.4.1.1.77.1.4", "Photograph"},
                                                          {"1.2.840.10008.5.1.4.1.1.88.11", "Basic text report"},
                                                          {"1.2.840.10008.5.1.4.1.1.88.22", "Enhanced report"},
                                                          {"1.2.840.10008.5.1.4.1.1.88.33", "Comprehensive report"},
                                                          {"1.2.840.10008.5.1.4.1.1.88.67", "X-ray dose report"},
                                                          {"1.2.840.10008.5.1.4.1.1.104.1", "Encapsulated PDF"},
                                                          {"1.2.840.10008.5.1.4.1.1.128", "PET"},
                                                          {"1.2.840.10008.5.1.4.1.1.481.1", "RT image"},
                                                          {"1.2.840.10008.5.1.4.1.1.481.2", "RT dose"},
                                                          {"1.2.840.10008.5.1.4.1.1.481.3", "RT structure set"},
                                                          {"1.2.840.10008.5.1.4.1.1.481.5", "RT plan"},
                                                          {"", QT_TRANSLATE_NOOP("widgets::words", "not stated")}};
    return ofCode(table, uid);
}

QString ofUnits(const std::string& unit, std::int64_t count)
{
    static const std::map<std::string, const char*> table{
        {"patient", QT_TRANSLATE_N_NOOP("widgets::words", "%n patient(s)")},
        {"study", QT_TRANSLATE_N_NOOP("widgets::words", "%n studies")},
        {"series", QT_TRANSLATE_N_NOOP("widgets::words", "%n series")},
        {"instance", QT_TRANSLATE_N_NOOP("widgets::words", "%n instance(s)")}};
    const auto found = table.find(unit);
    return found == table.end() ? text(unit) : tr(found->second, int(count));
}

QString ofUnit(const std::string& unit)
{
    static const std::map<std::string, const char*> table{
        {"patient", QT_TRANSLATE_NOOP("widgets::words", "Patient")},
        {"study", QT_TRANSLATE_NOOP("widgets::words", "Study")},
        {"series", QT_TRANSLATE_NOOP("widgets::words", "Series")},
        {"instance", QT_TRANSLATE_NOOP("widgets::words", "Instance")}};
    return ofCode(table, unit);
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(QLocale{}.toString(share * 100, 'g', 3));
}

}
