// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/report_printer.h"
#include "engine/base/atomic_file.h"
#include "engine/base/signature.h"
#include "engine/journey/overlap.h"
#include "engine/journey/sign.h"
#include "engine/journey/withdraw.h"

#include <functional>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::journey::Project;

struct Options {
    std::string folder, verb, id, name, role, meaning = "review", passphraseFile, out, access = "public", reason, after,
                                              item, contact, release;
};

engine::Done addReviewer(Project& project, const Options& options)
{
    const auto passphrase = readPassphrase(options.passphraseFile);
    if (!passphrase)
        return passphrase.error();
    const auto made =
        engine::journey::makeReviewer(options.id, options.name, options.role, *passphrase, engine::systemRandom());
    return made ? project.addReviewer(*made) : engine::Done{made.error()};
}

Exit reviewer(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "add") {
        if (auto added = addReviewer(**project, options); !added)
            return common.console.refuse(added.error());
    }
    auto rows = Json::array();
    for (const auto& one : (*project)->reviewers()) {
        const auto key = engine::publicKeyFromPem(one.publicKey);
        rows.push_back({{"id", one.id},
                        {"name", one.name},
                        {"role", one.role},
                        {"fingerprint", key ? engine::fingerprintOf(*key) : ""}});
        common.console.print(one.id + "  " + one.name + "  " + one.role + "  " +
                             rows.back()["fingerprint"].get<std::string>());
    }
    return common.console.finish({{"reviewers", rows}}, Exit::Done);
}

/// A name for a reviewer who is not known yet makes one; for a known one it has to be the known one: the signature
/// would show another than the one that was typed.
engine::Done introduce(Project& project, const Options& options)
{
    const auto& known = project.reviewers();
    const auto person = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == options.id; });
    if (person == known.end())
        return options.name.empty() ? engine::done() : addReviewer(project, options);
    const bool isSame = (options.name.empty() || options.name == person->name) &&
                        (options.role.empty() || options.role == person->role);
    if (isSame)
        return engine::done();
    return Error{ErrorCode::BadArgument, "reviewer " + person->id + " is known as " + person->name + ", " +
                                             (person->role.empty() ? "without a role" : person->role) +
                                             "; leave --name and --role out, or take another id"};
}

Exit sign(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    auto passphrase = readPassphrase(options.passphraseFile);
    if (!passphrase)
        return common.console.refuse(passphrase.error());
    if (auto introduced = introduce(**project, options); !introduced)
        return common.console.refuse(introduced.error());
    const auto pool = makePool(common);
    const engine::journey::SigningWish wish{options.id, options.meaning, *passphrase,
                                            printPdf,   options.after,   options.contact};
    const bool isFurther = (*project)->state().signature.has_value();
    if (isFurther && !(options.after.empty() && options.contact.empty()))
        return common.console.refuse({ErrorCode::Frozen, "what was signed names its version and contact already"});
    const auto progress = common.console.progress("Reading again");
    if (auto done = isFurther ? engine::journey::approve(**project, wish, progress)
                              : engine::journey::sign(**project, wish, *pool, progress);
        !done)
        return common.console.refuse(done.error());
    common.console.say("Signed by " + options.id + " (" + options.meaning + ")" +
                       (isFurther ? ", besides " + (*project)->state().signature->reviewer + "." : "."));
    return common.console.finish({{"reviewer", options.id},
                                  {"meaning", options.meaning},
                                  {"signatures", (*project)->state().approvals.size() + 1},
                                  {"manifest_sha256", (*project)->state().signature->manifestSha256}},
                                 Exit::Done);
}

Exit release(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (!options.after.empty()) {
        if (auto follows = engine::journey::checkFollows(**project, options.after, options.access,
                                                         common.console.progress("Checking"));
            !follows)
            return common.console.refuse(follows.error());
    }
    const auto made =
        engine::journey::makeRelease(**project, options.out, options.access, common.console.progress("Copying"));
    if (!made)
        return common.console.refuse(made.error());
    common.console.say("Released into " + options.out + " for " +
                       (options.access == "public" ? "everybody" : "named people only") +
                       ". `safelight-cli verify` checks it anywhere.");
    if (made->keptBack > 0)
        common.console.say(std::to_string(made->keptBack) +
                           (made->keptBack == 1 ? " file keeps a face and is" : " files keep a face and are") +
                           " not in it: release --access restricted, for named people.");
    return common.console.finish({{"out", options.out},
                                  {"access", options.access},
                                  {"manifest_sha256", made->manifestSha256},
                                  {"files", made->files},
                                  {"kept_back", made->keptBack}},
                                 Exit::Done);
}

