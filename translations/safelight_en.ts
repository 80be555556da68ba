<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>app::window::MainWindow</name>
    <message numerus="yes">
        <source>Read %n item(s)</source>
        <translation>
            <numerusform>Read %n item</numerusform>
            <numerusform>Read %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::canvas::Canvas</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::collection::CheckPanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::collection::CollectionScreen</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in the collection</source>
        <translation>
            <numerusform>%n file in the collection</numerusform>
            <numerusform>%n files in the collection</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::face</name>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n slice</numerusform>
            <numerusform>%n slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture file(s)</source>
        <translation>
            <numerusform>%n picture file</numerusform>
            <numerusform>%n picture files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::face::FaceScreen</name>
    <message numerus="yes">
        <source>%n head(s) accepted</source>
        <translation>
            <numerusform>%n head accepted</numerusform>
            <numerusform>%n heads accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series were checked for a face by their geometry.</source>
        <translation>
            <numerusform>%n series was checked for a face by its geometry.</numerusform>
            <numerusform>%n series were checked for a face by their geometry.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail. Why accept the cut?</source>
        <translation>
            <numerusform>A check fails. Why accept the cut?</numerusform>
            <numerusform>%n checks fail. Why accept the cut?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::frame::RailButton</name>
    <message numerus="yes">
        <source>%1, %n open</source>
        <translation>
            <numerusform>%1, %n open</numerusform>
            <numerusform>%1, %n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::header::HeaderPanel</name>
    <message numerus="yes">
        <source>%n element(s) differ from what is in force</source>
        <translation>
            <numerusform>%n element differs from what is in force</numerusform>
            <numerusform>%n elements differ from what is in force</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::header::PrivatePanel</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n creator</numerusform>
            <numerusform>%n creators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::journal::JournalScreen</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries in the journal</source>
        <translation>
            <numerusform>%n entry in the journal</numerusform>
            <numerusform>%n entries in the journal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::plan::PlanScreen</name>
    <message numerus="yes">
        <source>%n file(s) are not yet written as decided, and the draw is from their new names. The checks write them: start them under Collection. This page fills in by itself.</source>
        <translation>
            <numerusform>%n file is not yet written as decided, and the draw is from its new name. The checks write them: start them under Collection. This page fills in by itself.</numerusform>
            <numerusform>%n files are not yet written as decided, and the draw is from their new names. The checks write them: start them under Collection. This page fills in by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) wait for a verdict</source>
        <translation>
            <numerusform>%n image waits for a verdict</numerusform>
            <numerusform>%n images wait for a verdict</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::result::ResultScreen</name>
    <message numerus="yes">
        <source>%n image(s) still wait for a verdict</source>
        <translation>
            <numerusform>%n image still waits for a verdict</numerusform>
            <numerusform>%n images still wait for a verdict</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) wait for a verdict</source>
        <translation>
            <numerusform>%n image waits for a verdict</numerusform>
            <numerusform>%n images wait for a verdict</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::review::ReviewScreen</name>
    <message numerus="yes">
        <source>%n case(s) are planted. A second person checks them before anybody reads: Who reads…, 4</source>
        <translation>
            <numerusform>%n case is planted. A second person checks it before anybody reads: Who reads…, 4</numerusform>
            <numerusform>%n cases are planted. A second person checks them before anybody reads: Who reads…, 4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %1 min and %n verdict(s). Nothing is lost: F10 goes on with this image.</source>
        <translation>
            <numerusform>After %1 min and %n verdict. Nothing is lost: F10 goes on with this image.</numerusform>
            <numerusform>After %1 min and %n verdicts. Nothing is lost: F10 goes on with this image.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) of this series are undecided: see Rules, Text and Faces</source>
        <translation>
            <numerusform>%n finding of this series is undecided: see Rules, Text and Faces</numerusform>
            <numerusform>%n findings of this series are undecided: see Rules, Text and Faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were not on the screen yet: scroll, or C plays them</source>
        <translation>
            <numerusform>%n image was not on the screen yet: scroll, or C plays them</numerusform>
            <numerusform>%n images were not on the screen yet: scroll, or C plays them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all, %n open</source>
        <translation>
            <numerusform>Show all, %n open</numerusform>
            <numerusform>Show all, %n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) open. %1</source>
        <translation>
            <numerusform>%n stays open. %1</numerusform>
            <numerusform>%n stay open. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::rules</name>
    <message numerus="yes">
        <source>%1 and %n option(s)</source>
        <translation>
            <numerusform>%1 and %n option</numerusform>
            <numerusform>%1 and %n options</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::risk::KnownPanel</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::risk::RiskScreen</name>
    <message numerus="yes">
        <source>%n patient(s), valid on %1</source>
        <translation>
            <numerusform>%n patient, valid on %1</numerusform>
            <numerusform>%n patients, valid on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::rules::ChoicesPanel</name>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n safe private element(s)</source>
        <translation>
            <numerusform>%n safe private element</numerusform>
            <numerusform>%n safe private elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is not used: %n thing(s) are wrong in it.</source>
        <translation>
            <numerusform>%1 is not used: one thing is wrong in it.</numerusform>
            <numerusform>%1 is not used: %n things are wrong in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::rules::KeptPanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::rules::RulesScreen</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) to read</source>
        <translation>
            <numerusform>%n text to read</numerusform>
            <numerusform>%n texts to read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n file(s)</source>
        <translation>
            <numerusform>Apply to %n file</numerusform>
            <numerusform>Apply to %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::signoff</name>
    <message numerus="yes">
        <source>%n place(s) looked written and could not be read; they were looked at and stay as they are.</source>
        <translation>
            <numerusform>%n place looked written and could not be read; it was looked at and stays as it is.</numerusform>
            <numerusform>%n places looked written and could not be read; they were looked at and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) keep a face, and are for named people only.</source>
        <translation>
            <numerusform>%n file keeps a face, and is for named people only.</numerusform>
            <numerusform>%n files keep a face, and are for named people only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::signoff::SignOffScreen</name>
    <message numerus="yes">
        <source>patient(s)</source>
        <translation>
            <numerusform>patient</numerusform>
            <numerusform>patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>file(s) released</source>
        <translation>
            <numerusform>file released</numerusform>
            <numerusform>files released</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n file(s) checked.</source>
        <translation>
            <numerusform>%1 %n file checked.</numerusform>
            <numerusform>%1 %n files checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::text::BoxPanel</name>
    <message numerus="yes">
        <source> · polygon, %n corners</source>
        <translation>
            <numerusform> · polygon, %n corner</numerusform>
            <numerusform> · polygon, %n corners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n decided</numerusform>
            <numerusform>%n decided</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::text::TemplatePage</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fits %n image(s)</source>
        <translation>
            <numerusform>fits %n image</numerusform>
            <numerusform>fits %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from decisions on %n image(s)</source>
        <translation>
            <numerusform>from decisions on %n image</numerusform>
            <numerusform>from decisions on %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n template</numerusform>
            <numerusform>%n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) kept.</source>
        <translation>
            <numerusform>%n template kept.</numerusform>
            <numerusform>%n templates kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) proposed; each waits for a decision.</source>
        <translation>
            <numerusform>%n box proposed; it waits for a decision.</numerusform>
            <numerusform>%n boxes proposed; each waits for a decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of it ask for what no template can, and were not read:</source>
        <translation>
            <numerusform>%n part of it asks for what no template can, and was not read:</numerusform>
            <numerusform>%n parts of it ask for what no template can, and were not read:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written.</source>
        <translation>
            <numerusform>%n template written.</numerusform>
            <numerusform>%n templates written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::text::TextScreen</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) may be written: look. K keeps, Enter blanks</source>
        <translation>
            <numerusform>%n place may be written: look. K keeps, Enter blanks</numerusform>
            <numerusform>%n places may be written: look. K keeps, Enter blanks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Applied to %n image(s); Backspace takes it back</source>
        <translation>
            <numerusform>Applied to %n image; Backspace takes it back</numerusform>
            <numerusform>Applied to %n images; Backspace takes it back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) of this image are undecided</source>
        <translation>
            <numerusform>%n box of this image is undecided</numerusform>
            <numerusform>%n boxes of this image are undecided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 images · %n box(es) open</source>
        <translation>
            <numerusform>%1 of %2 images · %n box open</numerusform>
            <numerusform>%1 of %2 images · %n boxes open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::face::HeadCheck</name>
    <message numerus="yes">
        <source>%n head(s) to be accepted</source>
        <translation>
            <numerusform>%n head to be accepted</numerusform>
            <numerusform>%n heads to be accepted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::text::ClassCheck</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n undecided</source>
        <translation>
            <numerusform>%1 · %n undecided</numerusform>
            <numerusform>%1 · %n undecided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same boxes on %n image(s)</source>
        <translation>
            <numerusform>The same boxes on %n image</numerusform>
            <numerusform>The same boxes on %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undecided</source>
        <translation>
            <numerusform>%n undecided</numerusform>
            <numerusform>%n undecided</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::canvas::PanelsView</name>
    <message numerus="yes">
        <source>Putting %n frame(s) together…</source>
        <translation>
            <numerusform>Putting %n frame together…</numerusform>
            <numerusform>Putting %n frames together…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n frame(s)</source>
        <translation>
            <numerusform>%1: %n frame</numerusform>
            <numerusform>%1: %n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>. %n are not in them: another size or kind, or damaged</source>
        <translation>
            <numerusform>. %n is not in them: another size or kind, or damaged</numerusform>
            <numerusform>. %n are not in them: another size or kind, or damaged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::words</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n studies</source>
        <translation>
            <numerusform>%n study</numerusform>
            <numerusform>%n studies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n instance</numerusform>
            <numerusform>%n instances</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::review::QueueBar</name>
    <message numerus="yes">
        <source>%1, %n open elsewhere</source>
        <translation>
            <numerusform>%1, %n open elsewhere</numerusform>
            <numerusform>%1, %n open elsewhere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::review::ItemSheet</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
</TS>
