// SPDX-License-Identifier: Apache-2.0
// safelight [PROJECT] [--screenshot FILE]...
#include "app/places.h"
#include "app/window/main_window.h"
#include "app/window/settings.h"
#include "app/window/shots.h"
#include "engine/base/start.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QTranslator>

namespace {

struct Wish {
    QString project, size, theme;
    QStringList shots;
};

Wish readArguments(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Takes identity out of medical images, with a person who looks."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("project", QCoreApplication::translate("main", "Folder of a project to open."),
                                 "[PROJECT]");
    const QCommandLineOption shot{
        "screenshot",
        QCoreApplication::translate("main", "Write a picture and end; its name says of which place: start, collection, "
                                            "rules, text, faces, review, plan, result, signoff, journal or settings. "
                                            "Repeatable."),
        "FILE"};
    const QCommandLineOption size{"size", QCoreApplication::translate("main", "Size of the window, as 1440x900."),
                                  "WxH"};
    const QCommandLineOption theme{"theme", QCoreApplication::translate("main", "system, dark or light, for this run."),
                                   "NAME"};
    parser.addOptions({shot, size, theme});
    parser.process(application);
    return {parser.positionalArguments().value(0), parser.value(size), parser.value(theme), parser.values(shot)};
}

void loadWords(QApplication& application)
{
    const auto install = [&application](auto&&... place) {
        auto* words = new QTranslator{&application};
        if (words->load(place...))
            QApplication::installTranslator(words);
    };
    install(QStringLiteral(":/i18n/safelight_en.qm")); // the plurals of English, under every other language
    install(QLocale{}, QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QLocale{}, QStringLiteral("safelight"), QStringLiteral("_"), QStringLiteral(":/i18n"));
}

/// With the languages that were chosen and are there; English last, since Tesseract prefers the first.
engine::pool::Settings settingsOf(const widgets::settings::Choices& choices)
{
    auto settings = app::poolSettings(0);
    auto languages = app::window::installedReaders();
    languages.removeIf([&](const QString& name) { return !choices.readerLanguages.contains(name); });
    if (languages.removeOne(QStringLiteral("eng")))
        languages += QStringLiteral("eng");
    if (!languages.isEmpty())
        settings.readerLanguages = languages.join('+').toStdString();
    return settings;
}

}

int main(int argc, char** argv)
{
    if (!engine::startProcess())
        return 1;
    QCoreApplication::setApplicationName("safelight");
    QCoreApplication::setOrganizationName("safelight");
    QCoreApplication::setApplicationVersion(SAFELIGHT_VERSION);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    auto choices = app::window::readChoices(QSettings{});
    app::window::applySize(choices.sizePercent);
    QApplication application{argc, argv};
    const auto wish = readArguments(application);
    if (wish.theme == "dark" || wish.theme == "light")
        choices.theme =
            wish.theme == "dark" ? widgets::settings::ThemeChoice::Dark : widgets::settings::ThemeChoice::Light;
    loadWords(application);
    widgets::look::loadFonts();
    QApplication::setFont(widgets::look::font(widgets::look::Type::Body));
    engine::pool::Pool pool{settingsOf(choices)};
    app::window::MainWindow window{pool, QString::fromStdString(app::resourceFolder()), choices};
    const auto size = wish.size.split('x');
    if (size.size() == 2)
        window.resize(size[0].toInt(), size[1].toInt());
    window.show();
    if (!wish.project.isEmpty())
        window.open(wish.project);
    if (!wish.shots.isEmpty())
        new app::window::Shots{window, wish.shots, &window};
    return QApplication::exec();
}