Exit reopen(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto reopened = (*project)->perform(engine::review::Reopened{options.reason}); !reopened)
        return common.console.refuse(reopened.error());
    common.console.say("Reopened. The old signature stays in the journal.");
    return common.console.finish({{"reopened", true}}, Exit::Done);
}

Exit withdraw(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    const bool wasSigned = (*project)->state().signature.has_value();
    const auto count = engine::journey::withdraw(**project, options.item, options.reason);
    if (!count)
        return common.console.refuse(count.error());
    common.console.say(std::to_string(*count) + (*count == 1 ? " file is" : " files are") +
                       " left out from now on. Sign and release again: the next version names what was withdrawn.");
    return common.console.finish({{"item", options.item}, {"files", *count}, {"reopened", wasSigned}}, Exit::Done);
}

Exit exportJournal(Common& common, const Project& project)
{
    const auto entries = project.journal();
    if (!entries)
        return common.console.refuse(entries.error());
    auto rows = Json::array();
    for (const auto& one : *entries) {
        rows.push_back({{"number", one.number},
                        {"time", one.time},
                        {"actor", one.actor},
                        {"kind", one.kind},
                        {"undoes", one.undoes},
                        {"hash", one.hash},
                        {"event", Json::parse(one.text, nullptr, false)}});
        common.console.print(std::to_string(one.number) + "  " + one.time + "  " + one.kind + "  " +
                             one.hash.substr(0, 16));
    }
    return common.console.finish({{"entries", rows}, {"head", project.journalHead()}}, Exit::Done);
}

Exit journal(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    // A broken chain shows at opening already where a sealed entry was exchanged.
    const auto code = project ? ErrorCode::Internal : project.error().code;
    if (!project && options.verb == "verify" && (code == ErrorCode::Tampered || code == ErrorCode::Damaged)) {
        common.console.say("The journal is broken: " + project.error().where + '.');
        return common.console.finish({{"fault", project.error().where}}, Exit::Fault);
    }
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "export")
        return exportJournal(common, **project);
    if (const auto verified = (*project)->verifyJournal(); !verified) {
        common.console.say("The journal is broken: " + verified.error().where + '.');
        return common.console.finish({{"fault", verified.error().where}}, Exit::Fault);
    }
    if (!options.release.empty()) {
        if (auto holds =
                engine::journey::checkJournalOf(**project, options.release, common.console.progress("Checking"));
            !holds) {
            common.console.say("The journal does not fit the release: " + holds.error().where + '.');
            return common.console.finish({{"fault", holds.error().where}}, Exit::Fault);
        }
        common.console.say("It holds what " + options.release + " was signed after.");
    }
    common.console.print("The journal is whole: " + std::to_string((*project)->journalLength()) + " entries, head " +
                         (*project)->journalHead());
    return common.console.finish(
        {{"fault", ""}, {"length", (*project)->journalLength()}, {"head", (*project)->journalHead()}}, Exit::Done);
}

Exit publicKey(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    const auto& known = (*project)->reviewers();
    const auto wanted =
        options.id.empty() && (*project)->state().signature ? (*project)->state().signature->reviewer : options.id;
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) {
        return one.id == wanted || (wanted.empty() && known.size() == 1);
    });
    if (found == known.end() && wanted.empty())
        return common.console.refuse({ErrorCode::BadArgument, "nobody has signed yet; --reviewer says whose key"});
    if (found == known.end())
        return common.console.refuse({ErrorCode::NotFound, "reviewer " + wanted});
    if (auto apart = engine::journey::checkApart(options.out, engine::journey::inputsOf(**project)); !apart)
        return common.console.refuse(apart.error());
    if (auto written = engine::writeFile(options.out, engine::viewOf(found->publicKey), 0644); !written)
        return common.console.refuse(written.error());
    const auto key = engine::publicKeyFromPem(found->publicKey);
    return common.console.finish({{"reviewer", found->id}, {"fingerprint", key ? engine::fingerprintOf(*key) : ""}},
                                 Exit::Done);
}

using Command = std::pair<CLI::App*, std::shared_ptr<Options>>;
using Adder =
    std::function<Command(const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&))>;

/// Who signs, and the signature.
void addSigners(const Adder& add)
{
    const auto addPerson = [](CLI::App* command, const std::shared_ptr<Options>& options) {
        command->add_option("--name", options->name, "Printed name");
        command->add_option("--role", options->role, "Role, as printed");
        return command
            ->add_option("--passphrase-file", options->passphraseFile,
                         "File (0600) with the reviewer's passphrase, - for standard input")
            ->type_name("FILE");
    };
    const auto [person, personOptions] = add("reviewer", "Add or list the people who may sign", reviewer);
    person->add_option("VERB", personOptions->verb, "add or list")->required()->check(CLI::IsMember({"add", "list"}));
    person->add_option("--id", personOptions->id, "Short name for commands");
    addPerson(person, personOptions);
    const auto [signing, signOptions] =
        add("sign", "Re-read every candidate, then sign the manifest over them; another person may sign too", sign);
    signing->add_option("--reviewer", signOptions->id, "Reviewer's id; with --name an unknown one is made")->required();
    signing->add_option("--meaning", signOptions->meaning, "What the signature means")
        ->required()
        ->check(CLI::IsMember({"review", "approval", "responsibility", "authorship"}));
    addPerson(signing, signOptions)->required();
    signing
        ->add_option("--after", signOptions->after,
                     "Release this one follows (default: what the project released last)")
        ->type_name("DIR");
    signing->add_option("--contact", signOptions->contact, "Whom to ask about the release; printed in its report");
}

}

void addReleaseCommands(CLI::App& program, Common& common)
{
    const Adder add = [&](const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&)) {
        auto options = std::make_shared<Options>();
        auto* command = addProjectCommand(program, common, name, does);
        command->add_option("PROJECT", options->folder, "Project folder")->required();
        onCall(
            command, common, [&common, options, act] { return act(common, *options); },
            [options] {
                return std::vector<std::string>{options->folder, options->out, options->passphraseFile, options->after,
                                                options->release};
            });
        return std::pair{command, options};
    };
    addSigners(add);
    const auto [releasing, releaseOptions] =
        add("release", "Copy the signed bytes into a folder that anybody can verify", release);
    releasing->add_option("--out", releaseOptions->out, "Folder that is not there yet, or empty")
        ->required()
        ->type_name("DIR");
    releasing->add_option("--access", releaseOptions->access, "public or restricted")
        ->check(CLI::IsMember({"public", "restricted"}));
    releasing
        ->add_option("--after", releaseOptions->after,
                     "Release this one follows: refused unless that is what was signed")
        ->type_name("DIR");
    const auto [withdrawing, withdrawOptions] =
        add("withdraw", "Leave out a patient, study, series or instance from now on; opens a signed project", withdraw);
    withdrawing->add_option("--item", withdrawOptions->item, "Id or UID, see list")->required();
    withdrawing->add_option("--reason", withdrawOptions->reason, "Why, for the journal")->required();
    const auto [reopening, reopenOptions] = add("reopen", "Withdraw the signature, to decide again", reopen);
    reopening->add_option("--reason", reopenOptions->reason, "Why, for the journal")->required();
    const auto [journaling, journalOptions] =
        add("journal", "Verify or export the journal of everything that was decided", journal);
    journaling->add_option("VERB", journalOptions->verb, "verify or export")
        ->required()
        ->check(CLI::IsMember({"verify", "export"}));
    journaling
        ->add_option(
            "--release", journalOptions->release,
            "Of verify: a release whose signatures the journal has to fit; a journal cut off or exchanged does not")
        ->type_name("DIR");
    const auto [keying, keyOptions] = add("public-key", "Write the key that checks a reviewer's signatures", publicKey);
    keying->add_option("--out", keyOptions->out, "PEM file")->required()->type_name("FILE");
    keying->add_option("--reviewer", keyOptions->id, "Reviewer's id (default: who signed)");
}

}
